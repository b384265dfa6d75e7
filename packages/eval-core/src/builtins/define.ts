/**
 * How builtins are written down: a row with a name, what is said about it, the kinds of its arguments and a function
 * that gets them unpacked. The table of all rows is handed to the evaluator, which knows no builtin by name.
 */
import type { Machine } from "../eval/machine.ts";
import type { BuiltinCode, Lazy, Value } from "../value/value.ts";

/** How an argument is taken from a program: forced or not, checked or not. */
export interface ArgumentKind<T> {
  /** As the documentation shows it: `list`, `set`, `string`, `any`. */
  readonly name: string;
  readonly take: (machine: Machine, argument: Lazy) => T;
}

/** What is said about a builtin. */
export interface BuiltinNotes {
  readonly name: string;
  /** One or more sentences for people: what it returns, then when it fails. */
  readonly doc: string;
  /** Names of the arguments in order, for the documentation. */
  readonly arguments: readonly string[];
  /** Cost where it is not obvious, with `n` the size of the main argument. */
  readonly complexity?: string;
  /** The first version of Nix that has it, if later than 2.8. */
  readonly since?: string;
}

export interface BuiltinRow extends BuiltinNotes {
  readonly kinds: readonly string[];
  /** Returns the builtin bound to a machine. */
  readonly instantiate: (machine: Machine) => BuiltinCode;
}

function wrongArity(): never {
  throw new Error("builtin called with a wrong number of arguments");
}

/** Returns the row of a builtin with one argument. */
export function builtin1<A>(
  notes: BuiltinNotes,
  first: ArgumentKind<A>,
  run: (machine: Machine, first: A) => Value,
): BuiltinRow {
  return {
    ...notes,
    kinds: [first.name],
    instantiate: (machine) => ({
      name: notes.name,
      arity: 1,
      call1: (a) => run(machine, first.take(machine, a)),
      call2: wrongArity,
      call3: wrongArity,
    }),
  };
}

/** Returns the row of a builtin with two arguments, taken in order. */
export function builtin2<A, B>(
  notes: BuiltinNotes,
  [first, second]: readonly [ArgumentKind<A>, ArgumentKind<B>],
  run: (machine: Machine, first: A, second: B) => Value,
): BuiltinRow {
  return {
    ...notes,
    kinds: [first.name, second.name],
    instantiate: (machine) => ({
      name: notes.name,
      arity: 2,
      call1: wrongArity,
      call2: (a, b) => run(machine, first.take(machine, a), second.take(machine, b)),
      call3: wrongArity,
    }),
  };
}

/** Returns the row of a builtin with three arguments, taken in order. */
export function builtin3<A, B, C>(
  notes: BuiltinNotes,
  [first, second, third]: readonly [ArgumentKind<A>, ArgumentKind<B>, ArgumentKind<C>],
  run: (machine: Machine, first: A, second: B, third: C) => Value,
): BuiltinRow {
  return {
    ...notes,
    kinds: [first.name, second.name, third.name],
    instantiate: (machine) => ({
      name: notes.name,
      arity: 3,
      call1: wrongArity,
      call2: wrongArity,
      call3: (a, b, c) => run(machine, first.take(machine, a), second.take(machine, b), third.take(machine, c)),
    }),
  };
}
