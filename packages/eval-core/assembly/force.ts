/** Evaluating cells: each at most once, and not while it is being evaluated. */
import { callValue, callValue2 } from "./call";
import { evaluate } from "./evaluate";
import { giveUp } from "./failure";
import { FORM_APPLY, FORM_BLACKHOLE, FORM_THUNK } from "../src/linear/layout";
import { payloadOf } from "./memory";
import { popUndo, pushUndo } from "./stack";

/** Returns the value of a cell. The optimizer puts it where it is called. */
export function force(cell: u32): u64 {
  const held = load<u64>(cell);
  return (<u32>held & 1) == 0 ? held : forceThunk(cell, held);
}

/** Tells whether a cell is evaluated. */
// @ts-ignore: decorator
@inline
export function isEvaluated(cell: u32): bool {
  return (load<u32>(cell) & 1) == 0;
}

function forceThunk(cell: u32, held: u64): u64 {
  const low = <u32>held;
  const form = low & 7;
  pushUndo(cell, held);
  store<u32>(cell, FORM_BLACKHOLE);
  let value: u64;
  if (form == FORM_THUNK) value = evaluate(low & ~7, payloadOf(held));
  else if (form == FORM_APPLY) value = callValue(force(low & ~7), payloadOf(held));
  else if (form == FORM_BLACKHOLE) {
    giveUp();
    value = 0;
  } else {
    const parts = low & ~7;
    value = callValue2(force(load<u32>(parts)), load<u32>(parts, 4), load<u32>(parts, 8));
  }
  store<u64>(cell, value);
  popUndo();
  return value;
}
