/**
 * From core terms to closures. `compile` makes the code that yields a term's value in an environment; `delay` makes
 * what a slot, an element or an argument holds: the value itself where that costs nothing and cannot fail (literals,
 * lambdas, variables), else a thunk whose code is compiled when it first runs, because most code of a large program
 * never does.
 */
import type { BoolTerm, FloatTerm, IntTerm, NullTerm, Slot, Term, TextTerm } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { emptySet } from "../value/attr-set.ts";
import type { Frame } from "../value/frame.ts";
import { frameOfOne } from "../value/frame.ts";
import { Thunk } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { Closure, FloatValue } from "../value/value.ts";
import { integer } from "./arithmetic.ts";
import { call2 } from "./call.ts";
import { compileApply } from "./compile-apply.ts";
import { compileFunction } from "./compile-function.ts";
import { compileName, delayName } from "./compile-name.ts";
import { compileAssert, compileBinary } from "./compile-operator.ts";
import { compileHas, compileIndex, compileSelect, compileSelectOr, delaySelect } from "./compile-select.ts";
import { compileLet, compileSet } from "./compile-set.ts";
import { compilePathInterpolation, compileString, resolvePath } from "./compile-string.ts";
import { expectBool, expectList } from "./expect.ts";
import type { Code, Maker, Scope } from "./scope.ts";
import { addressOf, passerOf, readerOf, withScope } from "./scope.ts";
import type { Unit } from "./unit.ts";

/** Returns the code that yields a term's value. */
export function compile(term: Term, scope: Scope | null, unit: Unit): Code {
  if (isLiteral(term)) {
    const value = literalValue(term);
    return () => value;
  }
  switch (term.tag) {
    case Tag.String:
      return compileString(term, scope, unit);
    case Tag.Path: {
      const value = resolvePath(term, unit);
      return () => value;
    }
    case Tag.PathInterpolation:
      return compilePathInterpolation(term, scope, unit);
    case Tag.Find:
      return compileFind(term, scope, unit);
    case Tag.CurrentPosition:
      return compileCurrentPosition(term, unit);
    case Tag.Bound:
      return readerOf(addressOf(scope, term.depth, term.slot));
    case Tag.Name:
      return compileName(term, scope, unit);
    case Tag.Function: {
      const code = compileFunction(term, scope, unit, "");
      return (env) => new Closure(code, env);
    }
    case Tag.Apply:
      return compileApply(term, scope, unit);
    case Tag.Let:
      return compileLet(term, scope, unit);
    case Tag.Set:
      return compileSet(term, scope, unit);
    case Tag.List:
      return compileList(term, scope, unit);
    case Tag.Select:
      return compileSelect(term, scope, unit);
    case Tag.SelectOr:
      return compileSelectOr(term, scope, unit);
    case Tag.Has:
      return compileHas(term, scope, unit);
    case Tag.Index:
      return compileIndex(term, scope, unit);
    case Tag.If: {
      const condition = compile(term.condition, scope, unit);
      const consequence = compile(term.consequence, scope, unit);
      const alternative = compile(term.alternative, scope, unit);
      return (env) => (expectBool(condition(env)) ? consequence(env) : alternative(env));
    }
    case Tag.Assert:
      return compileAssert(term, scope, unit);
    case Tag.With: {
      const environment = delay(term.environment, scope, unit);
      const body = compile(term.body, withScope(scope), unit);
      return (env) => body(frameOfOne(env, environment(env)));
    }
    case Tag.Not: {
      const operand = compile(term.operand, scope, unit);
      return (env) => !expectBool(operand(env));
    }
    case Tag.Binary:
      return compileBinary(term, scope, unit);
  }
}

/** Returns the maker of what holds a term. A lambda takes `name` for its own. */
export function delay(term: Term, scope: Scope | null, unit: Unit, name = ""): Maker {
  const constant = constantOf(term, unit);
  if (constant !== undefined) return () => constant;
  switch (term.tag) {
    case Tag.Bound:
      return passerOf(addressOf(scope, term.depth, term.slot));
    case Tag.Name:
      return delayName(term, scope, unit);
    case Tag.Select:
      return delaySelect(term, scope, unit);
    case Tag.Function: {
      const code = compileFunction(term, scope, unit, name);
      return (env) => new Closure(code, env);
    }
    default:
      return suspender(term, scope, unit);
  }
}

type Literal = NullTerm | BoolTerm | TextTerm | IntTerm | FloatTerm;

function isLiteral(term: Term): term is Literal {
  switch (term.tag) {
    case Tag.Null:
    case Tag.Bool:
    case Tag.Text:
    case Tag.Int:
    case Tag.Float:
      return true;
    default:
      return false;
  }
}

function literalValue(term: Literal): Value {
  switch (term.tag) {
    case Tag.Null:
      return null;
    case Tag.Bool:
    case Tag.Text:
      return term.value;
    case Tag.Int:
      return integer(term.value);
    case Tag.Float:
      return new FloatValue(term.value);
  }
}

/** Returns the value of a term that is the same in every environment and costs nothing, else undefined. */
function constantOf(term: Term, unit: Unit): Value | undefined {
  if (isLiteral(term)) return literalValue(term);
  switch (term.tag) {
    case Tag.Path:
      // Where home is may be forbidden to ask, which only evaluating the path may find out.
      return term.root === "home" ? undefined : resolvePath(term, unit);
    case Tag.List:
      return term.elements.length === 0 ? [] : undefined;
    case Tag.Set:
      return term.statics.length + term.dynamics.length + term.splats.length === 0 ? emptySet : undefined;
    default:
      return undefined;
  }
}

/** Returns the maker of a thunk for a term, or for a slot that is lowered on demand. It is let go of once compiled. */
export function suspender(source: Term | Slot, scope: Scope | null, unit: Unit): Maker {
  let code: Term | Slot | Code = source;
  const compileAndRun = (env: Frame): Value => {
    // Only terms are lowered on demand, never attributes of a shared source.
    if (typeof code !== "function") code = compile("tag" in code ? code : (code.value as Term), scope, unit);
    return code(env);
  };
  return (env) => new Thunk(typeof code === "function" ? code : compileAndRun, env);
}

function compileFind(term: Extract<Term, { tag: typeof Tag.Find }>, scope: Scope | null, unit: Unit): Code {
  const findFile = compile(term.findFile, scope, unit);
  const nixPath = delay(term.nixPath, scope, unit);
  return (env) => call2(findFile(env), nixPath(env), term.text);
}

function compileCurrentPosition(term: Extract<Term, { tag: typeof Tag.CurrentPosition }>, unit: Unit): Code {
  const { file, machine } = unit;
  if (!file.isFile && machine.compat.expressionPositions === "null") return () => null;
  return () => {
    const { line, column } = file.lineAndColumn(term.origin.start);
    return machine.sets.fromSorted(["column", "file", "line"], [column, file.name, line], null);
  };
}

function compileList(term: Extract<Term, { tag: typeof Tag.List }>, scope: Scope | null, unit: Unit): Code {
  if (term.elements.some((element) => element.splat)) return compileSplatList(term, scope, unit);
  const makers = term.elements.map((element) => delay(element.value, scope, unit));
  const { length } = makers;
  return (env) => {
    const list = new Array<Lazy>(length);
    for (let at = 0; at < length; at++) list[at] = (makers[at] as Maker)(env);
    return list;
  };
}

function compileSplatList(term: Extract<Term, { tag: typeof Tag.List }>, scope: Scope | null, unit: Unit): Code {
  const parts = term.elements.map((element) =>
    element.splat
      ? { splat: compile(element.value, scope, unit), single: null }
      : { splat: null, single: delay(element.value, scope, unit) },
  );
  return (env) => {
    const list: Lazy[] = [];
    for (const part of parts) {
      if (part.splat === null) list.push(part.single(env));
      else for (const element of expectList(part.splat(env))) list.push(element);
    }
    return list;
  };
}
