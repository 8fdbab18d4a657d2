// Figures of time: intervals on a clock, a conflict of times.
import type { Context } from "../context";
import { s, type Child } from "../dom";
import type { Axis, Pair, TimesPicture } from "../types";

const WIDTH = 450;

export function axisMarks(axis: Axis, width: number, from: number, to: number, left = 0): SVGElement[] {
  return axis.ticks.flatMap((tick) => {
    const x = left + tick.x * width;
    return [
      s("line", { class: "grid", x1: x, x2: x, y1: from, y2: to }),
      s("text", { class: "tick", x, y: from - 6, "text-anchor": "middle" }, tick.words),
      tick.below ? s("text", { class: "tick day", x, y: from - 20, "text-anchor": "middle" }, tick.below) : null,
    ].filter((each): each is SVGElementTagNameMap["line"] | SVGElementTagNameMap["text"] => each !== null);
  });
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
  const say = (y: number, what: string, value: string): Child =>
    s("text", { class: "words", x: 0, y }, `${what}: `, s("tspan", { class: "value" }, value));
  const ticks = p.axis.ticks.flatMap((tick) => {
    const x = tick.x * WIDTH;
    return [
      s("line", { class: "grid", x1: x, x2: x, y1: 20, y2: 44 }), s("line", { class: "grid", x1: x, x2: x, y1: 66, y2: 96 }),
      s("text", { class: "tick", x, y: 108, "text-anchor": "middle" }, tick.words),
      s("text", { class: "tick day", x, y: 121, "text-anchor": "middle" }, tick.below ?? ""),
    ];
  });
  return s("svg", { class: "figure range", viewBox: `-8 0 ${WIDTH + 16} 128`, role: "img", "aria-label": `${p.words}: ${p.allowed_words}; ${p.possible_words}` },
    say(12, cx.words.t("allowed"), p.allowed_words), say(58, cx.words.t("possible"), p.possible_words), ...ticks,
    interval(p.doubled, "doubled", 30.5, 3, WIDTH), interval(p.allowed, "allowed", 24, 16, WIDTH),
    ...openEnds(p.allowed, "allowed", 24, 16, WIDTH),
    interval(p.possible, "possible", 72, 16, WIDTH), ...openEnds(p.possible, "possible", 72, 16, WIDTH),
    p.axis.unit ? s("text", { class: "tick unit", x: WIDTH, y: 121, "text-anchor": "end" }, p.axis.unit) : null,
  );
}
