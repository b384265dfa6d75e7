/**
 * Reads JSON into values. Integers beyond 64 bits are errors, unless they are beyond unsigned 64 bits too: then they
 * are floats, as the library that Nix uses has it. The last of equal names wins.
 */
import { integer } from "../eval/arithmetic.ts";
import { EvalError } from "../eval/error.ts";
import type { Machine } from "../eval/machine.ts";
import { latin1OfUnicode } from "../store/bytes.ts";
import type { Lazy, Value } from "../value/value.ts";
import { FloatValue } from "../value/value.ts";

const depthLimit = 10_000;

/** Returns the value of a JSON text. */
export function parseJson(machine: Machine, text: string): Value {
  const reader = new Reader(machine, text);
  const value = reader.value(0);
  reader.space();
  if (reader.at < text.length) reader.fail("unexpected text after the value");
  return value;
}

const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const plainCharacters = /[^"\\\x00-\x1f]*/y;

class Reader {
  private readonly machine: Machine;
  private readonly text: string;
  at = 0;

  constructor(machine: Machine, text: string) {
    this.machine = machine;
    this.text = text;
  }

  fail(reason: string): never {
    throw new EvalError("eval/argument", `cannot parse JSON at byte ${this.at}: ${reason}`);
  }

  space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  value(depth: number): Value {
    if (depth > depthLimit) this.fail("nested too deeply");
    this.space();
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private word(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.at)) this.fail(`expected \`${word}\``);
    this.at += word.length;
    return value;
  }

  private number(): Value {
    number.lastIndex = this.at;
    const match = number.exec(this.text);
    if (match === null) return this.fail("expected a value");
    this.at += match[0].length;
    if (match[1] !== undefined || match[2] !== undefined) return this.float(match[0]);
    const exact = BigInt(match[0]);
    if (exact >= -(2n ** 63n) && exact < 2n ** 63n) return integer(exact);
    if (exact < 0n || exact >= 2n ** 64n) return this.float(match[0]);
    const { unsignedJson } = this.machine.compat;
    if (unsignedJson === "float") return this.float(match[0]);
    if (unsignedJson === "wrap") return integer(BigInt.asIntN(64, exact));
    throw new EvalError("eval/overflow", `unsigned json number ${exact} outside of Nix integer range`);
  }

  private float(digits: string): FloatValue {
    const value = Number(digits);
    if (!Number.isFinite(value)) this.fail(`number overflow parsing '${digits}'`);
    return new FloatValue(value);
  }

  private array(depth: number): Value {
    const elements: Lazy[] = [];
    this.items("]", () => elements.push(this.value(depth + 1)));
    return elements;
  }

  private object(depth: number): Value {
    const members = new Map<string, Lazy>();
    this.items("}", () => {
      this.space();
      if (this.text[this.at] !== '"') this.fail("expected a string");
      const name = this.string();
      this.space();
      if (this.text[this.at] !== ":") this.fail("expected `:`");
      this.at++;
      members.set(name, this.value(depth + 1));
    });
    return this.machine.sets.fromEntries([...members]);
  }

  /** Reads items separated by commas, up to a closing bracket. */
  private items(close: string, item: () => void): void {
    this.at++;
    this.space();
    if (this.text[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      item();
      this.space();
      const next = this.text[this.at++];
      if (next === close) return;
      if (next !== ",") {
        this.at--;
        this.fail(`expected \`,\` or \`${close}\``);
      }
    }
  }

  private string(): string {
    this.at++;
    let value = "";
    for (;;) {
      plainCharacters.lastIndex = this.at;
      const plain = plainCharacters.exec(this.text)?.[0] ?? "";
      value += plain;
      this.at += plain.length;
      const next = this.text[this.at++];
      if (next === '"') break;
      if (next !== "\\") {
        this.at--;
        this.fail("unterminated string");
      }
      value += this.escape();
    }
    if (value.includes("\0") && this.machine.compat.nulBytes === "error") {
      const shown = value.replaceAll("\0", latin1OfUnicode("␀"));
      const message = `input string '${shown}' cannot be represented as Nix string because it contains null bytes`;
      throw new EvalError("eval/argument", message);
    }
    return value;
  }

  private escape(): string {
    const character = this.text[this.at++] ?? "";
    const at = '"\\/bfnrt'.indexOf(character);
    if (character !== "" && at >= 0) return '"\\/\b\f\n\r\t'.charAt(at);
    if (character !== "u") this.fail("unknown escape");
    const first = this.codeUnit();
    if (first < 0xd800 || first > 0xdfff) return latin1OfUnicode(String.fromCharCode(first));
    if (first > 0xdbff || !this.text.startsWith("\\u", this.at)) this.fail("lone surrogate");
    this.at += 2;
    const second = this.codeUnit();
    if (second < 0xdc00 || second > 0xdfff) this.fail("lone surrogate");
    return latin1OfUnicode(String.fromCharCode(first, second));
  }

  private codeUnit(): number {
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail("expected four hexadecimal digits");
    this.at += 4;
    return Number.parseInt(digits, 16);
  }
}
