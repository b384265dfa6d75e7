/**
 * What the attributes of a derivation say, gathered before any path is computed. Evaluating an attribute may make other
 * derivations, so that a draft is not in memory shared with them but on the stack of texts: a header, a pair of words
 * for each attribute, then the texts of the arguments.
 */
import { COERCE_DERIVATION, coerceToText } from "./coerce";
import { checkHashAlgorithm, checkHashMode, listedOutputNames, outputNamesOf } from "./derivation-outputs";
import { expectPlainText, expectText } from "./expect";
import { failMissingAttribute, giveUp } from "./failure";
import { force } from "./force";
import { jsonObject, jsonText } from "./json";
import { checkJsonText } from "./json-writer";
import { KIND_BOOL, KIND_LIST, KIND_STRING } from "../src/linear/layout";
import { elementOf, lengthOfList } from "./lists";
import { isKind, nullValue, payloadOf, trueValue } from "./memory";
import { findAttribute } from "./sets";
import { pushSorted } from "./sorted-attributes";
import { popTexts, pushText, textDepth } from "./stack";
import { sName } from "./symbols";
import { isStoreName } from "./store-path";
import { bytesOf, contextOf, lengthOf, symbolOfLiteral, symbolText } from "./texts";

// The header is `[name, variables, arguments, where the arguments are, builder, system, outputs, output hash, its
// algorithm, its mode, words, is structured]`; texts, or 0; the outputs are `[count, symbol…]`. Pairs of the environment
// are `(symbol, text)`, in byte order; with structured attributes they are members of the document until all are there.
const HEADER: u32 = 48;
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
const STRUCTURED: usize = 44;

let sArgs: u32 = 0;
let sBuilder: u32 = 0;
let sContentAddressed: u32 = 0;
let sIgnoreNulls: u32 = 0;
let sImpure: u32 = 0;
let sJson: u32 = 0;
let sOutputHash: u32 = 0;
let sOutputHashAlgorithm: u32 = 0;
let sOutputHashMode: u32 = 0;
let sOutputs: u32 = 0;
let sStructured: u32 = 0;
let sSystem: u32 = 0;

export function initDrafts(): void {
  sArgs = symbolOfLiteral("args");
  sBuilder = symbolOfLiteral("builder");
  sContentAddressed = symbolOfLiteral("__contentAddressed");
  sIgnoreNulls = symbolOfLiteral("__ignoreNulls");
  sImpure = symbolOfLiteral("__impure");
  sJson = symbolOfLiteral("__json");
  sOutputHash = symbolOfLiteral("outputHash");
  sOutputHashAlgorithm = symbolOfLiteral("outputHashAlgo");
  sOutputHashMode = symbolOfLiteral("outputHashMode");
  sOutputs = symbolOfLiteral("outputs");
  sStructured = symbolOfLiteral("__structuredAttrs");
  sSystem = symbolOfLiteral("system");
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

/** Returns the names of the outputs, `[count, symbol…]` in byte order, or 0 if nothing says them. */
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
  const isStructured = isFlagSet(set, sStructured);
  const ignoresNulls = isFlagSet(set, sIgnoreNulls);
  const draft = pushHeader(name);
  store<u32>(draft, isStructured, STRUCTURED);
  const count = pushSorted(set);
  store<u32>(draft, HEADER / 4 + 2 * count, WORDS);
  for (let at: u32 = 0; at < count; at++) {
    const pair = variableAt(draft, at);
    const symbol = load<u32>(pair);
    const cell = load<u32>(pair, 4);
    if (ignoresNulls && (symbol == sIgnoreNulls || force(cell) == nullValue)) continue;
    readAttribute(draft, symbol, cell);
  }
  if (isStructured) joinMembers(draft);
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
  if (cell == 0) failMissingAttribute(set, sName);
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

function readAttribute(draft: u32, symbol: u32, cell: u32): void {
  if (symbol == sIgnoreNulls) return;
  if (symbol == sArgs) readArguments(draft, force(cell));
  else if (symbol == sContentAddressed || symbol == sImpure) {
    if (isTrue(force(cell))) giveUp();
  } else if (load<u32>(draft, STRUCTURED) != 0) readMember(draft, symbol, cell);
  else readVariable(draft, symbol, coerceToText(force(cell), COERCE_DERIVATION));
}

function readVariable(draft: u32, symbol: u32, text: u32): void {
  addVariable(draft, symbol, text);
  if (symbol == sOutputs) store<u32>(draft, outputNamesOf(text), OUTPUTS);
  else noteText(draft, symbol, text);
}

function readMember(draft: u32, symbol: u32, cell: u32): void {
  if (symbol == sStructured) return;
  checkJsonText(symbolText(symbol));
  addVariable(draft, symbol, jsonText(cell));
  if (symbol == sOutputs) store<u32>(draft, listedOutputNames(force(cell)), OUTPUTS);
  else if (symbol == sBuilder) noteText(draft, symbol, expectText(force(cell)));
  else if (isNoted(symbol)) noteText(draft, symbol, expectPlainText(force(cell)));
}

/** Makes the only variable of the members read. */
function joinMembers(draft: u32): void {
  const members = variableAt(draft, 0);
  const text = jsonObject(members, countVariables(draft));
  store<u32>(members, sJson);
  store<u32>(members, text, 4);
  store<u32>(draft, 1, VARIABLES);
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
function addVariable(draft: u32, symbol: u32, text: u32): void {
  const count = countVariables(draft);
  const pair = variableAt(draft, count);
  store<u32>(pair, symbol);
  store<u32>(pair, text, 4);
  store<u32>(draft, count + 1, VARIABLES);
}

/** Tells whether an attribute is a text that is more than a variable. */
function isNoted(symbol: u32): bool {
  if (symbol == sSystem || symbol == sOutputHash) return true;
  return symbol == sOutputHashAlgorithm || symbol == sOutputHashMode;
}

function noteText(draft: u32, symbol: u32, text: u32): void {
  if (symbol == sBuilder) store<u32>(draft, text, BUILDER);
  else if (symbol == sSystem) store<u32>(draft, text, SYSTEM);
  else if (symbol == sOutputHash) store<u32>(draft, text, OUTPUT_HASH);
  else if (symbol == sOutputHashAlgorithm) {
    checkHashAlgorithm(text);
    store<u32>(draft, text, OUTPUT_HASH_ALGORITHM);
  } else if (symbol == sOutputHashMode) {
    checkHashMode(text);
    store<u32>(draft, text, OUTPUT_HASH_MODE);
  }
}
