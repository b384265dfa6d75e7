/** Attribute sets as programs write them. */
import { delay } from "./delay";
import { evaluate } from "./evaluate";
import { expectSet, expectSymbol } from "./expect";
import { giveUp } from "./failure";
import { KIND_NULL, SET_RECURSIVE, SET_UNPACKED } from "../src/linear/layout";
import { allocate, isKind, release } from "./memory";
import { ENTRY, entryAt, findEntry, newSet, setEntry, sizeOf, sortEntries, updateSets } from "./sets";

/** Returns the set of a node. */
export function evaluateSet(node: u32, env: u32): u32 {
  const flags = load<u32>(node, 8);
  const isRecursive = (flags & SET_RECURSIVE) != 0;
  const statics = load<u32>(node, 12);
  const sources = load<u32>(node, 16);
  const dynamics = load<u32>(node, 20);
  const slots = isRecursive ? statics : 0;
  let frame = env;
  if (isRecursive || sources > 0) {
    frame = allocate(4 + (slots + sources) * 4);
    store<u32>(frame, env);
  }
  let from = node + 24;
  const sourceEnv = isRecursive ? frame : env;
  for (let at: u32 = 0; at < sources; at++, from += 4) {
    store<u32>(frame + (slots + at) * 4, delay(load<u32>(from), sourceEnv), 4);
  }
  const set = newSet(statics);
  for (let at: u32 = 0; at < statics; at++, from += 16) {
    const cell = delay(load<u32>(from, 8), frame);
    setEntry(set, load<u32>(from, 12), load<u32>(from), cell, load<u32>(from, 4));
    if (isRecursive) store<u32>(frame + at * 4, cell, 4);
  }
  const named = dynamics == 0 ? set : addDynamics(set, from, dynamics, frame);
  return (flags & SET_UNPACKED) == 0 ? named : addUnpacked(named, from + dynamics * 12, frame);
}

/** Returns a set with the attributes whose names are computed; no name may come twice. */
function addDynamics(set: u32, from: u32, count: u32, env: u32): u32 {
  const size = sizeOf(set);
  const result = newSet(size + count);
  memory.copy(result + 4, set + 4, size * ENTRY);
  let added = size;
  for (let at: u32 = 0; at < count; at++) {
    const place = from + at * 12;
    const name = evaluate(load<u32>(place), env);
    if (isKind(name, KIND_NULL)) continue;
    const symbol = expectSymbol(name);
    if (findEntry(set, symbol) != 0) giveUp();
    for (let other = size; other < added; other++) if (load<u32>(entryAt(result, other)) == symbol) giveUp();
    setEntry(result, added++, symbol, delay(load<u32>(place, 4), env), load<u32>(place, 8));
  }
  store<u32>(result, added);
  sortEntries(result);
  return result;
}

/** Fills in where the statics of a node are in the set. */
export function placeStatics(node: u32): void {
  const count = load<u32>(node, 12);
  const first = node + 24 + load<u32>(node, 16) * 4;
  // Sorted by symbol, entries say where each static is.
  const sorted = newSet(count);
  for (let at: u32 = 0; at < count; at++) setEntry(sorted, at, load<u32>(first + at * 16), at, 0);
  sortEntries(sorted);
  for (let at: u32 = 0; at < count; at++) store<u32>(first + load<u32>(entryAt(sorted, at), 4) * 16, at, 12);
  release(sorted);
}

/** Returns a set with the attributes of the sets that are unpacked in it; no name may come twice. */
function addUnpacked(start: u32, places: u32, env: u32): u32 {
  const end = places + 4 + load<u32>(places) * 8;
  let set = start;
  for (let place = places + 4; place < end; place += 8) {
    const unpacked = expectSet(evaluate(load<u32>(place), env));
    set = joinSets(set, positioned(unpacked, load<u32>(place, 4)));
  }
  return set;
}

/** Returns the attributes of two sets that have no name in common. */
function joinSets(left: u32, right: u32): u32 {
  const size = sizeOf(left) + sizeOf(right);
  const result = updateSets(left, right);
  if (sizeOf(result) != size) giveUp();
  return result;
}

/** Returns a set whose attributes without a position have that one. */
function positioned(set: u32, position: u32): u32 {
  const end = entryAt(set, sizeOf(set));
  let entry = set + 4;
  while (entry < end && load<u32>(entry, 8) != 0) entry += ENTRY;
  if (entry == end) return set;
  const result = newSet(sizeOf(set));
  memory.copy(result + 4, set + 4, end - set - 4);
  for (entry += result - set; entry < entryAt(result, sizeOf(result)); entry += ENTRY) {
    if (load<u32>(entry, 8) == 0) store<u32>(entry, position, 8);
  }
  return result;
}
