/** A path in a package of by-name leads out of its directory. */
import { defineRule, type Rule } from "../../engine/rule.ts";
import { Kind } from "@lix-tools/parser";

/** Reports where a path in a package of by-name leads out of its directory. */
export const pathEscapesPackageRule: Rule = defineRule({
  group: "nixpkgs",
  name: "path-escapes-package",
  code: "LX626",
  summary: "a path in a package of by-name leads out of its directory",
  severity: "warning",
  preset: "nixpkgs",
  fix: "none",
  since: "0.1",
  kinds: [Kind.PathExpression],

  check(node, ctx) {
    const place = /(^|\/)pkgs\/by-name\/[^/]+\/[^/]+\/(.*)$/.exec(ctx.path ?? "");
    if (place === null) return;
    const depth = (place[2]?.split("/").length ?? 1) - 1;
    let level = depth;
    for (const part of ctx.name(node).split("/")) {
      if (part === "..") level--;
      else if (part !== "." && part !== "") level++;
      if (level < 0) return ctx.report(node, "the path leads out of the package's directory");
    }
  },
});
