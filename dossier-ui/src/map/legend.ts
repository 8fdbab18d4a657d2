// What the marks of a map mean: beside it on the page, and in a copy of it.
import type { Context } from "../context";
import { h, s, type Child } from "../dom";
import { speaker } from "../parts/marks";
import type { Entry } from "../share/compose";
import { tell } from "../telling/tell";
import type { View } from "./view";

export const box = (...inside: Child[]): SVGElement => s("svg", { class: "sample", viewBox: "0 0 26 14", "aria-hidden": "true" }, ...inside);

/** A contested area. */
export const hatched = (): SVGElement => box(
  s("rect", { class: "sample-hatch", x: 1, y: 1, width: 24, height: 12 }), s("path", { class: "hatch", d: "M3 13 13 1M10 13 20 1M17 13 25 4" }));

/** The marks in general. */
function marks(cx: Context, view: View): (Entry & { sample: SVGElement })[] {
  const { words } = cx;
  const { map } = view;
  const outer = (): SVGElement => s("rect", { class: "outer", x: 1, y: 1, width: 24, height: 12 });
  return [
    { sample: box(s("g", { class: "layer h0" }, outer())), words: words.t("outer") },
    { sample: box(s("g", { class: "layer h0" }, outer(), s("rect", { class: "inner", x: 5, y: 3, width: 16, height: 8 }))), words: words.t("inner") },
    ...(view.layers.some((each) => each.ring) ? [{ sample: box(s("g", { class: "ring h0" }, s("circle", { cx: 13, cy: 7, r: 4.5 }))), words: words.t("witness") }] : []),
    { sample: box(s("path", { class: "place-band", d: "M1 7H25", "stroke-width": 9 }), s("path", { class: "place-edge", d: "M1 7H25" })), words: words.t("band") },
    ...(map.contested.length ? [{ sample: hatched(), words: words.t("contested") }] : []),
    ...(map.courses.length ? [{ sample: box(s("g", { class: "course h0" }, s("path", { d: "M1 7H25" }))), words: words.t("course") }] : []),
    ...(map.tracks.length ? [{ sample: box(s("path", { class: "track t0", d: "M1 7H25" })), words: words.t("track") }] : []),
  ];
}

export function legend(cx: Context, view: View): HTMLElement {
  return h("ul", { class: "legend" }, ...marks(cx, view).map((each) => h("li", {}, each.sample, each.words)));
}

/** What is shown now, reading by reading, and the marks. */
export function shownLegend(cx: Context, view: View): Entry[] {
  const out: Entry[] = [];
  for (const claim of view.map.claims) {
    const shown = view.layers.filter((each) => each.claim === claim && each.group.style.display !== "none");
    if (!shown.length) continue;
    out.push({ sample: null, caption: true, words: `${claim.id}: ${cx.claims.get(claim.id)?.says ?? ""}, ${speaker(cx, claim.id)}` });
    for (const { layer } of shown) {
      const [first, ...more] = layer.readings;
      const rest = more.length ? ` (${cx.words.t("andSame", { n: more.length })})` : "";
      out.push({ words: `${layer.letter}  ${first ?? ""}${rest}`, sample: box(s("g", { class: `layer h${claim.hue} d${layer.dash} ${layer.kind}` },
        s("rect", { class: "outer", x: 1.5, y: 1.5, width: 23, height: 11 }))) });
    }
  }
  for (const each of view.courses) {
    if (each.group.style.display === "none") continue;
    out.push({ words: `${each.course.claims.join(", ")}: ${tell(cx, each.course.words, { claims: each.course.claims })}`, sample: box(s("g", { class: `course h${each.hue}` }, s("path", { d: "M1 7H25" }))) });
  }
  for (const each of view.tracks.led) {
    if (each.on) out.push({ words: `${each.track.label}: ${tell(cx, each.track.words)}`, sample: box(s("path", { class: `track t${each.hue}`, d: "M1 7H25" })) });
  }
  return [...out, { sample: null, words: cx.words.t("legend") }, ...marks(cx, view)];
}

/** Which point of view and which stretch a copy shows. */
export function chosen(cx: Context): string[] {
  const { data, store, words } = cx;
  const frame = data.frames.find((each) => each.id === store.now.frame);
  const stretch = data.stretches.find((each) => each.key === store.now.stretch);
  return [[frame && data.frames.length > 1 ? `${words.t("frame")}: ${frame.label}` : "", stretch ? `${words.t("atStretch")}: ${stretch.label}` : ""].filter(Boolean).join(" · ")];
}
