/** A package of by-name uses the search path. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind } from "@lix-tools/parser";

/** Reports where a package of by-name uses the search path. */
export const searchPathInPackageRule: Rule = defineRule({
  group: "nixpkgs",
  name: "search-path-in-package",
  code: "LX627",
  summary: "a package of by-name uses the search path",
  severity: "warning",
  preset: "nixpkgs",
  fix: "none",
  since: "0.1",
  kinds: [Kind.SpathExpression],

  check(node, ctx) {
    if (/(^|\/)pkgs\/by-name\//.test(ctx.path ?? "")) ctx.report(node, "packages must not depend on the search path");
  },
});
