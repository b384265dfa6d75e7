/**
 * Compiled expressions, by source. Expressions without nested repetitions run on the engine of the platform, which is
 * much faster and agrees with ours on them; all others, and all searches with alternatives, run on ours.
 */
import { EvalError } from "../../eval/error.ts";
import type { Match } from "./match.ts";
import { RegexTooLarge, Searcher, matchWhole } from "./match.ts";
import type { NativeRegex } from "./native.ts";
import { compileNative } from "./native.ts";
import type { Program } from "./program.ts";
import { compileRegex } from "./program.ts";
import type { Syntax } from "./syntax.ts";
import { RegexSyntaxError, parseRegex } from "./syntax.ts";

/** Compiled expressions that are kept. */
const cacheLimit = 1_000;

export class Regex {
  private readonly source: string;
  private readonly syntax: Syntax;
  private program: Program | null = null;
  private readonly native: NativeRegex;

  constructor(source: string) {
    this.source = source;
    this.syntax = this.guard(() => parseRegex(source));
    this.native = compileNative(this.syntax);
  }

  /** Returns how the whole string matches, or null. */
  match(text: string): Match | null {
    const { whole, lengthLimit } = this.native;
    if (whole !== null && text.length <= lengthLimit) return runNative(whole, text, 0);
    return this.guard(() => matchWhole(this.compiled(), text));
  }

  /** Returns a function that finds the first match at or after a position of a string, or null. */
  searchIn(text: string): (from: number) => Match | null {
    const { search, lengthLimit } = this.native;
    if (search !== null && text.length <= lengthLimit) return (from) => runNative(search, text, from);
    const searcher = this.guard(() => new Searcher(this.compiled(), text));
    return (from) => searcher.next(from);
  }

  private compiled(): Program {
    this.program ??= compileRegex(this.syntax);
    return this.program;
  }

  private guard<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      if (error instanceof RegexTooLarge) {
        throw new EvalError("eval/limit", `memory limit exceeded by regular expression '${this.source}'`);
      }
      if (!(error instanceof RegexSyntaxError)) throw error;
      throw new EvalError("eval/argument", `invalid regular expression '${shortened(this.source)}'`);
    }
  }
}

function runNative(expression: RegExp, text: string, from: number): Match | null {
  expression.lastIndex = from;
  const found = expression.exec(text);
  if (found === null) return null;
  const groups: (string | null)[] = [];
  // Groups that take no part are undefined, which the library's types leave out.
  for (let group = 1; group < found.length; group++) groups.push(found[group] ?? null);
  return { start: found.index, end: found.index + found[0].length, groups };
}

export class RegexCache {
  private readonly expressions = new Map<string, Regex>();

  /** Returns the compiled expression; throws an `EvalError` if it is none. */
  get(source: string): Regex {
    let regex = this.expressions.get(source);
    if (regex !== undefined) return regex;
    regex = new Regex(source);
    if (this.expressions.size >= cacheLimit) this.expressions.clear();
    this.expressions.set(source, regex);
    return regex;
  }
}

/** Bytes of an expression that a message shows. */
const shownLength = 300;

function shortened(source: string): string {
  return source.length <= shownLength ? source : `${source.slice(0, shownLength)}...`;
}
