/**
 * The text form of derivations, which is what gets hashed:
 *
 *     Derive([outputs],[input derivations],[input sources],"system","builder",["args"],[("name","value")])
 *
 * Lists are in byte order. Strings escape `"`, `\`, newline, carriage return and tab.
 */
import { compareBytes } from "./bytes.ts";
import type { Derivation, DerivationOutput } from "./derivation.ts";

/**
 * The parts of a derivation's text. A derivation is written up to three times, with outputs masked or not and with its
 * inputs or their hashes; what these have in common is written once.
 */
export class DerivationText {
  private readonly derivation: Derivation;
  private readonly middle: string;
  /** The environment between the values that repeat outputs: texts and names of outputs in turn. */
  private readonly environment: readonly string[];

  constructor(derivation: Omit<Derivation, "outputs">, outputNames: ReadonlySet<string>) {
    this.derivation = { ...derivation, outputs: new Map() };
    const command = `${quote(derivation.system)},${quote(derivation.builder)},${renderStrings(derivation.arguments)}`;
    this.middle = `],${renderStrings(sorted(derivation.inputSources))},${command},[`;
    this.environment = environmentParts(derivation.environment, outputNames);
  }

  /** Returns the text for some outputs, and for names and outputs in place of the input derivations. */
  render(
    outputs: ReadonlyMap<string, DerivationOutput>,
    inputs: ReadonlyMap<string, ReadonlySet<string>> | null,
  ): string {
    let text = "Derive([";
    let separator = "";
    for (const [name, output] of sortedEntries(outputs)) {
      text += `${separator}(${quote(name)},${quote(output.path)},${quote(output.hashAlgorithm)},${quote(output.hash)})`;
      separator = ",";
    }
    text += "],[";
    separator = "";
    for (const [path, names] of sortedEntries(inputs ?? this.derivation.inputDerivations)) {
      text += `${separator}(${quote(path)},${renderStrings(sorted(names))})`;
      separator = ",";
    }
    text += this.middle;
    for (let at = 0; at < this.environment.length; at++) {
      const part = this.environment[at] ?? "";
      text += at % 2 === 0 ? part : quote(outputs.get(part)?.path ?? "");
    }
    return `${text}])`;
  }
}

function environmentParts(environment: ReadonlyMap<string, string>, outputNames: ReadonlySet<string>): string[] {
  const parts: string[] = [];
  let text = "";
  let separator = "";
  for (const [name, value] of sortedEntries(environment)) {
    text += `${separator}(${quote(name)},`;
    separator = ",";
    if (outputNames.has(name)) {
      parts.push(text, name);
      text = ")";
    } else text += `${quote(value)})`;
  }
  parts.push(text);
  return parts;
}

/** Returns a derivation's text. */
export function renderDerivation(derivation: Derivation): string {
  return new DerivationText(derivation, new Set()).render(derivation.outputs, null);
}

function renderStrings(texts: readonly string[]): string {
  let text = "[";
  for (let at = 0; at < texts.length; at++) text += `${at === 0 ? "" : ","}${quote(texts[at] ?? "")}`;
  return `${text}]`;
}

const special = /["\\\n\r\t]/;
const everySpecial = /["\\\n\r\t]/g;

function quote(text: string): string {
  return `"${special.test(text) ? text.replace(everySpecial, escapeCharacter) : text}"`;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return `\\${character}`;
  }
}

function sorted(texts: Iterable<string>): string[] {
  return [...texts].sort(compareBytes);
}

function sortedEntries<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([left], [right]) => compareBytes(left, right));
}

/** Returns the derivation a text describes, or null if it is not the text of one. */
export function parseDerivationOrNull(text: string): Derivation | null {
  const reader = new Reader(text);
  try {
    return readDerivation(reader);
  } catch (error) {
    if (error instanceof MalformedText) return null;
    throw error;
  }
}

/** Thrown and caught in this file only: the text is not that of a derivation. */
class MalformedText extends Error {}

class Reader {
  private readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAt(literal: string): boolean {
    return this.text.startsWith(literal, this.at);
  }

  expect(literal: string): void {
    if (!this.isAt(literal)) throw new MalformedText(`no \`${literal}\` at ${this.at}`);
    this.at += literal.length;
  }

  atEnd(): boolean {
    return this.at === this.text.length;
  }

  string(): string {
    this.expect('"');
    let value = "";
    for (;;) {
      const character = this.text.charAt(this.at++);
      if (character === "") throw new MalformedText("unterminated string");
      if (character === '"') return value;
      value += character === "\\" ? unescape(this.text.charAt(this.at++)) : character;
    }
  }

  list<T>(item: () => T): T[] {
    this.expect("[");
    const items: T[] = [];
    while (!this.isAt("]")) {
      if (items.length > 0) this.expect(",");
      items.push(item());
    }
    this.expect("]");
    return items;
  }

  strings(): string[] {
    return this.list(() => this.string());
  }
}

function unescape(character: string): string {
  return character === "n" ? "\n" : character === "r" ? "\r" : character === "t" ? "\t" : character;
}

function readDerivation(reader: Reader): Derivation {
  reader.expect("Derive(");
  const outputs = new Map(reader.list(() => readOutput(reader)));
  reader.expect(",");
  const inputDerivations = new Map(reader.list(() => readPair(reader, () => new Set(reader.strings()))));
  reader.expect(",");
  const inputSources = new Set(reader.strings());
  reader.expect(",");
  const system = reader.string();
  reader.expect(",");
  const builder = reader.string();
  reader.expect(",");
  const args = reader.strings();
  reader.expect(",");
  const environment = new Map(reader.list(() => readPair(reader, () => reader.string())));
  reader.expect(")");
  if (!reader.atEnd()) throw new MalformedText("text after the end");
  return { outputs, inputDerivations, inputSources, system, builder, arguments: args, environment };
}

function readPair<T>(reader: Reader, value: () => T): [string, T] {
  reader.expect("(");
  const name = reader.string();
  reader.expect(",");
  const pair: [string, T] = [name, value()];
  reader.expect(")");
  return pair;
}

function readOutput(reader: Reader): [string, DerivationOutput] {
  reader.expect("(");
  const texts = [reader.string()];
  for (let field = 1; field < 4; field++) {
    reader.expect(",");
    texts.push(reader.string());
  }
  reader.expect(")");
  const [name = "", path = "", hashAlgorithm = "", hash = ""] = texts;
  return [name, { path, hashAlgorithm, hash }];
}
