/**
 * What the three binders have in common: chains of them around a term, and what tells their slots apart. A slot of a
 * recursive set or of a formal is told by its name, which programs can see; every other slot by its place alone, so
 * that its name can change freely.
 */
import { type FunctionTerm, type LetTerm, type SetTerm, Tag } from "./term.ts";

export type Binder = FunctionTerm | LetTerm | SetTerm;

/** The binders around a term, nearest first. */
export interface BinderChain {
  readonly binder: Binder;
  readonly outer: BinderChain | null;
}

/** Returns the link of the chain that a `Bound` of this depth means, or null where the chain is shorter. */
export function binderAt<Chain extends { readonly outer: Chain | null }>(
  chain: Chain | null,
  depth: number,
): Chain | null {
  let link = chain;
  for (let left = depth; left > 0 && link !== null; left--) link = link.outer;
  return link;
}

/** Returns the name by which programs see a slot, or null where only its place counts. */
export function visibleSlotName(binder: Binder, slot: number): string | null {
  if (binder.tag === Tag.Set) return binder.statics[slot]?.name ?? null;
  if (binder.tag === Tag.Let || binder.pattern.kind !== "formals") return null;
  return binder.pattern.formals[slot]?.name ?? null;
}

/** Returns the name a slot was written with. */
export function writtenSlotName(binder: Binder, slot: number): string {
  if (binder.tag === Tag.Set) return binder.statics[slot]?.name ?? "?";
  if (binder.tag === Tag.Let) return binder.slots[slot]?.name ?? "?";
  const { pattern } = binder;
  if (pattern.kind === "variable") return pattern.name;
  if (pattern.kind === "list") return pattern.names[slot] ?? "?";
  return pattern.formals[slot]?.name ?? pattern.as ?? "?";
}
