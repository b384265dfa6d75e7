/**
 * `[a, b]: e` = `x: if builtins.isList x && builtins.length x == 2 then let a = x.0; b = x.1; in e else abort "…"`,
 * with `>= 2` for `[a, b, ...]`
 *
 * Both force the argument, fail in a way that nothing catches unless it is a list of that length, and bind the names to
 * its elements, which nobody forces. Only the message differs.
 */
import { type FunctionTerm, type Origin, type Pattern, shift, Tag, type Term } from "@lix-tools/eval-core";
import type { CoreLaw } from "../../proof/law.ts";
import { boundTerm, builtinTerm, callTerm } from "./terms.ts";

/** What the function says where the argument is no such list. */
export const patternFailure = "the argument is no list of the length that the pattern wants";

/** A function that takes a list apart looks at its argument first. */
export const listPatternLaw: CoreLaw = {
  name: "list-pattern",
  statement: '`[a]: e` is `x: if builtins.isList x && builtins.length x == 1 then let a = x.0; in e else abort "…"`',
  apply(term) {
    return term.tag === Tag.Function && term.pattern.kind === "list" ? expand(term, term.pattern) : term;
  },
};

type ListPattern = Extract<Pattern, { kind: "list" }>;

function expand({ origin, body }: FunctionTerm, pattern: ListPattern): Term {
  const { names } = pattern;
  const slots = names.map((name, index) => {
    const value: Term = { tag: Tag.Index, origin, list: boundTerm(1, 0, origin), index: BigInt(index) };
    return { name, origin, value };
  });
  // The names move from the function to a `let` inside it, so what is farther out is one binder farther.
  const consequence: Term =
    names.length === 0 ? body : { tag: Tag.Let, origin, froms: [], slots, body: shift(body, 1, 1) };
  const alternative = callTerm(builtinTerm("abort", origin), { tag: Tag.Text, origin, value: patternFailure });
  const condition = conditionOf(pattern, origin);
  return {
    tag: Tag.Function,
    origin,
    pattern: { kind: "variable", name: "_" },
    body: { tag: Tag.If, origin, condition, consequence, alternative },
  };
}

function conditionOf({ names, open }: ListPattern, origin: Origin): Term {
  const list = boundTerm(0, 0, origin);
  const isList = callTerm(builtinTerm("isList", origin), list);
  if (open && names.length === 0) return isList;
  const length = callTerm(builtinTerm("length", origin), list);
  const wanted: Term = { tag: Tag.Int, origin, value: BigInt(names.length) };
  const isLong: Term = open
    ? { tag: Tag.Not, origin, operand: { tag: Tag.Binary, origin, operator: "less", left: length, right: wanted } }
    : { tag: Tag.Binary, origin, operator: "equal", left: length, right: wanted };
  return { tag: Tag.Binary, origin, operator: "and", left: isList, right: isLong };
}
