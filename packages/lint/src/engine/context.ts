/**
 * What a rule sees of a file: the tree and, made when first asked for, what names mean and who is whose parent. All
 * rules of a file share one `FileContext`.
 */
import {
  createDetectContext,
  type DetectContext,
  latin1Of,
  type NodeIndex,
  parentsOf,
  type Span,
  spanOf,
  textOf,
  type Tree,
} from "@lix-tools/parser";
import {
  createFileContext as createMigrationContext,
  type FileContext as MigrationContext,
} from "@lix-tools/migrate-langver/codemods";
import { type Resolution, resolveTree, type Target as NameTarget, targetOf } from "@lix-tools/eval-core";
import type { ReportDetails } from "./rule.ts";
import type { Target } from "./target.ts";

/** Settings of rules, by `group/name`. */
export type RuleOptions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One file under examination. */
export interface FileContext extends DetectContext {
  readonly tree: Tree;
  /** As given by the caller, with `/`; null for text without a name. */
  readonly path: string | null;
  /** Returns whether the file may be run; null for text that is no file. */
  isExecutable(): boolean | null;
  readonly target: Target;
  readonly options: RuleOptions;
  /** Returns the parent of a node, or `none`. */
  parent(node: NodeIndex): NodeIndex;
  parents(): Int32Array;
  resolution(): Resolution;
  /** Returns how many references each definition has, in the order of the resolution's definitions. */
  useCounts(): Int32Array;
  /** Returns what the word at a node means, or null where it is no reference. */
  nameTarget(node: NodeIndex): NameTarget | null;
  span(node: NodeIndex): Span;
  /** Returns the source of a node for people and for edits. */
  text(node: NodeIndex): string;
  /** Returns the source of a node one character per byte, for comparing names. */
  name(node: NodeIndex): string;
  /** Returns the file as codemods see it. */
  migration(): MigrationContext;
  /** Tells whether the name occurs anywhere in the file, whatever it means there. */
  mentions(name: string): boolean;
}

/** A file as one rule sees it. */
export interface RuleContext extends FileContext {
  report(place: NodeIndex | Span, message: string, details?: ReportDetails): void;
}

/** What is known of a file before it is looked at. */
export interface FileInput {
  readonly tree: Tree;
  readonly path: string | null;
  readonly isExecutable?: (() => boolean | null) | undefined;
  readonly target: Target;
  readonly options: RuleOptions;
}

/** Returns the context of a file. */
export function createFileContext({ tree, path, isExecutable, target, options }: FileInput): FileContext {
  let parents: Int32Array | undefined;
  let resolution: Resolution | undefined;
  let uses: Int32Array | undefined;
  let words: Set<string> | undefined;
  let migration: MigrationContext | undefined;
  const context: FileContext = {
    path,
    isExecutable: isExecutable ?? (() => null),
    target,
    options,
    ...createDetectContext(tree),
    parents: () => (parents ??= parentsOf(tree)),
    parent: (node) => (parents ??= parentsOf(tree))[node] ?? -1,
    resolution: () => (resolution ??= resolveTree(tree)),
    useCounts: () => (uses ??= countUses(context.resolution())),
    nameTarget: (node) => targetOf(context.resolution(), node),
    span: (node) => spanOf(tree, node),
    text: (node) => textOf(tree, node),
    name: (node) => latin1Of(tree, node),
    migration: () => (migration ??= createMigrationContext(tree, tree.langver)),
    mentions: (name) => (words ??= wordsOf(tree)).has(name),
  };
  return context;
}

/** Every run of identifier bytes, in comments and strings too: more than enough for choosing fresh names. */
function wordsOf(tree: Tree): Set<string> {
  return new Set(latin1Of(tree, 0).match(/[A-Za-z_][A-Za-z0-9_'-]*/g));
}

/** Counts without making a reference of each use: nearly every file has thousands. */
function countUses({ definitions, targets, finds }: Resolution): Int32Array {
  const counts = new Int32Array(definitions.length);
  const count = (target: number): void => {
    if (target > 0) counts[target - 1] = (counts[target - 1] ?? 0) + 1;
  };
  for (const target of targets) count(target);
  for (const { findFile, nixPath } of finds.values()) {
    count(findFile);
    count(nixPath);
  }
  return counts;
}
