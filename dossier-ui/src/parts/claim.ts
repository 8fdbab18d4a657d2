// One claim: its sentence, chain, quote, verdicts with reasons, every reading.
import { framesOf, type Context } from "../context";
import { h, joined, link, own, to, type Child } from "../dom";
import { comparison, names } from "../figures/bars";
import { chain } from "../figures/chain";
import { itemTools } from "../share/tools";
import type { Claim, Inference, Quote, Table, Verdict } from "../types";
import { evidence } from "./evidence";
import { heightsOnly, live, tell, told } from "../telling/tell";
import { retold } from "../telling/units";
import { claimLink, fold, heading, mark, outcomeWord, sourcesText, standing, verdictWord } from "./marks";
import { proofs } from "./proofs";

export function claimCard(cx: Context, claim: Claim): HTMLElement {
  const id = `claim-${claim.id}`;
  return h("article", { class: "claim", id, "aria-labelledby": `h-${id}` },
    h("div", { class: "gutter" }, h("span", { class: "id" }, claim.id),
      ...[...new Set(claim.verdicts.map((v) => v.verdict))].map((v) => mark(cx, v))),
    h("div", { class: "body" },
      heading("h3", own(claim.says), itemTools(cx, { id, what: claim.id, text: () => claimText(cx, claim) }), { id: `h-${id}` }),
      chain(cx, claim),
      ...quote(cx, claim),
      evidence(cx, claim),
      ...claim.verdicts.map((v) => verdict(cx, v, `${claim.id}: ${claim.says}`, [claim.id])),
      ...claim.inferences.map((each) => inference(cx, each, claim.id)),
      h("ul", { class: "notes" }, ...notes(cx, claim)),
    ));
}

function quote(cx: Context, claim: Claim): Child[] {
  const { words } = cx;
  const q: Quote | null = claim.quote;
  if (!q?.text) return [];
  const origin: Child[] = [
    q.document ? to(`document-${q.document}`, q.document) : null,
    q.position ? own(`${q.document ? ", " : ""}${q.position}${q.of ? ` ${q.of}` : ""}`) : null,
  ];
  const cite = (label: string, more: Child[]): HTMLElement => h("figcaption", {}, h("span", {}, label), ...more);
  return [
    h("figure", { class: "quote" },
      h("blockquote", { dir: "auto", lang: q.language ?? "" }, q.text),
      cite(q.translation ? `${words.t("original")}${q.language_words ? ` (${q.language_words})` : ""}` : "", origin)),
    q.translation
      ? h("figure", { class: "quote translated" }, h("blockquote", { dir: "auto", lang: "en" }, q.translation),
          cite(words.t("translation"), q.translator ? [", ", own(words.t("translatedBy", { who: q.translator }))] : []))
      : null,
  ];
}

function notes(cx: Context, claim: Claim): Child[] {
  const { t } = cx.words;
  const word = t.bind(cx.words);
  const source = cx.data.method.sources.find((each) => each.id === claim.source);
  const row = (label: string, ...inside: Child[]): Child => h("li", {}, h("span", { class: "label" }, label), " ", ...inside);
  return [
    claim.supersedes ? row(word("corrects"), claimLink(cx, claim.supersedes)) : null,
    claim.superseded_by ? row(word("correctedBy"), claimLink(cx, claim.superseded_by)) : null,
    claim.follows_from.length ? row(word("followsFrom"), ...joined(claim.follows_from.map((id) => claimLink(cx, id)), ", ")) : null,
    claim.said ? row(word("said"), own(claim.said)) : null,
    source ? row(word("source"), to(`source-${source.id}`, source.title), source.by ? own(` (${source.by})`) : null) : null,
    claim.archived ? row(word("archivedCopy"), link(claim.archived, claim.archived)) : null,
    claim.unchecked ? h("li", {}, word("unchecked")) : null,
    claim.note ? row(word("note"), own(claim.note)) : null,
  ];
}

/** A verdict with its margin, its reason, how it stands at the chosen stretch, and every reading. */
export function verdict(cx: Context, v: Verdict, caption: string, claims: string[]): HTMLElement {
  const { words, store } = cx;
  const where = framesOf(cx, v.frames, v.everywhere);
  const at = h("p", { class: "standing" });
  const made = h("div", { class: "verdict" },
    h("p", { class: "head" }, mark(cx, v.verdict, verdictWord(cx, v)), v.margin ? own(v.margin, { class: "margin" }) : null,
      where ? h("span", { class: "where" }, own(where)) : null),
    h("p", { class: "because" }, told(cx, v.because, { claims })),
    ...v.notes.map((note) => h("p", { class: "because" }, h("b", {}, own(note.kind)), ": ", told(cx, note.text, { claims }), " ", h("small", {}, own(note.source)))),
    at,
    v.plot ? ranges(cx, v.plot, words.t("allowed"), false, claims) : null,
    v.readings.size ? fold(words.t("readings", { n: v.readings.size }), readings(cx, v, caption)) : null,
    proofs(cx, v.certificates),
  );
  store.follow((now) => {
    const state = v.at[now.stretch];
    const stretch = cx.data.stretches.find((each) => each.key === now.stretch);
    made.classList.toggle("aside", !v.frames.includes(now.frame));
    at.replaceChildren();
    if (state && stretch) at.append(words.t("at", { s: stretch.label }), " ", standing(cx, state));
  });
  return made;
}

/** A comparison that follows the chosen units. */
function ranges(cx: Context, table: Table, caption: string, withResult: boolean, claims: string[]): HTMLElement {
  return live(cx, () => comparison(cx, retold(table, cx.store.now.units, heightsOnly(cx, claims)), caption, withResult, claims))();
}

function readings(cx: Context, v: Verdict, caption: string): HTMLElement {
  const rows = (kind: string, title: string): Child => {
    const mine = v.readings.rows.filter((row) => (row.kind === "ordinary") === (kind === "ordinary"));
    return mine.length
      ? h("tbody", {}, h("tr", { class: "group" }, h("th", { colspan: 2, scope: "rowgroup" }, title)),
          ...mine.map((row) => h("tr", {}, h("th", { scope: "row" }, ...names(cx, row)), h("td", {}, own(row.margin)))))
      : null;
  };
  const { words } = cx;
  return h("table", { class: "readings" }, h("caption", { class: "offscreen" }, own(caption)),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.t("reading")), h("th", { scope: "col" }, words.t("margin")))),
    rows("ordinary", words.t("ordinary")), rows("generous", words.t("generous")));
}

function inference(cx: Context, each: Inference, claim: string): HTMLElement {
  const claims = [claim, ...each.given];
  const { words } = cx;
  const where = framesOf(cx, each.frames, each.everywhere);
  const question = words.t("inference", { given: each.given.join(", ") });
  return h("div", { class: "verdict inference" },
    h("h4", {}, question),
    h("p", { class: "head" }, mark(cx, each.strength ?? each.result, outcomeWord(cx, each)), each.margin ? own(each.margin, { class: "margin" }) : null,
      where ? h("span", { class: "where" }, own(where)) : null),
    h("p", { class: "because" }, told(cx, each.because, { claims })),
    fold(words.t("readings", { n: each.table.size }), ranges(cx, each.table, question, true, claims)),
    proofs(cx, each.certificates));
}

export function claimText(cx: Context, claim: Claim): string {
  const found = claim.verdicts.map((v) =>
    [[verdictWord(cx, v), v.margin, framesOf(cx, v.frames, v.everywhere)].filter(Boolean).join("; "), tell(cx, v.because, { claims: [claim.id] })].join("\n"));
  const follows = claim.inferences.map((i) =>
    [`${i.given.join(", ")}: ${outcomeWord(cx, i)}`, tell(cx, i.because, { claims: [claim.id, ...i.given] })].join("\n"));
  return [`${claim.id}: ${claim.says}`, claim.chain_words, claim.quote?.text ? `“${claim.quote.text}”` : "", ...found, ...follows, sourcesText(cx, [claim.id])]
    .filter(Boolean).join("\n");
}
