/**
 * What a codemod may ask about the file it works on. Everything beyond the tree is computed on the first question and
 * kept: most files never need parents or scopes.
 */
import { type Resolution, resolveTree, referencesByDefinition, type Definition } from "@lix-tools/eval-core";
import {
  bytesOf,
  Kind,
  kindMask,
  type Langver,
  latin1Of,
  type NodeIndex,
  parentsOf,
  recordWords,
  type Tree,
} from "@lix-tools/parser";
import { noSightings, type Sightings } from "./observe/facts.ts";

export interface FileContext {
  readonly tree: Tree;
  /** The langver to move to. */
  readonly target: Langver;
  /** Returns the parent of a node, or -1 for the root. */
  readonly parentOf: (node: NodeIndex) => NodeIndex;
  readonly resolution: () => Resolution;
  /** Returns where each definition is used, in the order of the source. */
  readonly references: () => ReadonlyMap<Definition, readonly NodeIndex[]>;
  /** Returns a name that occurs nowhere in the file, made of `base`; every call returns another one. */
  readonly freshName: (base: string) => string;
  /** Answers what evaluations have shown of the file. */
  readonly sightings: Sightings;
  /** Returns the text of a node, for use in an edit. The file is known to be UTF-8. */
  readonly textOf: (node: NodeIndex) => string;
}

/** Returns the context of a tree. It lives as long as the tree is worked on, and no longer. */
export function createFileContext(tree: Tree, target: Langver, sightings: Sightings = noSightings): FileContext {
  let parents: Int32Array | null = null;
  let resolution: Resolution | null = null;
  let references: ReadonlyMap<Definition, readonly NodeIndex[]> | null = null;
  let names: Set<string> | null = null;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const resolve = (): Resolution => (resolution ??= resolveTree(tree));
  return {
    tree,
    target,
    parentOf: (node) => (parents ??= parentsOf(tree))[node] ?? -1,
    resolution: resolve,
    sightings,
    references: () => (references ??= referencesByDefinition(resolve())),
    freshName(base) {
      names ??= namesOf(tree);
      // Nix 2 has no names with two quotes in a row.
      const plain = base.replace(/'{2,}/gu, "'").replace(/'$/u, "");
      let name = `${plain}'`;
      for (let number = 2; names.has(name) || name === base; number++) name = `${plain}${number}`;
      names.add(name);
      return name;
    },
    textOf: (node) => decoder.decode(bytesOf(tree, node)),
  };
}

/** Every word of the file, in whatever scope: a `with` may provide any name. */
function namesOf(tree: Tree): Set<string> {
  const names = new Set<string>();
  for (let node = 0; node < tree.nodeCount; node++) {
    const kind = (tree.records[node * recordWords] ?? 0) & kindMask;
    if (kind === Kind.Identifier || kind === Kind.StringFragment) names.add(latin1Of(tree, node));
  }
  return names;
}
