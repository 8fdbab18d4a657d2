// A speech chain: who said it first, through whom it came, and with what stance each passed it on.
import type { Context } from "../context";
import { h, own, s } from "../dom";
import type { Claim } from "../types";

/** The sign of a stance: a full dot asserts, a ring passes on, a slash denies, a broken ring says nothing. */
function knot(stance: string): SVGElement {
  const ring = { cx: 9, cy: 9, r: 5.5, "stroke-width": 2, stroke: "currentColor", fill: "none" };
  const inner =
    stance === "asserts" ? [s("circle", { ...ring, fill: "currentColor" })]
    : stance === "infers" ? [s("path", { d: "M9 3 15 9 9 15 3 9Z", stroke: "currentColor", "stroke-width": 2, fill: "none" })]
    : stance === "denies" ? [s("circle", ring), s("path", { d: "M5 13 13 5", stroke: "currentColor", "stroke-width": 2 })]
    : stance === "did not deny" ? [s("circle", { ...ring, "stroke-dasharray": "3 3" })]
    : [s("circle", ring)];
  return s("svg", { class: "knot", viewBox: "0 0 18 18", "aria-hidden": "true", focusable: "false" }, ...inner);
}

export function chain(cx: Context, claim: Claim): HTMLElement {
  return h("ol", { class: "chain", "aria-label": cx.words.t("whoSaid") },
    ...claim.chain.map((link) =>
      h("li", {}, knot(link.stance), h("span", { class: "who" }, own(link.who)),
        h("span", { class: "stance" }, cx.words.term("c", link.stance)))),
  );
}
