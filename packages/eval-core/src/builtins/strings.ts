/** Builtins on strings. Lengths and positions count bytes. */
import { coerceToString, toStringCoercion, coerce, interpolation, stringWith } from "../eval/coerce.ts";
import { EvalError } from "../eval/error.ts";
import { expectString, expectText } from "../eval/expect.ts";
import type { Machine } from "../eval/machine.ts";
import { ContextCollector } from "../value/context.ts";
import { force } from "../value/thunk.ts";
import type { Lazy, List, Value } from "../value/value.ts";
import { ContextString, textOf } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2, builtin3 } from "./define.ts";
import { indexOf } from "./indices.ts";
import { int, interpolable, lazy, list, string, text, plainText } from "./kinds.ts";
import { RegexCache } from "./regex/cache.ts";
import { compareVersions, parseDerivationName, splitVersion } from "./versions.ts";

/** Returns a part of a string with all of its context. */
function substring(start: number, length: number, source: string | ContextString): Value {
  if (start < 0) throw new EvalError("eval/argument", "negative start position in 'substring'");
  const bytes = textOf(source);
  const part = length < 0 ? bytes.slice(start) : bytes.slice(start, start + length);
  return typeof source === "string" ? part : new ContextString(part, source.context);
}

function concatSeparated(machine: Machine, separator: string | ContextString, parts: List): Value {
  const collector = new ContextCollector();
  if (typeof separator !== "string") collector.add(separator.context);
  const between = textOf(separator);
  let joined = "";
  for (let at = 0; at < parts.length; at++) {
    if (at > 0) joined += between;
    joined += coerce(machine, parts[at] as Lazy, collector, interpolation);
  }
  return stringWith(joined, collector);
}

/** Patterns and their replacements, by first byte; a pattern that is empty matches everywhere. */
class Replacements {
  private readonly patterns: readonly string[];
  private readonly replacements: List;
  private readonly hasEmpty: boolean;
  private readonly byFirst = new Map<number, number[]>();

  constructor(patterns: readonly string[], replacements: List) {
    this.patterns = patterns;
    this.replacements = replacements;
    this.hasEmpty = patterns.includes("");
    patterns.forEach((pattern, at) => {
      const first = pattern.charCodeAt(0);
      const known = this.byFirst.get(first);
      if (known === undefined) this.byFirst.set(first, [at]);
      else known.push(at);
    });
  }

  /** Returns the string with every match replaced, the first pattern in order winning at each byte. */
  apply(source: string | ContextString): Value {
    const bytes = textOf(source);
    const collector = new ContextCollector();
    if (typeof source !== "string") collector.add(source.context);
    let result = "";
    let copied = 0;
    for (let at = 0; at <= bytes.length;) {
      const found = this.find(bytes, at);
      if (found < 0) {
        at++;
        continue;
      }
      const replacement = expectString(force(this.replacements[found] as Lazy));
      if (typeof replacement !== "string") collector.add(replacement.context);
      const { length } = this.patterns[found] as string;
      result += bytes.slice(copied, at) + textOf(replacement);
      copied = at + length;
      at += Math.max(1, length);
    }
    return stringWith(result + bytes.slice(copied), collector);
  }

  private find(bytes: string, at: number): number {
    if (this.hasEmpty) return this.patterns.findIndex((pattern) => bytes.startsWith(pattern, at));
    const candidates = this.byFirst.get(bytes.charCodeAt(at));
    if (candidates === undefined) return -1;
    return candidates.find((candidate) => bytes.startsWith(this.patterns[candidate] as string, at)) ?? -1;
  }
}

function replaceStrings(machine: Machine, from: List, to: List, source: Lazy): Value {
  if (from.length !== to.length) {
    throw new EvalError(
      "eval/argument",
      "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths",
    );
  }
  const patterns = from.map((pattern) => expectText(force(pattern)));
  if (machine.compat.unneeded === "eager") for (const replacement of to) expectString(force(replacement));
  return new Replacements(patterns, to).apply(expectString(force(source)));
}

function split(machine: Machine, pattern: string, source: string): Value {
  const search = regexes(machine).get(pattern).searchIn(source);
  const parts: Lazy[] = [];
  let end = 0;
  let from = 0;
  while (from <= source.length) {
    const found = search(from);
    if (found === null) break;
    parts.push(source.slice(end, found.start), found.groups);
    ({ end } = found);
    from = end === found.start ? end + 1 : end;
  }
  parts.push(source.slice(end));
  return parts;
}

const caches = new WeakMap<Machine, RegexCache>();

/** Returns the compiled expressions of an evaluation. */
function regexes(machine: Machine): RegexCache {
  let cache = caches.get(machine);
  if (cache === undefined) {
    cache = new RegexCache();
    caches.set(machine, cache);
  }
  return cache;
}

/** Strings, in the order of the manual. */
export const stringBuiltins: readonly BuiltinRow[] = [
  builtin2(
    {
      name: "compareVersions",
      arguments: ["first", "second"],
      doc: "Returns -1, 0 or 1 as the first version is older than, equal to or newer than the second. Versions are compared part by part as `splitVersion` gives them; `pre` is older than nothing, words older than numbers.",
    },
    [plainText, plainText],
    (_machine, first, second) => compareVersions(first, second),
  ),
  builtin2(
    {
      name: "concatStringsSep",
      arguments: ["separator", "list"],
      doc: "Returns the strings of the list with the separator between them.",
      complexity: "O(n) in the bytes of the result",
    },
    [string, list],
    concatSeparated,
  ),
  builtin2(
    {
      name: "match",
      arguments: ["expression", "string"],
      doc: "Returns the list of what the groups of a POSIX extended regular expression match if it matches the whole string, else null. A group that takes no part is null.",
      complexity: "O(n m) for a string of n bytes and an expression of m",
    },
    [plainText, text],
    (machine, pattern, source) => regexes(machine).get(pattern).match(source)?.groups ?? null,
  ),
  builtin1(
    {
      name: "parseDrvName",
      arguments: ["string"],
      doc: "Returns a set of `name` and `version`: what is before and after the first dash that no letter follows.",
    },
    plainText,
    (machine, full) => {
      const { name, version } = parseDerivationName(full);
      return machine.sets.fromSorted(["name", "version"], [name, version], null);
    },
  ),
  builtin3(
    {
      name: "replaceStrings",
      arguments: ["from", "to", "string"],
      doc: "Returns the string with every occurrence of a string in `from` replaced by the one in the same place of `to`. At each byte the first that fits wins.",
    },
    [list, list, lazy],
    replaceStrings,
  ),
  builtin2(
    {
      name: "split",
      arguments: ["expression", "string"],
      doc: "Returns the parts of the string between matches of a POSIX extended regular expression, and between them the lists of what the groups match.",
      complexity: "O(n m) for a string of n bytes and an expression of m",
    },
    [plainText, text],
    split,
  ),
  builtin1(
    {
      name: "splitVersion",
      arguments: ["version"],
      doc: "Returns the parts of a version: runs of digits and runs of other characters, separated by dots and dashes.",
    },
    plainText,
    (_machine, version) => splitVersion(version),
  ),
  builtin1(
    { name: "stringLength", arguments: ["string"], doc: "Returns the number of bytes.", complexity: "O(1)" },
    interpolable,
    (_machine, source) => textOf(source).length,
  ),
  builtin3(
    {
      name: "substring",
      arguments: ["start", "length", "string"],
      doc: "Returns the bytes from a position on, at most as many as the length says; all of them if it is negative. Fails for a negative start.",
    },
    [int, int, interpolable],
    (machine, start, length, source) => substring(indexOf(machine, start), indexOf(machine, length), source),
  ),
  builtin1(
    {
      name: "toString",
      arguments: ["value"],
      doc: "Returns the value as a string: numbers in decimal, true as `1`, false and null as nothing, paths as they are, lists joined by spaces, sets by their `__toString` or `outPath`.",
    },
    lazy,
    (machine, value) => coerceToString(machine, value, toStringCoercion),
  ),
];
