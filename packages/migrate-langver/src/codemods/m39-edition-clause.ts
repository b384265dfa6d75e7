/**
 * `use experimental.nix2; e ⇒ use experimental.nix2-future; e`
 *
 * The clause names the edition that was asked for, or single features of it beside Nix 2. What the clause names already
 * stays where it is.
 */
import {
  type DeprecatedSite,
  type Detector,
  features,
  featuresOfEdition,
  findUseClause,
  Kind,
  type Langver,
  type NamedFeature,
  type TextEdit,
} from "@lix-tools/parser";
import { type Codemod, defineCodemod, insertAt, proposeRewrite, replaceRange } from "../codemod.ts";
import { argsWithoutDefaults } from "../proof/defaults-in-args.ts";

/** Finds clauses; whether they name what was asked for only the target tells. */
const editionClause: Detector = {
  code: "langver/edition-clause",
  feature: "comma-lists",
  lixFeature: null,
  kinds: [Kind.SourceCode],
  find({ tree }, _node, add) {
    const clause = findUseClause(tree.source);
    if (clause === null) return;
    const site: DeprecatedSite = { span: clause.span, verdict: "gap", message: "found a clause of an earlier edition" };
    add(site);
  },
};

/** Names later editions and features in the clause. */
export const editionClauseCodemod: Codemod = defineCodemod({
  id: "M39",
  detector: editionClause,
  summary: "`use experimental.nix2; e` ⇒ `use experimental.nix2-future; e`",
  from: ["nix2"],
  to: ["nix2-future"],
  phase: "switch",
  isClause: true,
  preserves: "value",
  laws: [argsWithoutDefaults],
  soundness:
    "everything that the features read differently was rewritten before; refused where something of it is left. The " +
    "features that only add syntax need no rewriting, and none of theirs is written",
  plan: ({ tree, target }, sites) => {
    const clause = findUseClause(tree.source);
    if (clause === null) return [];
    const edits = namingEdits(clause.features, tree.langver, target);
    return sites.map(({ span }) => proposeRewrite(span, "name the edition in the clause", edits));
  },
});

const editions: ReadonlySet<string> = new Set(["nix2", "experimental.nix2"]);

function namingEdits(named: readonly NamedFeature[], from: Langver, target: Langver): TextEdit[] {
  const edition = named.find(({ name }) => editions.has(name));
  const first = named[0]?.span.start ?? 0;
  if (target.edition === "nix2-future") {
    const name = "experimental.nix2-future";
    return [
      edition === undefined ? insertAt(first, `${name} `) : replaceRange(edition.span.start, edition.span.end, name),
    ];
  }
  const own = featuresOfEdition(target.edition);
  const missing = features.filter(({ id }) => target.features.has(id) && !own.has(id) && !from.features.has(id));
  const text = missing.map(({ id }) => ` experimental.${id}`).join("");
  const end = named.at(-1)?.span.end ?? first;
  return [...(edition === undefined ? [insertAt(first, "experimental.nix2 ")] : []), insertAt(end, text)];
}
