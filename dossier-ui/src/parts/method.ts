// How this was made: policy, points of view, places, sources, hashes, licences, glossary.
import type { Context } from "../context";
import { h, link, own, to, type Child } from "../dom";
import { told } from "../telling/tell";
import { mark } from "./marks";

export function method(cx: Context): HTMLElement {
  const { words, data } = cx;
  const m = data.method;
  const t = words.t.bind(words);
  const entry = (id: string, title: string, lines: Child[]): HTMLElement =>
    h("li", { id }, h("b", { dir: "auto", lang: "en" }, title), ...lines.filter(Boolean).map((line) => h("span", {}, line)));
  const labelled = (label: string, text: string | null | undefined): Child => (text ? own(`${label}: ${text}`) : null);
  return h("section", { id: "method", "aria-labelledby": "h-method", class: "method" },
    h("h2", { id: "h-method" }, t("method")),
    h("h3", { id: "verdicts" }, t("verdictMeans")),
    h("dl", { class: "means" }, ...m.verdicts.flatMap((v) => [h("dt", {}, mark(cx, v.verdict)), h("dd", {}, own(v.means))])),
    h("h3", { id: "policy" }, t("policy")),
    h("p", {}, own(m.policy_name), ". ", t(m.policy_replaced ? "policyReplaced" : "policyKept")),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("policy") }, h("table", {},
      h("thead", {}, h("tr", {}, ...(["entry", "value", "meaning"] as const).map((key) => h("th", { scope: "col" }, t(key))))),
      h("tbody", {}, ...m.policy.map((rule) => h("tr", { class: rule.was === null ? "" : "replaced" },
        h("th", { scope: "row" }, h("code", {}, rule.key)),
        h("td", { class: "num" }, own(rule.value), rule.was === null ? null : h("small", {}, t("was", { v: rule.was }))),
        h("td", {}, own(rule.meaning))))))),
    h("h3", { id: "frames" }, t("frames")),
    h("ul", { class: "entries" }, ...data.frames.map((f) => entry(`frame-${f.id}`, f.label, [
      labelled(t("borders"), f.borders), ...f.same.map((group) => labelled(t("oneMoment"), group.join(", "))), f.note ? own(f.note) : null]))),
    h("h3", { id: "moments" }, t("moments")),
    h("p", {}, own(data.times.local.words)),
    h("ul", { class: "entries" }, ...data.moments.map((each) => entry(`moment-${each.id}`, each.label, [
      labelled(t("called"), each.phrases.join(", ")), labelled(t("kind"), each.kind), labelled(t("localTime"), each.zones.join(", ")),
      ...each.given.map((g) => labelled(t("given"), g)), each.given_source ? own(each.given_source) : null, each.note ? own(each.note) : null]))),
    data.objects.length ? h("h3", { id: "objects" }, t("objects")) : null,
    data.objects.length ? h("ul", { class: "entries" }, ...data.objects.map((each) => entry(`object-${each.id}`, each.label, [
      labelled(t("called"), each.phrases.join(", ")), labelled(t("type"), each.type), labelled(t("mover"), each.mover), each.note ? own(each.note) : null]))) : null,
    h("h3", { id: "places" }, t("places")),
    h("ul", { class: "entries" }, ...m.places.map((p, k) => entry(`place-${k + 1}`, p.name, [
      own(`${p.kind}; ${t("inFrame")}: ${p.view}`), h("span", {}, `${t("statedError")}: `, told(cx, p.error, { kind: "error" })),
      own([[p.source, p.version].filter(Boolean).join(", "), p.licence].filter(Boolean).join("; ")), p.notes.length ? told(cx, p.notes.join("; "), { kind: "error" }) : null]))),
    h("h3", { id: "sources" }, t("sources")),
    h("ul", { class: "entries" },
      ...m.sources.map((each) => entry(`source-${each.id}`, each.title, [
        each.by || each.date ? own([each.by, each.date].filter(Boolean).join(", ")) : null,
        each.url ? link(each.url, each.url) : null,
        each.archived ? h("span", {}, `${t("archivedCopy")}: `, link(each.archived, each.archived)) : null,
        labelled(t("captured"), each.captured), labelled(t("licence"), each.licence), each.note ? own(each.note) : null])),
      ...m.documents.map((d) => entry(`document-${d.id}`, d.id, [
        own([d.status, d.chars, d.language].filter(Boolean).join("; ")), d.source ? to(`source-${d.source}`, d.source) : null,
        h("code", { class: "hash" }, d.sha256), d.note ? own(d.note) : null]))),
    h("h3", { id: "hashes" }, t("hashes")),
    h("ul", { class: "plain" }, ...m.hashes.map((each) => h("li", {}, own(each.what), " ", h("code", { class: "hash" }, each.sha256)))),
    h("h3", { id: "again" }, t("again")),
    h("p", {}, h("code", {}, m.again), " ", own(m.again_words)),
    h("h3", { id: "notices" }, t("notices")),
    h("ul", { class: "plain" }, ...m.notices.map((n) => h("li", {}, own(n.words), " ", link(n.url, n.url))),
      ...m.statements.map((text) => h("li", {}, own(text)))),
    h("h3", { id: "glossary" }, t("glossary")),
    h("dl", { class: "glossary", lang: "en" }, ...m.glossary.flatMap((each) => [h("dt", {}, each.word), h("dd", {}, each.means)])),
  );
}
