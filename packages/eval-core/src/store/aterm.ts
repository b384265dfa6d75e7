/**
 * The text form of derivations, which is what gets hashed:
 *
 *     Derive([outputs],[input derivations],[input sources],"system","builder",["args"],[("name","value")])
 *
 * Lists are in byte order. Strings escape `"`, `\`, newline, carriage return and tab.
 */
import { compareBytes, latin1Of, sortedEntries } from "./bytes.ts";
import type { Derivation, DerivationOutput } from "./derivation.ts";
import { DerivationText } from "./derivation-text.ts";

/** Returns a derivation's text. */
export function renderDerivation(derivation: Derivation): string {
  const outputs = sortedEntries(derivation.outputs);
  const environment = sortedEntries(derivation.environment);
  const text = new DerivationText();
  text.begin({
    name: "",
    outputNames: outputs.map(([name]) => name),
    inputDerivations: [],
    inputSources: sorted(derivation.inputSources),
    system: derivation.system,
    builder: derivation.builder,
    arguments: derivation.arguments,
    names: environment.map(([name]) => name),
    values: environment.map(([, value]) => value),
  });
  text.setInputs(sortedEntries(derivation.inputDerivations).map(([name, names]) => ({ name, outputs: sorted(names) })));
  return latin1Of(text.render(outputs.map(([, output]) => output)));
}

function sorted(texts: Iterable<string>): string[] {
  return [...texts].sort(compareBytes);
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
