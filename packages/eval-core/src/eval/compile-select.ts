/** Selecting attributes and elements. */
import type { AttributeName, HasTerm, IndexTerm, SelectOrTerm, SelectTerm, Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { AttrSet } from "../value/attr-set.ts";
import type { Frame } from "../value/frame.ts";
import type { Shape } from "../value/shape.ts";
import { Thunk, force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { AttributeSite } from "./attribute-site.ts";
import { compile, suspender } from "./compile.ts";
import { peekWithName } from "./compile-name.ts";
import { EvalError } from "./error.ts";
import { expectList, expectPlainText, expectSet, failKind } from "./expect.ts";
import { attributeMissing } from "./missing.ts";
import type { Code, Maker, Scope } from "./scope.ts";
import { addressOf, peekerOf, readArray } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { positionOf } from "./unit.ts";

/** Returns the code of one selection step without a default. */
export function compileSelect(term: SelectTerm, scope: Scope | null, unit: Unit): Code {
  const target = compile(term.value, scope, unit);
  const { name } = term;
  const { origin } = term;
  if (typeof name !== "string") {
    const computed = compile(name, scope, unit);
    return (env) => {
      const value = target(env);
      const key = expectPlainText(computed(env));
      if (!(value instanceof AttrSet)) return failKind("a set", value, positionOf(unit, origin));
      const at = value.shape.indexOf(key);
      if (at < 0) throw attributeMissing(value, key, positionOf(unit, origin));
      return readArray(value.values, at);
    };
  }
  // An `AttributeSite` by hand: this is the most frequent code of all.
  let lastShape: Shape | null = null;
  let lastIndex = 0;
  return (env) => {
    const value = target(env);
    if (!(value instanceof AttrSet)) return failKind("a set", value, positionOf(unit, origin));
    if (value.shape !== lastShape) {
      const found = value.shape.indexOf(name);
      if (found < 0) throw attributeMissing(value, name, positionOf(unit, origin));
      lastShape = value.shape;
      lastIndex = found;
    }
    return readArray(value.values, lastIndex);
  };
}

/** Yields what an expression holds if that is known without evaluating anything, else undefined. */
export type Peek = (env: Frame) => Lazy | undefined;

/** Returns how to look at a variable or an attribute of one without evaluating it, or null for other terms. */
function peekOrNull(term: Term, scope: Scope | null, unit: Unit): Peek | null {
  switch (term.tag) {
    case Tag.Bound:
      return peekerOf(addressOf(scope, term.depth, term.slot));
    case Tag.Name: {
      const global = unit.globals.get(term.name);
      return global === undefined ? peekWithName(term, scope, unit) : () => global;
    }
    case Tag.Select: {
      if (typeof term.name !== "string") return null;
      const from = peekOrNull(term.value, scope, unit);
      if (from === null) return null;
      const site = new AttributeSite(term.name);
      return (env) => site.evaluatedIn(from(env));
    }
    default:
      return null;
  }
}

/** Returns the maker of what holds a selection: a thunk, unless everything on the way is evaluated already. */
export function delaySelect(term: SelectTerm, scope: Scope | null, unit: Unit): Maker {
  const suspend = suspender(term, scope, unit);
  const peek = peekOrNull(term, scope, unit);
  if (peek === null) return suspend;
  return (env) => {
    const found = peek(env);
    return found === undefined ? suspend(env) : found;
  };
}

/** Returns how to make what holds one attribute of a source that a binder shares among several. */
export function selectorFrom(name: string, unit: Unit, offset: number): (source: Lazy) => Lazy {
  const site = new AttributeSite(name);
  const run = (source: Lazy): Value => {
    const set = expectSet(force(source));
    const at = site.indexIn(set.shape);
    if (at < 0) throw attributeMissing(set, name, { file: unit.file, offset });
    return readArray(set.values, at);
  };
  return (source) => {
    const found = site.evaluatedIn(source);
    return found === undefined ? new Thunk(run, source) : found;
  };
}

/** Finds an attribute of what should be a set: its index, or -1. A computed name is computed even where there is none. */
type Step = (value: Value, env: Frame) => number;

function compileStep(name: AttributeName, scope: Scope | null, unit: Unit): Step {
  if (typeof name === "string") {
    const site = new AttributeSite(name);
    return (value) => (value instanceof AttrSet ? site.indexIn(value.shape) : -1);
  }
  const computed = compile(name, scope, unit);
  return (value, env) => {
    const key = expectPlainText(computed(env));
    return value instanceof AttrSet ? value.shape.indexOf(key) : -1;
  };
}

/** Returns the code of a path with a default. */
export function compileSelectOr(term: SelectOrTerm, scope: Scope | null, unit: Unit): Code {
  const target = compile(term.value, scope, unit);
  const steps = term.path.map((name) => compileStep(name, scope, unit));
  const fallback = compile(term.fallback, scope, unit);
  return (env) => {
    let value = target(env);
    for (let step = 0; step < steps.length; step++) {
      const at = (steps[step] as Step)(value, env);
      if (at < 0 || !(value instanceof AttrSet)) return fallback(env);
      value = readArray(value.values, at);
    }
    return value;
  };
}

/** Returns the code of `value ? path`. */
export function compileHas(term: HasTerm, scope: Scope | null, unit: Unit): Code {
  const target = compile(term.value, scope, unit);
  const steps = term.path.map((name) => compileStep(name, scope, unit));
  const last = steps.length - 1;
  return (env) => {
    let value = target(env);
    for (let step = 0; step <= last; step++) {
      const at = (steps[step] as Step)(value, env);
      if (at < 0 || !(value instanceof AttrSet)) return false;
      if (step < last) value = readArray(value.values, at);
    }
    return true;
  };
}

/** Returns the code of `list.index`. */
export function compileIndex(term: IndexTerm, scope: Scope | null, unit: Unit): Code {
  const target = compile(term.list, scope, unit);
  const index = Number(term.index);
  return (env) => {
    const list = expectList(target(env));
    if (index < list.length) return readArray(list as Lazy[], index);
    const message = `index ${index} of a list of ${list.length} elements`;
    throw new EvalError("eval/attribute-missing", message, positionOf(unit, term.origin));
  };
}
