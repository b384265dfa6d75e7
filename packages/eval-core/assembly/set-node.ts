/** Attribute sets as programs write them. */
import { delay } from "./delay";
import { evaluate } from "./evaluate";
import { expectSymbol } from "./expect";
import { giveUp } from "./failure";
import { KIND_NULL } from "../src/linear/layout";
import { allocate, isKind } from "./memory";
import { entryAt, findEntry, newSet, setEntry, sizeOf, sortEntries } from "./sets";

/** Returns the set of a node. */
export function evaluateSet(node: u32, env: u32): u32 {
  const isRecursive = (load<u32>(node, 8) & 1) != 0;
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
  let entry = set + 4;
  for (let at: u32 = 0; at < statics; at++, from += 12, entry += 12) {
    const cell = delay(load<u32>(from, 8), frame);
    store<u32>(entry, load<u32>(from));
    store<u32>(entry, cell, 4);
    store<u32>(entry, load<u32>(from, 4), 8);
    if (isRecursive) store<u32>(frame + at * 4, cell, 4);
  }
  if ((load<u32>(node, 8) & 2) != 0) shareCells(set, frame, from + dynamics * 12);
  return dynamics == 0 ? set : addDynamics(set, from, dynamics, frame);
}

/** Puts the cells of attributes in the place of those that are only other names for them. */
function shareCells(set: u32, frame: u32, pairs: u32): void {
  const end = pairs + 4 + load<u32>(pairs) * 8;
  for (let pair = pairs + 4; pair < end; pair += 8) {
    const alias = load<u32>(pair);
    const cell = load<u32>(frame + load<u32>(pair, 4) * 4, 4);
    store<u32>(frame + alias * 4, cell, 4);
    store<u32>(entryAt(set, alias), cell, 4);
  }
}

/** Returns a set with the attributes whose names are computed; no name may come twice. */
function addDynamics(set: u32, from: u32, count: u32, env: u32): u32 {
  const size = sizeOf(set);
  const result = newSet(size + count);
  memory.copy(result + 4, set + 4, size * 12);
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
