// Numbers in another unit: by exact factors from the number as Python told it, and no finer than that.
import type { Axes, Table, Tick } from "../types";

/** `said` is the unit of the case's own quotes, as Python tells it. */
export const SYSTEMS = ["said", "metric", "nautical", "statute"] as const;
export type System = (typeof SYSTEMS)[number];
export const isSystem = (text: string): text is System => (SYSTEMS as readonly string[]).includes(text);

/** Metres in one, and metres a second in one, exactly (src/skywitness/units.py, paces.py). */
const METRES: Record<string, number> = { km: 1000, mi: 1609.344, nm: 1852, m: 1, ft: 0.3048, yd: 0.9144 };
const PACES: Record<string, number> = { "km/h": 1000 / 3600, kt: 1852 / 3600, mph: 1609.344 / 3600, "m/s": 1, "ft/min": 0.3048 / 60 };
const NAMES: Record<string, string> = { mi: "statute miles", nm: "nautical miles", yd: "yards" };
/** Of each system what far and near lengths, speeds and climbs are told in. */
const TOLD: Record<Exclude<System, "said">, { far: string; near: string; pace: string; climb: string }> = {
  metric: { far: "km", near: "m", pace: "km/h", climb: "m/s" },
  nautical: { far: "nm", near: "ft", pace: "kt", climb: "ft/min" },
  statute: { far: "mi", near: "ft", pace: "mph", climb: "ft/min" },
};
const FAR = new Set(["km", "mi", "nm"]);
const A_MILE = 1852; // an error from here on is a far length, though it is told in metres
const FINER = 3.3; // a last place may be so many times finer than the one it comes from, as a foot is than a metre

/** How lengths are meant: heights, or errors of places. */
export type Kind = "height" | "error" | "";

const N = "[−-]?\\d[\\d,]*(?:\\.\\d+)?";
const UNIT = "(?:km/h|ft/min|m/s|mph|km|mi|nm|kt|ft|yd|m)(?![\\w/])";
const QUANTITY = new RegExp(`(?<![\\w.,])(${N})(?:( to |–)(${N}))? (${UNIT})`, "g");
const TWICE = new RegExp(`(${N} (${UNIT})), that is ${N} (${UNIT})`, "g");
const HEIGHT = /\b(height|altitude|depth|high|deep|ceiling|above the sea|above mean sea level)\b/i;
/** Whether a text may hold a number with a unit. */
export const measured = (text: string): boolean => text.search(QUANTITY) >= 0;

const value = (text: string): number => Number(text.replace(/,/g, "").replace("−", "-"));
const size = (unit: string): number => METRES[unit] ?? PACES[unit] ?? 1;

/** The unit that a system tells another in. */
function target(unit: string, system: Exclude<System, "said">, kind: Kind, most: number): string {
  const told = TOLD[system];
  if (unit === "ft/min") return told.climb;
  if (unit === "m/s") return system === "metric" ? unit : told.pace;
  if (unit in PACES) return told.pace;
  const far = kind === "error" ? most * size(unit) >= A_MILE : FAR.has(unit) && kind !== "height";
  return far ? told.far : told.near;
}

/** Decimals that Python gives a number: one from 10 on, two below, none from 1,000 on. */
const decimals = (number: number): number => (Math.abs(number) >= 1000 ? 0 : Math.abs(number) >= 10 ? 1 : 2);

function turned(text: string, from: string, to: string): string {
  const told = value(text), factor = size(from) / size(to);
  const visible = text.split(".")[1]?.length ?? 0;
  const place = 10 ** -Math.max(visible, decimals(told)) * factor; // the last place told, in the new unit
  let digits = decimals(told * factor);
  while (digits > 0 && 10 ** -digits * FINER < place) digits -= 1;
  return (told * factor).toLocaleString("en", { maximumFractionDigits: digits }).replace(/^-0$/, "0");
}

/** A text of the page's own with every number in the units of a system. */
export function converted(text: string, system: System, kind: Kind): string {
  if (system === "said") return text;
  const once = text.replace(TWICE, (all, first: string, one: string, other: string) =>
    target(one, system, "height", 0) === target(other, system, "height", 0) ? first : all);
  return once.replace(QUANTITY, (all, low: string, between: string | undefined, high: string | undefined, unit: string, at: number) => {
    const before = once.slice(Math.max(0, once.lastIndexOf(". ", at)), at);
    const after = once.slice(at + all.length).split(/[.;,]/)[0] ?? "";
    const upright = kind || (HEIGHT.test(before) || HEIGHT.test(after) ? "height" : "");
    const to = target(unit, system, upright, Math.abs(value(high ?? low)));
    if (to === unit) return all;
    return `${turned(low, unit, to)}${between && high ? `${between}${turned(high, unit, to)}` : ""} ${to}`;
  });
}

/** Intervals of a text, for whoever wants numbers: `0 to 22.2 km` is 0, 22.2 and km. */
export function intervals(text: string): { low: string; high: string; unit: string }[] {
  return [...text.matchAll(QUANTITY)].map(([, low = "", , high, unit = ""]) => {
    const rest = text.slice(text.indexOf(`${high ?? low} ${unit}`) + `${high ?? low} ${unit}`.length);
    const plain = (number: string): string => number.replace(/,/g, "").replace("−", "-");
    if (high !== undefined) return { low: plain(low), high: plain(high), unit };
    if (rest.startsWith(" or more")) return { low: plain(low), high: "", unit };
    return { low: plain(low), high: plain(low), unit };
  });
}

/** A table of ranges in a system: its words, and one axis with round numbers of its unit. */
export function retold(table: Table, system: System, kind: Kind): Table {
  if (system === "said") return table;
  const say = (text: string): string => converted(text, system, kind);
  return {
    ...table, axes: axes(table.axes, system, kind),
    rows: table.rows.map((row) => ({
      ...row, allowed: say(row.allowed), possible: say(row.possible), bars: row.bars && { ...row.bars, words: say(row.bars.words) },
    })),
  };
}

function axes(told: Axes, system: Exclude<System, "said">, kind: Kind): Axes {
  const [first] = told;
  const a = first?.ticks[0], b = first?.ticks[first.ticks.length - 1];
  const unit = Object.keys(NAMES).find((key) => NAMES[key] === first?.unit) ?? first?.unit ?? "";
  if (!first || !a || !b || a.x === b.x || !(unit in METRES || unit in PACES)) return told;
  const to = target(unit, system, kind, value(b.words));
  const factor = size(unit) / size(to);
  const [low, high] = [value(a.words) * factor, value(b.words) * factor];
  const slope = (b.x - a.x) / (high - low); // units of the figure for one of the unit
  const [start, end] = [low - (a.x - LEFT) / slope, low + (RIGHT - a.x) / slope];
  const step = round((end - start) / 5);
  const ticks: Tick[] = [];
  for (let k = Math.ceil(start / step - 1e-6); k * step <= end + step * 1e-6; k++) {
    ticks.push({ x: Math.round((a.x + (k * step - low) * slope) * 10) / 10, words: (k * step).toLocaleString("en", { maximumSignificantDigits: 6 }) });
  }
  return [{ unit: NAMES[to] ?? to, ticks }];
}

const LEFT = 8, RIGHT = 352; // where a plot begins and ends (dossier/words/plots.py)

function round(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(wanted, 1e-9)));
  const off = (step: number): number => Math.abs(Math.log(step / wanted));
  return [1, 2, 5, 10].map((m) => m * power).reduce((best, each) => (off(each) < off(best) ? each : best));
}
