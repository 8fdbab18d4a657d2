// Meridians and parallels at round degrees, and their numbers at the edges of what is seen.
import { geoPath } from "d3-geo";
import { s } from "../dom";
import type { Camera } from "./camera";
import { conformal, type Sheet } from "./projection";

const STEPS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30];

export class Graticule {
  readonly lines = s("path", { class: "graticule" });
  readonly numbers = s("g", { class: "degrees" });
  private step = 0;

  constructor(private readonly sheet: Sheet) {}

  draw(camera: Camera): void {
    const north = this.at(camera, camera.width / 2, 0)[1], south = this.at(camera, camera.width / 2, camera.height)[1];
    const middle = this.at(camera, camera.width / 2, camera.height / 2);
    const tall = Math.max(Math.abs(north - south), Math.abs(middle[1] - south) * 2, 0.02);
    const step = STEPS.find((each) => each >= tall / 5) ?? 30;
    if (step !== this.step) {
      this.step = step;
      this.lines.setAttribute("d", this.path(step));
    }
    this.label(camera);
  }

  private get across(): number {
    const p = this.sheet.map.projection;
    const squeeze = Math.max(Math.cos((p.latitude * Math.PI) / 180), 0.05);
    return STEPS.find((each) => each >= (this.step / squeeze) * 0.7) ?? 30;
  }

  private path(step: number): string {
    const p = this.sheet.map.projection;
    const { width, height } = this.sheet.map;
    const clipped = this.sheet.sphere.clipExtent([[-20, -20], [width + 20, height + 20]]);
    const [lon0, lat0] = [p.longitude, p.latitude];
    const corners = [[0, 0], [width, 0], [0, height], [width, height], [width / 2, 0], [width / 2, height]] as const;
    const seen = corners.map(([x, y]) => this.sheet.degrees(x, y)).filter(([lon]) => Number.isFinite(lon));
    const wide = Math.max(...seen.map(([lon]) => Math.abs(((lon - lon0 + 540) % 360) - 180)));
    const high = Math.max(...seen.map(([, lat]) => Math.abs(lat - lat0)));
    const round = wide > 80 || Math.abs(lat0) > 75;
    const low = Math.max(-90 + step, lat0 - high * 1.3 - step), top = Math.min(90 - step, lat0 + high * 1.3 + step);
    const left = round ? -180 : lon0 - wide * 1.3 - this.across, right = round ? 180 : lon0 + wide * 1.3 + this.across;
    const snap = (value: number, by: number): number => Math.floor(value / by) * by;
    const lines: [number, number][][] = [];
    for (let lon = snap(left, this.across); lon <= right; lon += this.across) {
      lines.push(run(low, top, 60).map((lat): [number, number] => [lon, conformal(lat)]));
    }
    for (let lat = snap(low, step) + step; lat <= top + 1e-9; lat += step) {
      lines.push(run(left, right, round ? 240 : 80).map((lon): [number, number] => [lon, conformal(lat)]));
    }
    const path = geoPath(clipped)({ type: "MultiLineString", coordinates: lines }) ?? "";
    this.sheet.sphere.clipExtent(null);
    return path.replace(/(\.\d)\d+/g, "$1");
  }

  private at(camera: Camera, px: number, py: number): [number, number] {
    return this.sheet.degrees(...camera.units(px, py));
  }

  /** Numbers where lines leave at the foot (longitudes) and on the left (latitudes). */
  private label(camera: Camera): void {
    const { width, height } = camera;
    const made: SVGElement[] = [];
    const N = 48;
    const edge = (along: (t: number) => [number, number], axis: 0 | 1, step: number, put: (t: number, words: string) => void): void => {
      let before = this.at(camera, ...along(0))[axis];
      for (let k = 1; k <= N; k++) {
        let now = this.at(camera, ...along(k / N))[axis];
        if (axis === 0 && Math.abs(now - before) > 180) now += now < before ? 360 : -360;
        const crossed = Math.floor(Math.max(now, before) / step) * step;
        if (Number.isFinite(now) && Math.abs(now - before) < step && crossed > Math.min(now, before)) {
          const t = (k - 1 + (crossed - before) / (now - before)) / N;
          put(t, degrees(crossed, axis === 0 ? "EW" : "NS"));
        }
        before = axis === 0 ? ((now + 540) % 360) - 180 : now;
      }
    };
    edge((t) => [t * width, height], 0, this.across, (t, words) => {
      if (t * width > 190 && t * width < width - 250) made.push(s("text", { x: t * width, y: height - 7, "text-anchor": "middle" }, words));
    });
    edge((t) => [0, t * height], 1, this.step, (t, words) => {
      if (t * height > 16 && t * height < height - 84) made.push(s("text", { x: 6, y: t * height + 4 }, words));
    });
    this.numbers.replaceChildren(...made);
  }
}

function run(from: number, to: number, n: number): number[] {
  return Array.from({ length: n + 1 }, (_, k) => from + ((to - from) * k) / n);
}

function degrees(value: number, letters: string): string {
  const turned = letters === "EW" ? ((value + 540) % 360) - 180 : value;
  const size = Math.abs(turned).toFixed(2).replace(/\.?0+$/, "");
  if (turned === 0 || (letters === "EW" && Math.abs(turned) === 180)) return `${size}°`;
  return `${size}° ${turned > 0 ? letters[0] : letters[1]}`;
}

