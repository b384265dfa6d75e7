/**
 * The tokens of a tree with their places: words, numbers, strings and comments as wholes, and every byte of punctuation
 * by itself. Between two tokens there is white space or nothing.
 */
import { endOf, Kind, kindOf, recordWords, sizeOf, startOf, type Tree } from "@lix-tools/parser";
import { isWhiteSpace } from "../edit/spacing.ts";

/** Tokens side by side, so that a large file makes no objects. */
export interface Tokens {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What a token is beside its bytes. */
  readonly sorts: Uint8Array;
}

/** What a token is: bytes that speak for themselves, a string, or a comment. */
export const TokenSort = { Plain: 0, String: 1, Comment: 2 } as const;

/** Room for the tokens of one text at a time, kept from text to text. */
export interface TokenBuffers {
  starts: Int32Array;
  ends: Int32Array;
  sorts: Uint8Array;
}

/** Returns buffers without room. */
export function createTokenBuffers(): TokenBuffers {
  return { starts: new Int32Array(0), ends: new Int32Array(0), sorts: new Uint8Array(0) };
}

/** Returns the tokens of a tree in the order of the text. They hold until the buffers get other ones. */
export function tokensOf(tree: Tree, buffers: TokenBuffers): Tokens {
  const { source } = tree;
  if (buffers.sorts.length < source.length) {
    buffers.starts = new Int32Array(source.length * 2);
    buffers.ends = new Int32Array(source.length * 2);
    buffers.sorts = new Uint8Array(source.length * 2);
  }
  const { starts, ends, sorts } = buffers;
  let count = 0;
  let at = 0;
  const add = (start: number, end: number, sort: number): void => {
    starts[count] = start;
    ends[count] = end;
    sorts[count++] = sort;
  };
  const punctuate = (end: number): void => {
    for (; at < end; at++) if (!isWhiteSpace(source[at])) add(at, at + 1, TokenSort.Plain);
  };
  const words = tree.nodeCount * recordWords;
  for (let node = 0; node * recordWords < words;) {
    const kind = kindOf(tree, node);
    const size = sizeOf(tree, node);
    const isWhole = size === 1 || wholes.has(kind);
    if (isWhole && endOf(tree, node) > at) {
      punctuate(startOf(tree, node));
      const isString = kind === Kind.StringExpression || kind === Kind.IndentedStringExpression;
      const sort = isString ? TokenSort.String : kind === Kind.Comment ? TokenSort.Comment : TokenSort.Plain;
      add(at, endOf(tree, node), sort);
      at = endOf(tree, node);
    }
    node += isWhole ? size : 1;
  }
  punctuate(source.length);
  return { count, starts, ends, sorts };
}

const wholes: ReadonlySet<Kind> = new Set<Kind>([
  Kind.StringExpression,
  Kind.IndentedStringExpression,
  Kind.PathExpression,
  Kind.HpathExpression,
]);
