/**
 * Compiled expressions, by source. Expressions without nested repetitions run on the engine of the platform, which is
 * much faster and agrees with ours on them; all others, and all searches with alternatives, run on ours.
 */
import { EvalError } from "../../eval/error.ts";
import type { Captures } from "./match.ts";
import { RegexTooLarge, matchWhole, searchFrom } from "./match.ts";
import { compileNative } from "./native.ts";
import type { Program } from "./program.ts";
import { compileRegex } from "./program.ts";
import type { Syntax } from "./syntax.ts";
import { RegexSyntaxError, parseRegex } from "./syntax.ts";

/** Strings longer than this are never given to the platform's engine, which may take polynomial time. */
const nativeLengthLimit = 4_096;

/** Compiled expressions that are kept. */
const cacheLimit = 1_000;

export class Regex {
  private readonly source: string;
  private readonly syntax: Syntax;
  private program: Program | null = null;
  private readonly native: { readonly whole: RegExp | null; readonly search: RegExp | null };

  constructor(source: string) {
    this.source = source;
    this.syntax = this.guard(() => parseRegex(source));
    this.native = compileNative(this.syntax);
  }

  /** Returns the captures if the whole string matches, else null. */
  match(text: string): Captures | null {
    const { whole } = this.native;
    if (whole !== null && text.length <= nativeLengthLimit) return runNative(whole, text, 0);
    return this.guard(() => matchWhole(this.compiled(), text));
  }

  /** Returns the captures of the first match at or after a position, or null. */
  search(text: string, from: number): Captures | null {
    const { search } = this.native;
    if (search !== null && text.length <= nativeLengthLimit) return runNative(search, text, from);
    return this.guard(() => searchFrom(this.compiled(), text, from));
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
      throw new EvalError("eval/argument", `invalid regular expression '${this.source}'`);
    }
  }
}

function runNative(expression: RegExp, text: string, from: number): Captures | null {
  expression.lastIndex = from;
  const { indices } = expression.exec(text) ?? {};
  if (indices === undefined) return null;
  // Groups that take no part have no indices, which the library's types leave out.
  const pairs: readonly (readonly [number, number] | undefined)[] = indices;
  const captures = new Int32Array(pairs.length * 2);
  pairs.forEach((pair, at) => captures.set(pair ?? [-1, -1], at * 2));
  return captures;
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
