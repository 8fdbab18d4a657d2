// A figure as a file of its own: styles written into it, nothing that refers to anything outside.
import { composed, type Figure } from "./compose";

const PROPERTIES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "font-style", "letter-spacing",
  "text-anchor", "paint-order", "vector-effect", "dominant-baseline",
];
const NAMED = ["class", "style", "tabindex", "role", "aria-label", "aria-labelledby", "data-credit"];

/** The figure as SVG text: what is hidden is left out. */
export function svgText(figure: Figure): string {
  return new XMLSerializer().serializeToString(standalone(figure));
}

function standalone(figure: Figure): SVGSVGElement {
  const made = composed(figure);
  made.classList.add("offscreen");
  document.body.append(made); // styles are those of the page, which it must stand on for that
  try {
    const copy = made.cloneNode(true) as SVGSVGElement;
    inline(made, copy);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("overflow", "hidden");
    return copy;
  } finally {
    made.remove();
  }
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
  for (const name of NAMED) into.removeAttribute(name); // ids stay: clip paths are referred to
  [...from.children].forEach((child, k) => {
    const twin = into.children[k];
    if (twin) inline(child, twin);
  });
  for (const twin of [...into.children]) if (twin.hasAttribute("data-drop")) twin.remove();
}

/** The figure as a PNG, twice as large as drawn. */
export async function pngOf(figure: Figure): Promise<Blob> {
  const made = standalone(figure);
  const { width, height } = made.viewBox.baseVal;
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(made)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * 2);
    canvas.height = Math.round(height * 2);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
