/**
 * POSIX extended regular expressions as Nix reads them: byte by byte, in the C locale, with the limits of the library
 * it uses (no `\d`, `\w` or back references, intervals need a lower bound). Parsing gives a tree of nodes.
 */

export type Node =
  | { readonly kind: "empty" }
  | { readonly kind: "set"; readonly set: ByteSet }
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "group"; readonly index: number; readonly body: Node }
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "choice"; readonly options: readonly Node[] }
  | { readonly kind: "repeat"; readonly body: Node; readonly least: number; readonly most: number };

/** For each byte whether it is in. */
export type ByteSet = Uint8Array;

export interface Syntax {
  readonly root: Node;
  readonly groupCount: number;
}

/** Thrown for an expression that is none; the caller names the expression. */
export class RegexSyntaxError extends Error {}

/** Copies that `{n,m}` may make of its operand, over the whole expression. */
const copyLimit = 20_000;
const depthLimit = 1_000;

const escapable = new Set("^.[$()|*+?{\\");

/** Returns the tree of an expression. */
export function parseRegex(source: string): Syntax {
  const parser = new Parser(source);
  const root = parser.choice(0);
  if (!parser.atEnd()) throw new RegexSyntaxError(`unexpected \`${source.charAt(parser.at)}\``);
  return { root, groupCount: parser.groupCount };
}

class Parser {
  readonly source: string;
  at = 0;
  groupCount = 0;

  constructor(source: string) {
    this.source = source;
  }

  atEnd(): boolean {
    return this.at >= this.source.length;
  }

  private isAt(character: string): boolean {
    return this.source[this.at] === character;
  }

  choice(depth: number): Node {
    if (depth > depthLimit) throw new RegexSyntaxError("groups are nested too deeply");
    const options = [this.sequence(depth)];
    while (this.isAt("|")) {
      this.at++;
      options.push(this.sequence(depth));
    }
    return options.length === 1 ? (options[0] ?? { kind: "empty" }) : { kind: "choice", options };
  }

  private sequence(depth: number): Node {
    const items: Node[] = [];
    while (!this.atEnd() && !this.isAt("|") && !this.isAt(")")) items.push(this.repetition(this.atom(depth)));
    return items.length === 1 ? (items[0] ?? { kind: "empty" }) : { kind: "sequence", items };
  }

  private atom(depth: number): Node {
    const character = this.source.charAt(this.at++);
    switch (character) {
      case "(":
        return this.group(depth);
      case "[":
        return { kind: "set", set: this.bracket() };
      case ".":
        return { kind: "set", set: new Uint8Array(256).fill(1).fill(0, 0, 1) };
      case "^":
        return { kind: "start" };
      case "$":
        return { kind: "end" };
      case "\\":
        return single(this.escape());
      case "*":
      case "+":
      case "?":
      case "{":
        throw new RegexSyntaxError(`nothing to repeat before \`${character}\``);
      default:
        return single(character);
    }
  }

  private group(depth: number): Node {
    const index = ++this.groupCount;
    const body = this.choice(depth + 1);
    if (!this.isAt(")")) throw new RegexSyntaxError("a group is not closed");
    this.at++;
    return { kind: "group", index, body };
  }

  private escape(): string {
    const character = this.source.charAt(this.at++);
    if (!escapable.has(character)) throw new RegexSyntaxError(`\`\\${character}\` has no meaning`);
    return character;
  }

  private repetition(start: Node): Node {
    let node = start;
    for (;;) {
      const bounds = this.bounds();
      if (bounds === null) return node;
      if (node.kind === "start" || node.kind === "end") throw new RegexSyntaxError("an anchor is repeated");
      node = { kind: "repeat", body: node, ...bounds };
    }
  }

  private bounds(): { readonly least: number; readonly most: number } | null {
    switch (this.source[this.at]) {
      case "*":
        this.at++;
        return { least: 0, most: Number.POSITIVE_INFINITY };
      case "+":
        this.at++;
        return { least: 1, most: Number.POSITIVE_INFINITY };
      case "?":
        this.at++;
        return { least: 0, most: 1 };
      case "{":
        return this.interval();
      default:
        return null;
    }
  }

  private interval(): { readonly least: number; readonly most: number } {
    const match = /^\{([0-9]+)(,([0-9]*))?\}/.exec(this.source.slice(this.at, this.at + 32));
    if (match === null) throw new RegexSyntaxError("an interval is malformed");
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === "" ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (most < least || least > copyLimit || (Number.isFinite(most) && most > copyLimit)) {
      throw new RegexSyntaxError("an interval is out of range");
    }
    this.at += match[0].length;
    return { least, most };
  }

  private bracket(): ByteSet {
    const negated = this.isAt("^");
    if (negated) this.at++;
    const set = new Uint8Array(256);
    for (let isFirst = true; isFirst || !this.isAt("]"); isFirst = false) this.bracketItem(set);
    this.at++;
    if (!negated) return set;
    return set.map((isIn) => 1 - isIn);
  }

  private bracketItem(set: ByteSet): void {
    if (this.atEnd()) throw new RegexSyntaxError("a bracket is not closed");
    if (this.source.startsWith("[:", this.at)) {
      addClass(set, this.delimited(":"));
      return;
    }
    const low = this.bracketByte();
    const isRange = this.isAt("-") && this.source[this.at + 1] !== undefined && this.source[this.at + 1] !== "]";
    if (!isRange) {
      set[low] = 1;
      return;
    }
    this.at++;
    const high = this.bracketByte();
    if (high < low) throw new RegexSyntaxError("a range runs backwards");
    set.fill(1, low, high + 1);
  }

  private bracketByte(): number {
    for (const delimiter of [".", "="]) {
      if (!this.source.startsWith(`[${delimiter}`, this.at)) continue;
      const name = this.delimited(delimiter);
      if (name.length !== 1) throw new RegexSyntaxError(`there is no collating element \`${name}\``);
      return name.charCodeAt(0);
    }
    return this.source.charCodeAt(this.at++);
  }

  private delimited(delimiter: string): string {
    const end = this.source.indexOf(`${delimiter}]`, this.at + 2);
    if (end < 0) throw new RegexSyntaxError("a bracket is not closed");
    const name = this.source.slice(this.at + 2, end);
    this.at = end + 2;
    return name;
  }
}

function single(character: string): Node {
  const set = new Uint8Array(256);
  set[character.charCodeAt(0)] = 1;
  return { kind: "set", set };
}

const classes: ReadonlyMap<string, RegExp> = new Map([
  ["alnum", /[0-9A-Za-z]/],
  ["alpha", /[A-Za-z]/],
  ["blank", /[ \t]/],
  ["cntrl", /[\x00-\x1f\x7f]/],
  ["digit", /[0-9]/],
  ["graph", /[!-~]/],
  ["lower", /[a-z]/],
  ["print", /[ -~]/],
  ["punct", /[!-/:-@[-`{-~]/],
  ["space", /[\t-\r ]/],
  ["upper", /[A-Z]/],
  ["xdigit", /[0-9A-Fa-f]/],
  ["d", /[0-9]/],
  ["s", /[\t-\r ]/],
  ["w", /[0-9A-Za-z_]/],
]);

function addClass(set: ByteSet, name: string): void {
  const expression = classes.get(name.toLowerCase());
  if (expression === undefined) throw new RegexSyntaxError(`there is no character class \`${name}\``);
  for (let byte = 0; byte < 256; byte++) if (expression.test(String.fromCharCode(byte))) set[byte] = 1;
}
