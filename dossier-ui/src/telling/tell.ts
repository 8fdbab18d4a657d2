// Python's sentences as a reader wants them: numbers in the chosen units, local time beside UTC.
// What the case says itself, quoted or named, stays as it is.
import type { Context } from "../context";
import { h, s } from "../dom";
import type { Dossier } from "../types";
import { locals, timed, type Whose } from "./local";
import { converted, measured, type Kind } from "./units";

export interface How extends Whose { kind?: Kind }
interface Piece { text: string; local: boolean }
type Range = [number, number];

/** Phrases of the case that hold a number with a unit, or a time: they may stand in a sentence without marks. */
export function phrases(data: Dossier): string[] {
  const verdicts = [...data.claims, ...data.together].flatMap((each) => each.verdicts);
  const all = [
    ...data.claims.flatMap((claim) => [claim.says, claim.quote?.text ?? "", claim.speaker]),
    ...verdicts.flatMap((v) => v.not_tested.flatMap((each) => [each.part, each.reason])),
    ...data.moments.flatMap((each) => [each.label, ...each.phrases, ...each.given]),
    ...data.objects.flatMap((each) => [each.label, ...each.phrases]),
    ...data.method.places.map((place) => place.name),
  ];
  const some = new Set(all.filter((text) => measured(text) || timed(text)).map((text) => text.toLowerCase().replace(/\.$/, "")));
  return [...some].sort((a, b) => b.length - a.length);
}

/** What of a text is the case's: in quotation marks, or a phrase of it. */
function kept(text: string, known: string[]): Range[] {
  const out: Range[] = [];
  const lower = text.toLowerCase();
  for (const phrase of known) {
    for (let at = lower.indexOf(phrase); at >= 0; at = lower.indexOf(phrase, at + 1)) out.push([at, at + phrase.length]);
  }
  for (const found of text.matchAll(/(?<![\w’])'[^']*'(?!\w)/g)) out.push([found.index, found.index + found[0].length]);
  let depth = 0, start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "“" && depth++ === 0) start = at;
    if (text[at] === "”" && depth > 0 && --depth === 0) out.push([start, at + 1]);
  }
  if (depth > 0) out.push([start, text.length]); // what is not closed may be a quote to its end
  return out.sort((a, b) => a[0] - b[0]);
}

/** A text in pieces: numbers in the chosen units, and local times set apart. */
function pieces(cx: Context, text: string, how: How): Piece[] {
  const system = cx.store.now.units;
  if (!timed(text) && (system === "said" || !measured(text))) return [{ text, local: false }];
  const kind = how.kind ?? heightsOnly(cx, how.claims ?? []);
  const out: Piece[] = [];
  const own = (part: string): void => {
    let at = 0;
    for (const { end, words } of locals(cx.data, part, how).sort((a, b) => a.end - b.end)) {
      out.push({ text: converted(part.slice(at, end), system, kind), local: false }, { text: ` (${words})`, local: true });
      at = end;
    }
    out.push({ text: converted(part.slice(at), system, kind), local: false });
  };
  let at = 0;
  for (const [from, to] of kept(text, cx.phrases)) {
    if (to <= at) continue;
    if (from > at) own(text.slice(at, from));
    out.push({ text: text.slice(Math.max(at, from), to), local: false });
    at = to;
  }
  if (at < text.length) own(text.slice(at));
  return out.filter((piece) => piece.text);
}

/** Whether claims speak of heights and of nothing else that is measured. */
export function heightsOnly(cx: Context, ids: string[]): Kind {
  const topics = ids.flatMap((id) => cx.claims.get(id)?.topics ?? []);
  return topics.length && topics.every((topic) => topic === "height" || topic === "depth") ? "height" : "";
}

/** A sentence as it is shown now, as text. */
export function tell(cx: Context, text: string, how: How = {}): string {
  return pieces(cx, text, how).map((piece) => piece.text).join("");
}

/** Calls back when the units are others. */
export function onUnits(cx: Context, act: () => void): void {
  let { units } = cx.store.now;
  cx.store.follow((now) => {
    if (now.units === units) return;
    units = now.units;
    act();
  });
}

/** A sentence that follows the chosen units. */
export function told(cx: Context, text: string, how: How = {}, attributes: Record<string, string> = {}): HTMLElement {
  const made = h("span", { dir: "auto", lang: "en", ...attributes });
  const fill = (): void => made.replaceChildren(...pieces(cx, text, how).map((piece) =>
    (piece.local ? h("span", { class: "local" }, piece.text) : piece.text)));
  fill();
  if (measured(text)) onUnits(cx, fill);
  return made;
}

/** The same inside an SVG text. */
export function toldInside(cx: Context, text: string, how: How = {}): (SVGElement | string)[] {
  return pieces(cx, text, how).map((piece) => (piece.local ? s("tspan", { class: "local" }, piece.text) : piece.text));
}

/** Something that is made anew when the units are others; answers what stands there now. */
export function live<E extends Element>(cx: Context, make: () => E): () => E {
  let now = make();
  onUnits(cx, () => {
    const next = make();
    now.replaceWith(next);
    now = next;
  });
  return () => now;
}
