// Hatching of contested areas: lines cut to the area, so that they stay lines on paper.
import { s } from "../dom";
import type { MapData } from "../types";

const GAP = 9; // pixels between lines

export class Hatch {
  readonly group: SVGGElement;
  private readonly lines: SVGPathElement[];
  private gap = 0;

  constructor(private readonly map: MapData, key: number) {
    const id = (k: number): string => `contested-${key}-${k}`;
    this.lines = map.contested.map((_, k) => s("path", { class: "hatch", "clip-path": `url(#${id(k)})` }));
    this.group = s("g", { class: "contested" }, ...map.contested.map((area, k) =>
      s("g", {}, s("clipPath", { id: id(k) }, s("path", { d: area.path })), this.lines[k], s("path", { class: "edge", d: area.path }))));
  }

  /** Lines about as far apart as they should be at a zoom of so many pixels a unit. */
  draw(k: number): void {
    const gap = 2 ** Math.round(Math.log2(GAP / k));
    if (gap === this.gap) return;
    this.gap = gap;
    this.map.contested.forEach((area, n) => this.lines[n]?.setAttribute("d", across(box(area.path), gap)));
  }
}

type Box = [number, number, number, number];

/** The box of a path of relative steps, as Python writes them. */
function box(path: string): Box {
  const out: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of path.split("M").slice(1)) {
    const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
    let [x, y] = [0, 0];
    for (let k = 0; k + 1 < numbers.length; k += 2) {
      x += numbers[k] ?? 0;
      y += numbers[k + 1] ?? 0;
      out[0] = Math.min(out[0], x);
      out[1] = Math.min(out[1], y);
      out[2] = Math.max(out[2], x);
      out[3] = Math.max(out[3], y);
    }
  }
  return out;
}

/** Diagonal lines over a box, on one grid for all boxes. */
function across([left, top, right, bottom]: Box, gap: number): string {
  if (!Number.isFinite(left)) return "";
  const tall = bottom - top;
  const lines: string[] = [];
  for (let c = Math.ceil((left + top) / gap) * gap; c <= right + bottom; c += gap) {
    lines.push(`M${c - top} ${top}l${-tall} ${tall}`);
  }
  return lines.join("");
}
