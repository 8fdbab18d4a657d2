// The distance tool: two points, the geodesic between them, its length in three units.
import { geoInterpolate } from "d3-geo";
import { s } from "../dom";
import type { Words } from "../words";
import type { Camera } from "./camera";
import { inverse } from "./geodesic";
import type { Sheet } from "./projection";

type Point = [number, number];

export class Measure {
  on = false;
  private points: Point[] = [];
  private cross: Point = [0, 0]; // units of the sheet
  readonly group = s("g", { class: "measure" });

  constructor(private readonly sheet: Sheet, private readonly words: Words, private readonly tell: (text: string) => void) {}

  toggle(camera: Camera): void {
    this.on = !this.on;
    this.points = [];
    this.cross = camera.units(camera.width / 2, camera.height / 2);
    this.tell(this.on ? this.words.t("measureHint") : "");
    this.draw(camera);
  }

  /** Sets a point at a pixel of the view, or where the cross is. */
  put(camera: Camera, at?: Point): void {
    const units = at ? camera.units(...at) : this.cross;
    this.cross = units;
    if (this.points.length > 1) this.points = [];
    this.points.push(this.sheet.degrees(...units));
    const [a, b] = this.points;
    if (a && b) {
      const { metres, bearing } = inverse(a, b);
      const say = (unit: number): string => number(metres / unit);
      this.tell(`${this.words.t("measured", { km: say(1000), mi: say(1609.344), nm: say(1852), deg: bearing.toFixed(1) })}. ${this.words.t("measureNote")}`);
    }
    this.draw(camera);
  }

  /** Moves the cross with the keys; true where the key was used. */
  key(event: KeyboardEvent, camera: Camera): boolean {
    if (!this.on) return false;
    const step = (event.shiftKey ? 40 : 8) / camera.k;
    const moves: Record<string, Point> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const move = moves[event.key];
    if (move) this.cross = [this.cross[0] + move[0], this.cross[1] + move[1]];
    else if (event.key === "Enter" || event.key === " ") this.put(camera);
    else if (event.key === "Escape") this.toggle(camera);
    else return false;
    this.draw(camera);
    return true;
  }

  draw(camera: Camera): void {
    const [a, b] = this.points;
    const spot = (point: Point): Point => camera.pixels(...this.sheet.place(...point));
    const made: SVGElement[] = [];
    if (a && b) {
      const between = geoInterpolate(a, b);
      const line = Array.from({ length: 65 }, (_, k) => spot(between(k / 64) as Point).map((v) => v.toFixed(1)).join(" "));
      made.push(s("path", { class: "line", d: `M${line.join("L")}` }));
    }
    for (const point of this.points) {
      const [cx, cy] = spot(point);
      made.push(s("circle", { cx, cy, r: 4 }));
    }
    if (this.on) {
      const [x, y] = camera.pixels(...this.cross);
      made.push(s("path", { class: "cross", d: `M${x - 9} ${y}h18M${x} ${y - 9}v18` }));
    }
    this.group.replaceChildren(...made);
  }
}

function number(value: number): string {
  return value.toLocaleString("en", value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
}
