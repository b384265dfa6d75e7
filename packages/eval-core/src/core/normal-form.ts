/**
 * The normal form of a program as one line of text: two programs are core-equal exactly when their lines are equal.
 * Comparing two programs at hand is `equal.ts`, which is faster and knows where they part; the line is for keeping,
 * hashing and for stating in full what equality means.
 *
 * A term is `(form part …)`. A variable is `^depth` and, where the binder has several, what tells the slot apart: a
 * visible name, or a number. The slots of a `let` are numbered as the reading meets them: first in the body, then in
 * the values of the slots met so far. Attributes and formals stand in byte order of their names, `inherit (from)`
 * sources in the order of their first attribute. Concatenations are lists with unpacked operands, path literals have
 * their shortest spelling, and names of local variables and origins are left out.
 *
 * What nothing uses in a `let` is never evaluated. It comes last, each slot and source by itself and in the order of
 * the texts, since no use gives an order; there a variable of a `let` further out is `?`, whichever slot it is.
 *
 * The text is written from an explicit stack: terms are as deep as programs have operators.
 */
import { type BinderChain, binderAt, visibleSlotName, type Binder } from "./binder.ts";
import { elementsOf, isListing } from "./list-elements.ts";
import { canonicalParts, canonicalPathText } from "./path-text.ts";
import {
  type AttributeName,
  type BoundTerm,
  type FromValue,
  type FunctionTerm,
  type LetTerm,
  type PathInterpolationTerm,
  type SetTerm,
  type Slot,
  type SlotValue,
  type StringTerm,
  Tag,
  type Term,
} from "./term.ts";

/** Numbers given in the order of first use. */
interface Numbering {
  /** The number of each slot or source, -1 while it has none. */
  readonly numbers: number[];
  /** The slots or sources by number. */
  readonly order: number[];
}

/** A binder around the term being written. */
interface Scope extends BinderChain {
  readonly outer: Scope | null;
  /** The numbers of a `let`'s slots; none for other binders, and for `let`s around an unused slot. */
  readonly slots?: Numbering;
  /** The same binders without numbers. */
  readonly plain?: BinderChain;
}

function plainOf(scope: Scope | null): BinderChain | null {
  return scope?.plain ?? scope;
}

function open(binder: Binder, outer: Scope | null): Scope {
  return { binder, outer, plain: { binder, outer: plainOf(outer) } };
}

type Item =
  | string
  | { readonly task: "term"; readonly term: Term; readonly scope: Scope | null }
  | ({ readonly task: "slots" } & OpenLet);

/** A `let` whose body and first `written` slots are written. */
interface OpenLet {
  readonly term: LetTerm;
  readonly scope: Scope;
  readonly slots: Numbering;
  readonly froms: Numbering;
  readonly written: number;
}

/** Normal forms of slots nothing uses, kept because nested ones would otherwise be written again and again. */
export type SlotKeys = Map<Slot, string>;

interface Writer {
  readonly items: Item[];
  readonly keys: SlotKeys;
}

/** Returns the normal form of a program as a line of text. */
export function normalForm(term: Term): string {
  return write(term, null, new Map());
}

function write(term: Term, scope: Scope | null, keys: SlotKeys): string {
  const writer: Writer = { items: [{ task: "term", term, scope }], keys };
  const text: string[] = [];
  for (let item = writer.items.pop(); item !== undefined; item = writer.items.pop()) {
    if (typeof item === "string") text.push(item);
    else push(writer, item.task === "term" ? partsOf(item.term, item.scope) : slotParts(writer, item));
  }
  return text.join("");
}

function push(writer: Writer, parts: readonly Item[]): void {
  for (let index = parts.length; index > 0; index--) {
    const part = parts[index - 1];
    if (part !== undefined) writer.items.push(part);
  }
}

const at = (term: Term, scope: Scope | null): Item => ({ task: "term", term, scope });

/** Returns `(form a b …)`. */
function form(name: string, terms: readonly Term[], scope: Scope | null): Item[] {
  return [`(${name}`, ...terms.flatMap((term): Item[] => [" ", at(term, scope)]), ")"];
}

// One flat switch over the tags.
function partsOf(term: Term, scope: Scope | null): Item[] {
  if (isListing(term)) {
    return [
      "(list",
      ...elementsOf(term).flatMap(({ splat, value }): Item[] => [splat ? " *" : " ", at(value, scope)]),
      ")",
    ];
  }
  switch (term.tag) {
    case Tag.Null:
      return ["null"];
    case Tag.Bool:
    case Tag.Int:
      return [String(term.value)];
    case Tag.Float:
      return [Number.isInteger(term.value) ? `${Object.is(term.value, -0) ? "-0" : term.value}.0` : String(term.value)];
    case Tag.Text:
      return [JSON.stringify(term.value)];
    case Tag.String:
      return interpolated("string", term, scope);
    case Tag.Path:
      return [`(path ${term.root} ${JSON.stringify(canonicalPathText(term.root, term.text))})`];
    case Tag.PathInterpolation:
      return interpolated(`path ${term.root}`, term, scope);
    case Tag.Find:
      return form(`find ${JSON.stringify(term.text)}`, [term.findFile, term.nixPath], scope);
    case Tag.CurrentPosition:
      return ["(position)"];
    case Tag.Bound:
      return [boundText(term, scope)];
    case Tag.Name:
      return [`(name ${JSON.stringify(term.name)} ${term.withs})`];
    case Tag.Function:
      return functionParts(term, scope);
    case Tag.Apply:
      return form("apply", [term.function, term.argument], scope);
    case Tag.Let:
      return letParts(term, scope);
    case Tag.Set:
      return setParts(term, scope);
    case Tag.Select:
      return ["(select ", at(term.value, scope), ...nameParts(term.name, scope), ")"];
    case Tag.SelectOr:
      return [
        "(select-or ",
        at(term.value, scope),
        ...term.path.flatMap((name) => nameParts(name, scope)),
        " ",
        at(term.fallback, scope),
        ")",
      ];
    case Tag.Has:
      return ["(has ", at(term.value, scope), ...term.path.flatMap((name) => nameParts(name, scope)), ")"];
    case Tag.Index:
      return form(`index ${term.index}`, [term.list], scope);
    case Tag.If:
      return form("if", [term.condition, term.consequence, term.alternative], scope);
    case Tag.Assert:
      return form("assert", [term.condition, term.body], scope);
    case Tag.With:
      return form("with", [term.environment, term.body], scope);
    case Tag.Not:
      return form("not", [term.operand], scope);
    case Tag.Binary:
      return form(term.operator, [term.left, term.right], scope);
    default:
      return term satisfies never;
  }
}

function interpolated(name: string, term: StringTerm | PathInterpolationTerm, scope: Scope | null): Item[] {
  const parts = canonicalParts(term).flatMap((part): Item[] => [
    " ",
    typeof part === "string" ? JSON.stringify(part) : at(part, scope),
  ]);
  return [`(${name}`, ...parts, ")"];
}

function nameParts(name: AttributeName, scope: Scope | null): Item[] {
  return typeof name === "string" ? [` .${JSON.stringify(name)}`] : [" .", at(name, scope)];
}

function boundText({ depth, slot }: BoundTerm, scope: Scope | null): string {
  const link = binderAt(scope, depth);
  if (link === null) return `^${depth}.${slot}`;
  if (link.binder.tag === Tag.Let) return `^${depth}.${link.slots === undefined ? "?" : numberOf(link.slots, slot)}`;
  const name = visibleSlotName(link.binder, slot);
  if (name !== null) return `^${depth}.${JSON.stringify(name)}`;
  const isList = link.binder.tag === Tag.Function && link.binder.pattern.kind === "list";
  return isList ? `^${depth}.${slot}` : `^${depth}`;
}

function numberOf({ numbers, order }: Numbering, index: number): number {
  const known = numbers[index] ?? -1;
  if (known >= 0) return known;
  numbers[index] = order.length;
  order.push(index);
  return order.length - 1;
}

function emptyNumbering(count: number): Numbering {
  return { numbers: Array.from({ length: count }, () => -1), order: [] };
}

function functionParts(term: FunctionTerm, outer: Scope | null): Item[] {
  const scope = open(term, outer);
  const { pattern } = term;
  const body: Item[] = [" ", at(term.body, scope), ")"];
  if (pattern.kind === "variable") return ["(fun", ...body];
  if (pattern.kind === "list") return [`(fun-list ${pattern.names.length}${pattern.open ? " open" : ""}`, ...body];
  const formals = [...pattern.formals].sort(byName).flatMap((formal): Item[] => {
    const name = ` (${JSON.stringify(formal.name)}`;
    return formal.default === null ? [`${name})`] : [`${name} `, at(formal.default, scope), ")"];
  });
  const full = pattern.asFull && pattern.as !== null && pattern.formals.some((formal) => formal.default !== null);
  return [
    `(fun-set${pattern.open ? " open" : ""}${pattern.as === null ? "" : full ? " as-full" : " as"}`,
    ...formals,
    ...body,
  ];
}

function letParts(term: LetTerm, outer: Scope | null): Item[] {
  const slots = emptyNumbering(term.slots.length);
  const scope: Scope = { ...open(term, outer), slots };
  const froms = emptyNumbering(term.froms.length);
  return ["(let ", at(term.body, scope), { task: "slots", term, scope, slots, froms, written: 0 }];
}

/** Returns the next slot of a `let` and the rest of it, or its sources and what is unused once all others are written. */
function slotParts({ keys }: Writer, { term, scope, slots, froms, written }: OpenLet): Item[] {
  const slot = term.slots[slots.order[written] ?? -1];
  if (slot !== undefined) {
    const rest: Item = { task: "slots", term, scope, slots, froms, written: written + 1 };
    return [" ", ...valueParts(slot.value, froms, scope), rest];
  }
  const unused = unusedKeys(term, { slots: unnumbered(slots), froms: unnumbered(froms) }, plainOf(scope), keys);
  return [...sourceParts(term.froms, froms, scope), ...unused.map((key) => ` #${key}`), ")"];
}

function valueParts(value: SlotValue, froms: Numbering, scope: Scope | null): Item[] {
  return value.tag === "from" ? [fromText(value, froms)] : [at(value, scope)];
}

function fromText(value: FromValue, froms: Numbering): string {
  return `(from ${numberOf(froms, value.from)} ${JSON.stringify(value.name)})`;
}

function sourceParts(sources: readonly Term[], froms: Numbering, scope: Scope | null): Item[] {
  return froms.order.flatMap((index): Item[] => {
    const source = sources[index];
    return source === undefined ? [] : [" (source ", at(source, scope), ")"];
  });
}

function unnumbered({ numbers }: Numbering): number[] {
  const free: number[] = [];
  for (const [index, number] of numbers.entries()) if (number === -1) free.push(index);
  return free;
}

function setParts(term: SetTerm, outer: Scope | null): Item[] {
  const scope = term.recursive ? open(term, outer) : outer;
  const froms = emptyNumbering(term.froms.length);
  const statics = [...term.statics]
    .sort(byName)
    .flatMap((slot): Item[] => [` (${JSON.stringify(slot.name)} `, ...valueParts(slot.value, froms, scope), ")"]);
  const dynamics = term.dynamics.flatMap(({ name, value }): Item[] => [
    " (computed ",
    at(name, scope),
    " ",
    at(value, scope),
    ")",
  ]);
  const splats = term.splats.flatMap((value): Item[] => [" *", at(value, scope)]);
  for (const index of unnumbered(froms)) numberOf(froms, index);
  const head = `(${term.recursive ? "rec-" : ""}set${term.overrides < 0 ? "" : " overrides"}`;
  return [head, ...statics, ...dynamics, ...splats, ...sourceParts(term.froms, froms, scope), ")"];
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return byText(left.name, right.name);
}

/** Slots and sources of a `let`, by place. */
export interface Unused {
  readonly slots: readonly number[];
  readonly froms: readonly number[];
}

/** Returns the normal forms of what nothing uses in a `let`, in their own order. `chain` begins with the `let`. */
export function unusedKeys(term: LetTerm, unused: Unused, chain: BinderChain | null, keys: SlotKeys): string[] {
  const slots = unused.slots.flatMap((index) => term.slots[index] ?? []);
  const sources = unused.froms.flatMap((index) => term.froms[index] ?? []);
  const texts = slots.map((slot) => keyOf(term, slot, chain, keys));
  return [...texts, ...sources.map((source) => `(source ${write(source, chain, keys)})`)].toSorted(byText);
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyOf({ froms }: LetTerm, slot: Slot, chain: BinderChain | null, keys: SlotKeys): string {
  const known = keys.get(slot);
  if (known !== undefined) return known;
  const { value } = slot;
  const source = value.tag === "from" ? froms[value.from] : value;
  const text = source === undefined ? "" : write(source, chain, keys);
  const key = value.tag === "from" ? `(select ${text} .${JSON.stringify(value.name)})` : text;
  keys.set(slot, key);
  return key;
}
