// The interface's words. Sentences about findings are Python's and stay as they are.
import { de } from "./de";
import { en } from "./en";

export type Key = keyof typeof en;
export type Catalogue = Record<Key, string>;
export const LANGUAGES: Record<string, Catalogue> = { en, de };

export class Words {
  private readonly catalogue: Catalogue;
  constructor(readonly language: string) {
    this.catalogue = LANGUAGES[language] ?? en;
  }

  t(key: Key, values: Record<string, string | number> = {}): string {
    return this.catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }

  /** The word for one of Python's fixed terms (`v_` verdicts, `s_` standings, `c_` stances, `t_` topics). */
  term(kind: "v" | "s" | "c" | "t" | "e", term: string): string {
    return (this.catalogue as Record<string, string>)[`${kind}_${term}`] ?? term;
  }
}
