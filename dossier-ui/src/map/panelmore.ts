// Beside a map: courses of witnesses and recorded tracks, each of which can be switched off.
import type { Context } from "../context";
import { h, own, s, type Child } from "../dom";
import { claimLink } from "../parts/marks";
import { told } from "../telling/tell";
import type { View } from "./view";

export function more(cx: Context, view: View, key: string): Child[] {
  const { words } = cx;
  const courses = view.courses.map((each, k) => {
    const item = row(`${key}-course-${k}`, `course h${each.hue}`, [...each.course.claims.flatMap((id) => [claimLink(cx, id), " "]), told(cx, each.course.words, { claims: each.course.claims })],
      (on) => {
        each.on = on;
        view.changed(cx.store.now.frame, cx.store.now.stretch);
      });
    cx.store.follow((now) => {
      item.hidden = !each.course.frames.includes(now.frame) || each.course.from > Number(now.stretch);
    });
    return item;
  });
  const tracks = view.tracks.led.map((each, k) =>
    row(`${key}-track-${k}`, `track t${each.hue}`, [h("b", {}, own(each.track.label)), " ", told(cx, each.track.words)], (on) => {
      each.on = on;
      view.changed(cx.store.now.frame, cx.store.now.stretch);
    }));
  return [
    courses.length ? h("section", { class: "more" }, h("h4", {}, words.t("courses")), h("p", { class: "standing" }, words.t("coursesLede")), h("ul", {}, ...courses)) : null,
    tracks.length ? h("section", { class: "more" }, h("h4", {}, words.t("tracks")), h("p", { class: "standing" }, words.t("tracksLede")), h("ul", {}, ...tracks)) : null,
  ];
}

function row(id: string, look: string, label: Child[], set: (on: boolean) => void): HTMLElement {
  const box = h("input", { type: "checkbox", id, checked: true });
  box.addEventListener("change", () => set(box.checked));
  return h("li", {}, box, h("label", { for: id }, s("svg", { class: "swatch", viewBox: "0 0 26 14", "aria-hidden": "true" },
    s("g", { class: look }, s("path", { class: look, d: "M2 7H24" }))), ...label));
}
