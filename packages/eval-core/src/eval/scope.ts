/**
 * What the compiler knows of frames: which are around a term, of which class, and where in them a binder's slots are.
 * A core variable counts binders only; at run time `with` has a frame too, which the scope accounts for.
 */

import { Thunk, shorten } from "../value/thunk.ts";
import type { Frame } from "../value/frame.ts";
import { largestSmallFrame, unset } from "../value/frame.ts";
import type { Lazy, Value } from "../value/value.ts";

export interface Scope {
  readonly up: Scope | null;
  readonly kind: "binder" | "with";
  /** Whether the frame has fields of its own rather than an array. */
  readonly isSmall: boolean;
  /** Where each slot of the binder is in the frame, or null if it is where it was. */
  readonly order: readonly number[] | null;
}

/** Returns the scope inside a binder whose frame comes from `emptyFrame(up, size)`. */
export function binderScope(up: Scope | null, size: number): Scope {
  return { up, kind: "binder", isSmall: size <= largestSmallFrame, order: null };
}

/** Returns the scope inside a recursive set, whose frame is the array of its values in the order of names. */
export function setScope(up: Scope | null, order: readonly number[]): Scope {
  return { up, kind: "binder", isSmall: false, order };
}

/** Returns the scope inside a `with`. */
export function withScope(up: Scope | null): Scope {
  return { up, kind: "with", isSmall: true, order: null };
}

/** Where a variable is: how many frames out, and where in that frame. */
export interface Address {
  readonly hops: number;
  readonly isSmall: boolean;
  readonly slot: number;
}

/** Returns where a bound variable is. */
export function addressOf(scope: Scope | null, depth: number, slot: number): Address {
  let binders = depth;
  let hops = 0;
  for (let at = scope; at !== null; at = at.up, hops++) {
    if (at.kind === "with") continue;
    if (binders-- > 0) continue;
    return { hops, isSmall: at.isSmall, slot: at.order === null ? slot : (at.order[slot] ?? slot) };
  }
  throw new Error(`no binder ${depth} out`);
}

/** Returns how many frames out each `with` is, innermost first. */
export function withHops(scope: Scope | null): number[] {
  const found: number[] = [];
  let hops = 0;
  for (let at = scope; at !== null; at = at.up, hops++) if (at.kind === "with") found.push(hops);
  return found;
}

export type Code = (env: Frame) => Value;

/** Makes what a slot, an element or an argument holds, usually a thunk. */
export type Maker = (env: Frame) => Lazy;

/** Returns the frame some hops out. */
export function frameAt(env: Frame, hops: number): Frame {
  let frame = env;
  for (let left = hops; left > 0; left--) frame = frame.up;
  return frame;
}

// Variables are most of what runs, so each place has its own reader: the engine then knows the field and the classes.
// A reader forces the slot and puts the value in the thunk's place where it may.

function forceThunk(thunk: Thunk): Value {
  return thunk.code === null ? (thunk.payload as Value) : thunk.force();
}

function read0(frame: Frame): Value {
  const found = frame.s0;
  if (!(found instanceof Thunk)) return found;
  const value = forceThunk(found);
  if (found.code === null) frame.s0 = value;
  return value;
}

function read1(frame: Frame): Value {
  const found = frame.s1;
  if (!(found instanceof Thunk)) return found;
  const value = forceThunk(found);
  if (found.code === null) frame.s1 = value;
  return value;
}

function read2(frame: Frame): Value {
  const found = frame.s2;
  if (!(found instanceof Thunk)) return found;
  const value = forceThunk(found);
  if (found.code === null) frame.s2 = value;
  return value;
}

function read3(frame: Frame): Value {
  const found = frame.s3;
  if (!(found instanceof Thunk)) return found;
  const value = forceThunk(found);
  if (found.code === null) frame.s3 = value;
  return value;
}

/** Forces an element of an array that holds slots or attribute values. */
export function readArray(slots: Lazy[], at: number): Value {
  // The compiler and shapes only give indices that exist.
  const found = slots[at] as Lazy;
  if (!(found instanceof Thunk)) return found;
  const value = forceThunk(found);
  if (found.code === null) slots[at] = value;
  return value;
}

/** Returns the code that yields a variable's value. */
export function readerOf({ hops, isSmall, slot }: Address): Code {
  if (!isSmall) return arrayReader(hops, slot);
  switch (slot) {
    case 0:
      return smallReader0(hops);
    case 1:
      return smallReader1(hops);
    case 2:
      return hops === 0 ? read2 : (env) => read2(frameAt(env, hops));
    default:
      return hops === 0 ? read3 : (env) => read3(frameAt(env, hops));
  }
}

function arrayReader(hops: number, slot: number): Code {
  switch (hops) {
    case 0:
      return (env) => readArray(env.slots, slot);
    case 1:
      return (env) => readArray(env.up.slots, slot);
    case 2:
      return (env) => readArray(env.up.up.slots, slot);
    default:
      return (env) => readArray(frameAt(env, hops).slots, slot);
  }
}

function smallReader0(hops: number): Code {
  switch (hops) {
    case 0:
      return read0;
    case 1:
      return (env) => read0(env.up);
    case 2:
      return (env) => read0(env.up.up);
    default:
      return (env) => read0(frameAt(env, hops));
  }
}

function smallReader1(hops: number): Code {
  switch (hops) {
    case 0:
      return read1;
    case 1:
      return (env) => read1(env.up);
    case 2:
      return (env) => read1(env.up.up);
    default:
      return (env) => read1(frameAt(env, hops));
  }
}

/** Returns the maker that passes on what a variable's slot holds, unevaluated; a slot not yet filled gets a thunk. */
export function passerOf(address: Address): Maker {
  const peek = peekerOf(address);
  const reader = readerOf(address);
  return (env) => {
    const found = peek(env);
    return found === unset ? new Thunk(reader, env) : shorten(found);
  };
}

/** Returns the code that yields what a variable's slot holds, unevaluated. */
export function peekerOf({ hops, isSmall, slot }: Address): Maker {
  if (!isSmall) return (env) => frameAt(env, hops).slots[slot] as Lazy;
  switch (slot) {
    case 0:
      return hops === 0 ? (env) => env.s0 : hops === 1 ? (env) => env.up.s0 : (env) => frameAt(env, hops).s0;
    case 1:
      return hops === 0 ? (env) => env.s1 : hops === 1 ? (env) => env.up.s1 : (env) => frameAt(env, hops).s1;
    case 2:
      return (env) => frameAt(env, hops).s2;
    default:
      return (env) => frameAt(env, hops).s3;
  }
}
