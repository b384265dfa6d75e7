/**
 * `rec { __overrides = e; a = 1; b = a; } ⇒` nothing, unless somebody accepts
 * `let overrides' = e; a = overrides'.a or (1); b = overrides'.b or (a); in { … } // overrides'`
 *
 * The attributes of `__overrides` replace those of the set, also for the names inside it. An update behind the set
 * would leave those as they were. What is offered looks every name up in the overrides first; it differs where `e` uses
 * the names of the set, so it is not made unasked. The author wants an overlay or `lib.fix`.
 */
import {
  attrsOf,
  childByField,
  childByKind,
  childrenByField,
  endOf,
  Field,
  isIdentifier,
  Kind,
  kindOf,
  latin1Of,
  legacyKeywords,
  type NodeIndex,
  recOverrides,
  type RecOverridesSite,
  startOf,
} from "@lix-tools/parser";
import {
  type Codemod,
  defineCodemod,
  insertAt,
  type Proposal,
  refuse,
  replaceRange,
  type Rewrite,
} from "../codemod.ts";
import { isMergedValue } from "../edit/merged-value.ts";
import { isWholeExpression } from "../edit/position.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Reports `__overrides`, and offers to look names up in it. */
export const recOverridesCodemod: Codemod = defineCodemod({
  id: "M04",
  detector: recOverrides,
  summary: "`rec { __overrides = …; }` is reported",
  from: ["legacy", "lix"],
  to: ["lix", "nix2", "nix2-future"],
  preserves: "core",
  soundness:
    "nothing is rewritten unless accepted; what is accepted gives every attribute the value that the overrides have for " +
    "it, and only sets of plain bindings have it",
  plan: (file, sites) => sites.map((site) => answer(file, site)),
});

function answer(file: FileContext, site: RecOverridesSite): Proposal {
  const reason = "`__overrides` changes names inside the set; write a fixpoint (`lib.fix`, an overlay) by hand";
  const alternative = toLookups(file, site);
  return alternative === null ? refuse(site.span, reason) : { ...refuse(site.span, reason), alternative };
}

/** A binding of one name that is written out. */
interface PlainBinding {
  readonly name: string;
  readonly attr: NodeIndex;
  readonly value: NodeIndex;
}

function toLookups(file: FileContext, { set, attr: overriding }: RecOverridesSite): Rewrite | null {
  const { tree } = file;
  if (kindOf(tree, set) !== Kind.RecAttrsetExpression || isMergedValue(file, set)) return null;
  const bindings = plainBindings(file, set);
  if (bindings?.some(({ attr }) => attr === overriding) !== true) return null;
  const fresh = file.freshName("overrides");
  const names = bindings.filter(({ attr }) => attr !== overriding).map(({ name }) => name);
  const [open, close] = isWholeExpression(file, set) ? ["", ""] : ["(", ")"];
  const brace = childByKind(tree, set, Kind.RightBrace);
  const inherited = names.length === 0 ? "" : ` inherit ${names.join(" ")};`;
  const space = isWhiteSpace(tree.source[startOf(tree, brace) - 1]) ? "" : " ";
  const left = endOf(tree, childByKind(tree, set, Kind.LeftBrace));
  return {
    title: "look every name up in the overrides",
    edits: [
      replaceRange(startOf(tree, set), left, `${open}let${isWhiteSpace(tree.source[left]) ? "" : " "}`),
      ...bindings.flatMap(({ name, attr, value }) =>
        attr === overriding
          ? [replaceRange(startOf(tree, attr), endOf(tree, attr), fresh)]
          : [insertAt(startOf(tree, value), `${fresh}.${name} or (`), insertAt(endOf(tree, value), ")")],
      ),
      replaceRange(
        startOf(tree, brace),
        endOf(tree, brace),
        `${space}in { __overrides = ${fresh};${inherited} } // ${fresh}${close}`,
      ),
    ],
  };
}

/** Returns the bindings of a set that has no others. */
function plainBindings({ tree }: FileContext, set: NodeIndex): PlainBinding[] | null {
  const bindings: PlainBinding[] = [];
  for (const item of childrenByField(tree, set, Field.Binding)) {
    if (kindOf(tree, item) !== Kind.Binding) return null;
    const [attr, ...others] = attrsOf(tree, item);
    if (attr === undefined || others.length > 0 || kindOf(tree, attr) !== Kind.Identifier) return null;
    const name = latin1Of(tree, attr);
    if (!isIdentifier(name, legacyKeywords)) return null;
    bindings.push({ name, attr, value: childByField(tree, item, Field.Expression) });
  }
  return bindings;
}
