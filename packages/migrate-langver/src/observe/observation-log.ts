/**
 * Everything that evaluations show and rewrites rest on, by file. An observation tells of the values that were met and of
 * no others: what rests on one is never called proved.
 */
import type { ObservedUpdate, ResolvedName } from "@lix-tools/eval-core";
import type { ConditionalFunctions } from "./conditional-functions.ts";
import { bitOfName } from "./names.ts";
import { type ObservedPosition, PlaceLog, type PlaceTable } from "./place-log.ts";
import { bitOfCall, bitOfUpdate } from "./updates.ts";

/** What was seen of one file. */
export interface ObservedFile {
  /** By where a name that no binder provides is written: the `with`s that provided it. */
  readonly names: PlaceTable;
  /** By where the expression of a `//` begins: what its sets had in common. */
  readonly updates: PlaceTable;
  /** By where a call that is an operand of `//` begins: what was called. */
  readonly calls: PlaceTable;
}

/** Gathers what the evaluator says. */
export class ObservationLog {
  private readonly names = new PlaceLog();
  private readonly updates = new PlaceLog();
  private readonly calls = new PlaceLog();
  private readonly functions: ConditionalFunctions;
  private readonly lastUpdates = new Map<ObservedPosition, LastUpdate>();

  constructor(functions: ConditionalFunctions) {
    this.functions = functions;
  }

  /** Takes a name that was resolved. */
  addName(name: ResolvedName): void {
    this.names.add(name.position, bitOfName(name));
  }

  /** Takes a `//` that was evaluated. */
  addUpdate(update: ObservedUpdate): void {
    const { position, left, right, calls } = update;
    for (const { position: place, callee } of calls) {
      this.calls.add(
        place,
        bitOfCall(callee, ({ code }) => this.functions.has(code)),
      );
    }
    // The names of sets are most often those of the last time.
    const last = this.lastUpdates.get(position);
    if (last?.left === left.shape && last.right === right.shape) return;
    this.lastUpdates.set(position, { left: left.shape, right: right.shape });
    this.updates.add(position, bitOfUpdate(update));
  }

  /** Returns what was seen of every file, by the file's path. */
  finish(): Map<string, ObservedFile> {
    const paths = new Set([this.names, this.updates, this.calls].flatMap((log) => [...log.paths()]));
    return new Map([...paths].map((path): [string, ObservedFile] => [path, this.fileOf(path)]));
  }

  private fileOf(path: string): ObservedFile {
    return {
      names: this.names.tableOf(path),
      updates: this.updates.tableOf(path),
      calls: this.calls.tableOf(path),
    };
  }
}

/** The shapes that a `//` last joined. */
interface LastUpdate {
  readonly left: ObservedUpdate["left"]["shape"];
  readonly right: ObservedUpdate["right"]["shape"];
}
