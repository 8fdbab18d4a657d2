// The certificates of a finding: files beside the page, each with its hash.
import type { Context } from "../context";
import { h, own } from "../dom";
import type { Proof } from "../types";
import { fold } from "./marks";

/** What a path of a certificate looks like; anything else stays text. */
const BESIDE = /^certificates\/[a-z]+\/[A-Za-z0-9_+-][A-Za-z0-9._+-]*\.json$/;

export function proofs(cx: Context, found: Proof[]): HTMLElement | null {
  const { words, data } = cx;
  if (!found.length) return null;
  const list = h("ul", { class: "proofs" }, ...found.map((each) => {
    const frame = data.frames.length > 1 ? data.frames.find((f) => f.id === each.frame)?.label ?? each.frame : "";
    return h("li", {},
      BESIDE.test(each.path) ? h("a", { href: each.path }, each.path) : own(each.path), " ",
      frame ? h("span", { class: "where" }, own(frame)) : null,
      each.certified ? null : h("span", { class: "where" }, ` – ${words.t("notCertified")}`),
      h("code", { class: "hash" }, each.sha256));
  }));
  const made = fold(words.t(found.length > 1 ? "certificates" : "certificate"), h("p", { class: "soft" }, words.t("certificateLede")), list);
  made.classList.add("proof");
  return made;
}
