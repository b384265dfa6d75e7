/**
 * Store paths: `<store folder>/<32 base-32 digits>-<name>`. The digits are 160 bits folded from the SHA-256 of a text
 * that says what kind of object it is, its hash, the store folder and the name. That text is gathered in the byte
 * writer: first the kind, then the name.
 */
import { base32Length, storeBase32 } from "./base32";
import {
  cutTo,
  writeAgain,
  writeBase16,
  writeByte,
  writeBytes,
  writeLiteral,
  writeText,
  written,
  writtenAt,
} from "./byte-writer";
import { giveUp } from "./failure";
import { storeHash } from "./hashes";
import { allocate } from "./memory";
import { ALGORITHM_SHA256, algorithmName, hashSize } from "./output-hash";
import { bytesOf, compareBytes, lengthOf, newText, textFrom } from "./texts";

const maximalNameLength: u32 = 211;
const digitCount: u32 = 32;
const foldedSize: u32 = 20;
const digestSize: u32 = 32;

let folder: u32 = 0;
/** A hash, and then what it was folded to. */
let digest: u32 = 0;
let digits: u32 = 0;

/** Sets the folder all store paths are in. */
export function initStorePaths(storeFolder: u32): void {
  folder = storeFolder;
  digest = allocate(digestSize);
  digits = allocate(64);
}

/** Stores the SHA-256 of what was written from an offset on. */
// @ts-ignore: decorator
@inline
export function hashWritten(start: u32, to: u32): void {
  storeHash(ALGORITHM_SHA256, writtenAt(start), written() - start, to);
}

/** Tells whether a text can be the name of a store path. */
export function isStoreName(name: u32): bool {
  const length = lengthOf(name);
  return length > 0 && length <= maximalNameLength && hasStoreCharacters(name) && !beginsWithDots(name);
}

/** Tells whether a name, followed by `-` and that of an output, can be the name of a store path if it can itself. */
export function isStoreNameWith(name: u32, output: u32): bool {
  return lengthOf(name) + 1 + lengthOf(output) <= maximalNameLength && hasStoreCharacters(output);
}

function hasStoreCharacters(text: u32): bool {
  const end = bytesOf(text) + lengthOf(text);
  for (let at = bytesOf(text); at < end; at++) if (!isStoreCharacter(load<u8>(at))) return false;
  return true;
}

/** Letters, digits and `+-._?=`. */
// @ts-ignore: decorator
@inline
function isStoreCharacter(byte: u32): bool {
  if ((byte | 0x20) - 0x61 < 26 || byte - 0x30 < 10) return true;
  return byte == 0x2d || byte == 0x2e || byte == 0x5f || byte == 0x2b || byte == 0x3f || byte == 0x3d;
}

/** Tells whether what comes before the first dash, or all, is `.` or `..`. */
function beginsWithDots(name: u32): bool {
  const length = lengthOf(name);
  let dots: u32 = 0;
  while (dots < length && load<u8>(bytesOf(name) + dots) == 0x2e) dots++;
  return (dots == 1 || dots == 2) && (dots == length || load<u8>(bytesOf(name) + dots) == 0x2d);
}

/** Writes what comes between the kind and the name, given a SHA-256. */
export function writeAfterKind(hash: u32): void {
  writeLiteral(":sha256:");
  writeBase16(hash, digestSize);
  writeByte(0x3a);
  writeText(folder);
  writeByte(0x3a);
}

/** Writes the store path after the text it is hashed from, which starts somewhere; returns where the path begins. */
export function writeStorePath(start: u32, nameStart: u32): u32 {
  hashWritten(start, digest);
  fold();
  storeBase32(digits, digest, foldedSize);
  const nameEnd = written();
  writeText(folder);
  writeByte(0x2f);
  writeBytes(digits, digitCount);
  writeByte(0x2d);
  writeAgain(nameStart, nameEnd);
  return nameEnd;
}

/** Folds 32 bytes into 20 by exclusive or: the last twelve into the first. */
function fold(): void {
  store<u64>(digest, load<u64>(digest) ^ load<u64>(digest, 20));
  store<u32>(digest, load<u32>(digest, 8) ^ load<u32>(digest, 28), 8);
}

/** Returns the store path of what was written, and forgets all of that. */
export function takeStorePath(start: u32, nameStart: u32): u32 {
  const path = writeStorePath(start, nameStart);
  const text = textFrom(writtenAt(path), written() - path, 0);
  cutTo(start);
  return text;
}

/** Returns the store path of contents known by their hash. */
export function fixedStorePath(name: u32, algorithm: u32, hash: u32, isRecursive: bool): u32 {
  const start = written();
  if (isRecursive && algorithm == ALGORITHM_SHA256) {
    writeLiteral("source");
    writeAfterKind(hash);
  } else {
    writeLiteral(isRecursive ? "fixed:out:r:" : "fixed:out:");
    writeText(algorithmName(algorithm));
    writeByte(0x3a);
    writeBase16(hash, hashSize(algorithm));
    writeByte(0x3a);
    hashWritten(start, digest);
    cutTo(start);
    writeLiteral("output:out");
    writeAfterKind(digest);
  }
  const nameStart = written();
  writeText(name);
  return takeStorePath(start, nameStart);
}

/** Returns the text that stands for an output's path before it is known. */
export function outputPlaceholder(output: u32): u32 {
  const start = written();
  writeLiteral("nix-output:");
  writeText(output);
  hashWritten(start, digest);
  cutTo(start);
  const text = newText(1 + base32Length(digestSize), 0);
  store<u8>(bytesOf(text), 0x2f);
  storeBase32(bytesOf(text) + 1, digest, digestSize);
  return text;
}

/** Returns a number that orders store paths as their bytes do, unless it is the same. */
export function storePathKey(path: u32): u64 {
  const length = lengthOf(folder);
  const from = bytesOf(path);
  const isInside =
    lengthOf(path) >= length + 9 && load<u8>(from + length) == 0x2f && compareBytes(from, bytesOf(folder), length) == 0;
  if (!isInside) giveUp();
  return bswap(load<u64>(from + length + 1));
}
