// Tracks on a map: drawn with the points that can be seen at a zoom, and where each was at a time.
import { s } from "../dom";
import type { Track } from "../types";
import type { Camera } from "./camera";
import type { Sheet } from "./projection";
import { thinned, type Line, type Window } from "./thin";
import { DEGREE, NO_HEIGHT, SECOND, unpack } from "./unpack";

const PIXELS = 0.4; // how far a line may be off
const AGAIN = 1.25; // a zoom by so much is drawn anew at once, a smaller one when the map rests
export const HUES = 4;

export interface Led { track: Track; hue: number; on: boolean; line: Line; time: Float64Array | null; height: Float64Array | null; path: SVGPathElement }
export interface Spot { x: number; y: number; time: number; height: number | null }

export class Tracks {
  readonly group = s("g", { class: "tracks" });
  readonly led: Led[];
  private k = 0;
  private window: Window = [0, 0, 0, 0];

  constructor(sheet: Sheet, tracks: Track[]) {
    this.led = tracks.map((track, n) => {
      const [x, y] = sheet.many(unpack(track.lon, track.points), unpack(track.lat, track.points), DEGREE);
      const starts = new Uint8Array(track.points);
      for (const at of [0, ...track.breaks]) starts[at] = 1;
      for (let i = 0; i < x.length; i++) {
        if (!Number.isFinite(x[i]!)) starts[i] = starts[Math.min(i + 1, x.length - 1)] = 1; // behind the Earth
      }
      const hue = n % HUES;
      return {
        track, hue, on: true, line: { x, y, starts }, path: s("path", { class: `track t${hue}` }),
        time: track.time === null ? null : unpack(track.time, track.points),
        height: track.height === null ? null : unpack(track.height, track.points),
      };
    });
    this.group.append(...this.led.map((each) => each.path));
  }

  /** Draws what is seen, if what is drawn no longer does; `rested` where the map stands still. */
  draw(camera: Camera, rested: boolean): void {
    if (!this.led.length) return;
    const [left, top] = camera.units(0, 0), [right, bottom] = camera.units(camera.width, camera.height);
    const [l, t, r, b] = this.window;
    const much = camera.k > this.k * AGAIN || camera.k * AGAIN < this.k;
    const held = l <= left && t <= top && r >= right && b >= bottom;
    if (held && !much && (!rested || camera.k === this.k)) return;
    this.k = camera.k;
    const [wide, high] = [(right - left) / 2, (bottom - top) / 2];
    this.window = [left - wide, top - high, right + wide, bottom + high];
    for (const each of this.led) {
      each.path.style.display = each.on ? "" : "none";
      if (each.on) each.path.setAttribute("d", thinned(each.line, PIXELS / camera.k, this.window));
    }
  }

  /** Draws again whatever is drawn: a track was switched on or off. */
  stale(): void {
    this.k = 0;
  }

  /** The earliest and the latest time of all, in seconds since 1970. */
  span(): [number, number] | null {
    const ends = this.led.flatMap((each) => (each.time ? [each.time[0]!, each.time[each.time.length - 1]!] : []));
    return ends.length ? [Math.min(...ends) / SECOND, Math.max(...ends) / SECOND] : null;
  }
}

/** The last report at or before a time, in seconds; none before the first or long after the last. */
export function reportAt(each: Led, seconds: number): Spot | null {
  const { time, height, line } = each;
  if (!time) return null;
  const wanted = seconds * SECOND;
  let low = 0, high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  const k = low - 1;
  if (k < 0) return null;
  const over = k + 1 >= time.length || line.starts[k + 1] === 1; // nothing follows without a break
  if (over && wanted - time[k]! > 5 * SECOND) return null;
  const metres = height ? height[k]! : NO_HEIGHT;
  return { x: line.x[k]!, y: line.y[k]!, time: time[k]! / SECOND, height: metres === NO_HEIGHT ? null : metres };
}
