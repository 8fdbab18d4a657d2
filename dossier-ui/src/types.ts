// The JSON object that Python embeds: docs/reference/dossier.md says what each key means.

export type StretchKey = "0" | "1" | "2";
export type Pair = [number, number];

export interface Tick { x: number; words: string; below?: string }
export interface Bars { allowed: Pair[]; doubled: Pair[]; possible: Pair[]; words: string }
export interface Row {
  readings: string[]; kind: string; result: string; margin: string;
  allowed: string; possible: string; ends: string; bars: Bars | null;
}
export interface Table { size: number; axes: { unit: string; ticks: Tick[] }[]; rows: Row[] }

export interface Proof { frame: string; path: string; sha256: string; certified: boolean }
export interface Verdict {
  frames: string[]; everywhere: boolean; verdict: string; margin: string; because: string;
  reading: string | null; at: Partial<Record<StretchKey, string>>;
  plot: Table | null; readings: Table; notes: { kind: string; text: string; source: string }[];
  certificates: Proof[];
}
export interface Inference {
  frames: string[]; everywhere: boolean; given: string[]; result: string; strength: string | null;
  margin: string; because: string; table: Table; certificates: Proof[];
}
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
export interface Claim {
  id: string; says: string; speaker: string; chain: { who: string; stance: string }[]; chain_words: string;
  topics: string[]; moments: string[]; said: string | null; source: string | null; quote: Quote | null;
  evidence: Evidence | null;
  archived: string | null; unchecked: boolean; note: string | null;
  supersedes: string | null; superseded_by: string | null; follows_from: string[];
  verdicts: Verdict[]; inferences: Inference[];
}
export interface Entry { text: string; claims: string[]; verdict: string; frames: string[]; because?: string }
export interface Account {
  speaker: string; claims: string[]; claim: string; says: string; stance: string;
  verdict: string; means: string; margin: string; frames: string[];
}
export interface Shape { outer: string; inner: string }
export interface Layer {
  letter: string; dash: number; kind: string; frames: string[]; readings: string[];
  at: Partial<Record<StretchKey, Shape>>;
  witness: { x: number; y: number; longitude: number; latitude: number; from: number; words: string } | null;
}
export interface MapClaim { id: string; hue: number; layers: Layer[] }
export interface Place {
  name: string; view: string; error: string; frames: string[]; path: string; dot: Pair | null; band: number;
}
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
  places: Place[];
  labels: { words: string; lines: string[]; x: number; y: number; dx: number; dy: number; kind: string }[];
  claims: MapClaim[];
  courses: Course[];
  tracks: Track[];
}
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
export interface Conflict {
  id: string; frames: string[]; everywhere: boolean; parts: { claim: string; words: string }[]; claims: string[];
  strength: string; minimal: boolean; because: string; hint: string | null; also: string; pictures: Picture[];
  certificates: Proof[];
}
export interface Axis { ticks: Tick[]; unit: string }
export interface Happened {
  axis: Axis;
  rows: {
    claim: string; part: string; moment: string; moment_words: string; frames: string[]; words: string;
    at: Record<StretchKey, Pair>; open: [boolean, boolean];
  }[];
}
export interface Said {
  axis: Axis | null;
  rows: {
    claim: string; who: string; says: string; how: string; words: string; x: number | null;
    supersedes: string | null; superseded_by: string | null;
  }[];
}
export interface Source {
  id: string; title: string; by: string; date: string | null; url: string | null; archived: string | null;
  captured: string | null; licence: string | null; note: string | null;
}
export interface Method {
  software: string; again: string; again_words: string; policy_name: string; policy_replaced: boolean;
  policy: { key: string; value: string; meaning: string; was: string | null }[];
  places: {
    name: string; kind: string; view: string; error: string; source: string; version: string; licence: string;
    notes: string[];
  }[];
  zones: string[]; sources: Source[];
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
export interface Frame { id: string; label: string; borders: string; same: string[][]; note: string }
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
  short: { can: Entry[]; cannot: Entry[]; accounts: Account[]; open: Entry[]; caution: string };
  claims: Claim[]; together: { claims: string[]; verdicts: Verdict[] }[];
  maps: MapData[];
  conflicts: {
    entries: Conflict[];
    without: { claim: string; resolves: string[]; unsure: string[]; leaves: string[]; words: string }[];
    remaining: { frames: string[]; everywhere: boolean; compatible: string; cut: string }[];
  } | null;
  times: {
    happened: Happened | null; said: Said | null;
    ties: { claim: string; part: string; words: string; frames: string[] }[];
  };
  method: Method;
}
