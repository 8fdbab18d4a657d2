// Elements made of attributes and text nodes. Nothing here ever reads text as markup.

export type Child = Node | string | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: never) => void);
export type Attributes = Record<string, Value>;

const SVG = "http://www.w3.org/2000/svg";

function fill<T extends Element>(element: T, attributes: Attributes, children: Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Words of the case: they bring their own direction of writing, and are not in the page's language. */
export function own(words: string, attributes: Attributes = {}): HTMLElement {
  return h("span", { dir: "auto", lang: "en", ...attributes }, words);
}

/** Children with something between them. */
export function joined(children: Node[], between: string): Child[] {
  return children.flatMap((child, k) => (k ? [between, child] : [child]));
}

/** A link out of the page: http and https only, else the words alone. */
export function link(url: string | null, words: string): Node {
  if (!url || !/^https?:\/\/[^\s<>"'`\\]+$/.test(url)) return own(words);
  return h("a", { href: url, rel: "noopener noreferrer", dir: "auto" }, words);
}

/** A link to an item of the page. */
export function to(id: string, words: string): HTMLAnchorElement {
  return h("a", { href: `#${encodeURIComponent(id)}` }, words);
}
