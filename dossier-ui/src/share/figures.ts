// Every figure of the page by its address, for whoever wants them all as files.
import { h } from "../dom";
import { svgText } from "./picture";

const MARK = "figures-as-text";
const known = new Map<string, { svg: () => SVGSVGElement | null; credit: string }>();

export function remember(id: string, svg: () => SVGSVGElement | null, credit: string): void {
  known.set(id, { svg, credit });
}

/** With the address #figures-as-text the page writes its figures into itself, as SVG text. */
export function writeOut(): void {
  if (location.hash !== `#${MARK}`) return;
  const all = [...known].flatMap(([id, { svg, credit }]) => {
    const drawn = svg();
    return drawn ? [{ id, svg: svgText(drawn, credit) }] : [];
  });
  document.body.append(h("pre", { id: MARK, hidden: true }, JSON.stringify(all)));
}
