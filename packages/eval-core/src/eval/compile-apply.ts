/** Calls. Curried calls are compiled as one with several arguments; each notes its place in the trace of an error. */
import type { ApplyTerm, Origin, Term } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import type { Value } from "../value/value.ts";
import { BuiltinValue, Closure } from "../value/value.ts";
import { call, call2, call3 } from "./call.ts";
import { compile, delay } from "./compile.ts";
import { withFrame } from "./error.ts";
import type { Code, Maker, Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";

/** Returns the code of a call. */
export function compileApply(term: ApplyTerm, scope: Scope | null, unit: Unit): Code {
  const argumentTerms: Term[] = [];
  let callee: Term = term;
  while (callee.tag === Tag.Apply && argumentTerms.length < 3) {
    argumentTerms.unshift(callee.argument);
    callee = callee.function;
  }
  const target = compile(callee, scope, unit);
  const [first, second, third] = argumentTerms.map((argument) => delay(argument, scope, unit));
  const site = { unit, origin: term.origin };
  if (first === undefined) return target;
  if (second === undefined) return apply1(target, first, site);
  return third === undefined ? apply2(target, first, second, site) : apply3(target, first, second, third, site);
}

interface Site {
  readonly unit: Unit;
  readonly origin: Origin;
}

function apply1(target: Code, first: Maker, site: Site): Code {
  return (env) => {
    const callee = target(env);
    const argument = first(env);
    try {
      return callee instanceof Closure ? callee.code.run(callee.env, argument) : call(callee, argument);
    } catch (error) {
      throw traceCall(error, callee, site);
    }
  };
}

function apply2(target: Code, first: Maker, second: Maker, site: Site): Code {
  return (env) => {
    const callee = target(env);
    try {
      return call2(callee, first(env), second(env));
    } catch (error) {
      throw traceCall(error, callee, site);
    }
  };
}

function apply3(target: Code, first: Maker, second: Maker, third: Maker, site: Site): Code {
  return (env) => {
    const callee = target(env);
    try {
      return call3(callee, first(env), second(env), third(env));
    } catch (error) {
      throw traceCall(error, callee, site);
    }
  };
}

function traceCall(error: unknown, callee: Value, { unit, origin }: Site): unknown {
  return withFrame(error, () => `while calling ${calleeName(callee)}`, { file: unit.file, offset: origin.start });
}

function calleeName(callee: Value): string {
  if (callee instanceof BuiltinValue) return `the '${callee.code.name}' builtin`;
  if (callee instanceof Closure) return callee.code.name === "" ? "anonymous lambda" : `'${callee.code.name}'`;
  return "a functor";
}
