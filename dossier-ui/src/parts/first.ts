// What is seen first: findings that name who said what, what stays open, who agrees, each account.
import { framesOf, type Context } from "../context";
import { h, joined, own, type Child } from "../dom";
import { itemTools } from "../share/tools";
import type { Account, Agreement, Entry, Finding, Line, Said } from "../types";
import type { SceneFigure } from "../map/scene";
import { tell, told } from "../telling/tell";
import { claimLink, fold, mark, sign, sourcesText, speaker } from "./marks";

const FIRST = 5, MANY = 12; // so many findings, and so many items of other lists, stand open

export function first(cx: Context, scene: SceneFigure | null): HTMLElement {
  const { words } = cx;
  const { short } = cx.data;
  const items = short.findings.map((each, k) => finding(cx, each, `said-${k + 1}`));
  return h("section", { id: "short", "aria-labelledby": "h-short" },
    h("div", { class: scene ? "first" : "first alone" },
      scene?.element,
      h("div", { class: "told-first" },
        h("h2", { id: "h-short" }, words.t("short")),
        items.length ? h("ul", { class: "findings" }, ...items.slice(0, FIRST)) : h("p", {}, words.t("nothingDecided")),
        items.length > FIRST ? fold(words.t("moreFindings", { n: items.length - FIRST }), h("ul", { class: "findings" }, ...items.slice(FIRST))) : null,
        h("p", { class: "caution" }, own(short.caution)))),
    cx.data.case.summary ? h("p", { class: "summary", dir: "auto", lang: "en" }, cx.data.case.summary) : null,
    h("div", { class: "threads" },
      thread(cx, words.t("openQuestions"), "open", short.open.map((entry) => question(cx, entry))),
      thread(cx, words.t("agree"), "agree", short.agree.map((each) => agreement(cx, each)), short.more.agree),
      thread(cx, words.t("differ"), "differ", short.differ.map((each) => agreement(cx, each)), short.more.differ),
      thread(cx, words.t("cannotSay"), "not-shown", short.not_shown.map((entry) => unsaid(cx, entry)))),
    h("h3", { id: "accounts" }, words.t("accounts")),
    h("p", { class: "lede" }, words.t("accountsLede")),
    h("ul", { class: "accounts" }, ...short.accounts.map((each) => account(cx, each))),
  );
}

function thread(cx: Context, title: string, id: string, items: HTMLElement[], more = 0): HTMLElement | null {
  if (!items.length) return null;
  const [open, rest] = items.length > MANY + 1 ? [items.slice(0, MANY), items.slice(MANY)] : [items, []];
  return h("div", { class: "thread" }, h("h3", { id }, title), h("ul", { class: "questions" }, ...open),
    rest.length ? fold(cx.words.t("moreItems", { n: rest.length }), h("ul", { class: "questions" }, ...rest)) : null,
    more ? h("p", { class: "where" }, cx.words.t("notListed", { n: more.toLocaleString("en") })) : null);
}

function refs(cx: Context, ids: string[]): Child[] {
  return joined(ids.map((id) => claimLink(cx, id)), " ");
}

function where(cx: Context, entry: { frames: string[] }): Child[] {
  return entry.frames.length ? [h("span", { class: "where" }, own(framesOf(cx, entry.frames, false)))] : [];
}

/** Who said what: the printed words first, the sentence of the case small. */
function voice(each: Said): HTMLElement {
  return h("p", { class: "voice" },
    h("b", {}, own(each.who)), ` ${each.how}: `, each.quoted ? h("q", {}, own(each.words)) : own(each.words),
    each.via.length ? h("small", {}, " via ", own(each.via.join(", "))) : null,
    each.coded ? h("small", { class: "coded" }, own(`${each.claim}: ${each.coded}`)) : null);
}

function line(cx: Context, each: Line, claims: string[]): HTMLElement {
  const slug = each.verdict.toLowerCase().replace(/[^a-z]+/g, "-");
  const view = cx.data.frames.length > 1 ? framesOf(cx, each.frames, each.everywhere) : "";
  return h("p", { class: `line v-${slug}` }, sign(each.verdict),
    h("span", {}, view ? h("b", { class: "view" }, own(view)) : null, told(cx, each.words, { claims })));
}

function finding(cx: Context, each: Finding, id: string): HTMLElement {
  const spoken = each.said.map((one) => `${one.who} ${one.how}: ${one.quoted ? `“${one.words}”` : one.words}${one.via.length ? ` (via ${one.via.join(", ")})` : ""}`);
  const text = (): string => [
    ...spoken, ...each.lines.map((one) => [framesOf(cx, one.frames, one.everywhere), tell(cx, one.words, { claims: each.claims })].filter(Boolean).join(": ")),
    each.slip, sourcesText(cx, each.claims),
  ].filter(Boolean).join("\n");
  return h("li", { id },
    ...each.said.map(voice),
    each.slip ? h("p", { class: "slip" }, h("b", {}, `${cx.words.t("slip")}: `), own(each.slip)) : null,
    ...each.lines.map((one) => line(cx, one, each.claims)),
    each.given.length ? h("p", { class: "given" }, `${cx.words.t("givenThat")}: `, own(each.given.join("; "))) : null,
    h("div", { class: "under" }, h("span", { class: "refs" }, ...refs(cx, each.claims)),
      itemTools(cx, { id, what: cx.words.t("short"), text })));
}

function question(cx: Context, entry: Entry): HTMLElement {
  return h("li", {}, own(entry.text), " ", h("span", { class: "refs" }, ...refs(cx, entry.claims)), ...where(cx, entry));
}

function agreement(cx: Context, each: Agreement): HTMLElement {
  const said = each.said.map((one) => h("span", {}, h("b", {}, own(speaker(cx, one.claim))), " ", h("q", {}, own(one.words))));
  return h("li", {}, ...joined(said, "; "), each.times.length ? told(cx, ` (${each.times.join("; ")})`, { claims: each.claims }) : null, " ",
    h("span", { class: "refs" }, ...refs(cx, each.claims)));
}

function unsaid(cx: Context, entry: Entry): HTMLElement {
  return h("li", {}, own(entry.text), " ", h("span", { class: "refs" }, ...refs(cx, entry.claims)));
}

function account(cx: Context, each: Account): HTMLElement {
  return h("li", {},
    h("h4", {}, own(each.speaker)),
    h("p", { class: "says" }, claimLink(cx, each.claim), ` ${each.said.how}: `, each.said.quoted ? h("q", {}, own(each.said.words)) : own(each.said.words)),
    h("p", { class: "result" }, mark(cx, each.verdict), ...where(cx, each)),
    h("p", { class: "means" }, own(each.margin || each.means)),
  );
}
