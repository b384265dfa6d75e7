/**
 * Environments at run time: one frame per binder and per `with`, linked outwards. The compiler knows statically which
 * class a frame has and where in it a variable is, so frames carry no names.
 *
 * Small frames have fields of their own, because nearly all frames bind one or two variables and there are tens of
 * millions of them: a frame of one slot takes 40 bytes, an array would take 64. There are no more than four classes,
 * because property caches of the engine hold four.
 */
import type { Lazy } from "./value.ts";

/** What the compiler reads from a frame; every class has the fields its size calls for. */
export interface Frame {
  readonly up: Frame;
  s0: Lazy;
  s1: Lazy;
  s2: Lazy;
  s3: Lazy;
  readonly slots: Lazy[];
}

/** What a slot holds until its binder has filled it. Only code that fills frames may meet it. */
export const unset: Lazy = undefined as unknown as Lazy;

class Frame1 {
  readonly up: Frame;
  s0: Lazy;

  constructor(up: Frame, s0: Lazy) {
    this.up = up;
    this.s0 = s0;
  }
}

class Frame2 {
  readonly up: Frame;
  s0: Lazy = unset;
  s1: Lazy = unset;

  constructor(up: Frame) {
    this.up = up;
  }
}

class Frame4 {
  readonly up: Frame;
  s0: Lazy = unset;
  s1: Lazy = unset;
  s2: Lazy = unset;
  s3: Lazy = unset;

  constructor(up: Frame) {
    this.up = up;
  }
}

class FrameN {
  readonly up: Frame;
  readonly slots: Lazy[];

  constructor(up: Frame, slots: Lazy[]) {
    this.up = up;
    this.slots = slots;
  }
}

/** The size of the largest frame with fields of its own. */
export const largestSmallFrame = 4;

// The casts below are the one place where a class is taken for the interface: the compiler only reads the fields that
// the size it chose has.

/** Returns a frame with one slot. */
export function frameOfOne(up: Frame, s0: Lazy): Frame {
  return new Frame1(up, s0) as unknown as Frame;
}

/** Returns a frame over an array of slots, which it shares. */
export function frameOfSlots(up: Frame, slots: Lazy[]): Frame {
  return new FrameN(up, slots) as unknown as Frame;
}

/** Returns a frame with a number of slots, none of them filled. */
export function emptyFrame(up: Frame, size: number): Frame {
  if (size <= 1) return frameOfOne(up, unset);
  if (size === 2) return new Frame2(up) as unknown as Frame;
  if (size <= largestSmallFrame) return new Frame4(up) as unknown as Frame;
  // A hole reads as `unset`.
  return frameOfSlots(up, new Array<Lazy>(size));
}

/** Returns the outermost frame, which nothing reads. */
export function rootFrame(): Frame {
  const frame: { up: unknown; s0: Lazy } = { up: null, s0: null };
  return frame as unknown as Frame;
}

/** Fills a slot of a frame made by `emptyFrame` or `frameOfSlots`. */
export function fillSlot(frame: Frame, isSmall: boolean, slot: number, value: Lazy): void {
  if (!isSmall) frame.slots[slot] = value;
  else if (slot === 0) frame.s0 = value;
  else if (slot === 1) frame.s1 = value;
  else if (slot === 2) frame.s2 = value;
  else frame.s3 = value;
}
