/** Builtins that take contexts apart. */
import { COERCE_INTERPOLATION, coerceToText } from "./coerce";
import {
  ELEMENT_CLOSURE,
  ELEMENT_OUTPUT,
  ELEMENT_PATH,
  contextElement,
  elementKey,
  elementKind,
  elementOutput,
  elementTarget,
  elementText,
} from "./context-elements";
import { expectText } from "./expect";
import { force } from "./force";
import { newList, setElement } from "./lists";
import { allocate, listValue, newCell, setValue, stringValue, trueValue } from "./memory";
import { entryAt, newSet, setEntry, sizeOf, sortEntries } from "./sets";
import { textKey } from "./sorted-attributes";
import { addItem, clearItems, countItems, itemAt, itemOwner, itemText, newItems, sortItems } from "./sorted-items";
import {
  bytesOf,
  contextOf,
  equalTexts,
  lengthOf,
  symbolOf,
  symbolOfBytes,
  symbolOfLiteral,
  symbolText,
  withContext,
} from "./texts";

let elements: u32 = 0;
let byPath: u32 = 0;

/** Returns a set from store paths to what the string refers to of them. */
export function getContext(value: u32): u64 {
  const context = contextOf(expectText(force(value)));
  if (context == 0) return setValue(newSet(0));
  sortByPath(context);
  const count = countItems(byPath);
  const set = newSet(count);
  let size: u32 = 0;
  for (let at: u32 = 0; at < count; size++) {
    const path = itemText(itemAt(byPath, at));
    let end = at + 1;
    while (end < count && equalTexts(itemText(itemAt(byPath, end)), path)) end++;
    setEntry(set, size, symbolOf(path), newCell(setValue(describe(at, end))), 0);
    at = end;
  }
  store<u32>(set, size);
  sortEntries(set);
  return setValue(set);
}

/** Sorts the elements of a context by their paths, those of one path by their bytes. */
function sortByPath(context: u32): void {
  if (elements == 0) {
    elements = newItems();
    byPath = newItems();
  }
  clearItems(elements);
  clearItems(byPath);
  const count = load<u32>(context);
  for (let at: u32 = 0; at < count; at++) {
    const symbol = load<u32>(context + at * 4, 4);
    addItem(elements, textKey(symbolText(symbol)), symbolText(symbol), contextElement(symbol));
  }
  sortItems(elements);
  for (let at: u32 = 0; at < count; at++) {
    const element = itemOwner(itemAt(elements, at));
    const target = elementKind(element) == ELEMENT_PATH ? element : elementTarget(element);
    addItem(byPath, elementKey(target), elementText(target), element);
  }
  sortItems(byPath);
}

/** Returns the set that describes elements of one path. */
function describe(from: u32, end: u32): u32 {
  const outputs = countOf(ELEMENT_OUTPUT, from, end);
  const set = newSet(3);
  let size: u32 = 0;
  const yes = newCell(trueValue);
  if (countOf(ELEMENT_PATH, from, end) > 0) setEntry(set, size++, symbolOfLiteral("path"), yes, 0);
  if (countOf(ELEMENT_CLOSURE, from, end) > 0) setEntry(set, size++, symbolOfLiteral("allOutputs"), yes, 0);
  if (outputs > 0) {
    const list = listValue(listOutputs(newList(outputs), from, end));
    setEntry(set, size++, symbolOfLiteral("outputs"), newCell(list), 0);
  }
  store<u32>(set, size);
  sortEntries(set);
  return set;
}

function countOf(kind: u32, from: u32, end: u32): u32 {
  let count: u32 = 0;
  for (let at = from; at < end; at++) if (elementKind(itemOwner(itemAt(byPath, at))) == kind) count++;
  return count;
}

function listOutputs(list: u32, from: u32, end: u32): u32 {
  let count: u32 = 0;
  for (let at = from; at < end; at++) {
    const element = itemOwner(itemAt(byPath, at));
    if (elementKind(element) != ELEMENT_OUTPUT) continue;
    setElement(list, count++, newCell(stringValue(symbolText(elementOutput(element)))));
  }
  return list;
}

/** Derivations with all they are made from become the derivations alone. */
export function unsafeDiscardOutputDependency(value: u32): u64 {
  const text = coerceToText(force(value), COERCE_INTERPOLATION);
  const context = contextOf(text);
  if (context == 0) return stringValue(text);
  const count = load<u32>(context);
  const symbols = newSet(count);
  for (let at: u32 = 0; at < count; at++) setEntry(symbols, at, withoutClosure(load<u32>(context + at * 4, 4)), 0, 0);
  sortEntries(symbols);
  return stringValue(withContext(text, contextOfEntries(symbols)));
}

/** Returns the symbol of the path of a closure, and that of any other element itself. */
function withoutClosure(symbol: u32): u32 {
  const text = symbolText(symbol);
  const isClosure = lengthOf(text) > 0 && load<u8>(bytesOf(text)) == 0x3d;
  return isClosure ? symbolOfBytes(bytesOf(text) + 1, lengthOf(text) - 1, 0) : symbol;
}

function contextOfEntries(set: u32): u32 {
  const count = sizeOf(set);
  const context = allocate(4 + count * 4);
  store<u32>(context, count);
  for (let at: u32 = 0; at < count; at++) store<u32>(context + at * 4, load<u32>(entryAt(set, at)), 4);
  return context;
}
