// What every part of the page is given.
import type { Store } from "./state";
import type { Claim, Dossier } from "./types";
import type { Words } from "./words";

export interface Context {
  data: Dossier; store: Store; words: Words; claims: Map<string, Claim>;
  /** Phrases of the case with numbers or times in them, which are told as they are. */
  phrases: string[];
}

/** The labels of frames by id; none where every frame says the same. */
export function framesOf(cx: Context, ids: string[], everywhere: boolean): string {
  if (cx.data.frames.length === 1) return "";
  if (everywhere || ids.length === 0) return cx.words.t("everyFrame");
  return ids.map((id) => cx.data.frames.find((f) => f.id === id)?.label ?? id).join(" · ");
}
