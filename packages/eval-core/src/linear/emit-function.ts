/** Lambdas. A body waits until it is first run. */
import { LAMBDA_AS, LAMBDA_AUTO_CALLED, LAMBDA_OPEN, NODE_LAMBDA } from "./layout.ts";
import type { Formal, FunctionTerm, Pattern } from "../core/term.ts";
import { Tag } from "../core/term.ts";
import { delay, emitStub, emitUnsupported } from "./emit.ts";
import { binderScope } from "./linear-scope.ts";
import { positionWord } from "./linear-unit.ts";
import type { Place } from "./place.ts";
import { placeIn, writeNode } from "./place.ts";

type FormalsPattern = Extract<Pattern, { kind: "formals" }>;

const kinds = { variable: 0, formals: 1, list: 2 } as const;

/** Tells whether a lambda's `@` value has defaults in it, which the machine does not do. */
export function isUnsupportedFunction({ pattern }: FunctionTerm): boolean {
  if (pattern.kind !== "formals" || !pattern.asFull || pattern.as === null) return false;
  return pattern.formals.some((formal) => formal.default !== null);
}

/** Returns the node of a lambda that is bound to a name, or to none. */
export function emitFunction(term: FunctionTerm, place: Place, name: string): number {
  if (isUnsupportedFunction(term)) return emitUnsupported(term, place);
  const { pattern, origin } = term;
  const { writer } = place.emission;
  const inside = placeIn(place, binderScope(place.scope));
  // A lambda that is the whole body of another one goes by the name of that.
  const body = emitStub(term.body, inside, term.body.tag === Tag.Function ? name : "");
  const entries = emitEntries(pattern, inside);
  const parameter = parameterOf(pattern);
  return writeNode(place, NODE_LAMBDA, origin, [
    kinds[pattern.kind],
    slotsOf(pattern),
    body,
    name === "" ? 0 : writer.symbol(name),
    entries.length / 3,
    flagsOf(pattern) | (place.unit.autoCalled ? LAMBDA_AUTO_CALLED : 0),
    parameter === "" ? 0 : writer.symbol(parameter),
    ...entries,
  ]);
}

function parameterOf(pattern: Pattern): string {
  switch (pattern.kind) {
    case "variable":
      return pattern.name;
    case "formals":
      return pattern.as ?? "";
    case "list":
      return "";
  }
}

function slotsOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case "variable":
      return 1;
    case "formals":
      return pattern.formals.length + (pattern.as === null ? 0 : 1);
    case "list":
      return pattern.names.length;
  }
}

function flagsOf(pattern: Pattern): number {
  if (pattern.kind === "variable") return 0;
  const hasAs = pattern.kind === "formals" && pattern.as !== null;
  return (pattern.open ? LAMBDA_OPEN : 0) | (hasAs ? LAMBDA_AS : 0);
}

/** Returns the words of a lambda's entries: symbol, default and position of each. */
function emitEntries(pattern: Pattern, inside: Place): number[] {
  switch (pattern.kind) {
    case "variable":
      return [];
    case "formals":
      return emitFormals(pattern, inside);
    case "list":
      return pattern.names.flatMap((name) => [inside.emission.writer.symbol(name), 0, 0]);
  }
}

function emitFormals({ formals }: FormalsPattern, inside: Place): number[] {
  return formals.flatMap((formal) => [
    inside.emission.writer.symbol(formal.name),
    emitDefault(formal, inside),
    positionWord(inside.unit, formal.origin),
  ]);
}

function emitDefault(formal: Formal, inside: Place): number {
  return formal.default === null ? 0 : delay(formal.default, inside, formal.name);
}
