/**
 * `{ a = 1; } // (if c then { b = 2; } else { }) ⇒ { a = 1; *(if c then { b = 2; } else { }); }`
 *
 * An update lets the right side win, unpacking refuses a name that is there twice. Both are the same only where no name can
 * be, so every operand has to show its names.
 */
import {
  childByField,
  childByKind,
  childrenOf,
  type Detector,
  endOf,
  Field,
  Kind,
  kindOf,
  type NodeIndex,
  none,
  startOf,
  type TextEdit,
  type Tree,
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
import { nodeSite, type NodeSite } from "../detect/node-site.ts";
import { areDisjoint, namesOf } from "../downlevel/known-names.ts";
import { disjointUpdate } from "../downlevel/laws/disjoint-update.ts";
import { chainOf } from "../edit/chain.ts";
import { isWhiteSpace } from "../edit/spacing.ts";
import type { FileContext } from "../file-context.ts";

/** Finds `//` behind a set literal; of a chain the first `//`, from which it hangs. */
const updatedLiteral: Detector<NodeSite> = {
  code: "langver/set-unpack",
  feature: "set-unpack",
  lixFeature: null,
  kinds: [Kind.BinaryExpression],
  find({ tree }, node, add) {
    const update = childByKind(tree, node, Kind.SlashSlash);
    if (update === none || kindOf(tree, childByField(tree, node, Field.Left)) !== Kind.AttrsetExpression) return;
    add(nodeSite(tree, node, update, "found a set that is updated with others"));
  },
};

/** Writes updates of set literals as unpacking. */
export const setUnpackCodemod: Codemod = defineCodemod({
  id: "M27",
  detector: updatedLiteral,
  summary: "`{ a = 1; } // { b = 2; }` ⇒ `{ a = 1; b = 2; }`, `{ a = 1; } // e` ⇒ `{ a = 1; *e; }`",
  from: ["legacy", "lix", "nix2"],
  to: ["nix2"],
  phase: "idiom",
  preserves: "value",
  laws: [disjointUpdate],
  soundness:
    "every operand is a literal, or an `if` or the like between literals, without computed names, and no two have a name " +
    "in common; what `lib.optionalAttrs` gives, no text of the file says",
  plan: (file, sites) => sites.map((site) => unpack(file, site)),
});

function unpack(file: FileContext, { node, span }: NodeSite): Proposal {
  const { tree, parentOf } = file;
  if (childByKind(tree, parentOf(node), Kind.SlashSlash) !== none)
    return refuse(span, "another set is updated with this");
  const { operands, operators } = chainOf(tree, node, Kind.SlashSlash);
  const names = operands.map((operand) => namesOf(tree, operand));
  if (names.includes(null)) return refuse(span, "the names of a set are not written out here");
  if (!areDisjoint(names)) return refuse(span, "a name is in two of the sets, and the later one wins");
  const edits = operands.flatMap((operand, index) =>
    operandEdits(tree, operand, { isFirst: index === 0, isLast: index === operands.length - 1 }),
  );
  for (const update of operators) edits.push(dropToken(tree, startOf(tree, update), endOf(tree, update)));
  return proposeRewrite(span, "write one set", edits);
}

/** Where an operand stands in its chain. */
interface Place {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A literal loses its braces, but for the outermost two; anything else gets a star and a semicolon. */
function operandEdits(tree: Tree, operand: NodeIndex, { isFirst, isLast }: Place): TextEdit[] {
  if (kindOf(tree, operand) !== Kind.AttrsetExpression) {
    return [insertAt(startOf(tree, operand), "*"), insertAt(endOf(tree, operand), isLast ? "; }" : ";")];
  }
  const braces = childrenOf(tree, operand).filter((child) => {
    const kind = kindOf(tree, child);
    return (kind === Kind.RightBrace && !isLast) || (kind === Kind.LeftBrace && !isFirst);
  });
  return braces.map((brace) => dropToken(tree, startOf(tree, brace), endOf(tree, brace)));
}

/** Takes a token out and the spaces before it on its line, if there is white space behind it. */
function dropToken({ source }: Tree, start: number, end: number): TextEdit {
  let from = start;
  if (isWhiteSpace(source[end])) while (source[from - 1] === 0x20) from--;
  return replaceRange(from, end, from === start && !isWhiteSpace(source[end]) ? " " : "");
}
