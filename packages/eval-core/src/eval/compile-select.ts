/** Selecting attributes and elements. Every site remembers the last shape it met and where its name is in it. */
import type { AttributeName, HasTerm, IndexTerm, SelectOrTerm, SelectTerm } from "../core/term.ts";
import { AttrSet } from "../value/attr-set.ts";
import type { Shape } from "../value/shape.ts";
import type { Lazy, Value } from "../value/value.ts";
import { compile } from "./compile.ts";
import { EvalError } from "./error.ts";
import { expectList, expectPlainText, failKind } from "./expect.ts";
import { attributeMissing } from "./missing.ts";
import type { Code, Scope } from "./scope.ts";
import { readArray } from "./scope.ts";
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

/** Returns the code that yields an attribute's name. */
function compileAttributeName(name: AttributeName, scope: Scope | null, unit: Unit): Code {
  if (typeof name === "string") return () => name;
  return compile(name, scope, unit);
}

function nameOf(value: Value): string {
  return typeof value === "string" ? value : expectPlainText(value);
}

/** Returns the code of a path with a default. */
export function compileSelectOr(term: SelectOrTerm, scope: Scope | null, unit: Unit): Code {
  const target = compile(term.value, scope, unit);
  const names = term.path.map((name) => compileAttributeName(name, scope, unit));
  const fallback = compile(term.fallback, scope, unit);
  return (env) => {
    let value = target(env);
    for (const name of names) {
      const key = nameOf(name(env));
      if (!(value instanceof AttrSet)) return fallback(env);
      const at = value.shape.indexOf(key);
      if (at < 0) return fallback(env);
      value = readArray(value.values, at);
    }
    return value;
  };
}

/** Returns the code of `value ? path`. */
export function compileHas(term: HasTerm, scope: Scope | null, unit: Unit): Code {
  const target = compile(term.value, scope, unit);
  const names = term.path.map((name) => compileAttributeName(name, scope, unit));
  return (env) => {
    let value = target(env);
    for (let step = 0; step < names.length; step++) {
      const key = nameOf((names[step] as Code)(env));
      if (!(value instanceof AttrSet)) return false;
      const at = value.shape.indexOf(key);
      if (at < 0) return false;
      if (step < names.length - 1) value = readArray(value.values, at);
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
