/** What a running request has: its machine, and where its words go. */
import type { Machine } from "../eval/machine.ts";
import type { Message, Settings } from "./request.ts";
import type { SaidLines } from "./said-lines.ts";

export interface Run {
  readonly machine: Machine;
  readonly settings: Settings;
  /** What programs print. */
  readonly lines: SaidLines;
  readonly say: (message: Message) => void;
}
