// A figure as a page of its own, to be put into another by its address: no script, nothing from outside.
import { svgText } from "./picture";
import type { Figure } from "./compose";

const STYLE = "body{margin:0;font:14px/1.45 system-ui,sans-serif;color:#1a1a1a;background:#fff}figure{margin:0 auto;max-width:960px}"
  + "svg{display:block;width:100%;height:auto}figcaption{padding:4px 8px 8px}summary{cursor:pointer}p{margin:6px 0;overflow-wrap:anywhere}";
const MARKUP: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const plain = (words: string): string => words.replace(/[&<>"]/g, (sign) => MARKUP[sign] ?? "");

/** The page: the figure as wide as there is room, and under it what stands in its caption box. */
export function embedded(figure: Figure, about: string, cited: string[]): string {
  const title = plain(figure.title);
  const svg = svgText(figure).replace(/ height="[^"]*"/, "").replace("<svg ", () => `<svg role="img" aria-label="${title}" `);
  return [
    '<!doctype html>', '<html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">', `<title>${title}</title><style media="all">${STYLE}</style>`,
    `<figure>${svg}`, `<figcaption><details><summary>${plain(about)}</summary>`,
    ...cited.map((words) => `<p>${plain(words)}</p>`), "</details></figcaption></figure>", "",
  ].join("\n");
}
