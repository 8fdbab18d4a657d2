// Ranges against each other: what words allow, and what all else leaves possible.
import type { Context } from "../context";
import { h, own, s, type Child } from "../dom";
import type { Bars, Row, Table } from "../types";
import { mark } from "../parts/marks";
import type { Entry } from "../share/compose";
import type { Rows } from "../share/csv";
import { told } from "../telling/tell";
import { intervals } from "../telling/units";

const WIDTH = 360;

function barSvg(bars: Bars, ticks: { x: number }[]): SVGSVGElement {
  const rects = (pairs: [number, number][], cls: string, y: number, height: number): SVGElement[] =>
    pairs.map(([x, width]) => s("rect", { class: cls, x, y, width, height }));
  return s("svg", { class: "bars", viewBox: `0 0 ${WIDTH} 34`, preserveAspectRatio: "none", role: "img", "aria-label": bars.words },
    ...ticks.map((tick) => s("line", { class: "grid", x1: tick.x, x2: tick.x, y1: 0, y2: 34 })),
    ...rects(bars.doubled, "doubled", 10, 2.5), ...rects(bars.allowed, "allowed", 6, 10),
    ...rects(bars.possible, "possible", 19, 10));
}

function axis(table: Table, k: number): SVGSVGElement | null {
  const shown = table.axes[k];
  if (!shown) return null;
  return s("svg", { class: "axis", viewBox: `0 0 ${WIDTH} 24`, "aria-hidden": "true", focusable: "false" },
    ...shown.ticks.flatMap((tick) => [
      s("line", { x1: tick.x, x2: tick.x, y1: k ? 0 : 19, y2: k ? 5 : 24 }),
      s("text", { x: Math.min(Math.max(tick.x, 14), WIDTH - 14), y: k ? 18 : 14, "text-anchor": "middle" }, tick.words),
    ]));
}

export function names(cx: Context, row: Row): Child[] {
  const [first, ...rest] = row.readings;
  return [
    own(first ?? ""),
    rest.length > 0 && h("details", { class: "same" }, h("summary", {}, cx.words.t("andSame", { n: rest.length })),
      h("ul", {}, ...rest.map((name) => h("li", {}, own(name))))),
  ];
}

/** A table of readings with their ranges drawn, ordinary before generous. */
export function comparison(cx: Context, table: Table, caption: string, withResult: boolean, claims: string[]): HTMLElement {
  const { words } = cx;
  const ticks = table.axes[0]?.ticks ?? [];
  const columns = withResult ? 4 : 3;
  const body = (kind: string, heading: string): Child => {
    const rows = table.rows.filter((row) => (row.kind === "ordinary") === (kind === "ordinary"));
    if (!rows.length) return null;
    return h("tbody", {},
      heading ? h("tr", { class: "group" }, h("th", { colspan: columns, scope: "rowgroup" }, heading)) : null,
      ...rows.map((row) => h("tr", {},
        h("th", { scope: "row" }, ...names(cx, row)),
        h("td", { class: "num" }, told(cx, row.allowed || "–", { claims }), h("br"), h("span", { class: "left" }, told(cx, row.possible || "–", { claims })),
          row.ends ? h("small", {}, own(row.ends)) : null),
        h("td", { class: "plot" }, row.bars ? barSvg(row.bars, ticks) : null),
        withResult ? h("td", {}, row.result ? mark(cx, row.result) : null, h("small", {}, own(row.margin))) : null)),
    );
  };
  const both = table.rows.some((row) => row.kind !== "ordinary");
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h("table", { class: "ranges" },
      h("caption", {}, caption),
      h("thead", {}, h("tr", {},
        h("th", { scope: "col" }, words.t("reading")),
        h("th", { scope: "col" }, h("span", { class: "key-allowed" }, words.t("allowed")), h("br"), h("span", { class: "key-possible left" }, words.t("possible"))),
        h("th", { scope: "col", class: "plot" }, table.axes[0]?.unit ?? "", axis(table, 0)),
        withResult ? h("th", { scope: "col" }, words.t("result")) : null)),
      body("ordinary", both ? words.t("ordinary") : ""),
      body("generous", words.t("generous")),
      table.axes.length > 1 ? h("tfoot", {}, h("tr", {}, h("td", { colspan: 2 }), h("td", { class: "plot" }, axis(table, 1), table.axes[1]?.unit ?? ""), withResult ? h("td") : null)) : null,
    ));
}

/** One number against what is left of it, as a figure that stands alone. */
export function rangeFigure(cx: Context, table: Table, words: string): SVGSVGElement {
  const row = table.rows.find((each) => each.bars);
  const bars = row?.bars;
  const [first, second] = table.axes;
  const foot = second ? 140 : 122;
  const rects = (pairs: [number, number][], cls: string, y: number, tall: number): SVGElement[] =>
    pairs.map(([x, width]) => s("rect", { class: cls, x, y, width, height: tall }));
  const say = (y: number, what: string, value: string): SVGElement =>
    s("text", { class: "words", x: 0, y }, `${what}: `, s("tspan", { class: "value" }, value));
  return s("svg", { class: "figure range", viewBox: `-8 0 ${WIDTH + 16} ${foot + 6}`, role: "img", "aria-label": `${words}: ${bars?.words ?? ""}` },
    say(12, cx.words.t("allowed"), row?.allowed ?? ""), say(58, cx.words.t("possible"), row?.possible ?? ""),
    ...(first?.ticks ?? []).flatMap((tick) => [
      s("line", { class: "grid", x1: tick.x, x2: tick.x, y1: 20, y2: 44 }), s("line", { class: "grid", x1: tick.x, x2: tick.x, y1: 66, y2: 96 }),
      s("text", { class: "tick", x: tick.x, y: 108, "text-anchor": "middle" }, tick.words),
    ]),
    ...rects(bars?.doubled ?? [], "doubled", 30.5, 3), ...rects(bars?.allowed ?? [], "allowed", 24, 16),
    ...rects(bars?.possible ?? [], "possible", 72, 16),
    ...(second?.ticks ?? []).map((tick) => s("text", { class: "tick", x: tick.x, y: 122, "text-anchor": "middle" }, tick.words)),
    s("text", { class: "tick unit", x: WIDTH, y: foot, "text-anchor": "end" }, [first?.unit, second?.unit].filter(Boolean).join(" · ")),
  );
}

const sample = (cls: string, y: number, height: number): SVGElement =>
  s("svg", { class: "sample", viewBox: "0 0 26 14", "aria-hidden": "true" }, s("rect", { class: cls, x: 1, y, width: 24, height }));

/** What the bars of a figure mean. */
export function barLegend(cx: Context): Entry[] {
  return [
    { sample: sample("allowed", 3, 8), words: cx.words.t("barAllowed") },
    { sample: sample("doubled", 6, 2.5), words: cx.words.t("barDoubled") },
    { sample: sample("possible", 3, 8), words: cx.words.t("barPossible") },
  ];
}

/** The numbers of a range against what is left of it. */
export function rangeRows(cx: Context, table: Table): Rows {
  const rows = table.rows.filter((row) => row.bars).flatMap((row) => ([["allowed", row.allowed], ["possible", row.possible]] as const).flatMap(([key, words]) =>
    intervals(words).map(({ low, high, unit }) => [cx.words.t(key), low, high, unit, row.readings.join("; ")])));
  return [["what", "from", "to", "unit", "reading"], ...rows];
}
