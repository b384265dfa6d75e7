/** Derivations as records that other evaluations can read. */
import type { DerivationTable, KnownDerivation } from "../store/derivation.ts";
import type { RecordTable } from "./record-table.ts";

export class DerivationRecords {
  private readonly records: RecordTable;

  constructor(records: RecordTable) {
    this.records = records;
  }

  /** Returns the derivation that somebody told of under a store path, or null. */
  findOrNull(path: string): KnownDerivation | null {
    const record = this.records.findOrNull(keyOf(path));
    // Only `add` writes records under these keys.
    return record === null ? null : (JSON.parse(record) as KnownDerivation);
  }

  /** Tells of a derivation and of all that it is made from; returns whether there was room for them. */
  add(path: string, derivations: DerivationTable): boolean {
    const key = keyOf(path);
    if (this.records.has(key)) return true;
    const known = derivations.get(path);
    if (known === undefined) return false;
    // Whoever finds a derivation finds what it is made from: its inputs come before it.
    return (
      known.inputDerivations.every((input) => this.add(input, derivations)) &&
      this.records.add(key, JSON.stringify(known))
    );
  }
}

function keyOf(path: string): string {
  return `derivation ${path}`;
}
