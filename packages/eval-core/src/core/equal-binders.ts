/**
 * The part of equality that knows scopes: functions, `let`s and sets. Formals and attributes are matched by name and
 * may stand in any order; the slots of a `let` are paired at their first use, whatever their names and order.
 */
import {
  type BinderPair,
  type Comparison,
  type FinishJob,
  type Mismatch,
  mismatch,
  pairBinders,
  pushTerms,
  quote,
} from "./comparison.ts";
import { unusedKeys } from "./normal-form.ts";
import {
  emptyPairing,
  letPairingOrNull,
  pair,
  type PairingAnswer,
  type SlotPairing,
  unpaired,
} from "./slot-pairing.ts";
import {
  type FunctionTerm,
  type LetTerm,
  type Origin,
  type Pattern,
  type SetTerm,
  type SlotValue,
  Tag,
  type Term,
} from "./term.ts";

type FormalsPattern = Extract<Pattern, { kind: "formals" }>;
type Scope = BinderPair | null;

/** Queues what two functions consist of, or returns how they differ. */
export function compareFunctions(
  comparison: Comparison,
  left: FunctionTerm,
  right: FunctionTerm,
  scope: Scope,
): Mismatch | null {
  const inner = pairBinders(left, right, null, scope);
  pushTerms(comparison, left.body, right.body, inner);
  const a = left.pattern;
  const b = right.pattern;
  if (a.kind === "formals" && b.kind === "formals") return compareFormals(comparison, { left, right, a, b }, inner);
  if (a.kind === "list" && b.kind === "list") {
    const same = a.names.length === b.names.length && a.open === b.open;
    return same ? null : mismatch(left, right, "list patterns that take different lists");
  }
  return a.kind === b.kind ? null : mismatch(left, right, "functions with different kinds of parameter");
}

interface FormalsSides {
  readonly left: FunctionTerm;
  readonly right: FunctionTerm;
  readonly a: FormalsPattern;
  readonly b: FormalsPattern;
}

function compareFormals(
  comparison: Comparison,
  { left, right, a, b }: FormalsSides,
  inner: BinderPair,
): Mismatch | null {
  if (a.open !== b.open) return mismatch(left, right, "only one of two functions takes any further attributes");
  if ((a.as === null) !== (b.as === null))
    return mismatch(left, right, "only one of two functions names its whole argument");
  if (takesDefaultsIn(a) !== takesDefaultsIn(b)) {
    return mismatch(left, right, "the whole argument includes the defaults in one of two functions");
  }
  const rights = inOrderOf(a.formals, b.formals);
  if (rights === null) return mismatch(left, right, describeNames("arguments", a.formals, b.formals));
  for (const [index, formal] of a.formals.entries()) {
    const other = rights[index];
    if (other === undefined) continue;
    if (formal.default !== null && other.default !== null) pushTerms(comparison, formal.default, other.default, inner);
    else if (formal.default !== other.default) {
      return mismatch(formal, other, `only one of two arguments ${quote(formal.name)} has a default`);
    }
  }
  return null;
}

/** The `@` name sees the defaults only if the feature is on, and there are a name and a default. */
export function takesDefaultsIn(pattern: FormalsPattern): boolean {
  return pattern.asFull && pattern.as !== null && pattern.formals.some((formal) => formal.default !== null);
}

/** Queues the bodies of two `let`s; their slots follow as they are used. */
export function compareLets(comparison: Comparison, left: LetTerm, right: LetTerm, scope: Scope): Mismatch | null {
  const pairing = letPairingOrNull(left, right);
  if (pairing === null) return mismatch(left, right, "`let`s with different numbers of bindings");
  const inner = pairBinders(left, right, pairing, scope);
  comparison.jobs.push({ task: "finish", left, right, scope: inner });
  pushTerms(comparison, left.body, right.body, inner);
  return null;
}

/** Compares what no use has met of two `let`s. */
export function finishLets({ keys }: Comparison, { left, right, scope }: FinishJob): Mismatch | null {
  if (scope.pairing === null) return null;
  const { slots, froms } = scope.pairing;
  const leftUnused = { slots: unpaired(slots.toRight), froms: unpaired(froms.toRight) };
  const rightUnused = { slots: unpaired(slots.toLeft), froms: unpaired(froms.toLeft) };
  if (leftUnused.slots.length + leftUnused.froms.length === 0) return null;
  const leftKeys = unusedKeys(left, leftUnused, scope.left, keys);
  const rightKeys = unusedKeys(right, rightUnused, scope.right, keys);
  const same = leftKeys.length === rightKeys.length && leftKeys.every((key, index) => key === rightKeys[index]);
  return same ? null : mismatch(left, right, "`let`s with different bindings that nothing uses");
}

/** Pairs two slots of the `let`s of a link; their values are queued if they had no partners before. */
export function pairSlots(comparison: Comparison, link: BinderPair, left: number, right: number): PairingAnswer {
  const { binder: leftLet } = link.left;
  const { binder: rightLet } = link.right;
  if (link.pairing === null || leftLet.tag !== Tag.Let || rightLet.tag !== Tag.Let) return "conflict";
  const answer = pair(link.pairing.slots, left, right);
  if (answer !== "new") return answer;
  const a = leftLet.slots[left];
  const b = rightLet.slots[right];
  if (a === undefined || b === undefined) return "conflict";
  const sources = { froms: link.pairing.froms, left: leftLet.froms, right: rightLet.froms };
  return compareValues(comparison, a.value, b.value, sources, link) === null ? "new" : "conflict";
}

interface Sources {
  readonly froms: SlotPairing;
  readonly left: readonly Term[];
  readonly right: readonly Term[];
}

function compareValues(
  comparison: Comparison,
  a: SlotValue,
  b: SlotValue,
  sources: Sources,
  scope: Scope,
): Mismatch | null {
  if (a.tag !== "from" && b.tag !== "from") {
    pushTerms(comparison, a, b, scope);
    return null;
  }
  if (a.tag !== "from" || b.tag !== "from") return mismatch(a, b, "only one of two values is inherited from a set");
  if (a.name !== b.name) return mismatch(a, b, `different attributes: ${quote(a.name)} and ${quote(b.name)}`);
  const answer = pair(sources.froms, a.from, b.from);
  if (answer === "conflict") return mismatch(a, b, `${quote(a.name)} is inherited from different sets`);
  if (answer === "new") pushSources(comparison, sources, { left: a.from, right: b.from }, scope);
  return null;
}

function pushSources(
  comparison: Comparison,
  sources: Sources,
  at: { left: number; right: number },
  scope: Scope,
): void {
  const left = sources.left[at.left];
  const right = sources.right[at.right];
  if (left !== undefined && right !== undefined) pushTerms(comparison, left, right, scope);
}

/** Queues the sources that no attribute comes from, in source order. */
function compareLeftoverSources(comparison: Comparison, sources: Sources, scope: Scope): null {
  const rights = unpaired(sources.froms.toLeft);
  for (const [index, left] of unpaired(sources.froms.toRight).entries()) {
    pushSources(comparison, sources, { left, right: rights[index] ?? -1 }, scope);
  }
  return null;
}

/** Queues what two sets consist of, or returns how they differ. */
export function compareSets(comparison: Comparison, left: SetTerm, right: SetTerm, scope: Scope): Mismatch | null {
  if (left.recursive !== right.recursive) return mismatch(left, right, "a recursive set and one that is not");
  const rights = inOrderOf(left.statics, right.statics);
  if (rights === null) return mismatch(left, right, describeNames("attributes", left.statics, right.statics));
  if (left.overrides < 0 !== right.overrides < 0)
    return mismatch(left, right, "only one of two sets honours `__overrides`");
  if (left.froms.length !== right.froms.length)
    return mismatch(left, right, "different numbers of `inherit (…)` clauses");
  const inner = left.recursive ? pairBinders(left, right, null, scope) : scope;
  const shape = compareComputedParts(comparison, left, right, inner);
  if (shape !== null) return shape;
  const sources = { froms: emptyPairing(left.froms.length, right.froms.length), left: left.froms, right: right.froms };
  for (let index = rights.length - 1; index >= 0; index--) {
    const a = left.statics[index];
    const b = rights[index];
    const found = a && b ? compareValues(comparison, a.value, b.value, sources, inner) : null;
    if (found !== null) return found;
  }
  return compareLeftoverSources(comparison, sources, inner);
}

function compareComputedParts(comparison: Comparison, left: SetTerm, right: SetTerm, scope: Scope): Mismatch | null {
  if (left.dynamics.length !== right.dynamics.length)
    return mismatch(left, right, "different numbers of computed attributes");
  if (left.splats.length !== right.splats.length) return mismatch(left, right, "different numbers of unpacked sets");
  for (const [index, a] of left.dynamics.entries()) {
    const b = right.dynamics[index];
    if (b === undefined) continue;
    pushTerms(comparison, a.value, b.value, scope);
    pushTerms(comparison, a.name, b.name, scope);
  }
  for (const [index, a] of left.splats.entries()) {
    const b = right.splats[index];
    if (b !== undefined) pushTerms(comparison, a, b, scope);
  }
  return null;
}

interface Named {
  readonly name: string;
  readonly origin: Origin;
}

/** Returns `others` in the order in which their names stand in `names`, or null where the names are not the same. */
function inOrderOf<T extends Named>(names: readonly Named[], others: readonly T[]): readonly T[] | null {
  if (names.length !== others.length) return null;
  if (names.every((named, index) => named.name === others[index]?.name)) return others;
  const byName = new Map(others.map((other) => [other.name, other]));
  const ordered = names.flatMap((named) => byName.get(named.name) ?? []);
  return ordered.length === names.length && byName.size === others.length ? ordered : null;
}

function describeNames(what: string, left: readonly Named[], right: readonly Named[]): string {
  const leftOnly = missingFrom(left, right);
  const rightOnly = missingFrom(right, left);
  if (leftOnly !== undefined && rightOnly !== undefined)
    return `different ${what}: ${quote(leftOnly)} and ${quote(rightOnly)}`;
  if (leftOnly !== undefined) return `${what}: the second lacks ${quote(leftOnly)}`;
  return rightOnly === undefined ? `different numbers of ${what}` : `${what}: the first lacks ${quote(rightOnly)}`;
}

function missingFrom(names: readonly Named[], others: readonly Named[]): string | undefined {
  const known = new Set(others.map((other) => other.name));
  return names.find((named) => !known.has(named.name))?.name;
}
