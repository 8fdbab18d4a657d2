// The JSON object that Python embeds: docs/reference/dossier.md says what each key means. What a check
// found (docs/reference/json.md) is an interface `Checked…`, what the page says of it besides `…Entry`;
// whole.ts puts both together, and an entry's keys go before those of what it is of.

export type StretchKey = "0" | "1" | "2";
export type Pair = [number, number];

export interface Tick { x: number; words: string; below?: string; at?: number }
export interface Bars { allowed: Pair[]; doubled: Pair[]; possible: Pair[]; words: string }
export interface Row {
  readings: string[]; kind: string; result: string; margin: string;
  allowed: string; possible: string; ends: string; bars: Bars | null;
}
export type Axes = { unit: string; ticks: Tick[] }[];
export interface Table { size: number; axes: Axes; rows: Row[] }

export interface Proof { frame: string; path: string; sha256: string; certified: boolean }
export interface CheckedVerdict {
  frame: string; verdict: string; because: string; reading: string | null; tested_in_part: boolean; only_if: object | null;
  not_tested: { part: string; reason: string }[];
}
export interface VerdictEntry {
  frames: string[]; everywhere: boolean; margin: string; at: Partial<Record<StretchKey, string>>;
  plot: Table | null; readings: Table; notes: { kind: string; text: string; source: string }[];
  certificates: Proof[];
}
export type Verdict = CheckedVerdict & VerdictEntry;
export interface CheckedInference {
  frame: string; given: string[]; result: string; strength: string | null; because: string;
}
export interface InferenceEntry {
  frames: string[]; everywhere: boolean; margin: string; table: Table; certificates: Proof[];
}
export type Inference = CheckedInference & InferenceEntry;
export interface Quote {
  text: string | null; language: string | null; language_words: string | null;
  translation: string | null; translator: string | null;
  document: string | null; position: string | null; of: string | null; sha256: string | null;
}
export interface Evidence {
  kind: string; what: string; moment: string; object: string | null; file: string | null; sha256: string;
  enclosed: boolean; status: string; credit: string | null; url: string | null;
  located_by: { who: string; stance: string; method: string | null }[];
  subject: { place: string; error: string } | null; camera: { place: string; error: string } | null;
  sight: { farthest: string; source: string } | null;
  time: { at: string; error: string | null; method: string | null } | null;
}
export interface CheckedClaim {
  id: string; says: string; speaker: string; chain: { who: string; stance: string }[]; source: string | null;
  evidence: Evidence | null; supersedes: string | null; superseded_by: string | null;
  verdicts: CheckedVerdict[]; inference: CheckedInference[];
}
export interface ClaimEntry {
  id: string; chain_words: string; topics: string[]; moments: string[]; said: string | null; quote: Quote | null;
  archived: string | null; unchecked: boolean; note: string | null; follows_from: string[];
  verdicts: VerdictEntry[]; inferences: InferenceEntry[];
}
export type Claim = Omit<CheckedClaim & ClaimEntry, "verdicts" | "inferences">
  & { verdicts: Verdict[]; inferences: Inference[] };
export interface Entry { text: string; claims: string[]; verdict: string; frames: string[] }
export interface Said { claim: string; who: string; how: string; words: string; quoted: boolean; coded: string; via: string[] }
export interface Line { frames: string[]; everywhere: boolean; verdict: string; words: string }
export interface Finding { claims: string[]; verdict: string; said: Said[]; lines: Line[]; slip: string; given: string[] }
export interface Agreement { claims: string[]; said: { claim: string; who: string; words: string }[]; times: string[] }
export interface Account {
  speaker: string; said: Said; claims: string[]; claim: string; verdict: string; means: string; margin: string; frames: string[];
}
export interface Shape { outer: string; inner: string }
export interface Layer {
  letter: string; dash: number; kind: string; frames: string[]; readings: string[];
  at: Partial<Record<StretchKey, Shape>>;
  witness: { x: number; y: number; longitude: number; latitude: number; from: number; words: string } | null;
}
export interface MapClaim { id: string; hue: number; layers: Layer[] }
/** `place` is its number among the places that the method lists. */
export interface OutlineEntry { place: number; frames: string[]; path: string; dot: Pair | null; band: number }
export type Outline = OutlineEntry & { of: Place };
export interface Stop { moment: string; x: number; y: number; longitude: number; latitude: number; words: string }
export interface Course {
  claims: string[]; object: string; frames: string[]; from: number; path: string; stops: Stop[]; words: string;
}
/** Columns are packed as docs/reference/dossier.md says; map/unpack.ts unpacks them. */
export interface Track {
  id: string; label: string; points: number; words: string; breaks: number[];
  lon: string; lat: string; time: string | null; height: string | null;
}
export interface MapData {
  moment: string; title: string; width: number; height: number; core: [number, number, number, number];
  projection: {
    name: string; longitude: number; latitude: number; conformal_latitude: number; scale: number; words: string;
  };
  land: { path: string; band: number }[];
  contested: { name: string; standing: string; path: string }[];
  places: Outline[];
  labels: { words: string; lines: string[]; x: number; y: number; dx: number; dy: number; kind: string }[];
  claims: MapClaim[];
  courses: Course[];
  tracks: Track[];
}
/** What is seen first: a map of its own; coordinates are units of its sheet. */
export interface SceneEntry {
  map: MapEntry; finding: number | null; touching: boolean;
  claims: { id: string; hue: number; tones: { frames: string[]; may: string; certain: string }[] }[];
  arrow: { from: Pair; to: Pair; words: string } | null;
}
export type Scene = Omit<SceneEntry, "map"> & { map: MapData };
export type MapEntry = Omit<MapData, "places"> & { places: OutlineEntry[] };
export interface RangePicture { kind: "range"; words: string; claim: string; table: Table }
export interface RosePicture {
  kind: "rose"; words: string; claim: string; part: string; place: string;
  said: Pair | null; arcs: Pair[]; printed: Pair[]; doubled: boolean;
}
export interface TimesPicture {
  kind: "times"; words: string; claim: string; axis: Axis; allowed: Pair; doubled: Pair; possible: Pair;
  allowed_words: string; possible_words: string;
}
export interface FactPicture { kind: "fact"; words: string; sides: { claim: string; part: string; value: string }[] }
export type Picture = RangePicture | RosePicture | TimesPicture | FactPicture;
export interface CheckedConflict { strength: string; because: string; hint: string | null }
/** `conflict` is its number among those that the check found. */
export interface ConflictEntry {
  id: string; conflict: number; frames: string[]; everywhere: boolean; parts: { claim: string; words: string }[];
  also: string; pictures: Picture[]; certificates: Proof[];
}
export interface CheckedAccounts {
  kind: string; speaker: string; earlier: string; later: string; words: string[]; strength: string; title: string; because: string;
}
/** `accounts` is their number among those that the check found. */
export interface AccountsEntry {
  id: string; accounts: number; frames: string[]; everywhere: boolean; parts: { claim: string; words: string }[]; certificates: Proof[];
}
export type Accounts = CheckedAccounts & AccountsEntry;
export type Conflict = CheckedConflict & ConflictEntry;
export interface Axis { ticks: Tick[]; unit: string }
export interface Happened {
  axis: Axis;
  rows: {
    claim: string; part: string; moment: string; moment_words: string; frames: string[]; words: string;
    at: Record<StretchKey, Pair>; open: [boolean, boolean];
  }[];
}
/** The clocks of the case: zones with the seconds from which on they are so many minutes ahead of UTC. */
export interface Local {
  words: string; known: Pair | null; days: number[]; zones: { name: string; offsets: Pair[] }[];
  case: number[]; moments: { id: string; zones: number[] }[]; claims: { id: string; zones: number[] }[];
}
export interface SayingEntry { claim: string; how: string; words: string; x: number | null }
export type Saying = SayingEntry & { of: Claim };
export interface WhenSaid { axis: Axis | null; rows: Saying[] }
export interface CheckedSource { id: string; title: string; date?: string; captured?: string; licence?: string; note?: string }
export interface SourceEntry { id: string; by: string; url: string | null; archived: string | null }
export type Source = CheckedSource & SourceEntry;
export interface Place {
  name: string; kind: string; view: string; error: string; source: string; version: string; licence: string;
  notes: string[];
}
export interface Method {
  software: string; again: string; again_words: string; policy_name: string; policy_replaced: boolean;
  policy: { key: string; value: string; meaning: string; was: string | null }[];
  places: Place[]; zones: string[]; sources: Source[];
  documents: {
    id: string; source: string | null; status: string; sha256: string; chars: string | null;
    language: string | null; lang: string | null; note: string | null;
  }[];
  hashes: { what: string; sha256: string }[];
  notices: { words: string; url: string }[];
  statements: string[];
  verdicts: { verdict: string; means: string }[];
  glossary: { word: string; means: string }[];
}
export interface CheckedFrame { id: string; label: string; same: string[][]; note: string }
export interface FrameEntry { id: string; borders: string }
export type Frame = CheckedFrame & FrameEntry;
export interface Moment {
  id: string; label: string; phrases: string[]; given: string[]; given_source: string | null; zones: string[];
  kind: string | null; note: string | null;
}
export interface Dossier {
  format: string; version: number; software: string;
  case: { id: string; title: string; date: string | null; summary: string | null };
  frames: Frame[]; moments: Moment[];
  objects: { id: string; label: string; phrases: string[]; type: string | null; mover: string | null; note: string | null }[];
  stretches: { key: StretchKey; label: string; words: string }[];
  short: {
    method: string; findings: Finding[]; open: Entry[]; agree: Agreement[]; differ: Agreement[]; more: { agree: number; differ: number }; not_shown: Entry[];
    accounts: Account[]; caution: string;
  };
  scene: Scene | null;
  claims: Claim[]; together: { claims: string[]; verdicts: Verdict[] }[];
  maps: MapData[];
  conflicts: {
    entries: Conflict[]; accounts: Accounts[];
    without: { claim: string; resolves: string[]; unsure: string[]; leaves: string[]; words: string }[];
    remaining: { frames: string[]; everywhere: boolean; compatible: string; cut: string }[];
  } | null;
  times: {
    happened: Happened | null; said: WhenSaid | null;
    ties: { claim: string; part: string; words: string; frames: string[] }[];
    local: Local;
  };
  method: Method;
}
/** The object as it is embedded: entries apart from what they are of. */
export interface Embedded
  extends Omit<Dossier, "frames" | "claims" | "together" | "maps" | "scene" | "conflicts" | "times" | "method"> {
  frames: FrameEntry[]; claims: ClaimEntry[]; together: { claims: string[]; verdicts: VerdictEntry[] }[];
  conflicts: (Omit<NonNullable<Dossier["conflicts"]>, "entries" | "accounts">
    & { entries: ConflictEntry[]; accounts: AccountsEntry[] }) | null;
  maps: MapEntry[];
  scene: SceneEntry | null;
  times: Omit<Dossier["times"], "said"> & { said: (Omit<WhenSaid, "rows"> & { rows: SayingEntry[] }) | null };
  method: Omit<Method, "sources"> & { sources: SourceEntry[] };
  check: {
    claims: CheckedClaim[]; together: (CheckedVerdict & { claims: string[] })[]; frames: CheckedFrame[];
    conflicts: CheckedConflict[] | null; accounts: CheckedAccounts[] | null; sources: CheckedSource[];
  };
}
