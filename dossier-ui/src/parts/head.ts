// The top of the page: contents, appearance, title, what the method can say, what the case is about.
import type { Context } from "../context";
import { h, own, to } from "../dom";
import { SYSTEMS, type System } from "../telling/units";
import type { Key } from "../words";

const SECTIONS: Key[] = ["short", "map", "times", "claims", "conflicts", "method"];

export function head(cx: Context): HTMLElement {
  const { words, data } = cx;
  const root = document.documentElement;
  const theme = h("select", { id: "theme" }, ...(["auto", "light", "dark"] as const).map((key) =>
    h("option", { value: key, selected: (root.dataset["theme"] ?? "auto") === key }, words.t(key))));
  theme.addEventListener("change", () => {
    if (theme.value === "auto") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
  });
  const units = h("select", { id: "units" }, ...SYSTEMS.map((key) => h("option", { value: key }, words.t(`u_${key}`))));
  units.addEventListener("change", () => cx.store.set({ units: units.value as System }));
  cx.store.follow((now) => {
    units.value = now.units;
  });
  return h("header", { class: "top" },
    h("div", { class: "bar" },
      h("p", { class: "kicker" }, words.t("kicker")),
      h("nav", { "aria-label": words.t("contents") }, h("ul", {}, ...SECTIONS.map((key) => h("li", {}, to(key, words.t(key)))))),
      h("div", { class: "choices" },
        h("label", {}, h("span", {}, words.t("units")), units),
        h("label", {}, h("span", {}, words.t("theme")), theme))),
    h("h1", { dir: "auto", lang: "en" }, data.case.title),
    h("p", { class: "date" }, data.case.date ? own(`${data.case.date} · `) : null, own(data.short.method)),
  );
}
