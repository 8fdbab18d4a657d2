// Reads the case from the page, builds the dossier, and follows addresses, languages and themes.
import "./styles/index.css";
import type { Context } from "./context";
import { h } from "./dom";
import { follow, parsed } from "./addresses";
import { head } from "./parts/head";
import { claims } from "./parts/claims";
import { conflicts } from "./parts/conflicts";
import { method } from "./parts/method";
import { first } from "./parts/first";
import { times } from "./parts/times";
import { maps, type Maps } from "./map/maps";
import { scene, type SceneFigure } from "./map/scene";
import { Sheet } from "./map/projection";
import { onPaper } from "./paper";
import { writeOut } from "./share/figures";
import { Store } from "./state";
import { phrases } from "./telling/tell";
import { converted, type Kind, type System } from "./telling/units";
import type { Dossier, Embedded } from "./types";
import { whole } from "./whole";
import { Words } from "./words";

const CROWD = 40; // claims from which on what is out of sight is not laid out
let drawn: Maps | null = null;
let seen: SceneFigure | null = null;

function build(data: Dossier, store: Store): void {
  const words = new Words();
  const cx: Context = { data, store, words, claims: new Map(data.claims.map((claim) => [claim.id, claim])), phrases: phrases(data) };
  document.documentElement.lang = words.language;
  const listed = claims(cx);
  drawn = maps(cx);
  seen = scene(cx);
  const page = h("div", { id: "page", class: data.claims.length > CROWD ? "crowded" : null },
    h("a", { class: "skip", href: "#short" }, words.t("skip")),
    head(cx),
    h("main", {}, first(cx, seen), drawn.element, times(cx), listed.element, conflicts(cx), method(cx)),
    h("footer", {}, h("p", { lang: "en" }, `${data.software} · ${data.case.id}`)),
  );
  document.body.append(page);
  seen?.view.ready();
  drawn.ready();
  performance.mark("first-map");
  follow(store, listed.showAll);
}

const text = document.getElementById("case")?.textContent ?? "{}";
const data = whole(JSON.parse(text) as Embedded);
const store = new Store({ frame: data.frames[0]?.id ?? "", stretch: "1", units: parsed(location.hash).units ?? "said" });
build(data, store);
onPaper(() => [...(drawn ? [drawn] : []), ...(seen ? [seen.view] : [])]);
writeOut();

/** A sentence with its numbers in the units of a system: for whoever checks them. */
export function inUnits(words: string, system: System, kind: Kind = ""): string {
  return converted(words, system, kind);
}

/** Where a map's projection puts a position, in units of its sheet: for whoever checks it. */
export function place(map: number, longitude: number, latitude: number): [number, number] | null {
  const found = data.maps[map];
  return found ? new Sheet(found).place(longitude, latitude) : null;
}
