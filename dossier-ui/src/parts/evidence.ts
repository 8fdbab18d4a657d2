// What a photograph, video or recording is: its kind, credit, hash, and who located it how.
import type { Context } from "../context";
import { h, link, own, type Child } from "../dom";
import type { Claim } from "../types";

export function evidence(cx: Context, claim: Claim): Child {
  const e = claim.evidence;
  if (!e) return null;
  const { words } = cx;
  const row = (label: string, ...inside: Child[]): Child => h("li", {}, h("span", { class: "label" }, label), " ", ...inside);
  const how = e.located_by.filter((each) => each.method).map((each) => `${each.who}: ${each.method ?? ""}`).join("; ");
  return h("div", { class: "evidence" },
    h("p", {}, h("b", {}, words.term("e", e.kind)), ": ", own(e.what)),
    h("ul", { class: "notes" },
      e.credit ? row(words.t("credit"), own(e.credit)) : null,
      e.url ? row(words.t("published"), link(e.url, e.url)) : null,
      how ? row(words.t("locatedBy"), own(how)) : null,
      e.time?.method ? row(words.t("timedBy"), own(e.time.method)) : null,
      e.sight ? row(words.t("sight"), own(`${e.sight.farthest} (${e.sight.source})`)) : null,
      row(words.t("file"), e.file ? own(`${e.file}, `) : null, words.t(e.enclosed ? "enclosed" : "notEnclosed")),
      row("SHA-256", h("code", {}, e.sha256))));
}
