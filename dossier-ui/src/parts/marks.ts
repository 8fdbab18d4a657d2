// Verdict marks: a sign, a word and a colour, so that none of them carries the meaning alone.
import type { Context } from "../context";
import { h, own, s, to, type Child } from "../dom";
import type { CheckedInference, CheckedVerdict } from "../types";

const SIGNS: Record<string, string> = {
  contradicted: "M4 4 12 12M12 4 4 12", excluded: "M4 4 12 12M12 4 4 12", "does not fit": "M4 4 12 12M12 4 4 12",
  strained: "M3 6.5C5 4 6.5 4 8 6S11 8 13 5.5M3 10.5C5 8 6.5 8 8 10S11 12 13 9.5",
  consistent: "M8 4a4 4 0 1 0 .01 0Z", "does not follow": "M8 4a4 4 0 1 0 .01 0Z", fits: "M8 4a4 4 0 1 0 .01 0Z",
  "not testable": "M4 8H12", "premises fail": "M4 8H12",
};
const FILLED = new Set(["supported", "follows"]);

/** The sign of a verdict. */
export function sign(verdict: string): SVGElement {
  const path = SIGNS[verdict];
  const inner = FILLED.has(verdict)
    ? s("circle", { cx: 8, cy: 8, r: 4.6, fill: "currentColor" })
    : path
      ? s("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round" })
      : s("path", {
          d: "M5.6 6.2a2.4 2.4 0 1 1 3.6 2.1c-.9.5-1.2.9-1.2 1.7M8 12.6v.1",
          fill: "none", stroke: "currentColor", "stroke-width": 1.9, "stroke-linecap": "round",
        });
  return s("svg", { class: "sign", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, inner);
}

const slug = (words: string): string => words.toLowerCase().replace(/[^a-z]+/g, "-");

/** A verdict's sign and word. */
export function mark(cx: Context, verdict: string, word = cx.words.term("v", verdict)): HTMLElement {
  return h("span", { class: `mark v-${slug(verdict)}` }, sign(verdict), h("b", {}, word));
}

/** The word of a claim's verdict: with its condition, and where a part is untested never without saying so. */
export function verdictWord(cx: Context, v: CheckedVerdict): string {
  const { words } = cx;
  const word = v.verdict === "consistent" && v.only_if ? words.t("onlyIf") : words.term("v", v.verdict);
  return v.tested_in_part ? `${word} (${words.t("inPart")})` : word;
}

/** The word of what premises make of a claim. */
export function outcomeWord(cx: Context, each: CheckedInference): string {
  return cx.words.term("v", each.strength ? `together ${each.strength}` : each.result);
}

/** A claim's first speaker with the stance, which stand wherever the claim does. */
export function speaker(cx: Context, id: string): string {
  const claim = cx.claims.get(id);
  const first = claim?.chain[0];
  return claim && first ? `${claim.speaker} (${cx.words.term("c", first.stance)})` : "";
}

/** Where claims are from, one line for each source: title, author, date, address. */
export function sourcesText(cx: Context, ids: string[]): string {
  const found = new Map<string, string[]>();
  for (const id of ids) {
    const source = cx.claims.get(id)?.source;
    if (source) found.set(source, [...(found.get(source) ?? []), id]);
  }
  return [...found].map(([key, claims]) => {
    const source = cx.data.method.sources.find((each) => each.id === key);
    const words = source ? [source.title, source.by, source.date ?? "", source.url ?? "", source.archived ? `${cx.words.t("archivedCopy")}: ${source.archived}` : ""] : [key];
    return `${cx.words.t("source")} (${claims.join(", ")}): ${words.filter(Boolean).join(", ")}`;
  }).join("\n");
}

/** How a claim stands at a stretch, with its sign. */
export function standing(cx: Context, state: string): HTMLElement {
  return h("span", { class: `mark v-${slug(state)}` }, sign(state), h("b", {}, cx.words.term("s", state)));
}

/** A link to a claim, with its words as a title. */
export function claimLink(cx: Context, id: string): HTMLElement {
  const claim = cx.claims.get(id);
  const link = to(`claim-${id}`, id);
  link.className = "ref";
  if (claim) link.title = `${speaker(cx, id)}: ${claim.says}`;
  return link;
}

/** A heading with what copies it. */
export function heading(level: "h2" | "h3" | "h4", words: Child, tools: Child, attributes = {}): HTMLElement {
  return h("div", { class: "heading" }, h(level, attributes, words), tools);
}

/** What opens on demand; everything is open on paper. */
export function fold(summary: Child, ...inside: Child[]): HTMLElement {
  return h("details", {}, h("summary", {}, summary), h("div", { class: "folded" }, ...inside));
}

/** Python's sentence. */
export function sentence(words: string, attributes = {}): HTMLElement {
  return h("p", attributes, own(words));
}
