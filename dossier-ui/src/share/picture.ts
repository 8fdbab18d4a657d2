// A figure as a file of its own: styles written into it, words that say where it is from.
import { s } from "../dom";

const PROPERTIES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "font-style", "letter-spacing",
  "text-anchor", "paint-order", "vector-effect", "dominant-baseline",
];
const FOOT = 40;

/** The figure as SVG text: what is hidden is left out, and nothing refers to anything outside. */
export function svgText(svg: SVGSVGElement, credit: string): string {
  return new XMLSerializer().serializeToString(standalone(svg, credit));
}

function standalone(svg: SVGSVGElement, credit: string): SVGSVGElement {
  const box = svg.viewBox.baseVal;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inline(svg, copy);
  const wanted = getComputedStyle(document.documentElement);
  const paper = wanted.getPropertyValue("--paper").trim();
  const soft = wanted.getPropertyValue("--soft").trim();
  const sans = wanted.getPropertyValue("--sans").trim();
  const height = box.height + FOOT;
  for (const name of ["class", "style", "tabindex", "role", "aria-labelledby"]) copy.removeAttribute(name);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${height}`);
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("overflow", "hidden");
  copy.prepend(s("rect", { x: box.x, y: box.y, width: box.width, height, fill: paper }));
  const odbl = svg.dataset["credit"];
  const lines = [odbl, credit].filter((line): line is string => Boolean(line));
  copy.append(s("rect", { x: box.x, y: box.y + box.height, width: box.width, height: FOOT, fill: paper }));
  lines.forEach((line, k) =>
    copy.append(s("text", {
      x: box.x + 4, y: box.y + box.height + 14 + 14 * k, fill: soft, "font-family": sans, "font-size": 10.5,
    }, line)),
  );
  return copy;
}

function inline(from: Element, into: Element): void {
  const style = getComputedStyle(from);
  if (style.display === "none" || style.visibility === "hidden") {
    into.setAttribute("data-drop", "");
    return;
  }
  for (const name of PROPERTIES) {
    const value = style.getPropertyValue(name);
    if (value) into.setAttribute(name, value);
  }
  into.removeAttribute("class"); // ids stay: clip paths are referred to within the figure
  into.removeAttribute("style");
  [...from.children].forEach((child, k) => {
    const twin = into.children[k];
    if (twin) inline(child, twin);
  });
  for (const twin of [...into.children]) if (twin.hasAttribute("data-drop")) twin.remove();
}

/** The figure as a PNG, twice as large as drawn. */
export async function pngOf(svg: SVGSVGElement, credit: string): Promise<Blob> {
  const text = svgText(svg, credit);
  const box = svg.viewBox.baseVal;
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(box.width * 2);
    canvas.height = Math.round((box.height + FOOT) * 2);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
