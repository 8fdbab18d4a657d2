// What the reader has chosen; maps, claims and time lines follow it.
import type { System } from "./telling/units";
import type { StretchKey } from "./types";

export interface State { frame: string; stretch: StretchKey; units: System }
type Listener = (state: State) => void;

export class Store {
  private readonly listeners = new Set<Listener>();
  constructor(private state: State) {}

  get now(): State {
    return this.state;
  }

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state);
  }

  /** Calls the listener now and after each change. */
  follow(listener: Listener): void {
    this.listeners.add(listener);
    listener(this.state);
  }

  /** Forgets all listeners: what followed is gone. */
  clear(): void {
    this.listeners.clear();
  }
}
