// One map: land and places below, regions above, names and furniture over all.
import type { Context } from "../context";
import { h, s } from "../dom";
import type { Course, Layer, MapClaim, MapData, StretchKey } from "../types";
import { Camera } from "./camera";
import { Furniture } from "./furniture";
import { gestures, key } from "./gestures";
import { Graticule } from "./graticule";
import { Hatch } from "./hatch";
import { Labels, type Label, type Room } from "./labels";
import { Measure } from "./measure";
import { Sheet } from "./projection";
import { Tracks } from "./tracks";

export interface Flown { course: Course; on: boolean; hue: number; group: SVGGElement; stops: SVGGElement[] }
export interface Drawn { claim: MapClaim; layer: Layer; on: boolean; group: SVGGElement; ring: SVGGElement | null }

const CROWD = 20, FIRST = 10; // with more claims than that, the first so many are shown at first
const MARGIN = 0.25, COARSE = 2; // so much beyond each edge is drawn too; what is enlarged more is drawn anew
const CREDIT = "© OpenStreetMap contributors, ODbL";

export class View {
  readonly svg: SVGSVGElement;
  /** The map under its furniture, which stays where it is while the map is carried. */
  readonly stack: HTMLElement;
  readonly layers: Drawn[];
  readonly courses: Flown[];
  readonly tracks: Tracks;
  readonly measure: Measure;
  private readonly sheet: Sheet;
  private readonly camera: Camera;
  private readonly world: SVGGElement;
  private readonly window_: SVGSVGElement;
  private readonly still: SVGSVGElement;
  private drawn = { k: 0, x: 0, y: 0 }; // the camera when all was drawn last
  private readonly places: { group: SVGGElement; frames: string[] }[];
  private readonly graticule: Graticule;
  private readonly furniture: Furniture;
  private readonly hatch: Hatch;
  private readonly labels: Labels;
  private readonly rings: SVGGElement;
  private moving = false;
  private readonly overlays: { layer: SVGSVGElement; draw: (camera: Camera) => Room[] | void }[] = [];
  private waiting = false;
  private rest = 0;
  private size: ResizeObserver | null = null;

  constructor(cx: Context, readonly map: MapData, key_: number, tell: (text: string) => void) {
    const sheet = new Sheet(map);
    this.sheet = sheet;
    this.camera = new Camera(map);
    this.graticule = new Graticule(sheet);
    this.furniture = new Furniture(sheet);
    this.measure = new Measure(sheet, cx.words, tell);
    const shown = new Set(map.claims.length > CROWD ? map.claims.slice(0, FIRST) : map.claims);
    this.layers = map.claims.flatMap((claim) => claim.layers.map((layer) => drawnLayer(claim, layer, shown.has(claim))));
    this.courses = map.courses.map((course) => flown(course, map));
    this.tracks = new Tracks(sheet, map.tracks);
    this.places = map.places.map((place) => ({
      frames: place.frames,
      group: s("g", { class: "place" },
        place.path && place.band ? s("path", { class: "place-band", d: place.path, "stroke-width": place.band }) : null,
        place.path ? s("path", { class: "place-edge", d: place.path }) : null),
    }));
    const dots = map.places.flatMap((place) => (place.dot ? [{ at: place.dot, frames: place.frames }] : []));
    this.labels = new Labels([
      ...this.layers.flatMap((each) => witnessLabel(each)),
      ...this.courses.flatMap((each) => stopLabels(each)),
      ...map.labels.map((each): Label => named(each)),
    ]);
    this.hatch = new Hatch(map, key_);
    this.world = s("g", { class: "world" },
      s("g", { class: "ground" },
        s("g", { class: "land" }, ...map.land.map((each) => s("path", { d: each.path }))),
        s("g", { class: "bands" }, ...map.land.map((each) => s("path", { d: each.path, "stroke-width": each.band }))),
        this.graticule.lines,
        this.hatch.group,
        ...this.places.map((each) => each.group)),
      ...[...this.layers].sort((a, b) => bulk(b) - bulk(a)).map((each) => each.group),
      ...this.courses.map((each) => each.group),
      this.tracks.group);
    this.window_ = s("svg", {}, this.world);
    this.rings = s("g", { class: "rings" }, ...dots.map(({ at, frames }) => {
      const dot = s("g", { class: "dot", "data-x": at[0], "data-y": at[1] }, s("circle", { r: 3.2 }));
      this.places.push({ group: dot, frames });
      return dot;
    }), ...this.courses.flatMap((each) => each.stops), ...this.layers.flatMap((each) => (each.ring ? [each.ring] : [])));
    this.svg = s("svg", { class: "map", tabindex: 0, role: "application", "aria-label": cx.words.t("mapKeys"), "data-credit": CREDIT },
      s("title", {}, map.title),
      s("rect", { class: "sea", width: "100%", height: "100%" }),
      this.window_, this.rings, this.labels.group, this.measure.group);
    this.still = s("svg", { class: "still", "aria-hidden": "true" }, this.graticule.numbers, this.furniture.scale, this.furniture.needle,
      s("text", { class: "credit", "text-anchor": "end" }, CREDIT));
    this.stack = h("div", { class: "map-stack" }, this.svg, this.still);
    this.listen();
    cx.store.follow((now) => this.choose(now.frame, now.stretch));
  }

  private listen(): void {
    const { svg, camera } = this;
    gestures(svg, this.stack, camera, () => this.moved(), () => !this.measure.on);
    svg.addEventListener("keydown", (event) => {
      if (this.measure.key(event, camera) || key(event, camera)) {
        event.preventDefault();
        this.moved();
      }
    });
    svg.addEventListener("click", (event) => {
      if (!this.measure.on) return;
      const box = this.stack.getBoundingClientRect();
      this.measure.put(camera, [((event.clientX - box.left) * camera.width) / box.width, ((event.clientY - box.top) * camera.height) / box.height]);
    });
  }

  /** Follows the size of its place on the page, from when it stands there. */
  ready(): void {
    this.resize();
    this.camera.home();
    this.redraw();
    this.size = new ResizeObserver(() => {
      if (this.resize()) this.redraw();
    });
    this.size.observe(this.svg);
  }

  forget(): void {
    this.size?.disconnect();
  }

  private resize(): boolean {
    const width = Math.round(this.svg.clientWidth), height = Math.round(this.svg.clientHeight);
    if (!width || !height || (width === this.camera.width && height === this.camera.height)) return false;
    this.camera.resize(width, height);
    return true;
  }

  home(): void {
    this.camera.home();
    this.moved();
  }

  zoom(factor: number): void {
    this.camera.zoom(factor);
    this.moved();
  }

  /** What is switched on or off is drawn so. */
  changed(frame: string, stretch: StretchKey): void {
    this.tracks.stale();
    this.choose(frame, stretch);
  }

  /** Longitude and latitude of a spot of the sheet. */
  degrees(x: number, y: number): [number, number] {
    return this.sheet.degrees(x, y);
  }

  toggleMeasure(): boolean {
    this.measure.toggle(this.camera);
    this.svg.classList.toggle("measuring", this.measure.on);
    return this.measure.on;
  }

  /** Shows the regions of a point of view at a stretch. */
  choose(frame: string, stretch: StretchKey): void {
    for (const each of this.layers) {
      const shape = each.layer.at[stretch];
      const seen = each.on && each.layer.frames.includes(frame) && Boolean(shape);
      each.group.style.display = seen ? "" : "none";
      const [outer, inner] = each.group.children;
      if (shape && each.group.dataset["at"] !== stretch) {
        outer?.setAttribute("d", shape.outer);
        inner?.setAttribute("d", shape.inner);
        each.group.dataset["at"] = stretch;
      }
      const witness = each.layer.witness;
      if (each.ring) each.ring.style.display = seen && witness && witness.from <= Number(stretch) ? "" : "none";
    }
    for (const each of this.courses) {
      const seen = each.on && each.course.frames.includes(frame) && each.course.from <= Number(stretch);
      for (const part of [each.group, ...each.stops]) part.style.display = seen ? "" : "none";
    }
    for (const place of this.places) place.group.style.display = place.frames.includes(frame) ? "" : "none";
    if (!this.size) return;
    this.stack.classList.add("choosing");
    this.soon();
  }

  /** Brings one layer out, or none. */
  stress(wanted: Drawn | null): void {
    for (const each of this.layers) {
      each.group.classList.toggle("hot", each === wanted);
      each.group.classList.toggle("cold", wanted !== null && each !== wanted);
    }
  }

  paper(on: boolean): void {
    if (on) {
      this.camera.home();
      this.redraw();
    }
  }

  /** The map with its furniture, as one figure. */
  picture(): SVGSVGElement {
    const whole = this.svg.cloneNode(true) as SVGSVGElement;
    whole.append(...this.still.cloneNode(true).childNodes);
    return whole;
  }

  /** Says something else on the labels of a kind. */
  say(kind: string, lines: string[]): void {
    this.labels.say(kind, lines);
    if (this.size) this.soon();
  }

  /** Lays something over the map that is drawn anew with it, and carried with it; `draw` says which room it takes. */
  over(layer: SVGSVGElement, draw: (camera: Camera) => Room[] | void): void {
    this.stack.append(layer);
    this.overlays.push({ layer, draw });
  }

  /** Marks the map as moving, until it has rested for a moment. */
  private moved(): void {
    this.moving = true;
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      this.moving = false;
      this.soon();
    }, 140);
    this.soon();
  }

  /** Moves what was drawn, as it is, over the screen: false where that would not fill the view, or look coarse. */
  private carry(): boolean {
    const { camera, drawn } = this;
    const ratio = camera.k / drawn.k, x = camera.x - drawn.x * ratio, y = camera.y - drawn.y * ratio;
    const covers = (at: number, long: number): boolean => at <= long * MARGIN * ratio && at + long * ratio * (1 + MARGIN) >= long;
    if (!this.moving || this.measure.on || !(ratio < COARSE) || !covers(x, camera.width) || !covers(y, camera.height)) return false;
    this.shift(`translate(${x}px, ${y}px) scale(${ratio})`, ratio !== 1);
    return true;
  }

  private shift(transform: string, zoomed: boolean): void {
    this.stack.classList.toggle("moving", transform !== "");
    this.stack.classList.toggle("zooming", zoomed);
    for (const layer of [this.svg, ...this.overlays.map((each) => each.layer)]) layer.style.transform = transform;
  }

  private soon(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (!this.carry()) this.redraw();
    });
  }

  /** Draws everything where it belongs. */
  redraw(): void {
    const { camera, svg, still } = this;
    const { width, height, k, x, y } = camera;
    const { drawn } = this;
    if (k !== drawn.k || x !== drawn.x || y !== drawn.y) this.stack.classList.remove("choosing");
    this.drawn = { k, x, y };
    if (!this.moving) this.shift("", false);
    else this.shift("translate(0px, 0px) scale(1)", false);
    for (const each of [svg, still]) each.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const [left, top] = [Math.round(width * MARGIN), Math.round(height * MARGIN)];
    for (const [name, value] of Object.entries({ x: -left, y: -top, width: width + 2 * left, height: height + 2 * top })) {
      this.window_.setAttribute(name, String(value));
    }
    this.world.setAttribute("transform", `matrix(${k.toFixed(5)} 0 0 ${k.toFixed(5)} ${(x + left).toFixed(2)} ${(y + top).toFixed(2)})`);
    this.hatch.draw(camera.k);
    this.tracks.draw(camera, !this.moving);
    const lines = this.overlays.flatMap((each) => each.draw(camera) || []);
    this.graticule.draw(camera);
    for (const ring of this.rings.children) {
      const spot = ring as SVGGElement;
      const [x, y] = camera.pixels(Number(spot.dataset["x"]), Number(spot.dataset["y"]));
      spot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    }
    this.furniture.draw(camera);
    const credit = still.querySelector(".credit");
    credit?.setAttribute("x", String(width - 8));
    credit?.setAttribute("y", String(height - 7));
    this.labels.draw(camera, [[0, height - 74, Math.min(width * 0.24, 150) + 96, height], [width - 56, 0, width, 70], [width - 240, height - 20, width, height]], lines);
    this.measure.draw(camera);
  }
}

function bulk(each: Drawn): number {
  return Math.max(...Object.values(each.layer.at).map((shape) => shape.outer.length), 0);
}

function drawnLayer(claim: MapClaim, layer: Layer, first: boolean): Drawn {
  const look = `h${claim.hue} d${layer.dash}`;
  const group = s("g", { class: `layer ${look} ${layer.kind}` }, s("path", { class: "outer" }), s("path", { class: "inner" }));
  const ring = layer.witness
    ? s("g", { class: `ring ${look}`, "data-x": layer.witness.x, "data-y": layer.witness.y }, s("circle", { class: "halo", r: 6.5 }), s("circle", { r: 5 }))
    : null;
  return { claim, layer, on: first && layer.kind === "ordinary", group, ring };
}

function flown(course: Course, map: MapData): Flown {
  const hue = map.claims.find((each) => each.id === course.claims[0])?.hue ?? 0;
  const stops = course.stops.map((stop) => s("g", { class: `stop h${hue}`, "data-x": stop.x, "data-y": stop.y },
    s("title", {}, stop.words), s("rect", { x: -4, y: -4, width: 8, height: 8 })));
  return { course, on: true, hue, stops, group: s("g", { class: `course h${hue}` }, s("path", { class: "halo", d: course.path }), s("path", { d: course.path })) };
}

function stopLabels(each: Flown): Label[] {
  return each.course.stops.map((stop, k) => ({
    x: stop.x, y: stop.y, lines: [stop.words.split(", ")[0] ?? ""], kind: `stop h${each.hue}`, anchor: "start", dx: 10, dy: 0,
    shown: () => each.stops[k]?.style.display !== "none",
  }));
}

function witnessLabel(each: Drawn): Label[] {
  const { witness, letter } = each.layer;
  if (!witness) return [];
  return [{
    x: witness.x, y: witness.y, lines: [`${each.claim.id} ${letter}`], kind: `witness h${each.claim.hue}`, anchor: "start", dx: 10, dy: 0,
    shown: () => each.ring?.style.display !== "none",
  }];
}

function named(each: MapData["labels"][number]): Label {
  const anchor = each.kind.includes("start") ? "start" : each.kind.includes("end") ? "end" : "middle";
  const kind = each.kind.replace(/ (start|end|middle|minor)\b/g, "");
  return { x: each.x, y: each.y, lines: kind === "dot" ? [each.words] : each.lines, kind, anchor, dx: each.dx, dy: each.dy, shown: () => true };
}
