/** `{ stdenv, lib, … }: ⇒ { lib, stdenv, … }:`: nixpkgs writes `lib` before everything else. */
import { childByField, childrenByField, childrenOf, Field, Kind, kindOf, none } from "@lix-tools/parser";
import { defineRule, type Rule } from "../../engine/rule.ts";
import { safeFix } from "../../facts/edits.ts";

/** Reports `lib` behind other arguments. */
export const libFirstRule: Rule = defineRule({
  group: "style",
  name: "lib-first",
  code: "LX430",
  summary: "`lib` is not the first of the arguments",
  severity: "info",
  preset: "none",
  fix: "safe",
  since: "0.1",
  kinds: [Kind.Formals],
  check(node, ctx) {
    const { tree } = ctx;
    const formals = childrenByField(tree, node, Field.Formal);
    const place = formals.findIndex((formal) => ctx.name(childByField(tree, formal, Field.Name)) === "lib");
    const [first = none] = formals;
    const lib = formals[place] ?? none;
    if (place <= 0) return;
    const message = `\`lib\` stands behind \`${ctx.text(childByField(tree, first, Field.Name))}\``;
    const hasComment = childrenOf(tree, node).some((child) => kindOf(tree, child) === Kind.Comment);
    if (hasComment) return ctx.report(lib, message, { noFix: "comments stand among the arguments" });
    // Each takes the place of the one behind it, so that the layout stays as it is.
    const moved = formals.slice(0, place + 1);
    const texts = [lib, ...moved.slice(0, -1)].map((formal) => ctx.text(formal));
    const edits = moved.map((formal, at) => ({ span: ctx.span(formal), text: texts[at] ?? "" }));
    ctx.report(lib, message, { fix: safeFix("put it first", ...edits) });
  },
});
