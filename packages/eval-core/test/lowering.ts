/** What the tests of this package share: text to terms, failing loudly where the text is not a program. */
import { type Edition, makeLangver, parse, type Tree } from "@lix-tools/parser";
import { type Lowered, lowerTree, type Term } from "../src/index.ts";

/** Returns the tree of a text, or throws what the parser says. */
export function treeOf(text: string | Uint8Array, edition: Edition): Tree {
  const source = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { tree, diagnostics, isComplete } = parse(source, { langver: makeLangver(edition) });
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (isComplete && errors.length === 0) return tree;
  throw new Error(`${errors.map((error) => error.message).join("; ")}\n${new TextDecoder().decode(source)}`);
}

/** Returns what a text lowers to. */
export function lowered(text: string | Uint8Array, edition: Edition): Lowered {
  return lowerTree(treeOf(text, edition));
}

/** Returns the term of a text that lowers without errors. */
export function termOf(text: string | Uint8Array, edition: Edition): Term {
  const { term, diagnostics } = lowered(text, edition);
  if (diagnostics.length > 0) throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join("; "));
  return term;
}
