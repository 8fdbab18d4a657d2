// Scale in three units, because it is often the mile that is in doubt, and the direction of north.
import { s } from "../dom";
import type { Camera } from "./camera";
import { inverse } from "./geodesic";
import type { Sheet } from "./projection";

const UNITS: [string, number][] = [["km", 1000], ["statute mi", 1609.344], ["nm", 1852]];

export class Furniture {
  readonly scale = s("g", { class: "scale" });
  readonly needle = s("g", { class: "north" },
    s("path", { class: "north-half", d: "M0 -17 6 13 0 8Z" }), s("path", { class: "north-other", d: "M0 -17-6 13 0 8Z" }),
    s("text", { y: -21, "text-anchor": "middle" }, "N"));

  constructor(private readonly sheet: Sheet) {}

  draw(camera: Camera): void {
    const { width, height } = camera;
    const [x, y] = [width / 2, height / 2];
    const a = this.sheet.degrees(...camera.units(x - 40, y)), b = this.sheet.degrees(...camera.units(x + 40, y));
    const metres = inverse(a, b).metres / 80; // of a pixel
    const rows = UNITS.map(([name, unit], k) => {
      const wanted = (Math.min(width * 0.24, 150) * metres) / unit;
      const power = 10 ** Math.floor(Math.log10(wanted));
      const value = [5, 2, 1].map((m) => m * power).find((v) => v <= wanted) ?? power;
      const long = (value * unit) / metres;
      const at = height - 52 + k * 17;
      return s("g", {},
        s("path", { class: "halo", d: `M14 ${at - 4}v4h${long.toFixed(1)}v-4` }),
        s("path", { d: `M14 ${at - 4}v4h${long.toFixed(1)}v-4` }),
        s("text", { x: 20 + long, y: at + 3 }, `${value.toLocaleString("en")} ${name}`));
    });
    this.scale.replaceChildren(...rows);
    const here: [number, number] = camera.units(width - 28, 44);
    const [lon, lat] = this.sheet.degrees(...here);
    const up = this.sheet.place(lon, Math.min(lat + 0.01, 90));
    const angle = (Math.atan2(up[0] - here[0], here[1] - up[1]) * 180) / Math.PI;
    this.needle.setAttribute("transform", `translate(${width - 28} 46) rotate(${angle.toFixed(1)})`);
  }
}
