// Lines with only the points that can be seen: the cone in which the next point may lie narrows
// with each point passed over, so that none of those is farther from the line than the tolerance.

export interface Line { x: Float32Array; y: Float32Array; starts: Uint8Array }
export type Window = [number, number, number, number];

/** SVG path data of a line within a window, off by at most `most`, in units of the sheet. */
export function thinned({ x, y, starts }: Line, most: number, [left, top, right, bottom]: Window): string {
  const out: string[] = [];
  const side = (k: number): number =>
    (x[k]! < left ? 1 : x[k]! > right ? 2 : 0) | (y[k]! < top ? 4 : y[k]! > bottom ? 8 : 0);
  const spot = (k: number): string => `${Math.round(x[k]! * 10) / 10} ${Math.round(y[k]! * 10) / 10}`;
  let pen = -1; // the point the path has come to
  const draw = (from: number, to: number): void => {
    if (side(from) & side(to)) return; // both beyond one edge: nothing of it is seen
    out.push(pen === from ? `L${spot(to)}` : `M${spot(from)}L${spot(to)}`);
    pen = to;
  };
  let k = 0;
  while (k < x.length) {
    let anchor = k, last = k, far = 0, ax = 0, ay = 0, bx = 0, by = 0; // the cone's two edges
    for (k++; k < x.length && !starts[k]; k++) {
      const dx = x[k]! - x[anchor]!, dy = y[k]! - y[anchor]!;
      const d = Math.sqrt(dx * dx + dy * dy);
      const inside = far === 0 || (d >= far - most && ax * dy - ay * dx >= 0 && dx * by - dy * bx >= 0);
      if (!inside && last !== anchor) {
        draw(anchor, last);
        anchor = last;
        last = anchor;
        far = 0;
        k--;
        continue;
      }
      last = k;
      if (d <= most) continue;
      const s = most / d, c = Math.sqrt(1 - s * s);
      const lx = dx * c + dy * s, ly = dy * c - dx * s, hx = dx * c - dy * s, hy = dy * c + dx * s;
      if (far === 0 || ax * ly - ay * lx > 0) [ax, ay] = [lx, ly];
      if (far === 0 || hx * by - hy * bx > 0) [bx, by] = [hx, hy];
      far = Math.max(far, d);
    }
    if (last !== anchor) draw(anchor, last);
  }
  return out.join("");
}
