// A compass: the directions a word says, and those at which everything else holds together.
import { arc } from "./arc";
import type { Context } from "../context";
import { s } from "../dom";
import type { Rows } from "../share/csv";
import type { RosePicture } from "../types";

const R = 78;

export function rose(cx: Context, picture: RosePicture): SVGSVGElement {
  const at = (degrees: number, radius: number): [number, number] => {
    const a = (degrees * Math.PI) / 180;
    return [radius * Math.sin(a), -radius * Math.cos(a)];
  };
  const letters: [string, number][] = [["N", 0], ["E", 90], ["S", 180], ["W", 270]];
  return s("svg", { class: "figure rose", viewBox: "-170 -110 340 250", role: "img", "aria-label": picture.words },
    s("circle", { class: "ring", r: R }),
    ...Array.from({ length: 36 }, (_, k) => {
      const [x1, y1] = at(k * 10, R);
      const [x2, y2] = at(k * 10, R - (k % 9 ? 4 : 9));
      return s("line", { class: "grid", x1, y1, x2, y2 });
    }),
    picture.said && s("path", { class: "said", d: arc(0, R - 12, picture.said) }),
    ...picture.arcs.map((pair) => s("path", { class: "possible", d: arc(R + 4, R + 14, pair) })),
    ...picture.printed.map((pair) => s("path", { class: "printed", d: arc(R + 16, R + 20, pair) })),
    s("circle", { class: "centre", r: 3.5 }),
    ...letters.map(([letter, degrees]) => {
      const [x, y] = at(degrees, R - 18);
      return s("text", { class: "letter", x, y: y + 4, "text-anchor": "middle" }, letter);
    }),
    key(118, "said", cx.words.t("roseSaid")), key(133, "possible", cx.words.t("roseLeft")),
  );
}

/** The directions of a compass in degrees. */
export function roseRows(cx: Context, picture: RosePicture): Rows {
  const row = (what: string, pairs: [number, number][]): Rows => pairs.map(([from, to]) => [what, from, to, "degrees", picture.part, picture.place]);
  return [
    ["what", "from", "to", "unit", "words", "seen from"],
    ...row(cx.words.t("roseSaid"), picture.said ? [picture.said] : []), ...row(cx.words.t("roseLeft"), picture.arcs), ...row(cx.words.t("rosePrinted"), picture.printed),
  ];
}

function key(y: number, cls: string, words: string): SVGElement {
  return s("g", {}, s("rect", { class: cls, x: -120, y: y - 9, width: 14, height: 9 }), s("text", { class: "words", x: -100, y }, words));
}
