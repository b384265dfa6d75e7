/**
 * `with lib; mkIf c (mkDefault 1) ⇒ lib.mkIf c (lib.mkDefault 1)`
 *
 * Every name that the `with` provides is written with its set, and the `with` goes. Only where the set is a variable or a
 * selection from one, so that writing it again computes nothing again, and where this `with` alone can provide the names.
 * Where there are several around a name, evaluations may have shown that it is always the innermost.
 */
import { knownGlobals, type Scope, standardGlobals, targetOf } from "@lix-tools/eval-core";
import {
  attrsOf,
  childByField,
  childByKind,
  childrenByField,
  childrenOf,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  latin1Of,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  startOf,
  staticName,
  type TextEdit,
  unwrapParentheses,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, type Proposal, refuse, removeRange, replaceRange } from "../codemod.ts";
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { hasCommentOutside } from "../edit/comments.ts";
import { marginAt } from "../edit/deepen.ts";
import { isWhiteSpace, startOfWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";
import { withQualified } from "../proof/with-qualified.ts";

/** Finds `with` that is not directly before a list; there it is a slice, or its author wants it to be a list. */
const withAround: Detector<NodeSite> = {
  code: "langver/with-qualified",
  feature: "set-slices",
  lixFeature: null,
  kinds: [Kind.WithExpression],
  find({ tree }, node, add) {
    const body = unwrapParentheses(tree, childByField(tree, node, Field.Body));
    if (kindOf(tree, body) === Kind.ListExpression && childrenByField(tree, body, Field.Element).length > 0) return;
    add(nodeSite(tree, node, childByKind(tree, node, Kind.WithKeyword), "found a `with`"));
  },
};

/** Writes the names of a `with` with their set. */
export const withQualifiedCodemod: Codemod = defineCodemod({
  id: "M25",
  detector: withAround,
  summary: "`with lib; f (mkIf c 1)` ⇒ `lib.f (lib.mkIf c 1)`",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  isOptional: true,
  preserves: "value",
  laws: [withQualified],
  soundness:
    "the set is a variable or a selection from one, which means the same wherever a name of the `with` stands, and no " +
    "other `with` is around a name; variables and globals win over a `with` and stay; a `with` that no name needs goes",
  plan: (file, sites) => sites.map((site) => qualify(file, site)),
});

function qualify(file: FileContext, { node, span }: NodeSite): Proposal {
  const names = namesOf(file, node);
  const answers = names.map((name) => answerTo(file, node, name));
  const reason = answers.find((answer) => typeof answer === "string");
  const known = answers.filter((answer) => typeof answer !== "string");
  const own = known.filter(({ isOwn }) => isOwn);
  const removal = removeHead(file, node);
  const isObserved = known.some((answer) => answer.isObserved);
  const path = pathOf(file, childByField(file.tree, node, Field.Environment));
  const isUnused = reason === undefined && own.length === 0;
  if (path === null && !isUnused) {
    return refuse(span, "the set is no name and no selection from one, and would be computed again");
  }
  if (reason !== undefined) return refuse(span, reason);
  if (!isDefined(file, node)) return refuse(span, "the set has a name that not every evaluator defines");
  if (path !== null && own.some((name) => !meansSame(file, path.head, name))) {
    return refuse(
      span,
      `\`${latin1Of(file.tree, path.head)}\` is another variable where a name of the \`with\` stands`,
    );
  }
  if (removal === null) return refuse(span, "a comment stands beside the `with`");
  if (path === null || isUnused) {
    return { site: span, rewrite: { title: "remove the `with`", edits: [removal] }, isObserved };
  }
  const places = own.map(({ name }) => name);
  const edits = qualifyNames(file, places, path.text);
  if (edits === null) return refuse(span, "a comment stands in an `inherit` with other names");
  const covers = own.filter(({ isInner }) => isInner).map(({ name }) => spanOf(file.tree, name));
  const rewrite = { title: "write the names with their set", edits: [removal, ...edits] };
  return { site: span, covers, rewrite, isObserved };
}

/** Returns where a name stands in the body of a `with` that this one may provide. */
function namesOf({ tree, resolution }: FileContext, node: NodeIndex): NodeIndex[] {
  const body = childByField(tree, node, Field.Body);
  const names: NodeIndex[] = [];
  for (let at = body; at < body + sizeOf(tree, body); at++) {
    if (targetOf(resolution(), at)?.kind === "with") names.push(at);
  }
  return names;
}

/** What is known of a name in the body of a `with`. */
interface KnownName {
  readonly name: NodeIndex;
  /** This `with` provides it, and not another one that is around it. */
  readonly isOwn: boolean;
  /** Another `with` stands between this one and the name. */
  readonly isInner: boolean;
  /** Evaluations have shown it. */
  readonly isObserved: boolean;
}

/** Returns what is known of a name, or why that is not enough. */
function answerTo({ tree, resolution, sightings }: FileContext, node: NodeIndex, name: NodeIndex): KnownName | string {
  if (knownGlobals.has(staticName(tree, name) ?? "")) return "a name is a global that not every evaluator has";
  const target = targetOf(resolution(), name);
  const frames = target?.kind === "with" ? target.frames : [];
  const place = frames.findIndex((frame) => frame.node === node);
  const isInner = place > 0;
  if (frames.length === 1) return { name, isOwn: true, isInner, isObserved: false };
  const seen = sightings.ofName(name);
  if (seen === "several") return "several `with`s were seen to provide a name";
  if (seen === "none") {
    return isInner
      ? "a name stands under another `with`, too, and the text does not tell which one provides it"
      : "another `with` is around, and the text does not tell which one provides the names";
  }
  // Then the outer one goes first, so that what was seen is still to be counted from the inside.
  if (seen > place) return "an outer `with` was seen to provide a name";
  return { name, isOwn: seen === place, isInner, isObserved: true };
}

/** Tells whether every evaluator defines the names in the set of a `with`. */
function isDefined({ tree, resolution }: FileContext, node: NodeIndex): boolean {
  const environment = childByField(tree, node, Field.Environment);
  for (let at = environment; at < environment + sizeOf(tree, environment); at++) {
    const kind = targetOf(resolution(), at)?.kind;
    if (kind === "unresolved" || (kind === "global" && !standardGlobals.has(staticName(tree, at) ?? ""))) return false;
  }
  return true;
}

/** Returns the edit that removes `with s;`, or null where a comment would lose what it is about. */
function removeHead(file: FileContext, node: NodeIndex): TextEdit | null {
  const { tree } = file;
  const { source } = tree;
  const body = childByField(tree, node, Field.Body);
  const environment = childByField(tree, node, Field.Environment);
  const semicolon = endOf(tree, childByKind(tree, node, Kind.Semicolon));
  if (hasCommentOutside(tree, environment, [])) return null;
  const [comment = none] = childrenOf(tree, node).filter((child) => kindOf(tree, child) === Kind.Comment);
  if (comment === none) return putBody(file, node, body);
  // What begins on a line of its own behind the `with` is about the body.
  const start = startOf(tree, comment);
  if (start < semicolon || !source.subarray(semicolon, start).includes(0x0a)) return null;
  if (marginAt(source, startOf(tree, node)) !== null) return removeRange(startOf(tree, node), start);
  let from = startOf(tree, node);
  while (source[from - 1] === 0x20) from--;
  return removeRange(from, semicolon);
}

/** The body takes the place of the `with`, or, where that begins the line behind a `=`, the place behind the `=`. */
function putBody({ tree, parentOf }: FileContext, node: NodeIndex, body: NodeIndex): TextEdit {
  const [start, end] = [startOf(tree, node), startOf(tree, body)];
  const binding = parentOf(node);
  const equals = kindOf(tree, binding) === Kind.Binding ? childByKind(tree, binding, Kind.Equal) : none;
  if (equals === none) return removeRange(start, end);
  const gap = tree.source.subarray(endOf(tree, equals), start);
  const beginsLine = gap.includes(0x0a) && gap.every((byte) => isWhiteSpace(byte));
  return beginsLine ? replaceRange(endOf(tree, equals), end, " ") : removeRange(start, end);
}

/** A set that can be written again: its text, and the variable that it begins with. */
interface EnvironmentPath {
  readonly text: string;
  readonly head: NodeIndex;
}

function pathOf(file: FileContext, environment: NodeIndex): EnvironmentPath | null {
  const { tree } = file;
  const node = unwrapParentheses(tree, environment);
  // The name is the variable's only child.
  if (kindOf(tree, node) === Kind.VariableExpression) return { text: file.textOf(node), head: node + 1 };
  if (kindOf(tree, node) !== Kind.SelectExpression) return null;
  const inner = pathOf(file, childByField(tree, node, Field.Expression));
  const attrs = attrsOf(tree, node);
  if (inner === null || attrs.some((attr) => staticName(tree, attr) === null)) return null;
  return { ...inner, text: [inner.text, ...attrs.map(file.textOf)].join(".") };
}

/** Tells whether a variable has the same meaning at the place of a name as where it stands. */
function meansSame(
  { tree, resolution, parentOf }: FileContext,
  head: NodeIndex,
  { name, isInner }: KnownName,
): boolean {
  const { entered, scopes } = resolution();
  const word = latin1Of(tree, head);
  const target = targetOf(resolution(), head);
  let scope: Scope | null = null;
  for (let at = name; at >= 0 && scope === null; at = parentOf(at)) scope = scopes[(entered[at] ?? 0) - 1] ?? null;
  for (; scope !== null; scope = scope.outer) {
    const found = scope.definitions.find((definition) => definition.name === word);
    if (found !== undefined) return target?.kind === "definition" && target.definition === found;
  }
  return target?.kind === "global" || (target?.kind === "with" && !isInner);
}

/** Returns the edits that write names with their set, or null where a comment would lose its place. */
function qualifyNames(file: FileContext, names: readonly NodeIndex[], path: string): TextEdit[] | null {
  const { tree, parentOf } = file;
  const edits: TextEdit[] = [];
  const clauses = new Map<NodeIndex, NodeIndex[]>();
  for (const name of names) {
    if (kindOf(tree, parentOf(name)) === Kind.InheritedAttrs) {
      const clause = parentOf(parentOf(name));
      clauses.set(clause, [...(clauses.get(clause) ?? []), name]);
    } else edits.push(insertAt(startOf(tree, name), `${path}.`));
  }
  for (const [clause, inherited] of clauses) {
    const own = inheritFrom(file, { clause, inherited, path });
    if (own === null) return null;
    edits.push(...own);
  }
  return edits;
}

/** An `inherit` and those of its names that come from a set. */
interface InheritedNames {
  readonly clause: NodeIndex;
  readonly inherited: readonly NodeIndex[];
  readonly path: string;
}

/** The whole clause inherits from the set; or it is split, and the names from the set come behind the others. */
function inheritFrom(file: FileContext, { clause, inherited, path }: InheritedNames): TextEdit[] | null {
  const { tree } = file;
  const { source } = tree;
  const attrs = childByField(tree, clause, Field.Attrs);
  if (childrenByField(tree, attrs, Field.Attr).length === inherited.length) {
    return [insertAt(endOf(tree, childByKind(tree, clause, Kind.InheritKeyword)), ` (${path})`)];
  }
  if (hasCommentOutside(tree, clause, [])) return null;
  const removals = inherited.map((name) =>
    removeRange(startOfWhiteSpace(source, startOf(tree, name)), endOf(tree, name)),
  );
  const margin = marginAt(source, startOf(tree, clause));
  const separator = margin === null ? " " : `\n${margin}`;
  const text = `${separator}inherit (${path}) ${inherited.map(file.textOf).join(" ")};`;
  return [...removals, insertAt(endOf(tree, clause), text)];
}
