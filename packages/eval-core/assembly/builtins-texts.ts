/** Builtins on texts that have no context, or none that matters: versions, names of derivations, hashes. */
import { noText } from "./coerce";
import { digitsText } from "./derivation-outputs";
import { expectPlainText, expectText } from "./expect";
import { giveUp } from "./failure";
import { force } from "./force";
import { storeHash } from "./hashes";
import { newList, setElement } from "./lists";
import { allocate, intValue, listValue, newCell, setValue, stringValue } from "./memory";
import { algorithmOf } from "./output-hash";
import { newSet, setEntry, sortEntries } from "./sets";
import { sName, sVersion } from "./symbols";
import { bytesOf, lengthOf, textFrom } from "./texts";
import { compareVersionBytes, partEnd, partStart, versionDash } from "./versions";

/** As many bytes as a hash has at most. */
const largestHash: u32 = 64;
let hash: u32 = 0;

// @ts-ignore: decorator
@inline
function endOf(text: u32): u32 {
  return bytesOf(text) + lengthOf(text);
}

export function compareVersions(first: u32, second: u32): u64 {
  const left = expectPlainText(force(first));
  const right = expectPlainText(force(second));
  return intValue(compareVersionBytes(bytesOf(left), endOf(left), bytesOf(right), endOf(right)));
}

export function splitVersion(version: u32): u64 {
  const text = expectPlainText(force(version));
  const end = endOf(text);
  let count: u32 = 0;
  for (let at = partStart(bytesOf(text), end); at < end; at = partStart(partEnd(at, end), end)) count++;
  const list = newList(count);
  let from = partStart(bytesOf(text), end);
  for (let at: u32 = 0; at < count; at++) {
    const next = partEnd(from, end);
    setElement(list, at, newCell(stringValue(textFrom(from, next - from, 0))));
    from = partStart(next, end);
  }
  return listValue(list);
}

export function parseDrvName(full: u32): u64 {
  const text = expectPlainText(force(full));
  const from = bytesOf(text);
  const end = endOf(text);
  const dash = versionDash(from, end);
  const name = dash == end ? text : textFrom(from, dash - from, 0);
  const version = dash == end ? noText() : textFrom(dash + 1, end - dash - 1, 0);
  const set = newSet(2);
  setEntry(set, 0, sName, newCell(stringValue(name)), 0);
  setEntry(set, 1, sVersion, newCell(stringValue(version)), 0);
  sortEntries(set);
  return setValue(set);
}

/** The context of what is hashed does not matter. */
export function hashString(name: u32, source: u32): u64 {
  const algorithm = algorithmOf(expectPlainText(force(name)));
  if (algorithm == 0) giveUp();
  const text = expectText(force(source));
  if (hash == 0) hash = allocate(largestHash);
  storeHash(algorithm, bytesOf(text), lengthOf(text), hash);
  return stringValue(digitsText(algorithm, hash));
}
