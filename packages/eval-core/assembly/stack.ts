/**
 * What is under evaluation, in two stacks beside the call stack, so that an error can be undone without being caught at
 * every step: the cells being evaluated with what they held before, and texts being gathered for a string.
 */
import { giveUp } from "./failure";
import { allocate } from "./memory";

const undoBytes: u32 = 16 << 20;
const textBytes: u32 = 16 << 20;

let undoStart: u32 = 0;
let undoTop: u32 = 0;
let undoEnd: u32 = 0;
let textStart: u32 = 0;
let textTop: u32 = 0;
let textEnd: u32 = 0;
let callDepth: u32 = 0;
let callLimit: u32 = 0;

export function initStacks(): void {
  undoStart = allocate(undoBytes);
  undoTop = undoStart;
  undoEnd = undoStart + undoBytes;
  textStart = allocate(textBytes);
  textTop = textStart;
  textEnd = textStart + textBytes;
}

/** Sets how many calls may be inside each other. Calls at the end of a body count, too, though they need no stack. */
export function setCallLimit(limit: u32): void {
  callLimit = limit;
}

/** Counts a call. Whoever evaluates puts the depth back to what it was. */
// @ts-ignore: decorator
@inline
export function enterCall(): void {
  if (++callDepth > callLimit) giveUp();
}

// @ts-ignore: decorator
@inline
export function currentDepth(): u32 {
  return callDepth;
}

// @ts-ignore: decorator
@inline
export function setDepth(depth: u32): void {
  callDepth = depth;
}

/** Notes that a cell is being evaluated, and what it held. */
// @ts-ignore: decorator
@inline
export function pushUndo(cell: u32, held: u64): void {
  const at = undoTop;
  if (at == undoEnd) giveUp();
  store<u32>(at, cell);
  store<u64>(at, held, 8);
  undoTop = at + 16;
}

// @ts-ignore: decorator
@inline
export function popUndo(): void {
  undoTop -= 16;
}

export function undoDepth(): u32 {
  return undoTop;
}

export function textDepth(): u32 {
  return textTop;
}

/** Notes the cell of a message, which is asked for should an error end what is begun before the note is taken off. */
export function pushMessage(cell: u32): void {
  pushUndo(cell | 1, 0);
}

/** Puts back what the cells held that were under evaluation since a message; returns its cell, or 0 for a depth. */
export function unwindToMessage(undo: u32): u32 {
  while (undoTop > undo) {
    undoTop -= 16;
    const cell = load<u32>(undoTop);
    if ((cell & 1) != 0) return cell - 1;
    store<u64>(cell, load<u64>(undoTop, 8));
  }
  return 0;
}

/** Puts back what the cells held that were under evaluation since a depth. */
export function unwind(undo: u32, texts: u32, depth: u32): void {
  while (unwindToMessage(undo) != 0) {}
  textTop = texts;
  callDepth = depth;
}

// @ts-ignore: decorator
@inline
export function pushText(text: u32): void {
  if (textTop == textEnd) giveUp();
  store<u32>(textTop, text);
  textTop += 4;
}

/** Where the texts pushed last are; they stay on the stack. */
// @ts-ignore: decorator
@inline
export function topTexts(count: u32): u32 {
  return textTop - count * 4;
}

// @ts-ignore: decorator
@inline
export function popTexts(count: u32): void {
  textTop -= count * 4;
}
