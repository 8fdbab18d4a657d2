// The interface's words. Sentences about findings are Python's and stay as they are.
import { en } from "./en";

export type Key = keyof typeof en;

export class Words {
  readonly language = "en";

  t(key: Key, values: Record<string, string | number> = {}): string {
    return en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }

  /** The word for one of Python's fixed terms (`v_` verdicts, `s_` standings, `c_` stances, `t_` topics). */
  term(kind: "v" | "s" | "c" | "t" | "e", term: string): string {
    return (en as Record<string, string>)[`${kind}_${term}`] ?? term;
  }
}
