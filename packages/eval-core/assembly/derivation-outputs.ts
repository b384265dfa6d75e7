/** The outputs of derivations: their names, and the hash of one that is known by its contents. */
import { cutTo, writeBase16, written, writtenAt } from "./byte-writer";
import { maximalOutputCount } from "./derivation-inputs";
import { draftOutputHash, draftOutputHashAlgorithm, draftOutputHashMode } from "./derivation-draft";
import { expectList, expectPlainText } from "./expect";
import { giveUp } from "./failure";
import { force } from "./force";
import { elementOf, lengthOfList } from "./lists";
import { allocate } from "./memory";
import { algorithmName, algorithmOf, hashSize, parseHash } from "./output-hash";
import {
  bytesOf,
  compareTexts,
  equalsLiteral,
  lengthOf,
  newText,
  symbolOf,
  symbolOfBytes,
  symbolOfLiteral,
  symbolText,
  textFrom,
} from "./texts";

/** The outputs of most derivations. */
let outOnly: u32 = 0;
let sOut: u32 = 0;

export function initOutputs(): void {
  sOut = symbolOfLiteral("out");
  outOnly = allocate(8);
  store<u32>(outOnly, 1);
  store<u32>(outOnly, sOut, 4);
}

/** Tells whether an output has no name of its own in the store. */
// @ts-ignore: decorator
@inline
export function isOut(output: u32): bool {
  return output == sOut;
}

/** Returns `[count, symbol…]` of the outputs of a derivation that says nothing of them. */
// @ts-ignore: decorator
@inline
export function onlyOut(): u32 {
  return outOnly;
}

/** Returns `[count, symbol…]`, in byte order, of the outputs that the words of a text name. */
export function outputNamesOf(text: u32): u32 {
  if (equalsLiteral(text, "out")) return outOnly;
  const names = allocate(4 + (lengthOf(text) / 2 + 1) * 4);
  const end = bytesOf(text) + lengthOf(text);
  let at = bytesOf(text);
  while (at < end) {
    while (at < end && isBlank(load<u8>(at))) at++;
    const from = at;
    while (at < end && !isBlank(load<u8>(at))) at++;
    if (at > from) insertName(names, symbolOfBytes(from, at - from, 0));
  }
  return checkedNames(names);
}

/** Returns `[count, symbol…]`, in byte order, of the outputs that a list names. */
export function listedOutputNames(value: u64): u32 {
  const list = expectList(value);
  const count = lengthOfList(list);
  const names = allocate(4 + count * 4);
  for (let at: u32 = 0; at < count; at++) {
    const name = expectPlainText(force(elementOf(list, at)));
    if (lengthOf(name) == 0) giveUp();
    insertName(names, symbolOf(name));
  }
  return checkedNames(names);
}

function checkedNames(names: u32): u32 {
  if (load<u32>(names) == 0 || load<u32>(names) > maximalOutputCount) giveUp();
  return names;
}

// @ts-ignore: decorator
@inline
function isBlank(byte: u32): bool {
  return byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d;
}

/** Inserts a name in its place; it must not be there, nor reserved by any implementation. */
function insertName(names: u32, symbol: u32): void {
  const text = symbolText(symbol);
  if (equalsLiteral(text, "drv") || equalsLiteral(text, "drvPath")) giveUp();
  const count = load<u32>(names);
  let to = names + 4 + count * 4;
  for (; to > names + 4; to -= 4) {
    const order = compareTexts(symbolText(load<u32>(to - 4)), text);
    if (order == 0) giveUp();
    if (order < 0) break;
    store<u32>(to, load<u32>(to - 4));
  }
  store<u32>(to, symbol);
  store<u32>(names, count + 1);
}

/** Returns the algorithm of a fixed output and leaves its hash in `parsedHash`. */
export function parseOutputHash(draft: u32): u32 {
  const named = draftOutputHashAlgorithm(draft);
  const given = named == 0 || lengthOf(named) == 0 ? 0 : algorithmOf(named);
  // Nothing stands for zeros, with a warning.
  if (lengthOf(draftOutputHash(draft)) == 0) giveUp();
  const algorithm = parseHash(draftOutputHash(draft), given);
  if (algorithm == 0) giveUp();
  return algorithm;
}

/** Gives up unless a text names an algorithm, or none. */
export function checkHashAlgorithm(text: u32): void {
  if (lengthOf(text) > 0 && algorithmOf(text) == 0) giveUp();
}

/** Gives up unless a text says how an output is hashed. */
export function checkHashMode(text: u32): void {
  if (!isRecursiveMode(text) && !equalsLiteral(text, "flat")) giveUp();
}

/** Tells whether the output of a derivation is hashed as an archive. */
export function isRecursive(draft: u32): bool {
  const mode = draftOutputHashMode(draft);
  return mode != 0 && isRecursiveMode(mode);
}

function isRecursiveMode(mode: u32): bool {
  return equalsLiteral(mode, "recursive") || equalsLiteral(mode, "nar");
}

/** Returns the algorithm as the text of a derivation names it. */
export function methodText(algorithm: u32, recursive: bool): u32 {
  const name = algorithmName(algorithm);
  if (!recursive) return name;
  const text = newText(lengthOf(name) + 2, 0);
  store<u16>(bytesOf(text), 0x3a72);
  memory.copy(bytesOf(text) + 2, bytesOf(name), lengthOf(name));
  return text;
}

/** Returns the hexadecimal digits of a hash of an algorithm as a text. */
export function digitsText(algorithm: u32, hash: u32): u32 {
  const start = written();
  writeBase16(hash, hashSize(algorithm));
  const text = textFrom(writtenAt(start), written() - start, 0);
  cutTo(start);
  return text;
}
