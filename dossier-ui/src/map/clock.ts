// A clock under a map with tracks: a dot for each at its last report, over the map, not in it, so
// that the map below need not be painted again.
import type { Context } from "../context";
import { h, own, s } from "../dom";
import { clockAt } from "../telling/local";
import { onUnits, tell } from "../telling/tell";
import type { Camera } from "./camera";
import { reportAt, type Spot, type Tracks } from "./tracks";

export interface Clock { overlay: SVGSVGElement; element: HTMLElement; draw: (camera: Camera) => void }

const clockWords = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19);
const dayWords = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

export function clock(cx: Context, tracks: Tracks, key: string, moment: string): Clock | null {
  const span = tracks.span();
  if (!span) return null;
  const [first, last] = span;
  const dots = tracks.led.map((each) => s("g", { class: `now t${each.hue}` }, s("circle", { r: 5 })));
  const overlay = s("svg", { class: "overlay", "aria-hidden": "true" }, ...dots);
  const told = h("p", { class: "clock-told", role: "status" });
  const slider = h("input", { type: "range", id: `${key}-clock`, min: 0, max: 1000, step: 1, value: 0 });
  let spots: (Spot | null)[] = [];
  let seen: Camera | null = null;
  const draw = (camera: Camera): void => {
    seen = camera;
    overlay.setAttribute("viewBox", `0 0 ${camera.width} ${camera.height}`);
    spots.forEach((spot, k) => {
      const shown = spot !== null && tracks.led[k]?.on === true;
      const [x, y] = spot ? camera.pixels(spot.x, spot.y) : [0, 0];
      const dot = dots[k];
      if (!dot) return;
      dot.style.display = shown && Number.isFinite(x) ? "" : "none";
      if (shown) dot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    });
  };
  const set = (): void => {
    const now = first + ((last - first) * Number(slider.value)) / 1000;
    spots = tracks.led.map((each) => reportAt(each, now));
    const said = tracks.led.map((each, k) => {
      const spot = spots[k];
      const at = spot ? [clockWords(spot.time), spot.height === null ? "" : tell(cx, `${spot.height.toLocaleString("en")} m`, { kind: "height" })].filter(Boolean).join(", ") : cx.words.t("noReport");
      return `${each.track.label}: ${at}`;
    });
    const local = clockAt(cx.data, { moment }, now * 1000, clockWords(now));
    const shown = `${dayWords(now)} ${clockWords(now)} UTC${local ? ` (${local} ${cx.words.t("local")})` : ""}`;
    slider.setAttribute("aria-valuetext", shown);
    told.replaceChildren(h("b", {}, shown), " ", own(said.join(" · ")));
    if (seen) draw(seen);
  };
  slider.addEventListener("input", set);
  set();
  onUnits(cx, set);
  return { overlay, draw, element: h("div", { class: "clock" }, h("label", { for: slider.id }, cx.words.t("trackTime")), slider, told) };
}
