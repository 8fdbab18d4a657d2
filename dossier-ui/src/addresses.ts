// Each item has an address; going there shows the item even where a filter or a fold hid it. Behind a
// question mark the address keeps the units that were chosen: `#claim-C1?units=nautical`.
import type { Store } from "./state";
import { isSystem, type System } from "./telling/units";

let show: () => void = () => undefined;

/** What an address leads to, and in which units. */
export function parsed(hash: string): { id: string; units: System | null } {
  const [id = "", query = ""] = hash.replace(/^#/, "").split("?");
  const units = new URLSearchParams(query).get("units") ?? "";
  return { id: decoded(id), units: isSystem(units) ? units : null };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray per cent sign is no address of ours
  }
}

/** The address of an item, with the units where they are not those of the quotes. */
export function hashOf(id: string, units: System): string {
  const query = units === "said" ? "" : `?units=${units}`;
  return id || query ? `#${encodeURIComponent(id)}${query}` : "";
}

/** An address that works for somebody else: whole on the web, else the page's name without where it lies. */
export function addressOf(id: string, units: System): string {
  const { protocol, hostname, origin, pathname, search } = location;
  const here = protocol === "file:" || /^(localhost|127\.|\[::1\]$)/.test(hostname);
  const base = /^https?:$/.test(protocol) && !here ? `${origin}${pathname}${search}` : pathname.split("/").pop() || "index.html";
  return `${base}${hashOf(id, units)}`;
}

/** Keeps the units in the address that is shown, without going anywhere. */
function remember(units: System): void {
  const now = parsed(location.hash);
  if ((now.units ?? "said") === units) return;
  const hash = hashOf(now.id, units);
  history.replaceState(history.state, "", hash || location.href.split("#")[0]);
}

function go(): void {
  const { id } = parsed(location.hash);
  if (!id) return;
  const target: HTMLElement | null = document.getElementById(id);
  if (!target) return;
  if (target.hidden) show();
  for (let up: HTMLElement | null = target; up; up = up.parentElement) {
    if (up instanceof HTMLDetailsElement) up.open = true;
  }
  target.scrollIntoView();
  for (const marked of document.querySelectorAll(".arrived")) marked.classList.remove("arrived");
  target.classList.add("arrived");
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}

/** Follows addresses; `showAll` takes filters off. */
export function follow(store: Store, showAll: () => void): void {
  show = showAll;
  window.addEventListener("hashchange", () => {
    const { units } = parsed(location.hash);
    if (units && units !== store.now.units) store.set({ units });
    go();
    remember(store.now.units);
  });
  store.follow((now) => remember(now.units));
  if (location.hash) go();
}
