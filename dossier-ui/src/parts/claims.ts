// The claims, and what filters them.
import type { Context } from "../context";
import { h, own } from "../dom";
import type { Claim } from "../types";
import { claimCard, verdict } from "./claim";
import { claimLink } from "./marks";

export interface Claims { element: HTMLElement; showAll: () => void }

export function claims(cx: Context): Claims {
  const { words, data } = cx;
  const cards = data.claims.map((claim) => ({ claim, card: claimCard(cx, claim) }));
  const count = h("p", { class: "count", role: "status" });
  const chosen = { speaker: "", verdict: "", topic: "" };
  const filters: Record<keyof typeof chosen, (claim: Claim) => string[]> = {
    speaker: (claim) => [claim.speaker],
    verdict: (claim) => [...new Set(claim.verdicts.map((v) => v.verdict))],
    topic: (claim) => claim.topics,
  };
  const apply = (): void => {
    let shown = 0;
    for (const { claim, card } of cards) {
      const fits = (Object.keys(chosen) as (keyof typeof chosen)[])
        .every((key) => !chosen[key] || filters[key](claim).includes(chosen[key]));
      card.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = words.t("shown", { n: shown, m: cards.length });
    reset.hidden = shown === cards.length;
  };
  const selects = (Object.keys(chosen) as (keyof typeof chosen)[]).map((key) => {
    const values = [...new Set(data.claims.flatMap(filters[key]))];
    const name = (value: string): string =>
      key === "speaker" ? value : words.term(key === "verdict" ? "v" : "t", value);
    const select = h("select", { id: `filter-${key}` }, h("option", { value: "" }, words.t("all")),
      ...values.map((value) => h("option", { value }, name(value))));
    select.addEventListener("change", () => {
      chosen[key] = select.value;
      apply();
    });
    return select;
  });
  const showAll = (): void => {
    chosen.speaker = chosen.verdict = chosen.topic = "";
    for (const select of selects) select.value = "";
    apply();
  };
  const reset = h("button", { type: "button", class: "plain-button", click: showAll }, words.t("resetFilters"));
  const labels = (["speaker", "verdict", "topic"] as const).map((key, k) =>
    h("label", { for: `filter-${key}` }, h("span", {}, words.t(key)), selects[k]));
  const element = h("section", { id: "claims", "aria-labelledby": "h-claims" },
    h("h2", { id: "h-claims" }, words.t("claims")),
    h("form", { class: "filters", "aria-label": words.t("filters"), submit: (event: Event) => event.preventDefault() },
      ...labels, reset, count),
    ...cards.map(({ card }) => card),
    data.together.length > 0 && h("div", { class: "together" }, h("h3", {}, words.t("taken")),
      ...data.together.map((set) => h("div", { id: `together-${set.claims.join("+")}` },
        h("h4", {}, ...set.claims.flatMap((id) => [claimLink(cx, id), " "])),
        ...set.verdicts.map((v) => verdict(cx, v, set.claims.join(", "), set.claims))))),
    data.claims.length === 0 && h("p", {}, own("–")),
  );
  apply();
  return { element, showAll };
}
