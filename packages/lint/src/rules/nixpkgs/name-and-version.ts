/** A name is put together from name and version. */
import type { NodeIndex } from "@lix-tools/parser";
import type { RuleContext } from "../../engine/context.ts";
import type { Rule } from "../../engine/rule.ts";
import { unsafeFix } from "../../facts/edits.ts";
import { derivationRule } from "./_derivation.ts";

/** Reports where a name is put together from name and version. */
export const nameAndVersionRule: Rule = derivationRule({
  name: "name-and-version",
  code: "LX612",
  summary: "a name is put together from name and version",
  severity: "info",
  fix: "unsafe",

  checkDerivation({ values, names, bindings }, ctx) {
    const name = values.get("name");
    const binding = bindings.get("name");
    if (name === undefined || binding === undefined || !names.has("version") || names.has("pname")) return;
    const [, pname] = /^"([^$]*)-\$\{(?:finalAttrs\.)?version\}"$/.exec(ctx.text(name)) ?? [];
    if (pname === undefined) return;
    const edit = { span: { start: ctx.span(binding).start, end: ctx.span(name).end }, text: `pname = "${pname}"` };
    ctx.report(
      binding,
      "`pname` and `version` make this name by themselves",
      isUsed(ctx, binding) ? { noFix: "`name` is used" } : { fix: unsafeFix("write `pname`", edit) },
    );
  },
});

/** In a recursive set others may use `name`, which is no attribute of the set then. */
function isUsed(ctx: RuleContext, binding: NodeIndex): boolean {
  const { definitions } = ctx.resolution();
  const place = definitions.findIndex(({ nodes }) => nodes.includes(binding + 2));
  return place >= 0 && (ctx.useCounts()[place] ?? 0) > 0;
}
