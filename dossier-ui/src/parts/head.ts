// The top of the page: title, what it is about, contents, language and appearance.
import type { Context } from "../context";
import { h, own, to } from "../dom";
import { LANGUAGES, type Key } from "../words";

const SECTIONS: Key[] = ["short", "map", "times", "claims", "conflicts", "method"];

export function head(cx: Context, speak: (language: string) => void): HTMLElement {
  const { words, data } = cx;
  const language = h("select", { id: "language" }, ...Object.entries(LANGUAGES).map(([code, catalogue]) =>
    h("option", { value: code, lang: code, selected: code === words.language }, catalogue.name)));
  language.addEventListener("change", () => speak(language.value));
  const root = document.documentElement;
  const theme = h("select", { id: "theme" }, ...(["auto", "light", "dark"] as const).map((key) =>
    h("option", { value: key, selected: (root.dataset["theme"] ?? "auto") === key }, words.t(key))));
  theme.addEventListener("change", () => {
    if (theme.value === "auto") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
  });
  return h("header", { class: "top" },
    h("div", { class: "bar" },
      h("p", { class: "kicker" }, words.t("kicker")),
      h("div", { class: "choices" },
        h("label", {}, h("span", {}, words.t("language")), language),
        h("label", {}, h("span", {}, words.t("theme")), theme))),
    h("h1", { dir: "auto", lang: "en" }, data.case.title),
    data.case.date ? h("p", { class: "date" }, own(data.case.date)) : null,
    data.case.summary ? h("p", { class: "summary", dir: "auto", lang: "en" }, data.case.summary) : null,
    h("nav", { "aria-label": words.t("contents") }, h("ul", {}, ...SECTIONS.map((key) => h("li", {}, to(key, words.t(key)))))),
  );
}
