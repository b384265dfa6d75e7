/** Records that threads share: whoever is first with a key has it, and everybody reads the same. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SharedRecords, createSharedMemory } from "../src/node/shared-records.ts";
import { latin1Of } from "../src/store/bytes.ts";

/** Returns some users of the same records. */
function users(count: number, size?: number): SharedRecords[] {
  const memory = createSharedMemory(size);
  if (memory === null) throw new Error("no memory for records");
  return Array.from({ length: count }, () => new SharedRecords(memory));
}

const latin1 = fc.uint8Array({ maxLength: 12 }).map((bytes) => latin1Of(bytes));

describe("shared records", () => {
  it("are those of a map in which the first stays", () => {
    const step = fc.record({ user: fc.nat({ max: 2 }), key: latin1, record: latin1 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const shared = users(3, 1 << 16);
        const expected = new Map<string, string>();
        for (const { user, key, record } of steps) {
          expect(shared[user]?.add(key, record)).toBe(true);
          if (!expected.has(key)) expected.set(key, record);
        }
        for (const reader of shared) {
          for (const [key, record] of expected) expect(reader.findOrNull(key)).toBe(record);
          for (const { record } of steps) expect(reader.has(record)).toBe(expected.has(record));
        }
      }),
      { numRuns: 30 },
    );
  });
  it("are refused when there is no room, and those before are kept", () => {
    const [records] = users(1, 64);
    expect(records?.add("a", "1")).toBe(true);
    expect(records?.add("b", "x".repeat(64))).toBe(false);
    expect(records?.findOrNull("b")).toBeNull();
    expect(records?.add("c", "3")).toBe(true);
    expect(records?.findOrNull("a")).toBe("1");
    expect(records?.findOrNull("c")).toBe("3");
  });
  it("know their users apart", () => {
    expect(users(3, 64).map(({ user }) => user)).toEqual([0, 1, 2]);
  });
});
