// The small row of buttons beside an item: its address, its text, its picture.
import type { Context } from "../context";
import { h } from "../dom";
import type { Key } from "../words";
import { copy, save } from "./clipboard";
import type { Entry, Figure } from "./compose";
import { remember } from "./figures";
import { pngOf, svgText } from "./picture";

export interface Item {
  id: string;
  what: string;
  text: () => string;
  /** The picture, where the item has one. */
  picture?: () => SVGSVGElement | null;
  /** What stands under the picture's title, and its legend. */
  lines?: () => string[];
  legend?: () => Entry[];
}

export function itemTools(cx: Context, item: Item): HTMLElement {
  const name = `${cx.data.case.id}-${item.id}`.replace(/[^A-Za-z0-9_.-]+/g, "-");
  const credit = `${cx.data.software} · ${cx.data.case.title} · #${item.id}`;
  const button = (key: Key, label: Key, act: () => Promise<boolean>): HTMLElement => {
    const made = h("button", { type: "button", "aria-label": cx.words.t(label, { what: item.what }) }, cx.words.t(key));
    made.addEventListener("click", () => {
      void act().then(
        (done) => told(made, cx.words.t(done ? "copied" : "failed"), cx.words.t(key)),
        () => told(made, cx.words.t("failed"), cx.words.t(key)),
      );
    });
    return made;
  };
  const picture = item.picture;
  const figure = (): Figure | null => {
    const svg = picture?.();
    if (!svg) return null;
    const mapped = svg.dataset["credit"] !== undefined;
    return {
      svg, title: item.what, lines: item.lines?.() ?? [], legend: item.legend?.() ?? [],
      credits: [...(mapped ? cx.data.method.notices.map((notice) => notice.words) : []), credit],
    };
  };
  if (picture) remember(item.id, figure);
  const drawn = async (write: (figure: Figure) => Promise<void> | void): Promise<boolean> => {
    const found = figure();
    if (!found) return false;
    await write(found);
    return true;
  };
  return h("span", { class: "tools", role: "group", "aria-label": item.what },
    button("copyLink", "itemLink", () => copy(`${location.href.split("#")[0]}#${encodeURIComponent(item.id)}`)),
    button("copyText", "itemText", () => copy(`${item.text()}\n\n${credit}`)),
    picture ? button("saveSvg", "itemSvg", () => drawn((found) => save(new Blob([svgText(found)], { type: "image/svg+xml" }), `${name}.svg`))) : null,
    picture ? button("savePng", "itemPng", () => drawn(async (found) => save(await pngOf(found), `${name}.png`))) : null,
  );
}

function told(button: HTMLElement, words: string, before: string): void {
  button.textContent = words;
  setTimeout(() => {
    button.textContent = before;
  }, 1600);
}
