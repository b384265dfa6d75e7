/** Core terms that the laws of the down-levelling speak of. */
import { type Origin, Tag, type Term } from "@lix-tools/eval-core";

/** Returns `builtins.name`. */
export function builtinTerm(name: string, origin: Origin): Term {
  return { tag: Tag.Select, origin, value: { tag: Tag.Name, origin, name: "builtins", withs: 0 }, name };
}

/** Tells whether a term is `builtins.name`. */
export function isBuiltin(term: Term, name: string): boolean {
  return term.tag === Tag.Select && term.name === name && isGlobal(term.value, "builtins");
}

/** Tells whether a term is the global of that name. */
export function isGlobal(term: Term, name: string): boolean {
  return term.tag === Tag.Name && term.name === name && term.withs === 0;
}

/** Returns a call of a function with one argument after the other. */
export function callTerm(fn: Term, ...args: readonly Term[]): Term {
  return args.reduce<Term>((inner, argument) => ({ tag: Tag.Apply, origin: fn.origin, function: inner, argument }), fn);
}

/** Returns the variable of a slot. */
export function boundTerm(depth: number, slot: number, origin: Origin, name: string = "_"): Term {
  return { tag: Tag.Bound, origin, depth, slot, name };
}
