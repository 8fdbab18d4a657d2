// Each item has an address; going there shows the item even where a filter or a fold hid it.
let show: () => void = () => undefined;

function go(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id) return;
  let target: HTMLElement | null = document.getElementById(id);
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
export function follow(showAll: () => void): void {
  show = showAll;
  window.removeEventListener("hashchange", go);
  window.addEventListener("hashchange", go);
  if (location.hash) go();
}
