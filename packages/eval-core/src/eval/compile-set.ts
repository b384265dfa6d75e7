/**
 * `let` and attribute sets. A set's values are laid out in the byte order of their names; the frame of a recursive set
 * is that same array, so that forcing a variable and forcing the attribute are one.
 */
import type { LetTerm, SetTerm, Slot } from "../core/term.ts";
import { AttrSet } from "../value/attr-set.ts";
import type { Frame } from "../value/frame.ts";
import { emptyFrame, fillSlot, frameOfOne, frameOfSlots, largestSmallFrame, unset } from "../value/frame.ts";
import { NamedPositions, SitePositions } from "../value/positions.ts";
import type { Positions, SourcePosition } from "../value/positions.ts";
import { Shape } from "../value/shape.ts";
import { force } from "../value/thunk.ts";
import type { Lazy } from "../value/value.ts";
import { selectorFrom } from "./compile-select.ts";
import { compile, delay, suspender } from "./compile.ts";
import { EvalError, withFrame } from "./error.ts";
import { expectPlainText, expectSet } from "./expect.ts";
import type { Code, Maker, Scope } from "./scope.ts";
import { binderScope, setScope } from "./scope.ts";
import type { Unit } from "./unit.ts";
import { positionOf } from "./unit.ts";

/** Literals with more names than this keep a shape of their own: nothing else will have the same names. */
const internedLiteralLimit = 64;

/** What fills a slot, given the frame of the binder and its sources. */
type SlotMaker = (env: Frame, sources: readonly Lazy[]) => Lazy;

const noSources: readonly Lazy[] = [];

function slotMaker(slot: Slot, scope: Scope | null, unit: Unit): SlotMaker {
  if (slot.isDeferred === true) return suspender(slot, scope, unit);
  const { value, name } = slot;
  if (value.tag !== "from") return delay(value, scope, unit, name);
  const { from, origin } = value;
  const select = selectorFrom(value.name, unit, origin.start);
  return (_env, sources) => select(sources[from] as Lazy);
}

/** A slot of a set with overrides: it must not look at other slots before they are overridden. */
function lateSlotMaker(slot: Slot, scope: Scope | null, unit: Unit): SlotMaker {
  const { value } = slot;
  return value.tag === "from" ? slotMaker(slot, scope, unit) : suspender(value, scope, unit);
}

/** Returns the sources of a binder. */
function openSources(froms: readonly Maker[], env: Frame): readonly Lazy[] {
  if (froms.length === 0) return noSources;
  const sources = new Array<Lazy>(froms.length);
  for (let at = 0; at < froms.length; at++) sources[at] = (froms[at] as Maker)(env);
  return sources;
}

/** Returns the code of a `let`. */
export function compileLet(term: LetTerm, scope: Scope | null, unit: Unit): Code {
  const size = term.slots.length;
  const inside = binderScope(scope, size);
  const froms = term.froms.map((from) => delay(from, inside, unit));
  const makers = term.slots.map((slot) => slotMaker(slot, inside, unit));
  const body = compile(term.body, inside, unit);
  const [first, second] = makers;
  if (size === 1 && first !== undefined) {
    return (env) => {
      const frame = frameOfOne(env, unset);
      frame.s0 = first(frame, openSources(froms, frame));
      return body(frame);
    };
  }
  if (size === 2 && first !== undefined && second !== undefined) {
    return (env) => {
      const frame = emptyFrame(env, 2);
      const sources = openSources(froms, frame);
      frame.s0 = first(frame, sources);
      frame.s1 = second(frame, sources);
      return body(frame);
    };
  }
  const isSmall = size <= largestSmallFrame;
  return (env) => {
    const frame = emptyFrame(env, size);
    const sources = openSources(froms, frame);
    for (let at = 0; at < size; at++) fillSlot(frame, isSmall, at, (makers[at] as SlotMaker)(frame, sources));
    return body(frame);
  };
}

/** The parts of a set that are known before it is evaluated. */
interface Layout {
  readonly shape: Shape;
  readonly positions: Positions;
  /** The statics in the order of their names. */
  readonly sorted: readonly Slot[];
  /** Where each static is among the sorted ones. */
  readonly order: readonly number[];
}

function layoutOf(term: SetTerm, unit: Unit): Layout {
  const { statics } = term;
  const size = statics.length;
  const slots = new Map<string, number>();
  for (let slot = 0; slot < size; slot++) slots.set((statics[slot] as Slot).name, slot);
  // The default order is that of code units, which here are bytes.
  const names = [...slots.keys()].sort();
  const sorted = new Array<Slot>(size);
  const order = new Array<number>(size);
  const offsets = new Array<number>(size);
  for (let at = 0; at < size; at++) {
    const slot = slots.get(names[at] as string) ?? 0;
    const attribute = statics[slot] as Slot;
    sorted[at] = attribute;
    order[slot] = at;
    offsets[at] = attribute.origin.start;
  }
  const { shapes } = unit.machine.sets;
  const shape = size <= internedLiteralLimit ? shapes.intern(names) : new Shape(names, false);
  return { shape, positions: new SitePositions(unit.file, shape, offsets), sorted, order };
}

/** Returns the code of a set. */
export function compileSet(term: SetTerm, scope: Scope | null, unit: Unit): Code {
  const layout = layoutOf(term, unit);
  const { sorted } = layout;
  const inside = term.recursive ? setScope(scope, layout.order) : scope;
  const froms = term.froms.map((from) => delay(from, inside, unit));
  const makerOf = term.overrides < 0 ? slotMaker : lateSlotMaker;
  const makers = sorted.map((slot) => makerOf(slot, inside, unit));
  const plain = plainBuilder(layout, froms, makers);
  const build = term.overrides < 0 ? plain : overrider(plain, layout, term.overrides, unit);
  const size = sorted.length;
  const enter = (env: Frame): Frame => (term.recursive ? frameOfSlots(env, new Array<Lazy>(size)) : env);
  const values = (frame: Frame): Lazy[] => (term.recursive ? frame.slots : new Array<Lazy>(size));
  if (term.dynamics.length > 0 || term.splats.length > 0) return extender({ enter, values, build }, term, inside, unit);
  if (term.recursive) {
    return (env) => {
      const frame = enter(env);
      return build(frame, frame.slots);
    };
  }
  return (env) => build(env, new Array<Lazy>(size));
}

/** Fills the values of a set in the environment of its parts, and returns the set. */
type Builder = (env: Frame, values: Lazy[]) => AttrSet;

/** How to make a set: its environment, the array of its values, and the set. */
interface Construction {
  readonly enter: (env: Frame) => Frame;
  readonly values: (frame: Frame) => Lazy[];
  readonly build: Builder;
}

function plainBuilder({ shape, positions }: Layout, froms: readonly Maker[], makers: readonly SlotMaker[]): Builder {
  const size = makers.length;
  return (env, values) => {
    const sources = openSources(froms, env);
    for (let at = 0; at < size; at++) values[at] = (makers[at] as SlotMaker)(env, sources);
    return new AttrSet(shape, values, positions);
  };
}

/** Replaces attributes, and with them the recursive bindings, by those of `__overrides`. */
function overrider(build: Builder, layout: Layout, slot: number, unit: Unit): Builder {
  const at = layout.order[slot] ?? 0;
  return (env, values) => {
    const set = build(env, values);
    const overrides = expectSet(force(values[at] as Lazy));
    overrides.shape.names.forEach((name, index) => {
      const target = layout.shape.indexOf(name);
      if (target >= 0) values[target] = overrides.values[index] as Lazy;
    });
    return unit.machine.sets.update(set, overrides);
  };
}

/** Adds the attributes with computed names and the unpacked sets; no name may come twice. */
function extender({ enter, values, build }: Construction, term: SetTerm, inside: Scope | null, unit: Unit): Code {
  const dynamics = term.dynamics.map((dynamic) => ({
    name: compile(dynamic.name, inside, unit),
    value: delay(dynamic.value, inside, unit),
    position: positionOf(unit, dynamic.origin),
  }));
  const splats = term.splats.map((splat) => ({ code: compile(splat, inside, unit), term: splat }));
  return (outer) => {
    const env = enter(outer);
    const added = new Addition(build(env, values(env)));
    for (const { name, value, position } of dynamics) {
      const key = evaluateName(name, env, position);
      if (key !== null) added.add(key, value(env), position);
    }
    for (const { code, term: splat } of splats) addSplat(added, expectSet(code(env)), positionOf(unit, splat.origin));
    return added.finish(unit);
  };
}

function evaluateName(name: Code, env: Frame, position: SourcePosition): string | null {
  try {
    const value = name(env);
    return value === null ? null : expectPlainText(value);
  } catch (error) {
    throw withFrame(error, () => "while evaluating the name of a dynamic attribute", position);
  }
}

function addSplat(added: Addition, set: AttrSet, position: SourcePosition): void {
  set.shape.names.forEach((name, at) =>
    added.add(name, set.values[at] as Lazy, set.positions?.positionOf(name) ?? position),
  );
}

/** The attributes that a set gets beyond its static ones. */
class Addition {
  private readonly base: AttrSet;
  private readonly values = new Map<string, Lazy>();
  private readonly positions = new Map<string, SourcePosition>();

  constructor(base: AttrSet) {
    this.base = base;
  }

  add(name: string, value: Lazy, position: SourcePosition): void {
    if (this.base.has(name) || this.values.has(name)) {
      const first = this.positions.get(name) ?? this.base.positions?.positionOf(name) ?? null;
      throw new EvalError(
        "eval/duplicate-attribute",
        `dynamic attribute '${name}' already defined${first === null ? "" : ` at ${renderPosition(first)}`}`,
        position,
      );
    }
    this.values.set(name, value);
    this.positions.set(name, position);
  }

  finish({ machine }: Unit): AttrSet {
    if (this.values.size === 0) return this.base;
    const added = machine.sets.fromEntries([...this.values], new NamedPositions(this.positions));
    return machine.sets.update(this.base, added);
  }
}

function renderPosition({ file, offset }: SourcePosition): string {
  const { line, column } = file.lineAndColumn(offset);
  return `${file.name}:${line}:${column}`;
}
