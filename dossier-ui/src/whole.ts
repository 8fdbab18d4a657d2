// Puts together what the check says of a thing and what the page says of it besides: each stands once
// in the embedded object. dossier/json/wholejson.py does the same for claims.
import type { Claim, Dossier, Embedded, MapData, MapEntry } from "./types";

/** The item of a key; an object without it is damaged, and nothing is shown of it. */
function of<K, T>(items: Map<K, T>, key: K | undefined): T {
  const item = key === undefined ? undefined : items.get(key);
  if (item === undefined) throw new Error(`nothing is known of ${String(key)}`);
  return item;
}

const byId = <T extends { id: string }>(items: T[]): Map<string, T> => new Map(items.map((each) => [each.id, each]));
const numbered = <T>(items: T[]): Map<number, T> => new Map(items.map((each, k) => [k, each]));

/** Entries that frames share, each with the finding in the first of its frames. */
function findings<T extends { frame: string }, E extends { frames: string[] }>(checked: T[], entries: E[]): (T & E)[] {
  const inFrame = new Map(checked.map((each) => [each.frame, each]));
  return entries.map((entry) => ({ ...of(inFrame, entry.frames[0]), ...entry }));
}

export function whole(embedded: Embedded): Dossier {
  const { check, conflicts, method, times } = embedded;
  const [known, frames, sources] = [byId(check.claims), byId(check.frames), byId(check.sources)];
  const [clashes, doubled, places] = [numbered(check.conflicts ?? []), numbered(check.accounts ?? []), numbered(method.places)];
  const claims: Claim[] = embedded.claims.map((entry) => {
    const claim = of(known, entry.id);
    return {
      ...claim, ...entry,
      verdicts: findings(claim.verdicts, entry.verdicts), inferences: findings(claim.inference, entry.inferences),
    };
  });
  const said = byId(claims);
  const mapped = (map: MapEntry): MapData => ({
    ...map, places: map.places.map((entry) => ({ ...entry, of: of(places, entry.place) })),
  });
  const set = (ids: string[]): string => JSON.stringify(ids);
  return {
    ...embedded, claims,
    frames: embedded.frames.map((entry) => ({ ...of(frames, entry.id), ...entry })),
    together: embedded.together.map((entry) => ({
      ...entry, verdicts: findings(check.together.filter((each) => set(each.claims) === set(entry.claims)), entry.verdicts),
    })),
    maps: embedded.maps.map(mapped),
    scene: embedded.scene && { ...embedded.scene, map: mapped(embedded.scene.map) },
    conflicts: conflicts && {
      ...conflicts, entries: conflicts.entries.map((entry) => ({ ...of(clashes, entry.conflict), ...entry })),
      accounts: conflicts.accounts.map((entry) => ({ ...of(doubled, entry.accounts), ...entry })),
    },
    times: {
      ...times, said: times.said && {
        ...times.said, rows: times.said.rows.map((entry) => ({ ...entry, of: of(said, entry.claim) })),
      },
    },
    method: { ...method, sources: method.sources.map((entry) => ({ ...of(sources, entry.id), ...entry })) },
  };
}
