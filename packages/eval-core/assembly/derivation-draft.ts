/**
 * What the attributes of a derivation say, gathered before any path is computed. Evaluating an attribute may make other
 * derivations, so that a draft is not in memory shared with them but on the stack of texts: a header, a pair of words
 * for each attribute, then the texts of the arguments.
 */
import { COERCE_DERIVATION, coerceToText } from "./coerce";
import { giveUp } from "./failure";
import { force } from "./force";
import { KIND_BOOL, KIND_LIST, KIND_STRING } from "../src/linear/layout";
import { elementOf, lengthOfList } from "./lists";
import { isKind, nullValue, payloadOf, trueValue } from "./memory";
import { ENTRY, findAttribute } from "./sets";
import { addItem, clearItems, itemAt, itemOwner, newItems, sortItems } from "./sorted-items";
import { popTexts, pushText, textDepth } from "./stack";
import { isStoreName } from "./store-path";
import { bytesOf, contextOf, lengthOf, symbolOfLiteral, symbolText } from "./texts";

// The header is `[name, variables, arguments, where the arguments are, builder, system, outputs, output hash, its
// algorithm, its mode, words]`; texts, or 0. Pairs of the environment are `(symbol, text)`, in byte order.
const HEADER: u32 = 44;
const VARIABLES: usize = 4;
const ARGUMENTS: usize = 8;
const FIRST_ARGUMENT: usize = 12;
const BUILDER: usize = 16;
const SYSTEM: usize = 20;
const OUTPUTS: usize = 24;
const OUTPUT_HASH: usize = 28;
const OUTPUT_HASH_ALGORITHM: usize = 32;
const OUTPUT_HASH_MODE: usize = 36;
const WORDS: usize = 40;

let sArgs: u32 = 0;
let sBuilder: u32 = 0;
let sContentAddressed: u32 = 0;
let sIgnoreNulls: u32 = 0;
let sImpure: u32 = 0;
let sName: u32 = 0;
let sOutputHash: u32 = 0;
let sOutputHashAlgorithm: u32 = 0;
let sOutputHashMode: u32 = 0;
let sOutputs: u32 = 0;
let sStructured: u32 = 0;
let sSystem: u32 = 0;
/** Entries of a set, while they are sorted. */
let order: u32 = 0;

export function initDrafts(): void {
  sArgs = symbolOfLiteral("args");
  sBuilder = symbolOfLiteral("builder");
  sContentAddressed = symbolOfLiteral("__contentAddressed");
  sIgnoreNulls = symbolOfLiteral("__ignoreNulls");
  sImpure = symbolOfLiteral("__impure");
  sName = symbolOfLiteral("name");
  sOutputHash = symbolOfLiteral("outputHash");
  sOutputHashAlgorithm = symbolOfLiteral("outputHashAlgo");
  sOutputHashMode = symbolOfLiteral("outputHashMode");
  sOutputs = symbolOfLiteral("outputs");
  sStructured = symbolOfLiteral("__structuredAttrs");
  sSystem = symbolOfLiteral("system");
  order = newItems();
}

// @ts-ignore: decorator
@inline
export function draftName(draft: u32): u32 {
  return load<u32>(draft);
}

/** Returns how many variables come from attributes. */
// @ts-ignore: decorator
@inline
export function countVariables(draft: u32): u32 {
  return load<u32>(draft, VARIABLES);
}

/** Returns where a variable is: its symbol and its text. */
// @ts-ignore: decorator
@inline
export function variableAt(draft: u32, at: u32): u32 {
  return draft + HEADER + at * 8;
}

// @ts-ignore: decorator
@inline
export function countArguments(draft: u32): u32 {
  return load<u32>(draft, ARGUMENTS);
}

// @ts-ignore: decorator
@inline
export function argumentAt(draft: u32, at: u32): u32 {
  return load<u32>(load<u32>(draft, FIRST_ARGUMENT) + at * 4);
}

// @ts-ignore: decorator
@inline
export function draftBuilder(draft: u32): u32 {
  return load<u32>(draft, BUILDER);
}

// @ts-ignore: decorator
@inline
export function draftSystem(draft: u32): u32 {
  return load<u32>(draft, SYSTEM);
}

/** Returns the text that lists the outputs, or 0. */
// @ts-ignore: decorator
@inline
export function draftOutputs(draft: u32): u32 {
  return load<u32>(draft, OUTPUTS);
}

// @ts-ignore: decorator
@inline
export function draftOutputHash(draft: u32): u32 {
  return load<u32>(draft, OUTPUT_HASH);
}

// @ts-ignore: decorator
@inline
export function draftOutputHashAlgorithm(draft: u32): u32 {
  return load<u32>(draft, OUTPUT_HASH_ALGORITHM);
}

// @ts-ignore: decorator
@inline
export function draftOutputHashMode(draft: u32): u32 {
  return load<u32>(draft, OUTPUT_HASH_MODE);
}

/** Evaluates the attributes of a derivation; returns the draft, which stays on the stack until it is released. */
export function readDraft(set: u32): u32 {
  const name = readName(set);
  if (isFlagSet(set, sStructured)) giveUp();
  const ignoresNulls = isFlagSet(set, sIgnoreNulls);
  const draft = pushHeader(name);
  const count = pushAttributes(set);
  store<u32>(draft, HEADER / 4 + 2 * count, WORDS);
  for (let at: u32 = 0; at < count; at++) {
    const pair = variableAt(draft, at);
    const symbol = load<u32>(pair);
    const cell = load<u32>(pair, 4);
    if (ignoresNulls && (symbol == sIgnoreNulls || force(cell) == nullValue)) continue;
    readAttribute(draft, symbol, cell);
  }
  if (lengthOfOptional(draftBuilder(draft)) == 0 || lengthOfOptional(draftSystem(draft)) == 0) giveUp();
  return draft;
}

/** Takes the draft made last off the stack. */
export function releaseDraft(draft: u32): void {
  popTexts(load<u32>(draft, WORDS) + countArguments(draft));
}

// @ts-ignore: decorator
@inline
function lengthOfOptional(text: u32): u32 {
  return text == 0 ? 0 : lengthOf(text);
}

/** Returns the name, which must do for a store path and for a derivation that is none of a derivation. */
function readName(set: u32): u32 {
  const cell = findAttribute(set, sName);
  if (cell == 0) giveUp();
  const value = force(cell);
  if (!isKind(value, KIND_STRING)) giveUp();
  const name = payloadOf(value);
  if (contextOf(name) != 0 || !isStoreName(name) || endsInDrv(name)) giveUp();
  return name;
}

function endsInDrv(name: u32): bool {
  const length = lengthOf(name);
  return length >= 4 && load<u32>(bytesOf(name) + length - 4) == 0x7672642e;
}

function isFlagSet(set: u32, symbol: u32): bool {
  const cell = findAttribute(set, symbol);
  return cell != 0 && isTrue(force(cell));
}

function isTrue(value: u64): bool {
  if (!isKind(value, KIND_BOOL)) giveUp();
  return value == trueValue;
}

function pushHeader(name: u32): u32 {
  const draft = textDepth();
  pushText(name);
  for (let at: u32 = 4; at < HEADER; at += 4) pushText(0);
  return draft;
}

/** Pushes symbols and cells in the byte order of the names; returns how many. */
function pushAttributes(set: u32): u32 {
  clearItems(order);
  const size = load<u32>(set);
  for (let at: u32 = 0; at < size; at++) {
    const entry = set + 4 + at * ENTRY;
    const name = symbolText(load<u32>(entry));
    addItem(order, nameKey(name), name, entry);
  }
  sortItems(order);
  for (let at: u32 = 0; at < size; at++) {
    const entry = itemOwner(itemAt(order, at));
    pushText(load<u32>(entry));
    pushText(load<u32>(entry, 4));
  }
  return size;
}

/** Returns a number that orders names as their bytes do, unless it is the same. */
// @ts-ignore: decorator
@inline
function nameKey(name: u32): u64 {
  const length = lengthOf(name);
  const key = bswap(load<u64>(bytesOf(name)));
  if (length >= 8) return key;
  return length == 0 ? 0 : key & ((<u64>-1) << (64 - 8 * length));
}

function readAttribute(draft: u32, symbol: u32, cell: u32): void {
  if (symbol == sIgnoreNulls) return;
  if (symbol == sArgs) readArguments(draft, force(cell));
  else if (symbol == sContentAddressed || symbol == sImpure) {
    if (isTrue(force(cell))) giveUp();
  } else noteVariable(draft, symbol, coerceToText(force(cell), COERCE_DERIVATION));
}

function readArguments(draft: u32, value: u64): void {
  if (!isKind(value, KIND_LIST)) giveUp();
  const list = payloadOf(value);
  const count = lengthOfList(list);
  store<u32>(draft, textDepth(), FIRST_ARGUMENT);
  for (let at: u32 = 0; at < count; at++) pushText(coerceToText(force(elementOf(list, at)), COERCE_DERIVATION));
  store<u32>(draft, count, ARGUMENTS);
}

/** Adds to the environment, in the place of attributes already read. */
function noteVariable(draft: u32, symbol: u32, text: u32): void {
  const count = countVariables(draft);
  const pair = variableAt(draft, count);
  store<u32>(pair, symbol);
  store<u32>(pair, text, 4);
  store<u32>(draft, count + 1, VARIABLES);
  if (symbol == sBuilder) store<u32>(draft, text, BUILDER);
  else if (symbol == sSystem) store<u32>(draft, text, SYSTEM);
  else if (symbol == sOutputs) store<u32>(draft, text, OUTPUTS);
  else if (symbol == sOutputHash) store<u32>(draft, text, OUTPUT_HASH);
  else if (symbol == sOutputHashAlgorithm) store<u32>(draft, text, OUTPUT_HASH_ALGORITHM);
  else if (symbol == sOutputHashMode) store<u32>(draft, text, OUTPUT_HASH_MODE);
}
