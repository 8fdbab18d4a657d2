// Local time beside UTC, by the clocks that the case names; none where these differ, or are not known.
import type { Dossier, Local } from "../types";

/** Whose time is told: that of a moment, or of all moments that claims speak of; else the case's. */
export interface Whose { claims?: string[]; moment?: string }

const DAY = 86_400_000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const T = "\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d)?)?";
const ON = "(\\d{1,2} [A-Z][a-z]+ \\d{4})";
/** `09:24:30 to 09:25:30 UTC on 23 May 2021`, `09:24 UTC on 23 May 2021`, `09:24 UTC`. */
const INSTANT = new RegExp(`(?<![\\d:])(?:(${T}) to )?(${T}) UTC(?: on ${ON})?`, "g");
/** `23 May 2021, 09:24:30 to 09:25:30 UTC`, as recorded tracks tell it. */
const SPAN = new RegExp(`${ON}, (${T}) to (?:${ON}, )?(${T}) UTC`, "g");

/** Whether a text may hold a time in UTC. */
export const timed = (text: string): boolean => text.includes(" UTC");

export function zonesOf(local: Local, whose: Whose): number[] {
  const { moment, claims = [] } = whose;
  if (moment !== undefined) return local.moments.find((each) => each.id === moment)?.zones ?? local.case;
  const found = local.claims.filter((each) => claims.includes(each.id)).flatMap((each) => each.zones);
  return found.length ? [...new Set(found)] : local.case;
}

/** Minutes that the clocks of zones are ahead of UTC at a time; null where they differ or are not known. */
export function ahead(local: Local, zones: number[], milliseconds: number): number | null {
  const seconds = milliseconds / 1000;
  if (!local.known || seconds < local.known[0] || seconds >= local.known[1]) return null;
  const told = zones.map((k) => {
    const steps = local.zones[k]?.offsets ?? [];
    return steps.filter(([start]) => start <= seconds).pop()?.[1];
  });
  const [first] = told;
  return first === undefined || told.some((each) => each !== first) ? null : first;
}

const clock = (at: number, like: string): string => new Date(at).toISOString().slice(11, 11 + like.length);
const dayOf = (at: number): string => {
  const when = new Date(at);
  return `${when.getUTCDate()} ${MONTHS[when.getUTCMonth()]}`;
};

/** The milliseconds of a UTC time on a day as it is told. */
function parsed(time: string, day: string): number {
  const [number, month, year] = day.split(" ");
  const [hours, minutes, seconds] = time.split(":").map(Number);
  return Date.UTC(Number(year), MONTHS.indexOf(month ?? ""), Number(number), hours, minutes) + Math.round((seconds ?? 0) * 1000);
}

interface Stood { at: number; like: string }

/** Times as local clocks show them, in brackets; empty where no clock is known, or it shows UTC. */
function beside(local: Local, zones: number[], told: Stood[]): string {
  const found = told.map(({ at, like }) => ({ at, like, minutes: ahead(local, zones, at) }));
  if (found.some((each) => each.minutes === null) || found.every((each) => each.minutes === 0)) return "";
  const shown = found.map(({ at, like, minutes }) => {
    const there = at + (minutes ?? 0) * 60_000;
    return { words: clock(there, like), day: dayOf(there), other: dayOf(there) !== dayOf(at) };
  });
  const last = shown[shown.length - 1];
  const same = shown.every((each) => each.day === last?.day);
  const words = shown.map((each) => `${each.words}${each.other && !same ? ` on ${each.day}` : ""}`).join(" to ");
  return `${words} local${last?.other ? ` on ${last.day}` : ""}`;
}

/** Where a text tells times, and what local clocks show then: to stand behind. */
export function locals(data: Dossier, text: string, whose: Whose): { end: number; words: string }[] {
  const { local } = data.times;
  const zones = zonesOf(local, whose);
  if (!zones.length || !timed(text)) return [];
  const out: { end: number; words: string }[] = [];
  for (const found of text.matchAll(INSTANT)) {
    const [all, from, to = "", day] = found;
    const end = found.index + all.length;
    const times = [...(from ? [from] : []), to];
    if (day) {
      const words = beside(local, zones, times.map((time) => ({ at: parsed(time, day), like: time })));
      if (words) out.push({ end, words });
    } else if (local.days.length && !/\d{4}, $/.test(text.slice(0, found.index))) {
      out.push(...dayless(local, zones, times, end));
    }
  }
  for (const found of text.matchAll(SPAN)) {
    const [all, day = "", from = "", until, to = ""] = found;
    const words = beside(local, zones, [{ at: parsed(from, day), like: from }, { at: parsed(to, until ?? day), like: to }]);
    if (words) out.push({ end: found.index + all.length, words });
  }
  return out;
}

/** A time without a day is local only where clocks stand alike on all days of the case, and around them. */
function dayless(local: Local, zones: number[], times: string[], end: number): { end: number; words: string }[] {
  const [first = 0, last = 0] = local.days;
  const minutes = new Set<number | null>();
  for (let at = first * 1000 - DAY / 2; at <= last * 1000 + DAY / 2; at += DAY / 8) minutes.add(ahead(local, zones, at));
  const [only] = minutes;
  if (minutes.size !== 1 || !only) return [];
  const words = times.map((time) => clock(parsed(time, "1 January 2001") + only * 60_000, time)).join(" to ");
  return [{ end, words: `${words} local` }];
}

/** What a local clock shows at a time, as HH:MM or HH:MM:SS; null where none is known or it is UTC. */
export function clockAt(data: Dossier, whose: Whose, milliseconds: number, like: string): string | null {
  const minutes = ahead(data.times.local, zonesOf(data.times.local, whose), milliseconds);
  return minutes ? clock(milliseconds + minutes * 60_000, like) : null;
}
