/**
 * The text form of derivations, which is what gets hashed:
 *
 *     Derive([outputs],[input derivations],[input sources],"system","builder",["args"],[("name","value")])
 *
 * Lists are in byte order. Strings escape `"`, `\`, newline, carriage return and tab.
 */
import { compareBytes } from "./bytes.ts";
import type { Derivation, DerivationOutput } from "./derivation.ts";

/** Options of `renderDerivation`: what to put in place of outputs and of input derivations. */
export interface RenderOptions {
  /** Leave out the output paths, also where the environment repeats them. */
  readonly maskOutputs: boolean;
  /** Names and outputs in place of the input derivations, or null to keep them. */
  readonly inputs: ReadonlyMap<string, ReadonlySet<string>> | null;
}

/** Returns a derivation's text. */
export function renderDerivation(derivation: Derivation, options: RenderOptions): string {
  const { maskOutputs } = options;
  const outputs = sortedEntries(derivation.outputs).map(([name, output]) => renderOutput(name, output, maskOutputs));
  const inputs = sortedEntries(options.inputs ?? derivation.inputDerivations).map(
    ([path, names]) => `(${quote(path)},${renderStrings(sorted(names))})`,
  );
  const environment = sortedEntries(derivation.environment).map(
    ([name, value]) => `(${quote(name)},${maskOutputs && derivation.outputs.has(name) ? '""' : quote(value)})`,
  );
  const sources = renderStrings(sorted(derivation.inputSources));
  const command = `${quote(derivation.system)},${quote(derivation.builder)},${renderStrings(derivation.arguments)}`;
  return `Derive([${outputs.join(",")}],[${inputs.join(",")}],${sources},${command},[${environment.join(",")}])`;
}

function renderOutput(name: string, output: DerivationOutput, mask: boolean): string {
  const path = mask ? "" : output.path;
  return `(${quote(name)},${quote(path)},${quote(output.hashAlgorithm)},${quote(output.hash)})`;
}

function renderStrings(texts: readonly string[]): string {
  return `[${texts.map(quote).join(",")}]`;
}

function quote(text: string): string {
  return `"${/["\\\n\r\t]/.test(text) ? text.replace(/["\\\n\r\t]/g, escapeCharacter) : text}"`;
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
