// Figures of time: intervals on a clock, a conflict of times.
import type { Context } from "../context";
import { s, type Child } from "../dom";
import type { Rows } from "../share/csv";
import { clockAt, locals, type Whose } from "../telling/local";
import { tell } from "../telling/tell";
import type { Axis, Pair, Tick, TimesPicture } from "../types";

const WIDTH = 450;

/** Ticks with UTC, the local time nearest to the figure where one is known, and the day on top. */
export function axisMarks(cx: Context, axis: Axis, width: number, from: number, to: number, whose: Whose = {}): SVGElement[] {
  const clocks = axis.ticks.map((tick) => localTick(cx, tick, whose));
  const shown = clocks.some((each) => each !== null);
  const lift = shown ? 13 : 0;
  const ticks = axis.ticks.flatMap((tick, k) => {
    const x = tick.x * width;
    const text = (y: number, words: string, cls: string): SVGElement => s("text", { class: `tick ${cls}`, x, y, "text-anchor": "middle" }, words);
    return [
      s("line", { class: "grid", x1: x, x2: x, y1: from, y2: to }), text(from - 6 - lift, tick.words, ""),
      clocks[k] ? text(from - 6, clocks[k], "local") : null, tick.below ? text(from - 20 - lift, tick.below, "day") : null,
    ].filter((each): each is SVGElement => each !== null);
  });
  const unit = (y: number, words: string, cls: string): SVGElement => s("text", { class: `tick unit ${cls}`, x: width + 8, y, "text-anchor": "start" }, words);
  return [...ticks, ...(axis.unit ? [unit(from - 6 - lift, axis.unit, "")] : []), ...(shown ? [unit(from - 6, cx.words.t("local"), "local")] : [])];
}

/** What a local clock shows at a tick. */
function localTick(cx: Context, tick: Tick, whose: Whose): string | null {
  return tick.at === undefined ? null : clockAt(cx.data, whose, tick.at * 1000, tick.words);
}

export function interval(pair: Pair, cls: string, y: number, height: number, width: number, left = 0): SVGElement {
  return s("rect", { class: cls, x: left + pair[0] * width, y, width: Math.max((pair[1] - pair[0]) * width, 2), height });
}

/** Arrows where an interval runs on beyond the figure: nothing finite reaches its edges. */
export function openEnds(pair: Pair, cls: string, y: number, height: number, width: number, left = 0): SVGElement[] {
  const arrow = (x: number, by: number): SVGElement =>
    s("path", { class: `${cls} open`, d: `M${x} ${y - 2}L${x + by} ${y + height / 2}L${x} ${y + height + 2}Z` });
  return [...(pair[0] <= 0 ? [arrow(left, -8)] : []), ...(pair[1] >= 1 ? [arrow(left + width, 8)] : [])];
}

export function timesFigure(cx: Context, p: TimesPicture): SVGSVGElement {
  const whose = { claims: [p.claim] };
  const say = (y: number, what: string, value: string): Child[] => {
    const [words = "", local] = parted(cx, value, whose);
    return [
      s("text", { class: "words", x: 0, y }, `${what}: `, s("tspan", { class: "value" }, words)),
      local ? s("text", { class: "words local", x: 0, y: y + 15 }, local) : null,
    ];
  };
  const deep = [p.allowed_words, p.possible_words].some((value) => parted(cx, value, whose).length > 1) ? 15 : 0;
  const [first, second] = [24 + deep, 72 + 2 * deep]; // where the bars stand
  const foot = second + 36;
  const ticks = p.axis.ticks.flatMap((tick) => {
    const x = tick.x * WIDTH;
    const local = localTick(cx, tick, whose);
    return [
      s("line", { class: "grid", x1: x, x2: x, y1: first - 4, y2: first + 20 }), s("line", { class: "grid", x1: x, x2: x, y1: second - 6, y2: second + 24 }),
      s("text", { class: "tick", x, y: foot, "text-anchor": "middle" }, tick.words),
      local ? s("text", { class: "tick local", x, y: foot + 13, "text-anchor": "middle" }, local) : null,
      s("text", { class: "tick day", x, y: foot + (deep ? 26 : 13), "text-anchor": "middle" }, tick.below ?? ""),
    ];
  });
  const unit = (y: number, words: string, cls = ""): SVGElement => s("text", { class: `tick unit ${cls}`, x: WIDTH + 4, y, "text-anchor": "start" }, words);
  return s("svg", { class: "figure range", viewBox: `-8 0 ${WIDTH + 44} ${foot + (deep ? 33 : 20)}`, role: "img", "aria-label": `${p.words}: ${tell(cx, p.allowed_words, whose)}; ${tell(cx, p.possible_words, whose)}` },
    ...say(12, cx.words.t("allowed"), p.allowed_words), ...say(second - 14 - deep, cx.words.t("possible"), p.possible_words), ...ticks,
    interval(p.doubled, "doubled", first + 6.5, 3, WIDTH), interval(p.allowed, "allowed", first, 16, WIDTH),
    ...openEnds(p.allowed, "allowed", first, 16, WIDTH),
    interval(p.possible, "possible", second, 16, WIDTH), ...openEnds(p.possible, "possible", second, 16, WIDTH),
    p.axis.unit ? unit(foot, p.axis.unit) : null,
    p.axis.unit && p.axis.ticks.some((tick) => localTick(cx, tick, whose)) ? unit(foot + 13, cx.words.t("local"), "local") : null,
  );
}

/** A text of UTC, and its local times apart. */
export function parted(cx: Context, text: string, whose: Whose): string[] {
  const found = locals(cx.data, text, whose);
  const ends = found.map((each, k) => `${each.words}${/^ or (earlier|later)/.exec(text.slice(each.end, found[k + 1]?.end))?.[0] ?? ""}`);
  return ends.length ? [text, ends.join("; ")] : [text];
}

/** What a conflict of times says, in UTC and by local clocks. */
export function timesRows(cx: Context, p: TimesPicture): Rows {
  const row = (what: string, words: string): string[] => [what, words, parted(cx, words, { claims: [p.claim] })[1] ?? ""];
  return [["what", "UTC", "local"], row(cx.words.t("allowed"), p.allowed_words), row(cx.words.t("possible"), p.possible_words)];
}
