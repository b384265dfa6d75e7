/**
 * `derivationStrict`: from a set of attributes to a derivation, to the byte. A derivation's output paths depend on its
 * *hash modulo*: the hash of its text with output paths left out and every input derivation replaced by that input's
 * own hash modulo. A fixed-output derivation stands for its output's hash alone. Whatever is rare or wrong is left to
 * the complete evaluator.
 */
import { cutTo, writeBase16, writeByte, writeLiteral, writeText, written, writtenAt } from "./byte-writer";
import { contextOfElement } from "./contexts";
import {
  argumentAt,
  countArguments,
  countVariables,
  draftName,
  draftOutputHash,
  draftOutputs,
  initDrafts,
  readDraft,
  releaseDraft,
  variableAt,
} from "./derivation-draft";
import {
  beginGathering,
  gatherText,
  hasInputs,
  initInputs,
  inputItems,
  ownersOf,
  sortGathered,
  sourceItems,
} from "./derivation-inputs";
import {
  digitsText,
  initOutputs,
  isOut,
  isRecursive,
  methodText,
  onlyOut,
  parseOutputHash,
} from "./derivation-outputs";
import {
  addDerivation,
  addTwin,
  derivationElement,
  derivationName,
  derivationOutputs,
  derivationPaths,
  derivationSet,
  findDerivation,
  findTwin,
  hashText,
  newDerivation,
  setDerivationInputs,
  setDerivationSet,
  setHash,
} from "./derivation-table";
import { beginText, initDerivationText, writeInputHashes, writeInputs, writeWhole } from "./derivation-text";
import { elementText } from "./context-elements";
import { giveUp } from "./failure";
import { allocate, newCell, setValue, stringValue } from "./memory";
import { initOutputHashes, parsedHash } from "./output-hash";
import { newSet, setEntry, sortEntries } from "./sets";
import { compareItems, countItems, itemAt, itemText } from "./sorted-items";
import {
  fixedStorePath,
  hashWritten,
  initStorePaths,
  isStoreNameWith,
  takeStorePath,
  writeAfterKind,
  writeStorePath,
} from "./store-path";
import { bytesOf, equalTexts, lengthOf, symbolOfBytes, symbolText, textFrom } from "./texts";
import { sDrvPath } from "./symbols";

export { lastDerivation } from "./derivation-table";
export { outputPlaceholder } from "./store-path";

const digestSize: u32 = 32;
const digitCount: u32 = 64;

/** The hash modulo without outputs of the derivation being finished, and its digits with them. */
let maskedHash: u32 = 0;
let textHash: u32 = 0;
let digits: u32 = 0;

/** Sets the folder all store paths are in, before the first derivation. */
export function setStoreFolder(text: u32): void {
  initStorePaths(text);
  if (maskedHash != 0) return;
  maskedHash = allocate(digestSize);
  textHash = allocate(digestSize);
  digits = allocate(digitCount);
  initOutputHashes();
  initDrafts();
  initInputs();
  initOutputs();
  initDerivationText();
}

/** Returns the set for a derivation with these attributes: its path and those of its outputs. */
export function derivationStrict(set: u32): u64 {
  const draft = readDraft(set);
  const derivation = finishDraft(draft);
  releaseDraft(draft);
  return setValue(resultSet(derivation));
}

/** From here on nothing is evaluated. */
function finishDraft(draft: u32): u32 {
  const outputs = draftOutputs(draft) != 0 ? draftOutputs(draft) : onlyOut();
  const isFixed = draftOutputHash(draft) != 0;
  checkOutputs(draft, outputs, isFixed);
  gatherInputs(draft);
  beginText(draft, outputs);
  return isFixed ? finishFixed(draft, outputs) : finishPlain(draftName(draft), outputs);
}

function checkOutputs(draft: u32, outputs: u32, isFixed: bool): void {
  const count = load<u32>(outputs);
  if (isFixed && (count != 1 || !isOut(load<u32>(outputs, 4)))) giveUp();
  for (let at: u32 = 0; at < count; at++) {
    const output = load<u32>(outputs + at * 4, 4);
    if (!isOut(output) && !isStoreNameWith(draftName(draft), symbolText(output))) giveUp();
  }
}

function gatherInputs(draft: u32): void {
  beginGathering();
  const variables = countVariables(draft);
  for (let at: u32 = 0; at < variables; at++) gatherText(load<u32>(variableAt(draft, at), 4));
  const count = countArguments(draft);
  for (let at: u32 = 0; at < count; at++) gatherText(argumentAt(draft, at));
  sortGathered();
}

/** Returns a derivation whose outputs are named by its hash modulo. */
function finishPlain(name: u32, outputs: u32): u32 {
  const isDistinct = writeInputHashes();
  hashWritten(writeWhole(0, 0, 0), maskedHash);
  const twin = findTwin(maskedHash);
  // An output called `name` keeps the name out of the hash.
  const known = twin != 0 && equalTexts(derivationName(twin), name) ? twin : 0;
  if (known != 0 && isDistinct && hasInputs(known)) return known;
  const paths = known != 0 ? copyPaths(known) : outputPaths(name, outputs);
  if (known != 0) memory.copy(digits, bytesOf(hashText(known)), digitCount);
  else {
    hashWritten(writeWhole(paths, 0, 0), textHash);
    storeDigits();
  }
  writeInputs();
  const added = addUnlessKnown(name, outputs, paths, derivationPath(name, writeWhole(paths, 0, 0)));
  if (twin == 0) addTwin(maskedHash, added);
  return added;
}

/** Returns a derivation whose only output is known by its contents. */
function finishFixed(draft: u32, outputs: u32): u32 {
  const algorithm = parseOutputHash(draft);
  const name = draftName(draft);
  const method = methodText(algorithm, isRecursive(draft));
  const hash = digitsText(algorithm, parsedHash());
  writeInputs();
  const paths = allocate(4);
  store<u32>(paths, fixedStorePath(name, algorithm, parsedHash(), isRecursive(draft)));
  const path = derivationPath(name, writeWhole(paths, method, hash));
  hashFixed(method, hash, load<u32>(paths));
  return addUnlessKnown(name, outputs, paths, path);
}

/** Computes the hash modulo of a fixed output. */
function hashFixed(method: u32, hash: u32, path: u32): void {
  const start = written();
  writeLiteral("fixed:out:");
  writeText(method);
  writeByte(0x3a);
  writeText(hash);
  writeByte(0x3a);
  writeText(path);
  hashWritten(start, textHash);
  cutTo(start);
  storeDigits();
}

/** Stores the digits of the hash of a text. */
function storeDigits(): void {
  const start = written();
  writeBase16(textHash, digestSize);
  memory.copy(digits, writtenAt(start), digitCount);
  cutTo(start);
}

/** Returns the texts of the paths of outputs, given the hash modulo without them. */
function outputPaths(name: u32, outputs: u32): u32 {
  const count = load<u32>(outputs);
  const paths = allocate(count * 4);
  for (let at: u32 = 0; at < count; at++) {
    store<u32>(paths + at * 4, outputPath(name, load<u32>(outputs + at * 4, 4)));
  }
  return paths;
}

function outputPath(name: u32, output: u32): u32 {
  const start = written();
  writeLiteral("output:");
  writeText(symbolText(output));
  writeAfterKind(maskedHash);
  const nameStart = written();
  writeText(name);
  if (!isOut(output)) {
    writeByte(0x2d);
    writeText(symbolText(output));
  }
  return takeStorePath(start, nameStart);
}

/** Returns the same paths as new texts, whose contexts can be others. */
function copyPaths(known: u32): u32 {
  const count = load<u32>(derivationOutputs(known));
  const paths = allocate(count * 4);
  for (let at: u32 = 0; at < count; at++) {
    const path = load<u32>(derivationPaths(known) + at * 4);
    store<u32>(paths + at * 4, textFrom(bytesOf(path), lengthOf(path), 0));
  }
  return paths;
}

/** Returns the symbol of the derivation's store path, given where its text begins. */
function derivationPath(name: u32, textStart: u32): u32 {
  hashWritten(textStart, textHash);
  const start = written();
  writeLiteral("text");
  writeReferences();
  writeAfterKind(textHash);
  const nameStart = written();
  writeText(name);
  writeLiteral(".drv");
  const path = writeStorePath(start, nameStart);
  const symbol = symbolOfBytes(writtenAt(path), written() - path, 0);
  cutTo(start);
  return symbol;
}

/** Writes the paths of inputs and sources in byte order, each once. */
function writeReferences(): void {
  const inputs = inputItems();
  const sources = sourceItems();
  const inputCount = countItems(inputs);
  const sourceCount = countItems(sources);
  let input: u32 = 0;
  let source: u32 = 0;
  while (input < inputCount || source < sourceCount) {
    const left = itemAt(inputs, input);
    const right = itemAt(sources, source);
    const order = input == inputCount ? 1 : source == sourceCount ? -1 : compareItems(left, right);
    writeByte(0x3a);
    writeText(itemText(order <= 0 ? left : right));
    if (order <= 0) input++;
    if (order >= 0) source++;
  }
}

/** Returns the derivation with a path: a new one unless there is one. */
function addUnlessKnown(name: u32, outputs: u32, paths: u32, path: u32): u32 {
  const known = findDerivation(path);
  if (known != 0) return known;
  const derivation = newDerivation(name, outputs, paths);
  setDerivationInputs(derivation, ownersOf(inputItems()), ownersOf(sourceItems()));
  setHash(derivation, digits);
  addDerivation(path, derivation);
  return derivation;
}

/** Returns the set for a derivation, always the same one: many are made several times. */
function resultSet(derivation: u32): u32 {
  const known = derivationSet(derivation);
  if (known != 0) return known;
  const result = makeResultSet(derivation);
  setDerivationSet(derivation, result);
  return result;
}

function makeResultSet(derivation: u32): u32 {
  const path = elementText(derivationElement(derivation));
  const outputs = derivationOutputs(derivation);
  const count = load<u32>(outputs);
  const set = newSet(count + 1);
  const drvPath = textFrom(bytesOf(path), lengthOf(path), contextOfElement(closureSymbol(path)));
  setEntry(set, 0, sDrvPath, newCell(stringValue(drvPath)), 0);
  for (let at: u32 = 0; at < count; at++) {
    const output = load<u32>(outputs + at * 4, 4);
    const text = load<u32>(derivationPaths(derivation) + at * 4);
    store<u32>(text, contextOfElement(outputSymbol(path, output)), 4);
    setEntry(set, at + 1, output, newCell(stringValue(text)), 0);
  }
  sortEntries(set);
  return set;
}

/** Returns the symbol of `=<path>`. */
function closureSymbol(path: u32): u32 {
  const start = written();
  writeByte(0x3d);
  writeText(path);
  return takeSymbol(start);
}

/** Returns the symbol of `!<output>!<path>`. */
function outputSymbol(path: u32, output: u32): u32 {
  const start = written();
  writeByte(0x21);
  writeText(symbolText(output));
  writeByte(0x21);
  writeText(path);
  return takeSymbol(start);
}

/** Returns the symbol of what was written from somewhere on, and forgets it. */
function takeSymbol(start: u32): u32 {
  const symbol = symbolOfBytes(writtenAt(start), written() - start, 0);
  cutTo(start);
  return symbol;
}
