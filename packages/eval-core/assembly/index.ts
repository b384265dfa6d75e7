/** What the code around the machine calls. */
import { setArity as setBuiltinArity } from "./builtin-table";
import { callValue } from "./call";
import { initCoercion } from "./coerce";
import { evaluate } from "./evaluate";
import { force as forceCell } from "./force";
import { openImage as openImageAt } from "./image";
import { allocate as allocateBytes, newCell, used as usedBytes } from "./memory";
import { setWrapping } from "./numbers";
import { setSettings } from "./settings";
import { findEntry as entryOf, sortEntries } from "./sets";
import { placeStatics as placeStaticsOf } from "./set-node";
import { sortedOrder } from "./sorted-attributes";
import {
  currentDepth,
  initStacks,
  setCallLimit,
  textDepth as texts,
  undoDepth as undos,
  unwind as unwindTo,
  unwindToMessage as messageAt,
} from "./stack";
import { initSymbols } from "./symbols";
import { symbolOf as symbol, symbolText as textOfSymbol } from "./texts";
export { lastDerivation, setStoreFolder } from "./derivation";

/** Makes the machine ready; to be called once. */
export function init(functions: bool, unneeded: bool, insertion: bool, wraps: bool, list: f64, calls: u32): void {
  initStacks();
  setCallLimit(calls);
  initSymbols();
  initCoercion();
  setSettings(functions, unneeded, insertion, list);
  setWrapping(wraps);
}

/** Returns the address of new memory, aligned to 8 bytes and all zero. */
export function allocate(bytes: u32): u32 {
  return allocateBytes(bytes);
}

/** Returns how much of the memory is in use, in bytes. */
export function used(): u32 {
  return usedBytes();
}

/** Says how many arguments a builtin takes. */
export function setArity(builtin: u32, arity: u32): void {
  setBuiltinArity(builtin, arity);
}

/** Returns the symbol of a text. */
export function symbolOf(text: u32): u32 {
  return symbol(text);
}

/** Returns the text of a symbol. */
export function symbolText(number: u32): u32 {
  return textOfSymbol(number);
}

/** Evaluates a cell, which holds its value then. */
export function force(cell: u32): void {
  forceCell(cell);
}

/** Returns a cell with the value of a node. */
export function evaluateNode(node: u32, env: u32): u32 {
  return newCell(evaluate(node, env));
}

/** Returns a cell with the value of a function for an argument. */
export function call(callee: u32, argument: u32): u32 {
  return newCell(callValue(forceCell(callee), argument));
}

/** Brings the entries of a set that was written outside into order. */
export function sortSet(set: u32): void {
  sortEntries(set);
}

/** Returns the root node of an image that was put into the memory. */
export function openImage(image: u32, globals: u32, position: u32): u32 {
  return openImageAt(image, globals, position);
}

/** Fills in where the statics of a set's node are in the set. */
export function placeStatics(node: u32): void {
  placeStaticsOf(node);
}

/** Returns the entry of a symbol in a set, or 0. */
export function findEntry(set: u32, symbol: u32): u32 {
  return entryOf(set, symbol);
}

/** Returns where the entries of a set are listed in the byte order of their names. */
export function orderByName(set: u32): u32 {
  return sortedOrder(set);
}

/** Returns where the stack of cells under evaluation ends, for `unwind`. */
export function undoDepth(): u32 {
  return undos();
}

/** Returns where the stack of texts that are being put together ends, for `unwind`. */
export function textDepth(): u32 {
  return texts();
}

/** Returns how many calls are inside each other, for `unwind`. */
export function callDepth(): u32 {
  return currentDepth();
}

/** Puts back what was under evaluation since an error's message was noted; returns its cell, or 0 for a depth. */
export function unwindToMessage(undo: u32): u32 {
  return messageAt(undo);
}

/** Puts back what was under evaluation since the depths were these. */
export function unwind(undo: u32, text: u32, depth: u32): void {
  unwindTo(undo, text, depth);
}
