// Every figure of the page by its address, for whoever wants them all as files.
import { parsed } from "../addresses";
import { h } from "../dom";
import type { Figure } from "./compose";
import { svgText } from "./picture";

const MARK = "figures-as-text";
const known = new Map<string, () => Figure | null>();

export function remember(id: string, figure: () => Figure | null): void {
  known.set(id, figure);
}

/** With the address #figures-as-text the page writes its figures into itself, as SVG text. */
export function writeOut(): void {
  if (parsed(location.hash).id !== MARK) return;
  const all = [...known].flatMap(([id, figure]) => {
    const drawn = figure();
    return drawn ? [{ id, svg: svgText(drawn) }] : [];
  });
  document.body.append(h("pre", { id: MARK, hidden: true }, JSON.stringify(all)));
}
