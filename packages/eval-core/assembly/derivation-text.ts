/**
 * Writes the text form of derivations. One derivation is written up to three times, with its outputs masked or not and
 * with its inputs or their hashes; what these have in common is written once. In the byte writer comes what follows the
 * inputs, then the inputs, then the whole.
 */
import { cutTo, writeAgain, writeByte, writeLiteral, writeQuoted, writeText, written } from "./byte-writer";
import { elementText } from "./context-elements";
import { argumentAt, countArguments, countVariables, draftBuilder, draftSystem, variableAt } from "./derivation-draft";
import { inputItems, inputsByHash, maximalOutputCount, sourceItems } from "./derivation-inputs";
import { derivationOutputs, usedOutputs } from "./derivation-table";
import { allocate } from "./memory";
import { countItems, itemAt, itemKey, itemOwner, itemText } from "./sorted-items";
import { compareTexts, equalTexts, symbolText } from "./texts";

let restEnd: u32 = 0;
let inputsEnd: u32 = 0;
/** The names of the outputs: `[count, symbol…]`, in byte order. */
let outputs: u32 = 0;
/** Where in the rest the environment has the path of each output. */
let holes: u32 = 0;

export function initDerivationText(): void {
  holes = allocate(maximalOutputCount * 4);
}

/** Begins a derivation: what follows its inputs is settled, but for the paths of the outputs. */
export function beginText(draft: u32, outputNames: u32): void {
  outputs = outputNames;
  cutTo(0);
  writeLiteral("],[");
  writeSources();
  writeLiteral("],");
  writeQuoted(draftSystem(draft));
  writeByte(0x2c);
  writeQuoted(draftBuilder(draft));
  writeLiteral(",[");
  const count = countArguments(draft);
  for (let at: u32 = 0; at < count; at++) {
    if (at > 0) writeByte(0x2c);
    writeQuoted(argumentAt(draft, at));
  }
  writeLiteral("],[");
  writeEnvironment(draft);
  writeLiteral("])");
  restEnd = written();
}

function writeSources(): void {
  const sources = sourceItems();
  const count = countItems(sources);
  for (let at: u32 = 0; at < count; at++) {
    if (at > 0) writeByte(0x2c);
    writeQuoted(elementText(itemOwner(itemAt(sources, at))));
  }
}

/** Writes the variables, and among them the outputs, which take the place of variables with their names. */
function writeEnvironment(draft: u32): void {
  const start = written();
  const count = countVariables(draft);
  const outputCount = load<u32>(outputs);
  let output: u32 = 0;
  for (let at: u32 = 0; at < count; at++) {
    const variable = variableAt(draft, at);
    const symbol = load<u32>(variable);
    while (output < outputCount && isOutputBefore(output, symbol)) writeHole(output++, start);
    if (output < outputCount && outputAt(output) == symbol) writeHole(output++, start);
    else {
      beginVariable(symbol, start);
      writeQuoted(load<u32>(variable, 4));
      writeByte(0x29);
    }
  }
  while (output < outputCount) writeHole(output++, start);
}

// @ts-ignore: decorator
@inline
function outputAt(at: u32): u32 {
  return load<u32>(outputs + at * 4, 4);
}

// @ts-ignore: decorator
@inline
function isOutputBefore(output: u32, symbol: u32): bool {
  return compareTexts(symbolText(outputAt(output)), symbolText(symbol)) < 0;
}

// @ts-ignore: decorator
@inline
function beginVariable(symbol: u32, start: u32): void {
  if (written() != start) writeByte(0x2c);
  writeByte(0x28);
  writeQuoted(symbolText(symbol));
  writeByte(0x2c);
}

/** Writes the variable of an output, whose path comes later. */
function writeHole(output: u32, start: u32): void {
  beginVariable(outputAt(output), start);
  store<u32>(holes + output * 4, written() + 1);
  writeLiteral('"")');
}

/** Sets the inputs to derivations by their paths. */
export function writeInputs(): void {
  cutTo(restEnd);
  const items = inputItems();
  const count = countItems(items);
  for (let at: u32 = 0; at < count; at++) {
    const item = itemAt(items, at);
    writeInput(itemText(item), itemOwner(item), usedOutputs(itemOwner(item)), at > 0);
  }
  inputsEnd = written();
}

/** Sets the inputs to derivations by their hashes, those with equal ones as one; returns whether there are no such. */
export function writeInputHashes(): bool {
  cutTo(restEnd);
  const items = inputsByHash();
  const count = countItems(items);
  let isDistinct = true;
  for (let at: u32 = 0; at < count; at++) {
    const item = itemAt(items, at);
    let mask = usedOutputs(itemOwner(item));
    while (at + 1 < count && isSameHash(item, itemAt(items, at + 1))) {
      mask |= usedOutputs(itemOwner(itemAt(items, ++at)));
      isDistinct = false;
    }
    writeInput(itemText(item), itemOwner(item), mask, written() != restEnd);
  }
  inputsEnd = written();
  return isDistinct;
}

// @ts-ignore: decorator
@inline
function isSameHash(left: u32, right: u32): bool {
  return itemKey(left) == itemKey(right) && equalTexts(itemText(left), itemText(right));
}

/** Writes an input as what it is called and which of its outputs are used. */
function writeInput(name: u32, derivation: u32, mask: u64, hasBefore: bool): void {
  if (hasBefore) writeByte(0x2c);
  writeByte(0x28);
  writeQuoted(name);
  writeLiteral(",[");
  const names = derivationOutputs(derivation);
  for (let rest = mask; rest != 0; rest &= rest - 1) {
    if (rest != mask) writeByte(0x2c);
    writeQuoted(symbolText(load<u32>(names + <u32>ctz(rest) * 4, 4)));
  }
  writeLiteral("])");
}

/**
 * Writes the whole for outputs with paths, texts in the order of the names, or 0 for paths not known; and for a fixed
 * output with its algorithm and mode, and its hash, which are else 0. Returns where the whole begins.
 */
export function writeWhole(paths: u32, algorithm: u32, hash: u32): u32 {
  cutTo(inputsEnd);
  writeLiteral("Derive([");
  const count = load<u32>(outputs);
  for (let at: u32 = 0; at < count; at++) {
    writeLiteral(at > 0 ? ",(" : "(");
    writeQuoted(symbolText(outputAt(at)));
    writeByte(0x2c);
    if (paths != 0) writeQuoted(load<u32>(paths + at * 4));
    else writeLiteral('""');
    writeLiteral(',"');
    if (algorithm != 0) writeText(algorithm);
    writeLiteral('","');
    if (hash != 0) writeText(hash);
    writeLiteral('")');
  }
  writeLiteral("],[");
  writeAgain(restEnd, inputsEnd);
  writeRest(paths, count);
  return inputsEnd;
}

/** Writes what follows the inputs, with the paths of the outputs in the environment. */
function writeRest(paths: u32, count: u32): void {
  let done: u32 = 0;
  if (paths != 0) {
    for (let at: u32 = 0; at < count; at++) {
      const hole = load<u32>(holes + at * 4);
      writeAgain(done, hole);
      writeText(load<u32>(paths + at * 4));
      done = hole;
    }
  }
  writeAgain(done, restEnd);
}
