// Beside a map: what each claim shows on it, reading by reading, and how it stands at the stretch.
import type { Context } from "../context";
import { h, own, s } from "../dom";
import { claimLink, mark, speaker, standing, verdictWord } from "../parts/marks";
import { more } from "./panelmore";
import type { Drawn, View } from "./view";

export function panel(cx: Context, view: View, key: string): HTMLElement {
  const { words } = cx;
  return h("div", { class: "panel", role: "group", "aria-label": words.t("layersOf") },
    crowd(cx, view),
    ...view.map.claims.map((shown) => {
      const mine = view.layers.filter((each) => each.claim === shown);
      const ordinary = mine.filter((each) => each.layer.kind === "ordinary");
      const generous = mine.filter((each) => each.layer.kind !== "ordinary");
      const claim = cx.claims.get(shown.id);
      const state = h("p", { class: "standing" });
      cx.store.follow((now) => {
        const v = claim?.verdicts.find((each) => each.frames.includes(now.frame));
        const at = v?.at[now.stretch];
        state.replaceChildren();
        if (v) state.append(mark(cx, v.verdict, verdictWord(cx, v)));
        const stretch = cx.data.stretches.find((each) => each.key === now.stretch);
        if (at && stretch) state.append(h("span", { class: "at" }, words.t("at", { s: stretch.label }), " ", standing(cx, at)));
      });
      return h("section", { class: `h${shown.hue}` },
        h("h4", {}, claimLink(cx, shown.id), " ", own(claim?.says ?? ""), " ", h("small", {}, own(speaker(cx, shown.id)))),
        state,
        h("ul", {}, ...ordinary.map((each, k) => row(cx, view, each, `${key}-${shown.id}-${k}`))),
        generous.length ? h("details", {}, h("summary", {}, words.t("showGenerous", { n: generous.length })),
          h("ul", {}, ...generous.map((each, k) => row(cx, view, each, `${key}-${shown.id}-g${k}`)))) : null);
    }),
    ...more(cx, view, key),
  );
}

/** Said where a map has more claims than can be told apart at once: the first of them are shown. */
function crowd(cx: Context, view: View): HTMLElement | null {
  const on = new Set(view.layers.filter((each) => each.on).map((each) => each.claim)).size;
  const all = new Set(view.layers.filter((each) => each.layer.kind === "ordinary").map((each) => each.claim)).size;
  return on < all ? h("p", { class: "crowd" }, cx.words.t("crowd", { n: on, m: all })) : null;
}

function row(cx: Context, view: View, each: Drawn, id: string): HTMLElement {
  const box = h("input", { type: "checkbox", id, checked: each.on });
  const none = h("small", { class: "none" });
  box.addEventListener("change", () => {
    each.on = box.checked;
    view.choose(cx.store.now.frame, cx.store.now.stretch);
  });
  const swatch = s("svg", { class: `swatch layer d${each.layer.dash} h${each.claim.hue}`, viewBox: "0 0 26 14", "aria-hidden": "true" },
    s("rect", { class: "outer", x: 1.5, y: 1.5, width: 23, height: 11 }));
  const [first, ...more] = each.layer.readings;
  const item = h("li", {}, box, h("label", { for: id }, swatch, h("b", {}, each.layer.letter), " ", own(first ?? ""),
    more.length ? h("small", {}, ` ${cx.words.t("andSame", { n: more.length })}`) : null, none));
  item.addEventListener("pointerenter", () => view.stress(each));
  item.addEventListener("pointerleave", () => view.stress(null));
  box.addEventListener("focus", () => view.stress(each));
  box.addEventListener("blur", () => view.stress(null));
  each.group.addEventListener("pointerenter", () => item.classList.add("hot"));
  each.group.addEventListener("pointerleave", () => item.classList.remove("hot"));
  cx.store.follow((now) => {
    item.hidden = !each.layer.frames.includes(now.frame);
    none.textContent = each.layer.at[now.stretch] ? "" : ` – ${cx.words.t("noRegion")}`;
    item.classList.toggle("empty", none.textContent !== "");
  });
  return item;
}
