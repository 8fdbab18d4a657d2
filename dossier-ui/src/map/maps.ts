// The section of maps: one for each moment, with the choices that all of them follow.
import type { Context } from "../context";
import { h, own, type Child } from "../dom";
import { sourcesText, speaker } from "../parts/marks";
import type { Rows } from "../share/csv";
import { figureTools } from "../share/tools";
import { tell, told } from "../telling/tell";
import type { MapData } from "../types";
import { clock } from "./clock";
import { chosen, legend, shownLegend } from "./legend";
import { panel } from "./panel";
import { View } from "./view";

export interface Maps { element: HTMLElement; ready: () => void; paper: (on: boolean) => void; forget: () => void }

export function maps(cx: Context): Maps {
  const { words, data } = cx;
  const views: View[] = [];
  const element = h("section", { id: "map", "aria-labelledby": "h-map" },
    h("h2", { id: "h-map" }, words.t("map")),
    data.maps.length ? h("p", { class: "lede" }, words.t("mapLede")) : h("p", {}, words.t("noMap")),
    ...data.maps.map((map, k) => {
      const { view, figure } = oneMap(cx, map, k);
      views.push(view);
      return figure;
    }));
  return {
    element,
    ready: () => views.forEach((view) => view.ready()),
    paper: (on) => views.forEach((view) => view.paper(on)),
    forget: () => views.forEach((view) => view.forget()),
  };
}

function oneMap(cx: Context, map: MapData, k: number): { view: View; figure: HTMLElement } {
  const { words } = cx;
  const id = `map-${map.moment}`;
  const answer = h("p", { class: "told", role: "status" });
  const view = new View(cx, map, k, (text) => {
    answer.textContent = text;
  });
  const under = clock(cx, view.tracks, id, map.moment);
  if (under) view.over(under.overlay, under.draw);
  const measure = h("button", { type: "button", "aria-pressed": "false" }, words.t("measure"));
  measure.addEventListener("click", () => {
    const on = view.toggleMeasure();
    measure.setAttribute("aria-pressed", String(on));
    if (on) view.svg.focus();
  });
  const press = (words_: string, label: string, act: () => void): HTMLElement =>
    h("button", { type: "button", "aria-label": label, title: label, click: act }, words_);
  const { tools, cite } = figureTools(cx, {
    id, what: map.title, text: () => mapText(cx, map), picture: () => view.picture(), lines: () => chosen(cx), legend: () => shownLegend(cx, view), rows: () => mapRows(cx, view),
  });
  const figure = h("figure", { id, class: "map-figure" },
    h("div", { class: "heading" }, h("h3", {}, own(map.title)), tools),
    h("div", { class: "map-choices" }, frames(cx, k), stretches(cx, k),
      h("span", { class: "buttons" }, measure, press("+", words.t("zoomIn"), () => view.zoom(1.5)),
        press("−", words.t("zoomOut"), () => view.zoom(1 / 1.5)), press("⌂", words.t("home"), () => view.home()))),
    h("div", { class: "map-body" }, h("div", { class: "map-sheet" }, view.stack, under?.element, answer), panel(cx, view, id)),
    h("figcaption", {}, legend(cx, view), cite, ...lists(cx, map)));
  return { view, figure };
}

function frames(cx: Context, k: number): Child {
  if (cx.data.frames.length < 2) return null;
  return choice(cx, `frame-${k}`, cx.words.t("frame"), cx.data.frames.map((f) => ({ key: f.id, label: f.label, words: f.note })),
    () => cx.store.now.frame, (frame) => cx.store.set({ frame }));
}

function stretches(cx: Context, k: number): Child {
  return choice(cx, `stretch-${k}`, cx.words.t("atStretch"), cx.data.stretches,
    () => cx.store.now.stretch, (stretch) => cx.store.set({ stretch }));
}

function choice<T extends string>(
  cx: Context, name: string, title: string, options: { key: T; label: string; words: string }[], now: () => T, choose: (key: T) => void,
): HTMLElement {
  const inputs = options.map((option) => {
    const input = h("input", { type: "radio", name, id: `${name}-${option.key}`, value: option.key });
    input.addEventListener("change", () => choose(option.key));
    return { input, option };
  });
  cx.store.follow(() => {
    for (const { input, option } of inputs) input.checked = option.key === now();
  });
  return h("fieldset", { class: "choice" }, h("legend", {}, title), ...inputs.map(({ input, option }) =>
    h("label", { for: input.id, title: option.words }, input, own(option.label))));
}

function lists(cx: Context, map: MapData): Child[] {
  const { words } = cx;
  const named = map.places.map(({ of: place }) => h("li", {}, h("b", {}, own(place.name)), " ", told(cx, `${place.view}; ${words.t("statedError")} ${place.error}`, { kind: "error" })));
  const contested = map.contested.map((area) => h("li", {}, h("b", {}, own(area.name)), " ", own(area.standing)));
  return [
    h("p", { class: "soft" }, own(map.projection.words)),
    named.length ? h("details", {}, h("summary", {}, words.t("placesHere")), h("ul", {}, ...named)) : null,
    contested.length ? h("details", {}, h("summary", {}, words.t("contestedHere")), h("ul", {}, ...contested)) : null,
  ];
}

function mapText(cx: Context, map: MapData): string {
  const ids = map.claims.map((claim) => claim.id);
  return [map.title, map.projection.words, ...map.claims.flatMap((claim) => [
    `${claim.id}: ${cx.claims.get(claim.id)?.says ?? ""}, ${speaker(cx, claim.id)}`,
    ...claim.layers.map((layer) => `  ${layer.letter} (${layer.kind}) ${layer.readings.join("; ")}${layer.witness ? `; witness ${layer.witness.words}` : ""}`)]),
  ...map.courses.map((course) => `${course.claims.join(", ")}: ${tell(cx, course.words, { claims: course.claims })}`), sourcesText(cx, ids)].join("\n");
}

/** What is switched on: readings with their witnesses, stops of courses, and places with their errors. */
function mapRows(cx: Context, view: View): Rows {
  const { map } = view;
  const seen = (element: SVGElement): boolean => element.style.display !== "none";
  return [
    ["what", "claim", "speaker", "words", "longitude", "latitude", "detail"],
    ...view.layers.filter((each) => seen(each.group)).map(({ claim, layer }) => [
      `${cx.words.t("reading")} ${layer.letter} (${layer.kind})`, claim.id, speaker(cx, claim.id), cx.claims.get(claim.id)?.says ?? "",
      layer.witness?.longitude, layer.witness?.latitude, layer.readings.join("; ")]),
    ...view.courses.filter((each) => seen(each.group)).flatMap(({ course }) => course.stops.map((stop) => [
      cx.words.t("course"), course.claims.join(" "), course.object, stop.moment, stop.longitude, stop.latitude, tell(cx, stop.words, { claims: course.claims })])),
    ...map.places.map(({ of: place }) => [cx.words.t("place"), "", "", place.name, null, null, `${cx.words.t("statedError")} ${tell(cx, place.error, { kind: "error" })}`]),
  ];
}
