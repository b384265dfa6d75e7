/**
 * `lib.or ⇒ lib."or"` · `[ f or ] ⇒ [ (f or') ]`
 *
 * As an attribute `or` gets quotes. As a variable, which legacy reads only behind the function it is the argument of
 * (`f or`, tighter than any application), it is renamed together with the `let` binding that provides it, and the call
 * is written with the parentheses it always had.
 */
import { type Definition, targetOf } from "@lix-tools/eval-core";
import {
  childByField,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  type Span,
  startOf,
  type TextEdit,
  orIdentifier,
  type OrIdentifierSite,
} from "@lix-tools/parser";
import {
  type Codemod,
  defineCodemod,
  insertAt,
  type Proposal,
  proposeRewrite,
  refuse,
  replaceRange,
} from "../codemod.ts";
import { takesApplication } from "../edit/position.ts";
import { planRenaming } from "../edit/rename.ts";
import { spaceBehind } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Quotes attributes named `or` and renames variables of that name. */
export const orIdentifierCodemod: Codemod = defineCodemod({
  id: "M08",
  detector: orIdentifier,
  summary: '`x.or` ⇒ `x."or"`, `f or` ⇒ `(f or\')`',
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "a quoted name is the same name; a variable is renamed with its `let`, to a name found nowhere in the file. Refused " +
    "where the variable comes from a recursive set, a `with` or the outside, which would have to be renamed too",
  plan: planSites,
});

function planSites(file: FileContext, sites: readonly OrIdentifierSite[]): Proposal[] {
  const renamed = new Map<Definition, OrIdentifierSite[]>();
  const proposals: Proposal[] = [];
  const definitions = variablesByNode(file);
  for (const site of sites) {
    const target = targetOf(file.resolution(), site.node);
    const definition = target?.kind === "definition" ? target.definition : definitions.get(site.node);
    if (definition === undefined) proposals.push(planAttribute(file, site));
    else renamed.set(definition, [...(renamed.get(definition) ?? []), site]);
  }
  for (const [definition, uses] of renamed) proposals.push(renameVariable(file, definition, uses));
  return proposals;
}

/** Returns the variables `or` of `let`s by the places that define them. */
function variablesByNode({ resolution }: FileContext): ReadonlyMap<NodeIndex, Definition> {
  const variables = resolution().definitions.filter(({ name, scope }) => name === "or" && scope.kind === "let");
  return new Map(variables.flatMap((definition) => definition.nodes.map((node) => [node, definition])));
}

function planAttribute({ tree }: FileContext, { span, node, role }: OrIdentifierSite): Proposal {
  if (role === "argument") return refuse(span, "the variable `or` comes from outside this file or from a `with`");
  const [start, end] = [startOf(tree, node), endOf(tree, node)];
  return proposeRewrite(span, "quote the name", [replaceRange(start, end, `"or"${spaceBehind(tree.source, end)}`)]);
}

function renameVariable(file: FileContext, definition: Definition, uses: readonly OrIdentifierSite[]): Proposal {
  const [first, ...others] = uses;
  const site = first?.span ?? { start: 0, end: 0 };
  const covers = others.map(({ span }): Span => span);
  const renaming = planRenaming(file, definition);
  if ("refusal" in renaming) return { ...refuse(site, renaming.refusal), covers };
  const edits = [...renaming.edits, ...uses.flatMap(({ node }) => callEdits(file, node))];
  return { ...proposeRewrite(site, "rename the variable", edits), covers };
}

/** `f or` is a call wherever it stands; where a call needs parentheses it gets them. */
function callEdits(file: FileContext, identifier: NodeIndex): TextEdit[] {
  const { tree, parentOf } = file;
  const variable = parentOf(identifier);
  if (kindOf(tree, variable) !== Kind.VariableExpression) return [];
  const call = parentOf(variable);
  const isCall = kindOf(tree, call) === Kind.ApplyExpression && childByField(tree, call, Field.Argument) === variable;
  if (!isCall || takesApplication(file, call)) return [];
  return [insertAt(startOf(tree, call), "("), insertAt(endOf(tree, call), ")")];
}
