/** What evaluations in several threads write down for each other. Keys and records are Latin-1. */
export interface RecordTable {
  /** A number of whoever uses the records that none of the others has. */
  readonly user: number;
  has(key: string): boolean;
  /** Returns the record under a key, or null. */
  findOrNull(key: string): string | null;
  /** Adds a record, unless there is one under the key; returns whether there is one now. */
  add(key: string, record: string): boolean;
}
