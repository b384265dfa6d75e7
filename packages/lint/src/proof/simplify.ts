/**
 * Laws of the language by which safe fixes are proven, beyond core equality itself. Each holds for every environment
 * and for failing and non-terminating programs as well:
 *
 * - `with s; b` is `let v = s; in b` with `v.a` for `a`, where no other frame and no global can provide `a`
 * - what nothing uses is never evaluated: slots of `let`, the frame of a `with`, an `@` name
 * - a `let` in the body of a `let` is one `let`; one without slots is its body
 * - `rec` without a use of its scope is a plain set; with computed names it is a `let` around a plain set
 * - `inherit (e) x` is `x = e.x`; an attribute of a set literal is its value
 * - a variable that only names another one, or an attribute of one, is that other one
 * - `if e ? p then e.p else d` is `e.p or d`; conditions that are literals decide
 * - on expressions that can only be booleans, `! !b` and `b == true` are `b`
 * - `//` on literals with names written out is one literal
 * - `builtins.f` is the global `f` (the standard global scope is assumed)
 */
import {
  type BinaryTerm,
  type BoundTerm,
  forEachVariable,
  type FunctionTerm,
  type LetTerm,
  mapVariables,
  type SelectTerm,
  type SetTerm,
  shift,
  type Slot,
  type SlotValue,
  standardGlobals,
  Tag,
  type Term,
  type WithTerm,
} from "@lix-tools/eval-core";
import { withoutFrame } from "./without-frame.ts";
import { mapParts, sameTerm, usesFrames } from "./map-term.ts";

/** Returns a term that means the same, in a form where more programs are equal. Recursive: throws on too deep terms. */
export function simplify(term: Term): Term {
  return simplifyRoot(mapParts(term, simplify));
}

function simplifyRoot(term: Term): Term {
  switch (term.tag) {
    case Tag.Let:
      return simplifyLet(withoutSources(term, term.slots, (slots) => ({ ...term, slots, froms: [] })));
    case Tag.Set:
      return simplifySet(withoutSources(term, term.statics, (statics) => ({ ...term, statics, froms: [] })));
    case Tag.With:
      return simplifyWith(term);
    case Tag.Function:
      return simplifyFunction(term);
    case Tag.Select:
      return simplifySelect(term);
    case Tag.If:
      return simplifyIf(term);
    case Tag.Assert:
      return term.condition.tag === Tag.Bool && term.condition.value ? term.body : term;
    case Tag.Not:
      return simplifyNot(term);
    case Tag.Binary:
      return simplifyBinary(term);
    case Tag.String:
      return simplifyString(term);
    default:
      return term;
  }
}

function simplifyWith(term: WithTerm): Term {
  if (!usesFrames(term.body)) return term.body;
  const made = withoutFrame(term);
  return made.tag === Tag.Let ? simplifyLet(made) : made;
}

/** Replaces each attribute of a source by a selection from it. */
function withoutSources<T extends LetTerm | SetTerm>(
  term: T,
  slots: readonly Slot[],
  rebuild: (slots: readonly Slot[]) => T,
): T {
  if (term.froms.length === 0) return term;
  const value = (given: SlotValue): SlotValue => {
    if (given.tag !== "from") return given;
    const source = term.froms[given.from];
    if (source === undefined) return given;
    return simplifyRoot({ tag: Tag.Select, origin: given.origin, value: source, name: given.name });
  };
  return rebuild(slots.map((slot) => ({ ...slot, value: value(slot.value) })));
}

/** The value of a slot once sources are gone. */
function valueOf(slot: Slot | undefined): Term | null {
  return slot === undefined || slot.value.tag === "from" ? null : slot.value;
}

function simplifyLet(term: LetTerm): Term {
  let live = flattenLet(term);
  // A slot may become another name once one of those it mentions is written out; each turn leaves fewer slots.
  for (let last: LetTerm | null = null; last !== live;) {
    last = live;
    live = dropDead(inlineAliases(live));
  }
  if (live.slots.length === 0) return shift(live.body, -1);
  const [only] = live.slots;
  const value = live.slots.length === 1 ? valueOf(only) : null;
  if (value !== null && live.body.tag === Tag.Bound && live.body.depth === 0 && !uses(value, 0))
    return shift(value, -1);
  return live;
}

/** Two `let`s one in the body of the other bind together what each binds alone: names are resolved already. */
function flattenLet(term: LetTerm): LetTerm {
  const inner = term.body;
  if (inner.tag !== Tag.Let || inner.froms.length > 0) return term;
  const offset = term.slots.length;
  const merge = (part: Term): Term =>
    mapVariables(part, (variable, depth) => {
      const level = variable.depth - depth;
      if (level < 0) return variable;
      if (level === 0) return { ...variable, slot: variable.slot + offset };
      return { ...variable, depth: variable.depth - 1 };
    });
  const slots = inner.slots.map((slot): Slot => ({
    ...slot,
    value: slot.value.tag === "from" ? slot.value : merge(slot.value),
  }));
  return { ...term, slots: [...term.slots, ...slots], body: merge(inner.body) };
}

function inlineAliases(term: LetTerm): LetTerm {
  const aliases = new Map<number, Term>();
  for (const [index, slot] of term.slots.entries()) {
    const value = endOfAlias(term, slot);
    if (value !== null) aliases.set(index, value);
  }
  if (aliases.size === 0) return term;
  const inline = (part: Term): Term =>
    mapVariables(part, (variable, depth) => {
      const alias = variable.depth === depth ? aliases.get(variable.slot) : undefined;
      return alias === undefined ? variable : shift(alias, depth);
    });
  const slots = term.slots.map((slot): Slot => ({
    ...slot,
    value: slot.value.tag === "from" ? slot.value : inline(slot.value),
  }));
  return { ...term, slots, body: inline(term.body) };
}

/** Returns the variable or global that a slot is another name of, or null; slots that name each other in a ring are none. */
function endOfAlias(term: LetTerm, slot: Slot): Term | null {
  let value = valueOf(slot);
  for (let steps = 0; steps <= term.slots.length; steps++) {
    if (value === null) return null;
    if (value.tag === Tag.Name) return value.withs === 0 ? value : null;
    if (value.tag === Tag.Select) return isFixedPath(value, term.slots) ? value : null;
    if (value.tag !== Tag.Bound) return null;
    if (value.depth > 0) return value;
    const next = valueOf(term.slots[value.slot]);
    const isVariable = next !== null && (next.tag === Tag.Bound || (next.tag === Tag.Name && next.withs === 0));
    if (!isVariable) return value;
    value = next;
  }
  return null;
}

/**
 * Tells whether a term is `a.b.c` of a global, of a variable outside the `let`, or of a slot that is no such path itself:
 * slots that are attributes of one another in a ring stay what they are.
 */
function isFixedPath(term: Term, slots: readonly Slot[]): boolean {
  if (term.tag === Tag.Select) return typeof term.name === "string" && isFixedPath(term.value, slots);
  if (term.tag === Tag.Name) return term.withs === 0;
  if (term.tag !== Tag.Bound) return false;
  if (term.depth > 0) return true;
  const value = valueOf(slots[term.slot]);
  return value !== null && value.tag !== Tag.Select && value.tag !== Tag.Bound && value.tag !== Tag.Name;
}

function dropDead(term: LetTerm): LetTerm {
  const live = new Set<number>();
  const waiting: Term[] = [term.body];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    forEachVariable(part, (variable, depth) => {
      if (variable.depth !== depth || live.has(variable.slot)) return;
      live.add(variable.slot);
      const value = valueOf(term.slots[variable.slot]);
      if (value !== null) waiting.push(value);
    });
  }
  if (live.size === term.slots.length) return term;
  const order = [...live].toSorted((a, b) => a - b);
  const renumber = (part: Term): Term =>
    mapVariables(part, (variable, depth) =>
      variable.depth === depth ? { ...variable, slot: order.indexOf(variable.slot) } : variable,
    );
  const slots = order.flatMap((index) => {
    const slot = term.slots[index];
    const value = valueOf(slot);
    return slot === undefined || value === null ? [] : [{ ...slot, value: renumber(value) }];
  });
  return { ...term, slots, body: renumber(term.body) };
}

/** Tells whether a variable of the binder right around the term (and `level` more) is used in it. */
function uses(term: Term, level: number, slot: number | null = null): boolean {
  let found = false;
  forEachVariable(term, (variable, depth) => {
    if (variable.depth - depth === level && (slot === null || variable.slot === slot)) found = true;
  });
  return found;
}

function simplifySet(term: SetTerm): Term {
  if (!term.recursive || term.overrides >= 0 || term.splats.length > 0) return term;
  const parts = [
    ...term.statics.flatMap((slot) => valueOf(slot) ?? []),
    ...term.dynamics.flatMap(({ name, value }) => [name, value]),
  ];
  if (!parts.some((part) => uses(part, 0))) return plainSet(term);
  if (term.dynamics.length === 0) return term;
  const { origin } = term;
  const statics = term.statics.map((slot, index): Slot => {
    const variable: BoundTerm = { tag: Tag.Bound, origin, depth: 0, slot: index, name: slot.name };
    return { ...slot, value: variable };
  });
  const body: SetTerm = { ...term, recursive: false, statics };
  return simplifyLet({ tag: Tag.Let, origin, froms: [], slots: term.statics, body });
}

function plainSet(term: SetTerm): SetTerm {
  const out = (part: Term): Term => shift(part, -1);
  return {
    ...term,
    recursive: false,
    statics: term.statics.map((slot) => ({ ...slot, value: slot.value.tag === "from" ? slot.value : out(slot.value) })),
    dynamics: term.dynamics.map(({ origin, name, value }) => ({ origin, name: out(name), value: out(value) })),
  };
}

function simplifyFunction(term: FunctionTerm): Term {
  const { pattern, body } = term;
  if (pattern.kind !== "formals" || pattern.as === null) return term;
  const slot = pattern.formals.length;
  const isUsed =
    uses(body, 0, slot) || pattern.formals.some((formal) => formal.default !== null && uses(formal.default, 0, slot));
  return isUsed ? term : { ...term, pattern: { ...pattern, as: null, asFull: false } };
}

function simplifySelect(term: SelectTerm): Term {
  const { value, name, origin } = term;
  if (typeof name !== "string") return term;
  if (value.tag === Tag.Name && value.name === "builtins" && value.withs === 0) {
    const global = standardGlobals.has(name) ? name : `__${name}`;
    return standardGlobals.has(global) ? { tag: Tag.Name, origin, name: global, withs: 0 } : term;
  }
  if (value.tag !== Tag.Set || value.dynamics.length > 0 || value.splats.length > 0 || value.overrides >= 0)
    return term;
  const index = value.statics.findIndex((slot) => slot.name === name);
  const found = valueOf(value.statics[index]);
  if (found === null) return term;
  if (!value.recursive) return found;
  const body: BoundTerm = { tag: Tag.Bound, origin, depth: 0, slot: index, name };
  return simplifyLet({ tag: Tag.Let, origin, froms: [], slots: value.statics, body });
}

function simplifyIf(term: Extract<Term, { tag: typeof Tag.If }>): Term {
  const { condition, consequence, alternative, origin } = term;
  if (condition.tag === Tag.Bool) return condition.value ? consequence : alternative;
  if (consequence.tag === Tag.Bool && alternative.tag === Tag.Bool && consequence.value !== alternative.value) {
    // Both forms refuse a condition that is no boolean; the condition alone would not.
    if (!consequence.value) return simplifyNot({ tag: Tag.Not, origin, operand: condition });
    return isBoolean(condition) ? condition : term;
  }
  if (condition.tag !== Tag.Has) return term;
  let selected: Term = condition.value;
  for (const name of condition.path) selected = { tag: Tag.Select, origin, value: selected, name };
  if (!sameTerm(selected, consequence)) return term;
  return { tag: Tag.SelectOr, origin, value: condition.value, path: condition.path, fallback: alternative };
}

function simplifyNot(term: Extract<Term, { tag: typeof Tag.Not }>): Term {
  const { operand } = term;
  if (operand.tag === Tag.Bool) return { ...operand, value: !operand.value };
  return operand.tag === Tag.Not && isBoolean(operand.operand) ? operand.operand : term;
}

/** Tells whether the term, if it has a value, has a boolean one. */
function isBoolean(term: Term): boolean {
  switch (term.tag) {
    case Tag.Bool:
    case Tag.Not:
    case Tag.Has:
      return true;
    case Tag.Binary:
      return ["and", "or", "implies", "equal", "less"].includes(term.operator);
    default:
      return false;
  }
}

function simplifyBinary(term: BinaryTerm): Term {
  const { left, right, operator, origin } = term;
  switch (operator) {
    case "and":
      if (left.tag !== Tag.Bool) return term;
      if (!left.value) return left;
      return isBoolean(right) ? right : term;
    case "or":
      if (left.tag !== Tag.Bool) return term;
      if (left.value) return left;
      return isBoolean(right) ? right : term;
    case "implies":
      if (left.tag !== Tag.Bool) return term;
      if (!left.value) return { ...left, value: true };
      return isBoolean(right) ? right : term;
    case "equal": {
      const literal = right.tag === Tag.Bool ? right : left.tag === Tag.Bool ? left : null;
      const other = literal === right ? left : right;
      if (literal === null || !isBoolean(other)) return term;
      return literal.value ? other : simplifyNot({ tag: Tag.Not, origin, operand: other });
    }
    case "update":
      return left.tag === Tag.Set && right.tag === Tag.Set ? mergeSets(term, left, right) : term;
    default:
      return term;
  }
}

function mergeSets(term: BinaryTerm, left: SetTerm, right: SetTerm): Term {
  const isPlain = (set: SetTerm): boolean => !set.recursive && set.dynamics.length === 0 && set.splats.length === 0;
  if (!isPlain(left) || !isPlain(right)) return term;
  const names = new Set(right.statics.map(({ name }) => name));
  return { ...right, statics: [...left.statics.filter(({ name }) => !names.has(name)), ...right.statics] };
}

function simplifyString(term: Extract<Term, { tag: typeof Tag.String }>): Term {
  const parts: (string | Term)[] = [];
  for (const part of term.parts) {
    const text = typeof part === "string" ? part : part.tag === Tag.Text ? part.value : null;
    const last = parts.at(-1);
    if (text === null) parts.push(part);
    else if (typeof last === "string") parts[parts.length - 1] = last + text;
    else parts.push(text);
  }
  const kept = parts.filter((part) => part !== "");
  const [only] = kept;
  if (kept.length === 0) return { tag: Tag.Text, origin: term.origin, value: "" };
  if (kept.length === 1 && typeof only === "string") return { tag: Tag.Text, origin: term.origin, value: only };
  return { ...term, parts: kept };
}
