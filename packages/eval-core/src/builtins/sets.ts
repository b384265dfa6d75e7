/** Builtins on attribute sets. */
import { call2 } from "../eval/call.ts";
import { EvalError } from "../eval/error.ts";
import { expectPlainText, expectSet } from "../eval/expect.ts";
import type { Machine } from "../eval/machine.ts";
import { attributeMissing } from "../eval/missing.ts";
import { readArray } from "../eval/scope.ts";
import { compareBytes } from "../store/bytes.ts";
import type { Entry } from "../value/attr-set.ts";
import { AttrSet, emptySet } from "../value/attr-set.ts";
import type { SourcePosition } from "../value/positions.ts";
import { Positions, SitePositions } from "../value/positions.ts";
import type { Shape } from "../value/shape.ts";
import { force, suspend } from "../value/thunk.ts";
import type { Lazy, Value } from "../value/value.ts";
import { BuiltinValue, Closure } from "../value/value.ts";
import type { BuiltinRow } from "./define.ts";
import { builtin1, builtin2 } from "./define.ts";
import { any, callable, lazy, list, plainText, set } from "./kinds.ts";

/** A call with two arguments put off: what `mapAttrs` and `zipAttrsWith` make for every attribute. */
class Application2 {
  readonly callee: Lazy;
  readonly first: Lazy;
  readonly second: Lazy;

  constructor(callee: Lazy, first: Lazy, second: Lazy) {
    this.callee = callee;
    this.first = first;
    this.second = second;
  }
}

function runApplication2({ callee, first, second }: Application2): Value {
  return call2(force(callee), first, second);
}

function apply2(callee: Lazy, first: Lazy, second: Lazy): Lazy {
  return suspend(runApplication2, new Application2(callee, first, second));
}

/** Returns an attribute that must be there. */
export function requiredAttribute(from: AttrSet, name: string): Lazy {
  const value = from.get(name);
  if (value === undefined) throw attributeMissing(from, name, null);
  return value;
}

/** Returns the attributes whose names a predicate accepts; the set itself if that is all of them. */
function restrict(machine: Machine, from: AttrSet, isKept: (name: string) => boolean): AttrSet {
  const names: string[] = [];
  const values: Lazy[] = [];
  from.shape.names.forEach((name, at) => {
    if (!isKept(name)) return;
    names.push(name);
    values.push(from.values[at] as Lazy);
  });
  return names.length === from.size ? from : machine.sets.fromSorted(names, values, from.positions);
}

/** Makes the set of pairs of a name and a value; of pairs with the same name the first counts. */
function listToSet(machine: Machine, elements: readonly Lazy[]): Value {
  const names: string[] = [];
  const pairs: AttrSet[] = [];
  // As long as names ascend there is no need to look for equal ones.
  let known: Set<string> | null = null;
  for (const element of elements) {
    const pair = expectSet(force(element));
    const name = expectPlainText(force(requiredAttribute(pair, "name")));
    if (known === null && names.length > 0 && name <= (names.at(-1) as string)) known = new Set(names);
    if (known?.has(name) === true) continue;
    known?.add(name);
    requiredAttribute(pair, "value");
    names.push(name);
    pairs.push(pair);
  }
  return known === null ? pairsToSet(machine, names, pairs) : pairsToSet(machine, ...inOrder(names, pairs));
}

/** Returns names in byte order and the pair of each. */
function inOrder(names: readonly string[], pairs: readonly AttrSet[]): [names: string[], pairs: AttrSet[]] {
  const order = names.map((_, at) => at);
  order.sort((left, right) => compareBytes(names[left] as string, names[right] as string));
  return [order.map((at) => names[at] as string), order.map((at) => pairs[at] as AttrSet)];
}

function pairsToSet(machine: Machine, names: readonly string[], pairs: readonly AttrSet[]): AttrSet {
  const values = pairs.map((pair) => requiredAttribute(pair, "value"));
  const shape = machine.sets.shapes.shapeOf(names);
  const sources = pairs.map((pair) => pair.positions);
  const [source = null] = sources;
  // Mostly all pairs come from one place, so there is one source.
  const isOne = sources.every((other) => other === source);
  const isUnknown = isOne && source === null;
  return new AttrSet(shape, values, isUnknown ? null : new ValuePositions(shape, isOne ? source : sources));
}

/** The positions in a set from `listToAttrs`: where each `value` is written. */
class ValuePositions extends Positions {
  private readonly shape: Shape;
  private readonly sources: Positions | null | readonly (Positions | null)[];

  /** `sources` are the positions of the pairs: of all of them, or of each in the order of the shape's names. */
  constructor(shape: Shape, sources: Positions | null | readonly (Positions | null)[]) {
    super();
    this.shape = shape;
    this.sources = sources;
  }

  positionOf(name: string): SourcePosition | null {
    const at = this.shape.indexOf(name);
    if (at < 0) return null;
    const source = this.sources instanceof Positions ? this.sources : this.sources?.[at];
    return source?.positionOf("value") ?? null;
  }
}

function intersect(machine: Machine, left: AttrSet, right: AttrSet): Value {
  if (left.shape === right.shape) return right;
  if (right.size <= left.size * 4) return restrict(machine, right, (name) => left.has(name));
  const names: string[] = [];
  const values: Lazy[] = [];
  for (const name of left.shape.names) {
    const value = right.get(name);
    if (value === undefined) continue;
    names.push(name);
    values.push(value);
  }
  return machine.sets.fromSorted(names, values, right.positions);
}

function functionArguments(machine: Machine, callee: Value): Value {
  if (callee instanceof BuiltinValue) return emptySet;
  if (!(callee instanceof Closure)) throw new EvalError("eval/type", "'functionArgs' requires a function");
  const { formals, file } = callee.code;
  if (formals === null) return emptySet;
  const sorted = [...formals].sort((left, right) => compareBytes(left.name, right.name));
  const values = sorted.map((formal) => formal.hasDefault);
  const shape = machine.sets.shapes.shapeOf(sorted.map((formal) => formal.name));
  const offsets = sorted.map((formal) => formal.offset);
  return new AttrSet(shape, values, new SitePositions(file, shape, offsets));
}

function zip(machine: Machine, callee: Value, sets: readonly Lazy[]): Value {
  const groups = new Map<string, Lazy[]>();
  for (const element of sets) {
    const from = expectSet(force(element));
    from.shape.names.forEach((name, at) => {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [from.values[at] as Lazy]);
      else group.push(from.values[at] as Lazy);
    });
  }
  const entries = [...groups].map(([name, values]): Entry => [name, apply2(callee, name, values)]);
  return machine.sets.fromEntries(entries);
}

/** Returns a position as programs see it: a set, or null for expressions that are in no file. */
export function positionValue(machine: Machine, position: SourcePosition | null): Value {
  if (position === null) return null;
  if (!position.file.isFile && machine.compat.expressionPositions === "null") return null;
  const { line, column } = position.file.lineAndColumn(position.offset);
  return machine.sets.fromSorted(["column", "file", "line"], [column, position.file.name, line], null);
}

/** Attribute sets, in the order of the manual. */
export const setBuiltins: readonly BuiltinRow[] = [
  builtin1(
    { name: "attrNames", arguments: ["set"], doc: "Returns the names of the attributes, in byte order." },
    set,
    // A list of its own each time: printers tell lists met before by their identity.
    (_machine, from) => from.shape.names.slice(),
  ),
  builtin1(
    {
      name: "attrValues",
      arguments: ["set"],
      doc: "Returns the values of the attributes, in the order of their names.",
    },
    set,
    (_machine, from) => from.values.slice(),
  ),
  builtin2(
    {
      name: "catAttrs",
      arguments: ["name", "list"],
      doc: "Returns the values of the attribute in those sets of the list that have it.",
    },
    [plainText, list],
    (_machine, name, sets) => {
      const values: Lazy[] = [];
      for (const element of sets) {
        const value = expectSet(force(element)).get(name);
        if (value !== undefined) values.push(value);
      }
      return values;
    },
  ),
  builtin1(
    {
      name: "functionArgs",
      arguments: ["function"],
      doc: "Returns a set with the names of the function's formals; the values tell which have defaults. It is empty for functions without a set pattern.",
    },
    any,
    functionArguments,
  ),
  builtin2(
    {
      name: "getAttr",
      arguments: ["name", "set"],
      doc: "Returns the attribute. Fails if there is none of that name.",
    },
    [plainText, set],
    (_machine, name, from) => {
      const at = from.shape.indexOf(name);
      if (at < 0) throw attributeMissing(from, name, null);
      return readArray(from.values, at);
    },
  ),
  builtin2(
    { name: "hasAttr", arguments: ["name", "set"], doc: "Returns whether there is an attribute of that name." },
    [plainText, set],
    (_machine, name, from) => from.has(name),
  ),
  builtin2(
    {
      name: "intersectAttrs",
      arguments: ["names", "set"],
      doc: "Returns the attributes of the second set whose names the first has too.",
      complexity: "O(n log m)",
    },
    [set, set],
    intersect,
  ),
  builtin1(
    {
      name: "listToAttrs",
      arguments: ["list"],
      doc: "Returns a set of the `value`s of the sets in the list under their `name`s. The first of a name wins.",
    },
    list,
    listToSet,
  ),
  builtin2(
    {
      name: "mapAttrs",
      arguments: ["function", "set"],
      doc: "Returns the set with every value replaced by the function's result for name and value, computed when asked for.",
    },
    [lazy, set],
    (_machine, callee, from) => {
      const { names } = from.shape;
      const values = new Array<Lazy>(names.length);
      for (let at = 0; at < names.length; at++)
        values[at] = apply2(callee, names[at] as string, from.values[at] as Lazy);
      return new AttrSet(from.shape, values, null);
    },
  ),
  builtin2(
    {
      name: "removeAttrs",
      arguments: ["set", "names"],
      doc: "Returns the set without the attributes of those names, which need not exist.",
    },
    [set, list],
    (machine, from, names) => {
      const removed = new Set(names.map((name) => expectPlainText(force(name))));
      let hits = 0;
      for (const name of removed) if (from.has(name)) hits++;
      return hits === 0 ? from : restrict(machine, from, (name) => !removed.has(name));
    },
  ),
  builtin2(
    {
      name: "unsafeGetAttrPos",
      arguments: ["name", "set"],
      doc: "Returns where the attribute is written, as a set of `file`, `line` and `column`, or null if that is not known.",
    },
    [plainText, set],
    (machine, name, from) => positionValue(machine, from.has(name) ? (from.positions?.positionOf(name) ?? null) : null),
  ),
  builtin2(
    {
      name: "zipAttrsWith",
      arguments: ["function", "list"],
      doc: "Returns a set that has, for every name in the sets of the list, the function's result for the name and the list of its values.",
    },
    [callable, list],
    zip,
  ),
];
