/**
 * Where `args` has the defaults too, `args@{ a ? d }: e` is `args'@{ a ? d }: let args = args' // { inherit a; }; in e`.
 * Defaults that mention `args` get `(args' // { inherit a; })` in its place. By law `args-with-defaults`. A function that
 * cannot tell stays as it is, by law `args-without-defaults`.
 */
import {
  childByField,
  childrenByField,
  childrenOf,
  endOf,
  Field,
  fieldOf,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  sizeOf,
  spanOf,
  startOf,
} from "@lix-tools/parser";
import type { Construct } from "../construct.ts";
import { type Draft, insert } from "../draft.ts";
import { type Job, wordOf } from "../job.ts";
import { Level } from "../level.ts";
import { replaceToken, tokenOf } from "../tokens.ts";

/** Functions with an `@` name and defaults. */
export const argsDefaults: Construct = {
  name: "args-defaults",
  kinds: [Kind.FunctionExpression],
  level(job, node) {
    const { tree } = job;
    if (!tree.langver.features.has("args-include-defaults")) return null;
    const hasName = childByField(tree, node, Field.Universal) !== none;
    const mayTell = hasName && defaultedNames(tree, node).length > 0;
    return mayTell && job.defaultsSeen().has(startOf(tree, node)) ? Level.Whole : null;
  },
  write(job, node, draft) {
    const { tree } = job;
    const name = childByField(tree, node, Field.Universal);
    const hidden = job.hidden(wordOf(job, name));
    const words = defaultedNames(tree, node).map((formal) => wordOf(job, formal));
    const whole = `${hidden} // { inherit ${words.join(" ")}; }`;
    for (const child of childrenOf(tree, node)) {
      const field = fieldOf(tree, child);
      if (field === Field.Universal) replaceToken(tree, draft, child, hidden);
      else if (field === Field.Formals) writeFormals(job, { formals: child, name, whole }, draft);
      else if (field === Field.Body) {
        const isTight = endOf(tree, tokenOf(tree, node, Kind.Colon)) === startOf(tree, child);
        insert(draft, startOf(tree, child), `${isTight ? " " : ""}let ${wordOf(job, name)} = ${whole}; in `);
        job.emit(child, Level.Whole, draft);
      }
    }
  },
};

function defaultedNames(tree: Job["tree"], node: NodeIndex): NodeIndex[] {
  const formals = childByField(tree, node, Field.Formals);
  if (formals === none) return [];
  return childrenByField(tree, formals, Field.Formal)
    .filter((formal) => childByField(tree, formal, Field.Default) !== none)
    .map((formal) => childByField(tree, formal, Field.Name));
}

interface Arguments {
  readonly formals: NodeIndex;
  /** The word before or behind the `@`. */
  readonly name: NodeIndex;
  /** What the name stands for, in legacy. */
  readonly whole: string;
}

/** A use of the name in a default cannot see the `let`; it is written out. */
function writeFormals(job: Job, { formals, name, whole }: Arguments, draft: Draft): void {
  const { tree, file } = job;
  const definition = [...file.references().keys()].find(({ nodes }) => nodes.includes(name));
  const uses = definition === undefined ? [] : (file.references().get(definition) ?? []);
  const inside = uses.filter((use) => use > formals && use < formals + sizeOf(tree, formals));
  if (inside.length === 0) return job.emitInside(formals, draft);
  if (inside.some((use) => kindOf(tree, file.parentOf(use)) !== Kind.VariableExpression)) {
    return job.refuse(spanOf(tree, name), "downlevel/args-inherited", "a default inherits the name behind `@`");
  }
  for (const use of inside) job.substitutes.set(file.parentOf(use), `(${whole})`);
  job.emitInside(formals, draft);
}

/** Uses of such a name in its own defaults. */
export const argsUse: Construct = {
  name: "args-use",
  kinds: [Kind.VariableExpression],
  level: ({ substitutes }, node) => (substitutes.has(node) ? Level.Atom : null),
  write({ tree, substitutes }, node, draft) {
    replaceToken(tree, draft, node, substitutes.get(node) ?? "");
  },
};
