/**
 * The down-levelling of one tree while it goes on: the walk that finds what needs other text, fresh names, names of
 * builtins that nothing shadows, and what was found impossible.
 */
import { lowerTree } from "@lix-tools/eval-core";
import {
  endOf,
  type Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  sizeOf,
  sliceLatin1,
  type Span,
  spanOf,
  startOf,
  type Tree,
} from "@lix-tools/parser";
import { findDefaultsSeen } from "../proof/defaults-in-args.ts";
import { createFileContext, type FileContext } from "../file-context.ts";
import type { Construct } from "./construct.ts";
import { createDraft, type Draft, insert, renderRange } from "./draft.ts";
import { type Level, levelOfKind, levelWanted } from "./level.ts";
import type { Impossible, ImpossibleCode } from "./result.ts";

export interface Job {
  readonly tree: Tree;
  readonly file: FileContext;
  /** The source, one character per byte. */
  readonly text: string;
  readonly impossible: Impossible[];
  /** Returns where the functions begin that can tell whether the name of their whole argument has the defaults. */
  readonly defaultsSeen: () => ReadonlySet<number>;
  /** Variables that get other text. */
  readonly substitutes: Map<NodeIndex, string>;
  /** Puts the edits of a node and all below it into the draft; it may be as loose as `wanted`. */
  readonly emit: (node: NodeIndex, wanted: Level, draft: Draft) => void;
  /** Puts the edits of what is below a node into the draft. */
  readonly emitInside: (node: NodeIndex, draft: Draft) => void;
  /** Returns the new text of a node that moves. */
  readonly render: (node: NodeIndex, wanted: Level) => string;
  /** Returns how tightly the new text of a node binds. */
  readonly levelOf: (node: NodeIndex) => Level;
  /** Returns a name that occurs nowhere in the file, the same for every call with this base. */
  readonly hidden: (base: string) => string;
  /** Returns text for a builtin, whatever the file calls `builtins`. */
  readonly builtin: (name: string, node: NodeIndex) => string;
  readonly refuse: (span: Span, code: ImpossibleCode, reason: string) => void;
}

/** Nested more deeply than this, constructs are not rewritten; far below what the stack can take. */
const deepest = 150;

/** Thrown by the walk and caught by `downlevel`. */
export class NestedTooDeep extends Error {
  readonly node: NodeIndex;
  constructor(node: NodeIndex) {
    super("nested too deep");
    this.node = node;
  }
}

/** Returns a job that knows the constructs. */
export function createJob(tree: Tree, constructs: readonly Construct[], target: Tree["langver"]): Job {
  const file = createFileContext(tree, target);
  const byKind = constructsByKind(constructs);
  const text = sliceLatin1(tree.source, 0, tree.source.length);
  const hiddenNames = new Map<string, string>();
  const impossible: Impossible[] = [];
  let defaultsSeen: ReadonlySet<number> | null = null;
  let depth = 0;
  const find = (node: NodeIndex): { construct: Construct; level: Level } | null => {
    for (const construct of byKind.get(kindOf(tree, node)) ?? []) {
      const level = construct.level(job, node);
      if (level !== null) return { construct, level };
    }
    return null;
  };
  const emitInside = (node: NodeIndex, draft: Draft): void => {
    const end = node + sizeOf(tree, node);
    for (let child = node + 1; child < end;) {
      if (byKind.has(kindOf(tree, child)) && find(child) !== null) {
        emit(child, levelWanted(tree, file.parentOf(child), child), draft);
        child += sizeOf(tree, child);
      } else child++;
    }
  };
  const emit = (node: NodeIndex, wanted: Level, draft: Draft): void => {
    if (++depth > deepest) throw new NestedTooDeep(node);
    const found = find(node);
    const isWrapped = (found?.level ?? levelOfKind(kindOf(tree, node))) > wanted;
    if (isWrapped) insert(draft, startOf(tree, node), "(");
    if (found === null) emitInside(node, draft);
    else found.construct.write(job, node, draft);
    if (isWrapped) insert(draft, endOf(tree, node), ")");
    depth--;
  };
  const job: Job = {
    tree,
    file,
    text,
    impossible,
    defaultsSeen: () =>
      (defaultsSeen ??= new Set(findDefaultsSeen(lowerTree(tree).term).map((seen) => seen.function.origin.start))),
    substitutes: new Map(),
    emit,
    emitInside,
    render(node, wanted) {
      const draft = createDraft();
      emit(node, wanted, draft);
      return renderRange(text, draft, startOf(tree, node), endOf(tree, node));
    },
    levelOf: (node) => find(node)?.level ?? levelOfKind(kindOf(tree, node)),
    hidden(base) {
      const name = hiddenNames.get(base) ?? file.freshName(base);
      hiddenNames.set(base, name);
      return name;
    },
    builtin(name, node) {
      const found = builtinText(file, name);
      if (found === null) {
        job.refuse(
          spanOf(tree, node),
          "downlevel/builtin-shadowed",
          `every name of the builtin \`${name}\` is shadowed`,
        );
      }
      return found ?? name;
    },
    refuse(span, code, reason) {
      impossible.push({ span, code, reason });
    },
  };
  return job;
}

function constructsByKind(constructs: readonly Construct[]): ReadonlyMap<Kind, readonly Construct[]> {
  const byKind = new Map<Kind, Construct[]>();
  for (const construct of constructs) {
    for (const kind of construct.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), construct]);
  }
  return byKind;
}

/** The names under which the builtins are found that are global without a prefix. */
const plainGlobals: ReadonlySet<string> = new Set(["abort"]);

/** Returns text that means the builtin everywhere in the file, or null. A `with` never hides a global. */
function builtinText(file: FileContext, name: string): string | null {
  const isFree = (word: string): boolean =>
    file.resolution().definitions.every((definition) => definition.name !== word);
  if (plainGlobals.has(name) && isFree(name)) return name;
  if (isFree("builtins")) return `builtins.${name}`;
  return !plainGlobals.has(name) && isFree(`__${name}`) ? `__${name}` : null;
}

/** Returns the text of a node, one character per byte. */
export function wordOf({ tree }: Job, node: NodeIndex): string {
  return latin1Of(tree, node);
}
