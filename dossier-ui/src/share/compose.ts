// A figure as it leaves the page: under its title, over its legend, its notices and its credit.
import { s } from "../dom";

/** `caption` where the words belong into a caption too. */
export interface Entry { sample: SVGElement | null; words: string; caption?: boolean }
export interface Figure {
  svg: SVGSVGElement;
  title: string;
  /** Lines under the title: which point of view, which stretch. */
  lines: string[];
  legend: Entry[];
  /** Notices of licences, and where the figure is from. */
  credits: string[];
  /** A class of the whole, which styles may ask for. */
  look: string;
}

const LEFT = 8, LINE = 16, SAMPLE = 34;
const LEAST = 360; // narrower figures get room for their words beside them

/** One SVG of all that, with the page's classes: it is styled where it is put on the page. */
export function composed(figure: Figure): SVGSVGElement {
  const box = figure.svg.viewBox.baseVal;
  const width = Math.max(box.width, LEAST);
  const parts: SVGElement[] = [];
  let y = 8;
  const write = (words: string, cls: string, size: string, line: number): void => {
    for (const each of wrapped(words, width - 2 * LEFT, size)) {
      y += line;
      parts.push(s("text", { class: cls, x: LEFT, y }, each));
    }
  };
  write(`${figure.title.slice(0, 1).toUpperCase()}${figure.title.slice(1)}`, "figure-title", "700 17px sans-serif", 20);
  for (const line of figure.lines) write(line, "figure-line", "12.5px sans-serif", LINE);
  y += 10;
  const inner = figure.svg.cloneNode(true) as SVGSVGElement;
  for (const [name, value] of Object.entries({ x: (width - box.width) / 2, y, width: box.width, height: box.height })) {
    inner.setAttribute(name, String(value));
  }
  y += box.height + 12;
  const [legend, tall] = listed(figure.legend, width, y);
  y += tall;
  for (const credit of figure.credits) write(credit, "figure-credit", "10.5px sans-serif", 13.5);
  y += 10;
  return s("svg", { class: figure.look, viewBox: `0 0 ${width} ${y}`, width, height: y },
    s("rect", { class: "figure-paper", width, height: y }), inner, ...parts, ...legend);
}

/** The legend in two columns where there is room, each entry in the shorter one. */
function listed(legend: Entry[], width: number, top: number): [SVGElement[], number] {
  const columns = width >= 620 && legend.length > 3 ? 2 : 1;
  const wide = (width - 2 * LEFT) / columns - 14;
  const rows = legend.map((each) => ({
    each, lines: wrapped(each.words, wide - (each.sample ? SAMPLE : 0), each.sample ? "12.5px sans-serif" : "700 12.5px sans-serif"),
  }));
  const whole = rows.reduce((sum, row) => sum + row.lines.length * LINE + 3, 0);
  const made: SVGElement[] = [];
  let [column, y, tall] = [0, top, 0];
  for (const { each, lines } of rows) {
    const high = lines.length * LINE + 3;
    const full = y - top + (each.sample ? 0 : high * 2) > whole / columns; // no heading stands alone at a foot
    if (column + 1 < columns && full && y > top) [column, y] = [column + 1, top];
    const x = LEFT + column * (wide + 28);
    if (each.sample) {
      const sample = each.sample.cloneNode(true) as SVGElement;
      for (const [name, value] of Object.entries({ x, y: y + 2, width: 26, height: 14 })) sample.setAttribute(name, String(value));
      made.push(sample);
    }
    lines.forEach((line, k) => made.push(s("text", {
      class: each.sample ? "figure-entry" : "figure-head", x: x + (each.sample ? SAMPLE : 0), y: y + 13 + k * LINE,
    }, line)));
    y += high;
    tall = Math.max(tall, y - top);
  }
  return [made, tall + (legend.length ? 8 : 0)];
}

function wrapped(words: string, width: number, font: string): string[] {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = font;
  const wide = (text: string): number => (pen?.measureText(text).width ?? text.length * 7) * 1.04;
  const out: string[] = [];
  for (const word of words.split(/\s+/)) {
    const last = out[out.length - 1];
    if (last !== undefined && wide(`${last} ${word}`) <= width) out[out.length - 1] = `${last} ${word}`;
    else out.push(word);
  }
  return out;
}
