// Moving about: drag, pinch, wheel, keys. One finger still scrolls the page.
import type { Camera } from "./camera";

export function gestures(svg: SVGSVGElement, frame: Element, camera: Camera, redraw: () => void, free: () => boolean): void {
  const fingers = new Map<number, [number, number]>();
  const spot = (event: PointerEvent | WheelEvent): [number, number] => {
    const box = frame.getBoundingClientRect();
    return [((event.clientX - box.left) * camera.width) / box.width, ((event.clientY - box.top) * camera.height) / box.height];
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, spot(event));
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = spot(event);
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    const other = others[0];
    if (other) {
      const spread = (a: [number, number]): number => Math.hypot(a[0] - other[0], a[1] - other[1]);
      camera.zoom(spread(now) / Math.max(spread(before), 1), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else if (Math.hypot(now[0] - before[0], now[1] - before[1]) < 3 && !svg.hasPointerCapture(event.pointerId)) {
      return;
    } else if (free()) {
      svg.setPointerCapture(event.pointerId);
      camera.pan(now[0] - before[0], now[1] - before[1]);
    }
    fingers.set(event.pointerId, now);
    redraw();
  });
  const gone = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
  };
  svg.addEventListener("pointerup", gone);
  svg.addEventListener("pointercancel", gone);
  svg.addEventListener("pointerleave", gone);
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== svg) return; // else the page scrolls
    event.preventDefault();
    camera.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), ...spot(event));
    redraw();
  }, { passive: false });
}

/** Keys that move and zoom; true where the key was one of them. */
export function key(event: KeyboardEvent, camera: Camera): boolean {
  const step = 60;
  const moves: Record<string, () => void> = {
    ArrowLeft: () => camera.pan(step, 0), ArrowRight: () => camera.pan(-step, 0),
    ArrowUp: () => camera.pan(0, step), ArrowDown: () => camera.pan(0, -step),
    "+": () => camera.zoom(1.4), "=": () => camera.zoom(1.4), "-": () => camera.zoom(1 / 1.4), "0": () => camera.home(),
  };
  const move = moves[event.key];
  if (!move || event.ctrlKey || event.metaKey || event.altKey) return false;
  move();
  return true;
}
