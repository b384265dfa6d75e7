import { setTimeout as sleep } from "node:timers/promises";
import { type Outcome, runInWorkers, type WorkerJob } from "@lix-tools/cli-kit/worker-pool";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divideIntoChunks, startingOrder } from "../src/worker-pool/chunks.ts";
import { inOrder } from "../src/worker-pool/in-order.ts";
import { threadsFor } from "../src/worker-pool/run-in-workers.ts";
import { run } from "./fixtures/worker.mjs";

type Item = number | string;
interface Result {
  readonly item: Item;
  readonly shared: string;
  readonly isMainThread: boolean;
}

const onThreads = { items: 0, bytes: 0 };

async function runAll(
  items: readonly Item[],
  more: Partial<WorkerJob<Item, string, Result>> = {},
): Promise<Outcome<Item, Result>[]> {
  const outcomes: Outcome<Item, Result>[] = [];
  const module = new URL("./fixtures/worker.mjs", import.meta.url);
  // Every item fills a chunk, so that all workers have something to do.
  const job = { items, sizeOf: () => 1 << 16, shared: "s", run, module, jobs: 2, threshold: onThreads, ...more };
  for await (const outcome of runInWorkers<Item, string, Result>(job)) outcomes.push(outcome);
  return outcomes;
}

function crashes(outcomes: readonly Outcome<Item, Result>[]): string[] {
  return outcomes.flatMap((outcome) => ("crash" in outcome ? [`${outcome.item}: ${outcome.crash}`] : []));
}

describe("work on threads", () => {
  it("gives results in the order of the items", async () => {
    const items = ["slow", ...Array.from({ length: 40 }, (_, at) => at), "slow", 40];
    const outcomes = await runAll(items);
    expect(outcomes.map(({ item }) => item)).toEqual(items);
    expect(outcomes.every((outcome) => "result" in outcome && !outcome.result.isMainThread)).toBe(true);
  });
  it("starts with the largest item and still gives it in its place", async () => {
    const items = [1, 2, 3, "slow", 4];
    const outcomes = await runAll(items, { sizeOf: (item) => (item === "slow" ? 1 << 22 : 1000) });
    expect(outcomes.map(({ item }) => item)).toEqual(items);
  });
  it("tells which item threw, and goes on with the others", async () => {
    const outcomes = await runAll([1, "throw", 2], { sizeOf: () => 1 });
    expect(outcomes.map(({ item }) => item)).toEqual([1, "throw", 2]);
    expect(crashes(outcomes)).toEqual(["throw: thrown on purpose"]);
  });
  it("tells which item ended its worker, and goes on with the others", async () => {
    const items = [1, "exit", 2, 3, "exit", 4, 5, 6];
    const outcomes = await runAll(items, { sizeOf: (item) => (item === "exit" ? 1 << 20 : 1 << 14) });
    expect(outcomes.map(({ item }) => item)).toEqual(items);
    expect(crashes(outcomes)).toEqual(["exit: the worker ended with code 7", "exit: the worker ended with code 7"]);
  });
  it("begins no new work after an abort", async () => {
    const controller = new AbortController();
    const module = new URL("./fixtures/worker.mjs", import.meta.url);
    const items = Array.from({ length: 200 }, () => "slow");
    const job = { items, sizeOf: () => 1 << 20, shared: "s", run, module, jobs: 2, threshold: onThreads };
    let seen = 0;
    for await (const _ of runInWorkers<Item, string, Result>({ ...job, signal: controller.signal })) {
      seen++;
      controller.abort();
    }
    expect(seen).toBeLessThan(20);
  });
  it("ends when nobody wants more results", async () => {
    const module = new URL("./fixtures/worker.mjs", import.meta.url);
    const items = Array.from({ length: 50 }, () => "slow");
    const job = { items, sizeOf: () => 1 << 20, shared: "s", run, module, jobs: 2, threshold: onThreads };
    for await (const outcome of runInWorkers<Item, string, Result>(job)) {
      expect(outcome.item).toBe("slow");
      break;
    }
  });
});

describe("little work", () => {
  it("is done in this thread", async () => {
    const outcomes = await runAll([1, 2, "throw"], { threshold: { items: 10, bytes: 1 << 30 } });
    expect(outcomes.slice(0, 2)).toMatchObject([
      { result: { isMainThread: true } },
      { result: { isMainThread: true } },
    ]);
    expect(crashes(outcomes)).toEqual(["throw: thrown on purpose"]);
  });
  it("is all there is where the module does not exist", async () => {
    const outcomes = await runAll([1, 2], { module: new URL("./fixtures/absent.mjs", import.meta.url) });
    expect(outcomes).toMatchObject([{ result: { isMainThread: true } }, { result: { isMainThread: true } }]);
  });
  it("may be none", async () => expect(await runAll([])).toEqual([]));
});

describe("the number of threads", () => {
  it.each([
    [1, 0, 0, 1],
    [4, 0, 0, 4],
    [1, 100, 1000, 1],
    [2, 100, 1000, 1],
    [4, 3999, 1000, 3],
    [4, 4000, 1000, 4],
  ])("of %i cores with %i bytes of work, full from %i, is %i", (cores, bytes, fullFrom, expected) => {
    expect(threadsFor(bytes, cores, fullFrom)).toBe(expected);
  });
});

describe("chunks", () => {
  const sizes = fc.array(fc.nat(300), { maxLength: 500 });
  it("cover the list and keep to their size", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 200 }), (list, chunkBytes) => {
        const chunks = divideIntoChunks(list, chunkBytes);
        let at = 0;
        for (const { from, to, bytes, isLarge } of chunks) {
          expect(from).toBe(at);
          expect(bytes).toBe(list.slice(from, to).reduce((sum, size) => sum + size, 0));
          expect(isLarge).toBe(bytes > chunkBytes);
          if (isLarge) expect(to - from).toBe(1);
          at = to;
        }
        expect(at).toBe(list.length);
      }),
    );
  });
  it("start with the large ones by size", () => {
    expect(startingOrder(divideIntoChunks([1, 50, 1, 1, 90, 1], 10))).toEqual([3, 1, 0, 2, 4]);
  });
  it("come out in order while only a few wait for their turn", async () => {
    let held = 0;
    let most = 0;
    const chunks = divideIntoChunks(
      Array.from({ length: 60 }, () => 10),
      10,
    );
    const run = async ({ from }: { readonly from: number }): Promise<number[]> => {
      most = Math.max(most, ++held);
      await sleep(from % 3);
      return [from];
    };
    const seen: number[] = [];
    for await (const at of inOrder(chunks, { run, jobs: 2 })) {
      seen.push(at);
      held--;
      await sleep(1);
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, at) => at));
    expect(most).toBeLessThanOrEqual(10);
  });
});
