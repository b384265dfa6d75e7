/**
 * From core terms to closures. `compile` makes the code that yields a term's value in an environment; `delay` makes
 * what a slot, an element or an argument holds: the value itself where that costs nothing and cannot fail (literals,
 * lambdas, variables), else a thunk whose code is compiled when it first runs, because most code of a large program
 * never does.
 */
import type { Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { AttrSet, emptySet } from "../value/attr-set.ts";
import type { Frame } from "../value/frame.ts";
import { frameOfOne } from "../value/frame.ts";
import { Thunk, force } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { Closure, FloatValue } from "../value/value.ts";
import { integer } from "./arithmetic.ts";
import { call2 } from "./call.ts";
import { compileApply } from "./compile-apply.ts";
import { compileFunction } from "./compile-function.ts";
import { compileAssert, compileBinary } from "./compile-operator.ts";
import { compileHas, compileIndex, compileSelect, compileSelectOr } from "./compile-select.ts";
import { compileLet, compileSet } from "./compile-set.ts";
import { compilePathInterpolation, compileString, resolvePath } from "./compile-string.ts";
import { EvalError } from "./error.ts";
import { expectBool, expectList, expectSet } from "./expect.ts";
import { attributeMissing } from "./missing.ts";
import type { ResolvedName } from "./machine.ts";
import type { SourcePosition } from "../value/positions.ts";
import type { Code, Maker, Scope } from "./scope.ts";
import { addressOf, frameAt, passerOf, readArray, readerOf, withHops, withScope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { positionOf } from "./unit.ts";

/** Returns the code that yields a term's value. */
export function compile(term: Term, scope: Scope | null, unit: Unit): Code {
  switch (term.tag) {
    case Tag.Null:
      return () => null;
    case Tag.Bool:
    case Tag.Text: {
      const { value } = term;
      return () => value;
    }
    case Tag.Int: {
      const value = integer(term.value);
      return () => value;
    }
    case Tag.Float: {
      const value = new FloatValue(term.value);
      return () => value;
    }
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
  switch (term.tag) {
    case Tag.Null:
      return () => null;
    case Tag.Bool:
    case Tag.Text: {
      const { value } = term;
      return () => value;
    }
    case Tag.Int: {
      const value = integer(term.value);
      return () => value;
    }
    case Tag.Float: {
      const value = new FloatValue(term.value);
      return () => value;
    }
    case Tag.Path: {
      if (term.root === "home") break;
      const value = resolvePath(term, unit);
      return () => value;
    }
    case Tag.Bound:
      return passerOf(addressOf(scope, term.depth, term.slot));
    case Tag.Name: {
      const global = unit.globals.get(term.name);
      if (global !== undefined) return () => global;
      break;
    }
    case Tag.Function: {
      const code = compileFunction(term, scope, unit, name);
      return (env) => new Closure(code, env);
    }
    case Tag.List: {
      if (term.elements.length > 0) break;
      const empty: Lazy[] = [];
      return () => empty;
    }
    case Tag.Set:
      if (term.statics.length === 0 && term.dynamics.length === 0 && term.splats.length === 0) return () => emptySet;
      break;
    default:
      break;
  }
  return suspender(term, scope, unit);
}

/** Returns the maker of a thunk for a term, whatever it is. */
export function suspender(term: Term, scope: Scope | null, unit: Unit): Maker {
  let compiled: Code | null = null;
  const compileAndRun = (env: Frame): Value => {
    compiled ??= compile(term, scope, unit);
    return compiled(env);
  };
  return (env) => new Thunk(compiled ?? compileAndRun, env);
}

function compileName(term: Extract<Term, { tag: typeof Tag.Name }>, scope: Scope | null, unit: Unit): Code {
  const { name } = term;
  const { machine } = unit;
  const global = unit.globals.get(name);
  if (global !== undefined) {
    if (term.withs > 0) machine.options.onName?.({ name, position: positionOf(unit, term.origin), frame: null });
    return () => force(global);
  }
  const position = positionOf(unit, term.origin);
  const hops = term.withs === 0 ? [] : withHops(scope);
  const log = machine.options.onName === null ? null : nameLog(name, position, machine.options.onName);
  return (env) => {
    for (let index = 0; index < hops.length; index++) {
      const frame = frameAt(env, hops[index] as number);
      const set = force(frame.s0);
      if (set instanceof AttrSet) {
        frame.s0 = set;
        const at = set.shape.indexOf(name);
        if (at < 0) continue;
        log?.(index);
        return readArray(set.values, at);
      } else expectSet(set);
    }
    throw new EvalError("eval/undefined-variable", `undefined variable '${name}'`, position);
  };
}

/** Returns a log of one place, which passes each frame on once. */
function nameLog(
  name: string,
  position: SourcePosition,
  onName: (resolved: ResolvedName) => void,
): (frame: number) => void {
  // One bit per frame; those too far out for a bit are passed on every time.
  let seen = 0;
  return (frame) => {
    if ((seen >>> frame) & 1 && frame < 31) return;
    if (frame < 31) seen |= 1 << frame;
    onName({ name, position, frame });
  };
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

/** Returns the thunk of one attribute of a shared `inherit (from)` source. */
export function selectFrom(source: Lazy, name: string, unit: Unit, offset: number): Thunk {
  const run = (from: Lazy): Value => {
    const set = expectSet(force(from));
    const at = set.shape.indexOf(name);
    if (at < 0) throw attributeMissing(set, name, { file: unit.file, offset });
    return readArray(set.values, at);
  };
  return new Thunk(run, source);
}
