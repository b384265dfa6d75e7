/**
 * The tree as the printer reads it: tokens that carry trivia, a line and a trailing comment, over the records of the
 * syntax tree. Nothing is copied; the tables are indexed by record.
 *
 * A token here is what the reference calls a lexeme: a leaf, or a whole string or path, or a `${…}` that names an
 * attribute. Trivia in front of a list element, a binding or the bracket that closes them belong to that element
 * (`itemTrivia`), not to its first token, so moving tokens around does not move them.
 */
import {
  type Dialect,
  type Field,
  fieldMask,
  fieldShift,
  Kind,
  kindMask,
  recordWords,
  type Tree,
} from "@lix-tools/parser";
import type { PoolText, TextPool } from "../doc/text-pool.ts";
import { noTrivia, type Trivia } from "../trivia/trivium.ts";

/** Releases of the reference whose output differs. */
export type StyleVersion = "1.2" | "1.4";

/** A tree and what its tokens carry. */
export class View {
  readonly pool: TextPool;
  records: Uint32Array = new Uint32Array(0);
  dialect: Dialect = "nix";
  style: StyleVersion = "1.4";
  /** Line of each token, or 0 throughout where the author's line ends do not matter. */
  line: Int32Array = new Int32Array(0);
  /** Strings that a kept region enters or leaves. */
  readonly cutStrings: Set<number> = new Set();
  /** Answers of `isAbsorbableExpression` for lambdas. */
  readonly absorbableLambdas: Map<number, boolean> = new Map();
  /** Calls that must not break between their arguments. */
  readonly lineCalls: Set<number> = new Set();
  /** 1 for records that start an element or close a container. */
  isItem: Uint8Array = new Uint8Array(0);
  private leading: Int32Array = new Int32Array(0);
  private items: Int32Array = new Int32Array(0);
  private trailing: Int32Array = new Int32Array(0);
  private triviaLists: Trivia[] = [];
  private trailingTexts: PoolText[] = [];

  constructor(pool: TextPool) {
    this.pool = pool;
  }

  /** Starts over with another tree. */
  load(tree: Tree): void {
    const { nodeCount } = tree;
    this.records = tree.records;
    this.dialect = tree.langver.dialect;
    this.cutStrings.clear();
    this.absorbableLambdas.clear();
    this.lineCalls.clear();
    this.triviaLists = [noTrivia];
    this.trailingTexts = [{ start: 0, end: 0, width: 0 }];
    if (this.line.length < nodeCount) {
      const size = nodeCount * 2;
      this.line = new Int32Array(size);
      this.leading = new Int32Array(size);
      this.items = new Int32Array(size);
      this.trailing = new Int32Array(size);
      this.isItem = new Uint8Array(size);
    } else {
      this.line.fill(0, 0, nodeCount);
      this.leading.fill(0, 0, nodeCount);
      this.items.fill(0, 0, nodeCount);
      this.trailing.fill(0, 0, nodeCount);
      this.isItem.fill(0, 0, nodeCount);
    }
  }

  /** Returns the trivia in front of a token. */
  triviaOf(token: number): Trivia {
    return this.triviaLists[this.leading[token] ?? 0] ?? noTrivia;
  }

  setTrivia(token: number, trivia: Trivia): void {
    this.leading[token] = this.keep(trivia);
  }

  hasTrivia(token: number): boolean {
    return this.leading[token] !== 0;
  }

  /** Returns the trivia in front of an element of a list, a set or a `let`, or in front of what closes them. */
  itemTrivia(element: number): Trivia {
    return this.triviaLists[this.items[element] ?? 0] ?? noTrivia;
  }

  setItemTrivia(element: number, trivia: Trivia): void {
    this.items[element] = this.keep(trivia);
  }

  hasItemTrivia(element: number): boolean {
    return this.items[element] !== 0;
  }

  /** Returns the comment at the end of the token's line, `# ` included, or null. */
  trailingOf(token: number): PoolText | null {
    const index = this.trailing[token] ?? 0;
    return index === 0 ? null : (this.trailingTexts[index] ?? null);
  }

  setTrailing(token: number, text: PoolText | null): void {
    if (text === null) this.trailing[token] = 0;
    else this.trailing[token] = this.trailingTexts.push(text) - 1;
  }

  hasTrailing(token: number): boolean {
    return this.trailing[token] !== 0;
  }

  /** Tells whether the token carries nothing. */
  isLone(token: number): boolean {
    return this.leading[token] === 0 && this.trailing[token] === 0;
  }

  private keep(trivia: Trivia): number {
    return trivia.length === 0 ? 0 : this.triviaLists.push(trivia) - 1;
  }
}

/** Returns the kind of a node. */
export function kindAt({ records }: View, node: number): Kind {
  return ((records[node * recordWords] ?? 0) & kindMask) as Kind; // the parser writes kinds only
}

/** Returns the field a node has in its parent. */
export function fieldAt({ records }: View, node: number): Field {
  return (((records[node * recordWords] ?? 0) >>> fieldShift) & fieldMask) as Field; // likewise
}

/** Returns the offset of a node's first byte. */
export function startAt({ records }: View, node: number): number {
  return records[node * recordWords + 1] ?? 0;
}

/** Returns the offset after a node's last byte. */
export function endAt({ records }: View, node: number): number {
  return records[node * recordWords + 2] ?? 0;
}

/** Returns the record behind the subtree of `node`, which is its next sibling unless it is the last. */
export function nextOf({ records }: View, node: number): number {
  return node + (records[node * recordWords + 3] ?? 1);
}

/** Returns the first record at or behind `node` that is no comment; `node` must be a child or the end of children. */
export function skipComments(view: View, node: number): number {
  let at = node;
  while (kindAt(view, at) === Kind.Comment) at++;
  return at;
}

/** Returns the child that is number `index` among those that are no comments. The grammar fixes what it is. */
export function childAt(view: View, node: number, index: number): number {
  let at = skipComments(view, node + 1);
  for (let left = index; left > 0; left--) at = skipComments(view, nextOf(view, at));
  return at;
}

/** Returns the next sibling that is no comment; there must be one. */
export function siblingOf(view: View, node: number): number {
  return skipComments(view, nextOf(view, node));
}

/** Returns the children that are no comments. */
export function childrenAt(view: View, node: number): number[] {
  const children: number[] = [];
  const end = nextOf(view, node);
  for (let at = node + 1; at < end; at = nextOf(view, at)) if (kindAt(view, at) !== Kind.Comment) children.push(at);
  return children;
}

/** Returns the last record of a node that ends in a token, which is that token: a closing bracket or a semicolon. */
export function closingAt(view: View, node: number): number {
  return nextOf(view, node) - 1;
}

/** Returns the last child. */
export function lastChildAt(view: View, node: number): number {
  const end = nextOf(view, node);
  let last = node + 1;
  for (let at = node + 1; at < end; at = nextOf(view, at)) last = at;
  return last;
}

/** Tells whether nodes of the kind are tokens, wherever they stand. */
export function isTokenKind(kind: Kind): boolean {
  if (kind >= firstTokenKind) return true;
  switch (kind) {
    case Kind.Identifier:
    case Kind.IntegerExpression:
    case Kind.FloatExpression:
    case Kind.SpathExpression:
    case Kind.UriExpression:
    case Kind.StringExpression:
    case Kind.IndentedStringExpression:
    case Kind.PathExpression:
    case Kind.HpathExpression:
    case Kind.Ellipses:
    case Kind.Interpolation:
    case Kind.NullExpression:
    case Kind.TrueExpression:
    case Kind.FalseExpression:
    case Kind.FeatureName:
    case Kind.ListIndex:
      return true;
    default:
      return false;
  }
}

const firstTokenKind = Kind.Bang;

/** Returns the first token of a node. */
export function firstToken(view: View, node: number): number {
  let at = node;
  while (!isTokenKind(kindAt(view, at))) at++;
  return at;
}

/** Returns the last token of a node. */
export function lastToken(view: View, node: number): number {
  let at = node;
  while (!isTokenKind(kindAt(view, at))) at = lastChildAt(view, at);
  return at;
}

/** Tells whether two tokens are on the same line of the source, or lines do not matter. */
export function isSameLine({ line }: View, a: number, b: number): boolean {
  return line[a] === line[b];
}
