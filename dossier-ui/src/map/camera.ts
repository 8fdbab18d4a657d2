// What part of a sheet is seen: pixels = units × k + (x, y).
import type { MapData } from "../types";

const CLOSEST = 14;

export class Camera {
  k = 1;
  x = 0;
  y = 0;
  width = 800;
  height = 500;
  // Set by home, and off once somebody moves the map; and how much nearer than the whole that is.
  private untouched = true;
  private nearer = 1;

  constructor(private readonly map: MapData) {}

  private get whole(): number {
    const [, , w, h] = this.map.core;
    return Math.min(this.width / w, this.height / h);
  }

  /** Show what the map is about. */
  home(): void {
    const [x, y, w, h] = this.map.core;
    this.k = this.whole;
    this.x = this.width / 2 - (x + w / 2) * this.k;
    this.y = this.height / 2 - (y + h / 2) * this.k;
    this.untouched = true;
    this.nearer = 1;
    this.keep();
  }

  /** A new size in pixels: the whole again, or with the same middle and as near as it was put. */
  resize(width: number, height: number): void {
    const [ux, uy] = this.units(this.width / 2, this.height / 2);
    this.width = width;
    this.height = height;
    if (this.untouched) return this.home();
    this.k = this.nearer * this.whole;
    this.x = width / 2 - ux * this.k;
    this.y = height / 2 - uy * this.k;
    this.keep();
  }

  zoom(factor: number, px = this.width / 2, py = this.height / 2): void {
    const least = Math.max(this.width / this.map.width, this.height / this.map.height);
    const k = Math.min(Math.max(this.k * factor, least), this.whole * CLOSEST);
    this.x = px - ((px - this.x) * k) / this.k;
    this.y = py - ((py - this.y) * k) / this.k;
    this.k = k;
    this.untouched = false;
    this.nearer = k / this.whole;
    this.keep();
  }

  pan(dx: number, dy: number): void {
    this.untouched = false;
    this.x += dx;
    this.y += dy;
    this.keep();
  }

  units(px: number, py: number): [number, number] {
    return [(px - this.x) / this.k, (py - this.y) / this.k];
  }

  pixels(ux: number, uy: number): [number, number] {
    return [ux * this.k + this.x, uy * this.k + this.y];
  }

  /** The sheet always fills the view. */
  private keep(): void {
    const least = Math.max(this.width / this.map.width, this.height / this.map.height);
    if (this.k < least) {
      const [ux, uy] = this.units(this.width / 2, this.height / 2);
      this.k = least;
      this.x = this.width / 2 - ux * least;
      this.y = this.height / 2 - uy * least;
    }
    this.x = Math.min(0, Math.max(this.width - this.map.width * this.k, this.x));
    this.y = Math.min(0, Math.max(this.height - this.map.height * this.k, this.y));
  }
}
