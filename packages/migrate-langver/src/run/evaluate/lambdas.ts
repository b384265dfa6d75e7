/**
 * Which lambda of a rewritten file is which of the old one. Rewrites neither make, drop nor swap lambdas, so the first
 * is the first; the core proof of the file has shown that they say the same.
 */
import { readFileSync } from "node:fs";
import { detectLangver, Kind, kindOf, parse, startOf } from "@lix-tools/parser";
import type { Place } from "../../verify/compare-values.ts";

/** Numbers the lambdas of files. */
export class LambdaTable {
  private readonly texts: ReadonlyMap<string, Uint8Array>;
  private readonly numbers = new Map<string, ReadonlyMap<number, number>>();

  constructor(texts: ReadonlyMap<string, Uint8Array>) {
    this.texts = texts;
  }

  /** Tells whether the lambda at a place of the old programs is that at a place of the new ones. */
  areSame(before: Place, after: Place): boolean {
    if (before.path !== after.path) return false;
    const text = this.texts.get(after.path);
    if (text === undefined) return before.offset === after.offset;
    const old = this.numbersOf(`old ${before.path}`, () => readFileSync(Buffer.from(before.path, "latin1")));
    const number = old.get(before.offset);
    return number !== undefined && number === this.numbersOf(`new ${after.path}`, () => text).get(after.offset);
  }

  private numbersOf(key: string, read: () => Uint8Array): ReadonlyMap<number, number> {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const made = numberLambdas(read());
    this.numbers.set(key, made);
    return made;
  }
}

function numberLambdas(source: Uint8Array): Map<number, number> {
  const { tree } = parse(source, { langver: detectLangver(source).langver });
  const numbers = new Map<number, number>();
  for (let node = 0; node < tree.nodeCount; node++) {
    if (kindOf(tree, node) === Kind.FunctionExpression) numbers.set(startOf(tree, node), numbers.size);
  }
  return numbers;
}
