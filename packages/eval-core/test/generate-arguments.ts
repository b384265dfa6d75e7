/**
 * Every builtin and operator with arguments of every kind in every place, caught: which argument is evaluated first
 * shows in whether an error was caught, because of two bad arguments one throws and the other aborts.
 */
import { allBuiltins } from "../src/builtins/table.ts";

const throwing = '(throw "t")';
const aborting = '(abort "a")';

const values: readonly string[] = [
  throwing,
  aborting,
  "1",
  "null",
  "{ }",
  "[ ]",
  "[ 1 ]",
  '"s"',
  "(x: x)",
  `[ ${throwing} ]`,
  `[ ${aborting} ]`,
  `{ a = ${throwing}; }`,
  `{ a = ${aborting}; }`,
];

const moreValues: readonly string[] = [
  "[ { } ]",
  `[ { name = ${throwing}; } ]`,
  `[ { name = "a"; value = ${throwing}; } ]`,
  `[ { value = 1; name = ${aborting}; } ]`,
  "true",
  "1.5",
  "/x",
  '{ name = "x"; }',
  '{ __toString = s: "a"; }',
  '{ outPath = "b"; }',
  "{ __toString = s: 1; }",
  `{ __toString = ${throwing}; }`,
  "{ startSet = [ ]; }",
  `{ startSet = [ { key = 1; } { key = ${throwing}; } ]; operator = x: [ ]; }`,
  `{ startSet = [ { } ]; operator = ${aborting}; }`,
  `{ startSet = [ { key = 1; } ]; operator = x: [ ${throwing} ]; }`,
];

const tripleValues: readonly string[] = [
  throwing,
  aborting,
  "1",
  "null",
  "[ ]",
  '"s"',
  '[ "" ]',
  '[ "s" ]',
  `[ ${throwing} ]`,
  `[ ${aborting} ]`,
  "(x: y: x)",
];

const operators = ["+", "-", "*", "/", "++", "//", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "->"];

/** Builtins that later versions have, do what depends on the machine, or fail here by name whatever they are given. */
const excluded = new Set(["fetchMercurial", "currentTime", "fetchTree"]);

function callsOf(name: string, arity: number): string[] {
  if (arity === 1) return [...values, ...moreValues].map((value) => `builtins.${name} ${value}`);
  if (arity === 2) return values.flatMap((first) => values.map((second) => `builtins.${name} ${first} ${second}`));
  return tripleValues.flatMap((first) =>
    tripleValues.flatMap((second) => tripleValues.map((third) => `builtins.${name} ${first} ${second} ${third}`)),
  );
}

/** Returns the programs for the builtins among some globals. */
export function argumentPrograms(globals: ReadonlySet<string>): string[] {
  const isThere = (name: string): boolean => globals.has(name) || globals.has(`__${name}`);
  const rows = allBuiltins.filter(({ name }) => isThere(name) && !excluded.has(name));
  const calls = rows.flatMap(({ name, kinds }) => callsOf(name, kinds.length));
  const operations = operators.flatMap((operator) =>
    values.flatMap((left) => values.map((right) => `${left} ${operator} ${right}`)),
  );
  return [...calls, ...operations].map((text) => `builtins.tryEval (${text})`);
}
