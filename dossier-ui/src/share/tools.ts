// The small row of buttons beside an item: its address, its text, its picture and numbers.
import { addressOf } from "../addresses";
import type { Context } from "../context";
import { h } from "../dom";
import type { Key } from "../words";
import { citation, citeBox, type Cited } from "./cite";
import { copy, save } from "./clipboard";
import type { Entry, Figure } from "./compose";
import { csv, type Rows } from "./csv";
import { embedded } from "./embed";
import { remember } from "./figures";
import { pngOf, svgText } from "./picture";

export interface Item {
  id: string;
  what: string;
  text: () => string;
}

export interface FigureItem extends Item {
  picture: () => SVGSVGElement | null;
  /** What stands under the picture's title, and its legend. */
  lines: () => string[];
  legend: () => Entry[];
  /** Its numbers, the first row telling what they are. */
  rows: () => Rows;
  /** A class that its picture needs around it to look as on the page. */
  look?: string;
}

/** Buttons for an item that is no figure. */
export function itemTools(cx: Context, item: Item): HTMLElement {
  return row(cx, item, []);
}

/** Buttons for a figure, and the box with its caption. */
export function figureTools(cx: Context, item: FigureItem): { tools: HTMLElement; cite: HTMLElement } {
  const name = `${cx.data.case.id}-${item.id}`.replace(/[^A-Za-z0-9_.-]+/g, "-");
  const credits = (svg: SVGSVGElement | null): string[] => [
    ...(svg?.dataset["credit"] !== undefined ? cx.data.method.notices.map((notice) => notice.words) : []), creditOf(cx, item),
  ];
  const figure = (): Figure | null => {
    const svg = item.picture();
    return svg && { svg, title: item.what, lines: item.lines(), legend: item.legend(), credits: credits(svg), look: item.look ?? "" };
  };
  remember(item.id, figure);
  const drawn = (write: (figure: Figure) => Promise<void> | void) => async (): Promise<boolean> => {
    const found = figure();
    if (!found) return false;
    await write(found);
    return true;
  };
  const blob = (text: string, type: string): Blob => new Blob([text], { type });
  const told = (): string[] => item.legend().filter((each) => each.caption).map((each) => each.words);
  const cited = (): Cited => ({
    caption: [`${cx.data.case.title}: ${item.what}`, ...item.lines(), ...told()].filter(Boolean).map(sentence).join(" "),
    credits: credits(item.picture()),
  });
  const embed = (found: Figure): string => embedded(found, cx.words.t("captionAndCredit"), citation(cx, cited()));
  const tools = row(cx, item, [
    button(cx, item, "saveSvg", "itemSvg", drawn((found) => save(blob(svgText(found), "image/svg+xml"), `${name}.svg`))),
    button(cx, item, "savePng", "itemPng", drawn(async (found) => save(await pngOf(found), `${name}.png`))),
    button(cx, item, "saveCsv", "itemCsv", () => {
      save(blob(csv(item.rows()), "text/csv;charset=utf-8"), `${name}.csv`);
      return Promise.resolve(true);
    }),
    button(cx, item, "saveEmbed", "itemEmbed", drawn((found) => save(blob(embed(found), "text/html;charset=utf-8"), `${name}.html`))),
  ]);
  const cite = citeBox(cx, item.what, cited);
  return { tools, cite };
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1).replace(/[.:]?$/, "")}.`;
const creditOf = (cx: Context, item: Item): string => `${cx.data.software} · ${cx.data.case.title} · #${item.id}`;

function row(cx: Context, item: Item, more: HTMLElement[]): HTMLElement {
  return h("span", { class: "tools", role: "group", "aria-label": item.what },
    button(cx, item, "copyLink", "itemLink", () => copy(addressOf(item.id, cx.store.now.units))),
    button(cx, item, "copyText", "itemText", () => copy(`${item.text()}\n\n${creditOf(cx, item)}`)),
    ...more);
}

function button(cx: Context, item: Item, key: Key, label: Key, act: () => Promise<boolean>): HTMLElement {
  const made = h("button", { type: "button", "aria-label": cx.words.t(label, { what: item.what }) }, cx.words.t(key));
  made.addEventListener("click", () => {
    void act().then(
      (done) => shown(made, cx.words.t(done ? "copied" : "failed"), cx.words.t(key)),
      () => shown(made, cx.words.t("failed"), cx.words.t(key)),
    );
  });
  return made;
}

function shown(made: HTMLElement, words: string, before: string): void {
  made.textContent = words;
  setTimeout(() => {
    made.textContent = before;
  }, 1600);
}
