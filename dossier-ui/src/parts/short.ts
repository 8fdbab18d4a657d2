// In short: what can be said, what cannot, each account, open questions.
import { framesOf, type Context } from "../context";
import { h, joined, own, type Child } from "../dom";
import { itemTools } from "../share/tools";
import type { Account, Entry } from "../types";
import { claimLink, fold, mark } from "./marks";

export function short(cx: Context): HTMLElement {
  const { t } = cx.words;
  const told = cx.data.short;
  const word = t.bind(cx.words);
  return h("section", { id: "short", "aria-labelledby": "h-short" },
    h("h2", { id: "h-short" }, word("short")),
    h("div", { class: "columns" },
      h("div", { class: "wide" },
        h("h3", {}, word("canSay")),
        told.can.length
          ? h("ul", { class: "findings" }, ...told.can.map((entry, k) => finding(cx, entry, `said-${k + 1}`)))
          : h("p", {}, word("nothingDecided")),
      ),
      h("div", { class: "side" },
        h("h3", {}, word("cannotSay")),
        h("ul", { class: "plain" }, ...told.cannot.map((entry) => unsaid(cx, entry))),
        h("p", { class: "caution" }, own(told.caution)),
      ),
    ),
    h("h3", { id: "accounts" }, word("accounts")),
    h("p", { class: "lede" }, word("accountsLede")),
    h("ul", { class: "accounts" }, ...told.accounts.map((each) => account(cx, each))),
    told.open.length > 0 && h("h3", { id: "open" }, word("openQuestions")),
    told.open.length > 0 && h("p", { class: "lede" }, word("openLede")),
    told.open.length > 0 && h("ul", { class: "questions" }, ...told.open.map((entry) =>
      h("li", {}, own(entry.text), " ", h("span", { class: "refs" }, ...refs(cx, entry.claims)), ...where(cx, entry)))),
  );
}

function refs(cx: Context, ids: string[]): Child[] {
  return joined(ids.map((id) => claimLink(cx, id)), " ");
}

function where(cx: Context, entry: { frames: string[] }): Child[] {
  return entry.frames.length ? [h("span", { class: "where" }, own(framesOf(cx, entry.frames, false)))] : [];
}

function finding(cx: Context, entry: Entry, id: string): HTMLElement {
  const text = [entry.text, entry.because ?? "", framesOf(cx, entry.frames, false)].filter(Boolean).join("\n");
  return h("li", { id },
    h("div", { class: "said" }, mark(cx, entry.verdict), h("p", {}, own(entry.text)), ...where(cx, entry)),
    entry.because ? fold(cx.words.t("why"), h("p", { class: "because" }, own(entry.because))) : null,
    h("div", { class: "under" }, h("span", { class: "refs" }, ...refs(cx, entry.claims)),
      itemTools(cx, { id, what: cx.words.t("canSay"), text: () => text })),
  );
}

function unsaid(cx: Context, entry: Entry): HTMLElement {
  return h("li", {}, mark(cx, entry.verdict), h("p", {}, own(entry.text)), h("p", { class: "refs" }, ...refs(cx, entry.claims)));
}

function account(cx: Context, each: Account): HTMLElement {
  return h("li", {},
    h("h4", {}, own(each.speaker)),
    h("p", { class: "says" }, claimLink(cx, each.claim), " ", own(cx.claims.get(each.claim)?.says ?? "")),
    h("p", { class: "result" }, mark(cx, each.verdict), ...where(cx, each)),
    h("p", { class: "means" }, own(each.margin || each.means)),
  );
}
