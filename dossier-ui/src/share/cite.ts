// What stands with a figure where it is shown elsewhere: caption, credit, method; ready to be copied.
import type { Context } from "../context";
import { h } from "../dom";
import { copy } from "./clipboard";

export interface Cited { caption: string; credits: string[] }

/** Caption, credit and method as text. */
export function citation(cx: Context, cited: Cited): string[] {
  const { data, words } = cx;
  const { short, method } = data;
  const input = method.hashes[0];
  return [
    cited.caption,
    `${words.t("creditLabel")}: ${cited.credits.join("; ")}`,
    `${words.t("method")}: ${short.method} ${words.t("tolerances")}: ${method.policy_name}. ${words.t("madeWith", { again: method.again, software: data.software })}`
      + (input ? ` ${input.what}, SHA-256 ${input.sha256}.` : ""),
  ];
}

/** The box that shows it. */
export function citeBox(cx: Context, what: string, cited: () => Cited): HTMLElement {
  const { words } = cx;
  const text = h("div", { class: "cite-text" });
  const button = h("button", { type: "button", "aria-label": words.t("itemCaption", { what }) }, words.t("copyCaption"));
  const box = h("details", { class: "cite" }, h("summary", {}, words.t("captionAndCredit")), text, button);
  const fill = (): string[] => {
    const parts = citation(cx, cited());
    text.replaceChildren(...parts.map((part) => h("p", {}, part)));
    return parts;
  };
  box.addEventListener("toggle", () => fill());
  button.addEventListener("click", () => {
    void copy(fill().join("\n\n")).then((done) => {
      button.textContent = words.t(done ? "copied" : "failed");
      setTimeout(() => {
        button.textContent = words.t("copyCaption");
      }, 1600);
    });
  });
  return box;
}
