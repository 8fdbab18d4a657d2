// Names on the map keep their size, and none stands over another: the more important one stays.
import { s } from "../dom";
import type { Camera } from "./camera";

export interface Label {
  x: number; y: number; lines: string[]; kind: string; anchor: "start" | "middle" | "end";
  /** Pixels from the spot to the words. */
  dx: number; dy: number;
  shown: () => boolean;
}

/** Left, top, right and bottom in pixels. */
export type Room = [number, number, number, number];

const LINE = 13.5;
/** Where the words of a claim may stand as well, since they mean an area: in shares of their own size. */
const NEAR: [number, number][] = [[0, 0], [0, 1], [0, -1], [0.5, 0.5], [-0.5, 0.5], [0.5, -0.5], [-0.5, -0.5], [0, 2], [0, -2], [1, 0], [-1, 0]];

export class Labels {
  readonly group = s("g", { class: "labels" });
  private readonly items: { label: Label; node: SVGGElement; wide: number }[];

  constructor(labels: Label[]) {
    const pen = document.createElement("canvas").getContext("2d");
    this.items = labels.map((label) => {
      if (pen) pen.font = `${/^(place|dot|witness|stop)/.test(label.kind) ? "700 " : ""}13px sans-serif`;
      const top = -((label.lines.length - 1) * LINE) / 2 + 4;
      const node = s("g", { class: `label ${label.kind}` }, ...label.lines.map((line, k) =>
        s("text", { x: label.dx, y: top + k * LINE + label.dy, "text-anchor": label.anchor, direction: "ltr" }, line)));
      const wide = Math.max(...label.lines.map((line) => pen?.measureText(line).width ?? line.length * 7));
      return { label, node, wide };
    });
    this.group.append(...this.items.map((item) => item.node));
  }

  /** Says something else on the labels of a kind. */
  say(kind: string, lines: string[]): void {
    const pen = document.createElement("canvas").getContext("2d");
    if (pen) pen.font = "700 14px sans-serif";
    for (const item of this.items.filter((each) => each.label.kind === kind)) {
      const { label, node } = item;
      const top = -((lines.length - 1) * LINE) / 2 + 4;
      label.lines = lines;
      node.replaceChildren(...lines.map((line, k) =>
        s("text", { x: label.dx, y: top + k * LINE + label.dy, "text-anchor": label.anchor, direction: "ltr" }, line)));
      item.wide = Math.max(...lines.map((line) => pen?.measureText(line).width ?? line.length * 7));
    }
  }

  /** Draws the names that find room; only what stands on purpose beside the `lines` may touch them. */
  draw(camera: Camera, taken: Room[], lines: Room[] = []): void {
    const rooms = [...taken];
    for (const { label, node, wide } of this.items) {
      const tall = label.lines.length * LINE;
      const [x0, y0] = camera.pixels(label.x, label.y);
      let found = false;
      for (const [across, down] of label.kind.startsWith("claim") ? NEAR : NEAR.slice(0, 1)) {
        const [x, y] = [x0 + across * wide, y0 + down * tall];
        const left = label.anchor === "start" ? x + label.dx : label.anchor === "end" ? x + label.dx - wide : x + label.dx - wide / 2;
        const room: Room = [left - 3, y + label.dy - tall / 2 - 2, left + wide + 3, y + label.dy + tall / 2 + 2];
        const inside = room[0] > 4 && room[2] < camera.width - 4 && room[1] > 2 && room[3] < camera.height - 2;
        const others = label.kind.startsWith("number") ? rooms : [...rooms, ...lines];
        found = label.shown() && inside && others.every((r) => room[2] < r[0] || room[0] > r[2] || room[3] < r[1] || room[1] > r[3]);
        if (!found) continue;
        rooms.push(room);
        node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
        break;
      }
      node.style.display = found ? "" : "none";
    }
  }
}
