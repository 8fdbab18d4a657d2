// The scene: what is disputed on one small map, in two tones, with the distance that decides.
import { framesOf, type Context } from "../context";
import { h, own, s } from "../dom";
import { claimLink, sourcesText, speaker } from "../parts/marks";
import type { Rows } from "../share/csv";
import { figureTools } from "../share/tools";
import { onUnits, tell } from "../telling/tell";
import type { Layer, MapData, Said, Scene, Shape } from "../types";
import type { Camera } from "./camera";
import type { Room } from "./labels";
import { box, hatched } from "./legend";
import { View } from "./view";

export interface SceneFigure { element: HTMLElement; view: View }

const KEYS = ["0", "1", "2"] as const;
const STEP = 8; // pixels: no name stands nearer to the arrow than half of that
const NUMBER = 900; // among the maps of the page: no other has it

export function scene(cx: Context): SceneFigure | null {
  const told = cx.data.scene;
  if (!told) return null;
  const { map } = told;
  const view = new View(cx, part(told, map, cx), NUMBER, () => undefined);
  const { arrow } = told;
  let layer: SVGSVGElement | null = null;
  if (arrow) {
    const lines = s("svg", { class: "still arrow", "aria-hidden": "true" }, s("path", { class: "halo" }), s("path", { class: "shaft" }), s("path", { class: "heads" }));
    layer = lines;
    view.over(lines, (camera) => drawArrow(lines, camera, arrow.from, arrow.to));
  }
  const picture = (): SVGSVGElement => {
    const whole = view.picture();
    if (layer) whole.append(s("g", { class: "arrow" }, ...[...layer.children].map((each) => each.cloneNode(true))));
    return whole;
  };
  const ids = told.claims.map((each) => each.id);
  const number = (): string => (arrow ? tell(cx, arrow.words, { claims: ids }) : "");
  if (arrow) onUnits(cx, () => view.say("number", wrapped(number())));
  const text = (): string => [map.title, ...ids.map((id) => spoken(cx, id)), number(), sourcesText(cx, ids)].filter(Boolean).join("\n");
  const tones = [cx.words.t("tones"), told.touching ? cx.words.t("touching") : "", map.contested.length ? cx.words.t("hatched") : ""].filter(Boolean);
  const { tools, cite } = figureTools(cx, {
    id: "scene", what: map.title, text, picture, look: "scene", lines: () => [viewWords(cx)].filter(Boolean),
    legend: () => [
      ...told.claims.map((each) => ({ sample: swatch(each.hue), words: spoken(cx, each.id), caption: true })),
      ...(arrow ? [{ sample: box(s("g", { class: "arrow" }, s("path", { d: "M2 7H24M6 3 2 7 6 11M20 3 24 7 20 11" }))), words: `${cx.words.t("decides")}: ${number()}`, caption: true }] : []),
      { sample: swatch(0, "certain"), words: cx.words.t("fullTone") }, { sample: swatch(0, "may"), words: cx.words.t("paleTone") },
      ...(map.contested.length ? [{ sample: hatched(), words: cx.words.t("contested") }] : []),
    ],
    rows: () => sceneRows(cx, told, view, number()),
  });
  const element = h("figure", { id: "scene", class: "scene" },
    h("div", { class: "map-sheet" }, view.stack),
    h("figcaption", {},
      h("ul", { class: "legend" }, ...told.claims.map((each) => h("li", { class: `h${each.hue}` }, swatch(each.hue), voiceOf(cx, each.id)))),
      h("p", {}, tones.join(" ")),
      h("div", { class: "under" }, h("p", { class: "where" }, own(viewWords(cx))), tools), cite));
  return { element, view };
}

function viewWords(cx: Context): string {
  const first = cx.data.frames[0];
  return first && cx.data.frames.length > 1 ? `${cx.words.t("frame")}: ${framesOf(cx, [first.id], false)}` : "";
}

/** A claim's colour in both tones, or in one. */
function swatch(hue: number, only: "may" | "certain" | "" = ""): SVGElement {
  return s("svg", { class: `swatch h${hue}`, viewBox: "0 0 26 14", "aria-hidden": "true" },
    only === "certain" ? null : s("rect", { class: "may", x: 1, y: 1, width: 24, height: 12 }),
    only === "may" ? null : s("rect", only ? { class: "certain", x: 1, y: 1, width: 24, height: 12 } : { class: "certain", x: 6, y: 3, width: 14, height: 8 }));
}

const saidOf = (cx: Context, id: string): Said | undefined =>
  [...cx.data.short.findings.map((each) => each.said), ...cx.data.short.accounts.map((each) => [each.said])].flat().find((each) => each.claim === id);

/** Who said a claim, how, and in which words. */
function spoken(cx: Context, id: string): string {
  const said = saidOf(cx, id);
  if (!said) return `${speaker(cx, id)}: ${cx.claims.get(id)?.says ?? id}`;
  return `${said.who} ${said.how}: ${said.quoted ? `“${said.words}”` : said.words}`;
}

function voiceOf(cx: Context, id: string): HTMLElement {
  const said = saidOf(cx, id);
  if (!said) return own(spoken(cx, id));
  return h("span", {}, h("b", {}, own(said.who)), ` ${said.how}: `, said.quoted ? h("q", {}, own(said.words)) : own(said.words), " ", claimLink(cx, id));
}

/** Who said what, and the distance that decides with the ends of its arrow. */
function sceneRows(cx: Context, told: Scene, view: View, number: string): Rows {
  const ends = told.arrow ? [told.arrow.from, told.arrow.to].map((end) => view.degrees(...end).map((each) => Math.round(each * 1e4) / 1e4)) : [];
  return [
    ["what", "claim", "speaker", "words", "longitude", "latitude"],
    ...told.claims.map((each) => ["claim", each.id, speaker(cx, each.id), saidOf(cx, each.id)?.words ?? cx.claims.get(each.id)?.says ?? "", null, null]),
    ...ends.map(([longitude, latitude], k) => [`${cx.words.t("decides")}, ${k ? "to" : "from"}`, "", "", number, longitude, latitude]),
  ];
}

/** The map that the scene is a part of, with the scene's own areas and names. */
function part(told: Scene, map: MapData, cx: Context): MapData {
  const { arrow } = told;
  const number = arrow ? [{
    words: arrow.words, lines: wrapped(tell(cx, arrow.words, { claims: told.claims.map((each) => each.id) })), x: (arrow.from[0] + arrow.to[0]) / 2, y: (arrow.from[1] + arrow.to[1]) / 2,
    ...beside(arrow.to[0] - arrow.from[0], arrow.to[1] - arrow.from[1]),
  }] : [];
  return {
    ...map, labels: [...number, ...map.labels.map((each) => (each.kind.startsWith("town") ? { ...each, lines: [`• ${each.words}`], dx: -4 } : each))],
    claims: told.claims.map((each) => ({ id: each.id, hue: each.hue, layers: each.tones.map((tone): Layer => {
      const shape: Shape = { outer: tone.may, inner: tone.certain };
      return { letter: "", dash: 0, kind: "ordinary", frames: tone.frames, readings: [cx.claims.get(each.id)?.says ?? ""],
        at: Object.fromEntries(KEYS.map((key) => [key, shape])), witness: null };
    }) })),
  };
}

/** Where the number stands: above a flat arrow, to the right of a steep one, else on the side that is up. */
function beside(across: number, down: number): { dx: number; dy: number; kind: string } {
  if (Math.abs(down) < 0.3 * Math.abs(across)) return { dx: 0, dy: -18, kind: "number" };
  if (Math.abs(across) < 0.3 * Math.abs(down)) return { dx: 12, dy: 0, kind: "number start" };
  return across * down < 0 ? { dx: -12, dy: -12, kind: "number end" } : { dx: 12, dy: -12, kind: "number start" };
}

function wrapped(words: string): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < 20) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Draws the arrow, and gives the room that it takes. */
function drawArrow(layer: SVGSVGElement, camera: Camera, from: [number, number], to: [number, number]): Room[] {
  layer.setAttribute("viewBox", `0 0 ${camera.width} ${camera.height}`);
  const [x1, y1] = camera.pixels(...from);
  const [x2, y2] = camera.pixels(...to);
  const long = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / long, (y2 - y1) / long];
  const head = (x: number, y: number, way: number): string =>
    `M${x + way * ux * 9 - uy * 4} ${y + way * uy * 9 + ux * 4}L${x} ${y}L${x + way * ux * 9 + uy * 4} ${y + way * uy * 9 - ux * 4}`;
  const shaft = `M${x1} ${y1}L${x2} ${y2}`;
  const [halo, line, heads] = layer.children;
  halo?.setAttribute("d", shaft);
  line?.setAttribute("d", shaft);
  heads?.setAttribute("d", head(x1, y1, 1) + head(x2, y2, -1));
  const steps = Math.max(1, Math.ceil(long / STEP));
  return Array.from({ length: steps + 1 }, (_, k): Room => {
    const [x, y] = [x1 + ((x2 - x1) * k) / steps, y1 + ((y2 - y1) * k) / steps];
    return [x - STEP / 2, y - STEP / 2, x + STEP / 2, y + STEP / 2];
  });
}
