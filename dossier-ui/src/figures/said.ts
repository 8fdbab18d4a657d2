// When each claim was said or published: its id under its day, and an arrow to what it corrects.
import type { Context } from "../context";
import { s, type Child } from "../dom";
import type { Axis, WhenSaid } from "../types";
import { speaker } from "../parts/marks";
import { axisMarks } from "./times";

const WIDTH = 760, TOP = 44, ROW = 19, GAP = 5, TALL = 8; // at most so many ids under one another

interface Box { x: number; y: number; w: number; h: number }
type Rows = WhenSaid["rows"];

export function saidFigure(cx: Context, axis: Axis, rows: Rows): SVGSVGElement {
  const spots = placed(rows);
  const height = Math.max(...[...spots.values()].map((box) => box.y + box.h)) + 14;
  const ids = rows.flatMap((row): Child[] => {
    const box = spots.get(row);
    if (!box) return [];
    return [s("a", { href: `#claim-${row.claim}` },
      s("title", {}, `${row.words}: ${speaker(cx, row.claim)}: ${row.of.says}`),
      s("text", { class: `words ref${row.how === "published" ? " printed" : ""}`, x: box.x, y: box.y + 14 }, row.claim))];
  });
  const days = [...new Set(rows.flatMap((row) => (row.x === null ? [] : [row.x])))].map((x) =>
    s("path", { class: "day-mark", d: `M${x * WIDTH} ${TOP - 6}v6m-4 -4 4 4 4-4` }));
  const byId = new Map(rows.map((row) => [row.claim, row]));
  const arrows = rows.flatMap((row): SVGElement[] => {
    const corrected = row.of.supersedes === null ? undefined : byId.get(row.of.supersedes);
    const from = spots.get(row), to = corrected ? spots.get(corrected) : undefined;
    return from && to ? [arrow(from, to, `${row.claim} ${cx.words.t("corrects")} ${row.of.supersedes ?? ""}`)] : [];
  });
  return s("svg", { class: "figure timeline said", viewBox: `-10 0 ${WIDTH + 50} ${height}`, role: "group", "aria-label": cx.words.t("whenSaid") },
    ...axisMarks(cx, axis, WIDTH, TOP - 12, height), ...days, ...arrows, ...ids);
}

/** Ids of one day stand in columns; days that would stand over each other go further down. */
function placed(rows: Rows): Map<Rows[number], Box> {
  const days = new Map<number, Rows>();
  for (const row of rows) if (row.x !== null) days.set(row.x, [...(days.get(row.x) ?? []), row]);
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = "700 12.5px sans-serif";
  const wide = (words: string): number => (pen?.measureText(words).width ?? words.length * 8) + 12;
  const taken: Box[] = [];
  const out = new Map<Rows[number], Box>();
  for (const [x, mine] of [...days].sort(([a], [b]) => a - b)) {
    const tall = Math.max(TALL, Math.ceil((mine.length * Math.max(...mine.map((row) => wide(row.claim)))) / (WIDTH - 20)));
    const columns: Rows[] = [];
    for (let k = 0; k < mine.length; k += tall) columns.push(mine.slice(k, k + tall));
    const widths = columns.map((column) => Math.max(...column.map((row) => wide(row.claim))));
    const w = widths.reduce((a, b) => a + b, 0), h = Math.min(mine.length, tall) * ROW;
    const left = Math.max(0, Math.min(x * WIDTH - 8, WIDTH - w));
    let y = TOP + 4;
    for (let moved = true; moved;) {
      moved = false;
      for (const box of taken) {
        if (left < box.x + box.w + GAP && left + w + GAP > box.x && y < box.y + box.h + GAP && y + h + GAP > box.y) {
          y = box.y + box.h + GAP;
          moved = true;
        }
      }
    }
    taken.push({ x: left, y, w, h });
    let at = left;
    columns.forEach((column, k) => {
      column.forEach((row, n) => out.set(row, { x: at, y: y + n * ROW, w: wide(row.claim) - 8, h: ROW }));
      at += widths[k] ?? 0;
    });
  }
  return out;
}

/** An arrow from a correction to the right edge of what it corrects. */
function arrow(from: Box, to: Box, words: string): SVGElement {
  const [right, y1, y2] = [to.x + to.w + 2, from.y + 10, to.y + 10];
  const later = from.x > right; // else it stands below or beside, and the arrow goes round
  const x1 = later ? from.x - 3 : from.x + from.w;
  const bend = later ? (x1 + right) / 2 : Math.max(x1, right) + 26;
  return s("g", { class: "corrects" }, s("title", {}, words),
    s("path", { d: `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${right} ${y2}` }),
    s("path", { d: `M${right + 6} ${y2 - 3.5}L${right} ${y2}L${right + 6} ${y2 + 3.5}` }));
}
