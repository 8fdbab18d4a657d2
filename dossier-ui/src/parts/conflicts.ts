// Conflicts: what does not go together, a picture of why, and what leaving one statement out resolves.
import { framesOf, type Context } from "../context";
import { h, own, s, type Child } from "../dom";
import { barLegend, rangeFigure, rangeRows } from "../figures/bars";
import { rose, roseRows } from "../figures/rose";
import { timesFigure, timesRows } from "../figures/times";
import type { Entry } from "../share/compose";
import type { Rows } from "../share/csv";
import { figureTools, itemTools } from "../share/tools";
import { heightsOnly, live, tell, told } from "../telling/tell";
import { retold } from "../telling/units";
import type { Accounts, Conflict, FactPicture, Picture, Table } from "../types";
import { claimLink, heading, mark, sourcesText, speaker } from "./marks";
import { proofs } from "./proofs";

export function conflicts(cx: Context): HTMLElement {
  const { words, data } = cx;
  const found = data.conflicts;
  return h("section", { id: "conflicts", "aria-labelledby": "h-conflicts" },
    h("h2", { id: "h-conflicts" }, words.t("conflicts")),
    found === null ? h("p", {}, words.t("notSought"))
      : found.entries.length === 0 ? h("p", {}, words.t("noConflicts"))
        : h("p", { class: "lede" }, words.t("conflictsLede")),
    ...(found?.entries ?? []).map((each) => conflict(cx, each)),
    found && found.entries.length > 0 ? without(cx) : null,
    found && found.accounts.length > 0 ? h("div", { class: "two-accounts", id: "two-accounts" }, h("h3", {}, words.t("accountsOfOne")),
      h("p", { class: "lede" }, words.t("ofOneLede")), ...found.accounts.map((each) => accounts(cx, each))) : null,
    found && found.remaining.length > 0 ? h("div", { class: "remaining" }, h("h3", {}, words.t("together")),
      ...found.remaining.flatMap((each) => [each.compatible, each.cut].filter(Boolean).map((text) =>
        h("p", {}, own(text), " ", h("span", { class: "where" }, own(framesOf(cx, each.frames, each.everywhere))))))) : null,
  );
}

function conflict(cx: Context, each: Conflict): HTMLElement {
  const { words } = cx;
  const id = `conflict-${each.id}`;
  const title = words.t("conflict", { n: each.id });
  const where = framesOf(cx, each.frames, each.everywhere);
  const claims = each.parts.map((part) => part.claim);
  const pictures = each.pictures.map((picture) => drawn(cx, picture, claims));
  const text = (): string => [
    title, ...each.parts.map((part) => `${part.claim}: “${part.words}”, ${speaker(cx, part.claim)}`), `${words.term("v", each.strength)}: ${tell(cx, each.because, { claims })}`, each.hint ?? "", each.also, where, sourcesText(cx, claims),
  ].filter(Boolean).join("\n");
  return h("article", { class: "conflict", id, "aria-labelledby": `h-${id}` },
    h("div", { class: "gutter" }, h("span", { class: "id" }, title), mark(cx, each.strength), where ? h("span", { class: "where" }, own(where)) : null),
    h("div", { class: "body" },
      heading("h3", words.t(each.parts.length > 1 ? "cannotAll" : "cannotBe"), itemTools(cx, { id, what: title, text }), { id: `h-${id}` }),
      h("ul", { class: "parts" }, ...each.parts.map((part) => h("li", {}, claimLink(cx, part.claim), h("q", { dir: "auto", lang: "en" }, part.words),
        h("span", { class: "who" }, own(speaker(cx, part.claim)))))),
      h("p", { class: "because" }, told(cx, each.because, { claims })),
      each.hint ? h("p", { class: "because" }, h("span", { class: "label" }, words.t("slip")), " ", own(each.hint)) : null,
      each.also ? h("p", { class: "because" }, h("span", { class: "label" }, words.t("also")), " ", own(each.also)) : null,
      pictures.length ? h("div", { class: "pictures" }, ...pictures.map((figure, k) => framed(cx, figure, `${id}-${k + 1}`, title, each))) : null,
      proofs(cx, each.certificates),
    ));
}

/** Two accounts reported of one speaker, both in their words. */
function accounts(cx: Context, each: Accounts): HTMLElement {
  const id = `two-accounts-${each.id}`;
  const where = framesOf(cx, each.frames, each.everywhere);
  const claims = [each.earlier, each.later];
  const said = claims.map((claim, k) => ({ claim, words: each.words[k] ?? "" }));
  const text = (): string => [
    `${each.title}.`, ...said.map((one) => `${one.claim}: “${one.words}”, ${speaker(cx, one.claim)}`), `${cx.words.term("v", each.strength)}: ${tell(cx, each.because, { claims })}`, where, sourcesText(cx, claims),
  ].filter(Boolean).join("\n");
  return h("article", { class: "conflict", id, "aria-labelledby": `h-${id}` },
    h("div", { class: "gutter" }, mark(cx, each.strength), where ? h("span", { class: "where" }, own(where)) : null),
    h("div", { class: "body" },
      heading("h4", `${each.title}.`, itemTools(cx, { id, what: each.title, text }), { id: `h-${id}` }),
      h("ul", { class: "parts" }, ...said.map((one) => h("li", {}, claimLink(cx, one.claim), h("q", { dir: "auto", lang: "en" }, one.words),
        h("span", { class: "who" }, own(speaker(cx, one.claim)))))),
      h("p", { class: "because" }, told(cx, each.because, { claims })),
      proofs(cx, each.certificates),
    ));
}

interface Drawn {
  words: string; element: Child; picture: (() => SVGSVGElement) | null;
  legend: () => Entry[]; rows: () => Rows;
}

function drawn(cx: Context, picture: Picture, claims: string[]): Drawn {
  const { words } = picture;
  if (picture.kind === "fact") return { words, element: facts(cx, picture), picture: null, legend: () => [], rows: () => [] };
  if (picture.kind === "rose") {
    const svg = rose(cx, picture);
    return { words, element: svg, picture: () => svg, legend: () => [], rows: () => roseRows(cx, picture) };
  }
  if (picture.kind === "times") {
    const svg = timesFigure(cx, picture);
    return { words, element: svg, picture: () => svg, legend: () => barLegend(cx), rows: () => timesRows(cx, picture) };
  }
  const table = (): Table => retold(picture.table, cx.store.now.units, heightsOnly(cx, claims));
  const now = live(cx, () => rangeFigure(cx, table(), words));
  return { words, element: now(), picture: now, legend: () => barLegend(cx), rows: () => rangeRows(cx, table()) };
}

function framed(cx: Context, figure: Drawn, id: string, title: string, each: Conflict): HTMLElement {
  const claims = each.parts.map((part) => part.claim);
  const parts = each.parts.map((part) => `${part.claim}: “${part.words}”, ${speaker(cx, part.claim)}`);
  const { words, picture, legend, rows } = figure;
  const text = (): string => [...parts, words, ...rows().slice(1).map((row) => row.filter((each) => each !== null).join(" ")), sourcesText(cx, claims)].join("\n");
  const found = picture && figureTools(cx, { id, what: title, text, lines: () => [...parts, words], picture, legend, rows });
  return h("figure", { id, class: picture ? "drawn" : "drawn facts" }, figure.element,
    h("figcaption", {}, own(words), found?.tools, found?.cite));
}

function facts(cx: Context, picture: FactPicture): HTMLElement {
  return h("div", { class: "sides" }, ...picture.sides.map((side) =>
    h("div", {}, s("svg", { class: "fact", viewBox: "0 0 16 16", "aria-hidden": "true" },
      s("circle", { cx: 8, cy: 8, r: 6, fill: side.value === "so" ? "currentColor" : "none", stroke: "currentColor", "stroke-width": 2 })),
      h("b", {}, cx.words.t(side.value === "so" ? "yes" : "no")), h("span", {}, claimLink(cx, side.claim), " ", own(`${side.part}, ${speaker(cx, side.claim)}`)))));
}

/** Which statement's removal resolves which conflict. */
function without(cx: Context): HTMLElement {
  const { words, data } = cx;
  const found = data.conflicts;
  const ids = found?.entries.map((each) => each.id) ?? [];
  return h("div", { class: "without", id: "without" },
    h("h3", {}, words.t("without")),
    h("p", { class: "lede" }, words.t("withoutLede")),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.t("without") }, h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.t("statement")),
        ...ids.map((id) => h("th", { scope: "col" }, words.t("conflict", { n: id }))))),
      h("tbody", {}, ...(found?.without ?? []).map((row) => h("tr", { title: row.words },
        h("th", { scope: "row" }, claimLink(cx, row.claim), " ", own(speaker(cx, row.claim))),
        ...ids.map((id) => h("td", {},
          row.resolves.includes(id) ? h("b", {}, words.t("resolved")) : row.unsure.includes(id) ? words.t("notShown")
            : h("span", { class: "soft" }, words.t("stays"))))))))));
}
