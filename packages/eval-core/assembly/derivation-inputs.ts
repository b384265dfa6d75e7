/**
 * What a derivation is made from, as the contexts of its attributes tell: gathered in rounds, one for each derivation.
 */
import {
  ELEMENT_CLOSURE,
  ELEMENT_OUTPUT,
  contextElement,
  elementDerivation,
  elementKey,
  elementKind,
  elementMask,
  elementOutput,
  elementTarget,
  elementText,
  gathersElement,
  setElementMask,
  walksElement,
} from "./context-elements";
import {
  derivationElement,
  derivationInputs,
  derivationOutputs,
  derivationSources,
  hashKey,
  hashText,
  usesOutputs,
} from "./derivation-table";
import { giveUp } from "./failure";
import { allocate } from "./memory";
import { addItem, clearItems, countItems, itemAt, itemOwner, newItems, sortItems, takeLast } from "./sorted-items";
import { contextOf } from "./texts";

/** As many outputs as a mask has bits. */
export const maximalOutputCount: u32 = 64;

let inputs: u32 = 0;
let sources: u32 = 0;
let hashes: u32 = 0;
let pending: u32 = 0;
let round: u32 = 0;
let lastContext: u32 = 0;

export function initInputs(): void {
  inputs = newItems();
  sources = newItems();
  hashes = newItems();
  pending = newItems();
}

/** The derivations that the last round found, by path. */
// @ts-ignore: decorator
@inline
export function inputItems(): u32 {
  return inputs;
}

/** The paths that the last round found, among them those of derivations. */
// @ts-ignore: decorator
@inline
export function sourceItems(): u32 {
  return sources;
}

/** Begins a round. */
export function beginGathering(): void {
  round++;
  lastContext = 0;
  clearItems(inputs);
  clearItems(sources);
}

/** Gathers what a text refers to. */
// @ts-ignore: decorator
@inline
export function gatherText(text: u32): void {
  const context = contextOf(text);
  if (context != 0 && context != lastContext) gatherContext(context);
}

function gatherContext(context: u32): void {
  lastContext = context;
  const end = context + load<u32>(context) * 4;
  for (let at = context; at < end; at += 4) gatherElement(contextElement(load<u32>(at, 4)));
}

function gatherElement(element: u32): void {
  const kind = elementKind(element);
  if (kind == ELEMENT_OUTPUT) {
    if (gathersElement(element, round)) gatherOutput(element);
  } else if (kind == ELEMENT_CLOSURE) {
    if (elementDerivation(elementTarget(element)) == 0) giveUp();
    if (gathersElement(element, round)) gatherClosure(elementTarget(element));
  } else gatherSource(element);
}

function gatherSource(element: u32): void {
  if (gathersElement(element, round)) addItem(sources, elementKey(element), elementText(element), element);
}

function gatherOutput(element: u32): void {
  const derivation = elementDerivation(elementTarget(element));
  if (derivation == 0) giveUp();
  let mask = elementMask(element);
  if (mask == 0) {
    mask = maskOf(derivation, elementOutput(element));
    setElementMask(element, mask);
  }
  gatherInput(derivation, mask);
}

/** Returns the bit of an output. */
function maskOf(derivation: u32, output: u32): u64 {
  const outputs = derivationOutputs(derivation);
  const count = load<u32>(outputs);
  for (let at: u32 = 0; at < count; at++) if (load<u32>(outputs + at * 4, 4) == output) return (<u64>1) << at;
  giveUp();
  return 0;
}

function gatherInput(derivation: u32, mask: u64): void {
  if (!usesOutputs(derivation, mask, round)) return;
  const element = derivationElement(derivation);
  addItem(inputs, elementKey(element), elementText(element), derivation);
}

/** Gathers a derivation and everything it is made from, all outputs included. */
function gatherClosure(root: u32): void {
  clearItems(pending);
  addPending(root);
  while (countItems(pending) > 0) gatherStep(takeLast(pending));
}

function gatherStep(element: u32): void {
  gatherSource(element);
  const derivation = elementDerivation(element);
  if (derivation == 0) return;
  const outputs = load<u32>(derivationOutputs(derivation));
  gatherInput(derivation, <u64>-1 >> (maximalOutputCount - outputs));
  const further = derivationInputs(derivation);
  for (let at = load<u32>(further); at > 0; at--) addPending(derivationElement(load<u32>(further + at * 4)));
  const paths = derivationSources(derivation);
  for (let at = load<u32>(paths); at > 0; at--) addPending(load<u32>(paths + at * 4));
}

/** Has a path walked, unless it was or will be in this round. */
// @ts-ignore: decorator
@inline
function addPending(element: u32): void {
  if (walksElement(element, round)) addItem(pending, 0, 0, element);
}

/** Brings what was gathered into byte order. */
export function sortGathered(): void {
  sortItems(inputs);
  sortItems(sources);
}

/** Returns the derivations that were gathered in the byte order of their hashes. */
export function inputsByHash(): u32 {
  clearItems(hashes);
  const count = countItems(inputs);
  for (let at: u32 = 0; at < count; at++) {
    const derivation = itemOwner(itemAt(inputs, at));
    addItem(hashes, hashKey(derivation), hashText(derivation), derivation);
  }
  sortItems(hashes);
  return hashes;
}

/** Tells whether a derivation is made from the derivations that were gathered. */
export function hasInputs(derivation: u32): bool {
  const known = derivationInputs(derivation);
  const count = countItems(inputs);
  if (load<u32>(known) != count) return false;
  for (let at: u32 = 0; at < count; at++) {
    if (load<u32>(known + at * 4, 4) != itemOwner(itemAt(inputs, at))) return false;
  }
  return true;
}

/** Returns `[count, owner…]` of items. */
export function ownersOf(items: u32): u32 {
  const count = countItems(items);
  const owners = allocate(4 + count * 4);
  store<u32>(owners, count);
  for (let at: u32 = 0; at < count; at++) store<u32>(owners + at * 4, itemOwner(itemAt(items, at)), 4);
  return owners;
}
