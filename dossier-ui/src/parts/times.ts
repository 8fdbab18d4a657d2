// The time line: when each claim says things happened, when it was said, what corrects what.
import { framesOf, type Context } from "../context";
import { h, own, s, to, type Child } from "../dom";
import { saidFigure } from "../figures/said";
import { barLegend } from "../figures/bars";
import { axisMarks, interval, openEnds, parted } from "../figures/times";
import type { Rows } from "../share/csv";
import { figureTools, itemTools } from "../share/tools";
import type { Happened, WhenSaid } from "../types";
import { tell, toldInside } from "../telling/tell";
import { claimLink, sourcesText, speaker } from "./marks";

const ROW = 62, TOP = 57, LEFT = 0, WIDTH = 760;

const pen = document.createElement("canvas").getContext("2d");
if (pen) pen.font = "13.5px sans-serif";
const wide = (text: string): number => (pen?.measureText(text).width ?? text.length * 7) * 1.04;

/** A speaker with the stance; a name without room is cut, never what the speaker did. */
function shortened(words: string, room: number): string {
  const [, name = words, stance = ""] = /^(.*)( \([^()]*\))$/.exec(words) ?? [];
  let text = name;
  while (text.length > 1 && wide(text + stance) > room) text = text.replace(/.…?$/u, "…");
  return text + stance;
}

export function times(cx: Context): HTMLElement {
  const { words, data } = cx;
  const { happened, said, ties } = data.times;
  return h("section", { id: "times", "aria-labelledby": "h-times" },
    h("h2", { id: "h-times" }, words.t("times")),
    h("p", { class: "lede" }, words.t("timesLede"), " ", own(data.times.local.words)),
    happened ? happenings(cx, happened) : h("p", {}, words.t("noTimes")),
    ties.length ? h("div", {}, h("h3", {}, words.t("ties")), h("ul", { class: "plain ties" }, ...ties.map((tie) =>
      h("li", {}, claimLink(cx, tie.claim), " ", own(`“${tie.part}”, ${speaker(cx, tie.claim)}: ${tie.words}`),
        tie.frames.length ? h("span", { class: "where" }, own(framesOf(cx, tie.frames, false))) : null)))) : null,
    said ? sayings(cx, said) : null,
  );
}

function happenings(cx: Context, happened: Happened): HTMLElement {
  const { words, store } = cx;
  let moment = "";
  let y = TOP;
  const placed = happened.rows.map((row) => {
    const head = row.moment !== moment;
    moment = row.moment;
    y += head ? 30 : 0;
    const at = y;
    y += ROW;
    return { row, at, head };
  });
  const height = y + 8;
  const bars: { bar: SVGElement; row: Happened["rows"][number] }[] = [];
  const svg = s("svg", { class: "figure timeline", viewBox: `-10 0 ${WIDTH + 50} ${height}`, role: "group", "aria-label": words.t("happened") },
    ...axisMarks(cx, happened.axis, WIDTH, TOP - 6, height),
    ...placed.flatMap(({ row, at, head }): Child[] => {
      const bar = interval(row.at["1"], "allowed", at + 6, 12, WIDTH, LEFT);
      bars.push({ bar, row });
      const bare = `  “${row.part}”`;
      const told = `${bare}  ${shortened(speaker(cx, row.claim), WIDTH - wide(`${row.claim}${bare}  `))}`;
      const clock = tell(cx, row.words, { moment: row.moment });
      const long = Math.max(wide(row.claim + told), wide(clock));
      const x = Math.max(0, Math.min(row.at["1"][0] * WIDTH, WIDTH - long)); // else it would run out of the figure
      return [
        head ? s("text", { class: "moment", x: -8, y: at - 6 }, row.moment_words) : null,
        interval(row.at["2"], "doubled", at + 10.5, 3, WIDTH, LEFT), bar, ...openEnds(row.at["1"], "allowed", at + 6, 12, WIDTH, LEFT),
        s("a", { href: `#claim-${row.claim}` },
          s("text", { class: "words", x, y: at + 34 }, s("tspan", { class: "ref" }, row.claim), told)),
        s("text", { class: "words when", x, y: at + 50 }, ...toldInside(cx, row.words, { moment: row.moment })),
      ];
    }),
  );
  store.follow((now) => {
    for (const { bar, row } of bars) {
      const [from, to_] = row.at[now.stretch];
      bar.setAttribute("x", String(LEFT + from * WIDTH));
      bar.setAttribute("width", String(Math.max((to_ - from) * WIDTH, 2)));
      bar.classList.toggle("aside", row.frames.length > 0 && !row.frames.includes(now.frame));
    }
  });
  const when = (row: Happened["rows"][number]): string => tell(cx, row.words, { moment: row.moment });
  const text = (): string => [
    ...happened.rows.map((row) => `${row.claim} “${row.part}” (${row.moment_words}): ${when(row)}; ${speaker(cx, row.claim)}`),
    sourcesText(cx, happened.rows.map((row) => row.claim)),
  ].join("\n");
  const rows = (): Rows => [
    ["claim", "speaker", "moment", "words", "UTC", "local", "points of view"],
    ...happened.rows.map((row) => {
      const [utc = "", local = ""] = parted(cx, row.words, { moment: row.moment });
      return [row.claim, speaker(cx, row.claim), row.moment_words, row.part, utc, local, framesOf(cx, row.frames, row.frames.length === 0)];
    }),
  ];
  const maps = new Set(cx.data.maps.map((each) => each.moment));
  const linked = [...new Map(happened.rows.filter((row) => maps.has(row.moment)).map((row) => [row.moment, row.moment_words]))];
  const { tools, cite } = figureTools(cx, {
    id: "times-happened", what: words.t("happened"), text, picture: () => svg, rows, legend: () => barLegend(cx).slice(0, 2), lines: () => [cx.data.times.local.words],
  });
  return h("figure", { id: "times-happened", class: "wide-figure" },
    h("div", { class: "heading" }, h("h3", {}, words.t("happened")), tools),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.t("happened") }, svg), cite,
    linked.length ? h("figcaption", {}, words.t("map"), ": ", ...linked.flatMap(([id, label], k) => [k ? " · " : null, to(`map-${id}`, label)])) : null);
}

function sayings(cx: Context, said: WhenSaid): HTMLElement {
  const { words } = cx;
  const text = (): string => [
    ...said.rows.map((row) => `${row.words || words.t("undated")}: ${row.claim} ${speaker(cx, row.claim)}: ${row.of.says}`),
    sourcesText(cx, said.rows.map((row) => row.claim)),
  ].join("\n");
  const rows = (): Rows => [
    ["claim", "speaker", "when", "how", "says", "corrects"],
    ...said.rows.map((row) => [row.claim, speaker(cx, row.claim), row.words, row.how, row.of.says, row.of.supersedes ?? ""]),
  ];
  const days = new Set(said.rows.map((row) => row.x).filter((x) => x !== null));
  const drawn = said.axis && days.size > 1 ? saidFigure(cx, said.axis, said.rows) : null;
  const corrected = said.rows.some((row) => row.of.supersedes);
  const notes = [said.rows.some((row) => row.how === "published") ? words.t("italicPublished") : "", corrected ? words.t("arrowCorrects") : ""].filter(Boolean);
  const item = { id: "times-said", what: words.t("whenSaid"), text };
  const figure = drawn ? figureTools(cx, { ...item, picture: () => drawn, lines: () => notes, legend: () => [], rows }) : null;
  return h("div", { id: "times-said" },
    h("div", { class: "heading" }, h("h3", {}, words.t("whenSaid")), figure?.tools ?? itemTools(cx, item)),
    drawn ? h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.t("whenSaid") }, drawn) : null,
    drawn && notes.length ? h("p", { class: "soft note" }, notes.join(" ")) : null, figure?.cite,
    h("ol", { class: "sayings" }, ...grouped(said).map(([when, rows]) =>
      h("li", {}, h("span", { class: "when" }, own(when || words.t("undated"))),
        h("ul", {}, ...rows.map((row) => h("li", {}, claimLink(cx, row.claim), " ", h("b", {}, own(speaker(cx, row.claim))), " ", own(row.of.says),
          row.how === "published" ? h("span", { class: "soft" }, ` (${words.t("published")})`) : null,
          row.of.supersedes ? h("span", { class: "correction" }, `${words.t("corrects")} `, claimLink(cx, row.of.supersedes)) : null,
          row.of.superseded_by ? h("span", { class: "correction" }, `${words.t("correctedBy")} `, claimLink(cx, row.of.superseded_by)) : null)))))));
}

function grouped(said: WhenSaid): [string, WhenSaid["rows"]][] {
  const out = new Map<string, WhenSaid["rows"]>();
  for (const row of said.rows) out.set(row.words, [...(out.get(row.words) ?? []), row]);
  return [...out];
}
