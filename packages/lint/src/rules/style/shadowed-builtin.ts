/** A binding that hides a global function which has no other name in reach. */
import type { Definition } from "@lix-tools/eval-core";
import { standardGlobals } from "@lix-tools/eval-core";
import { defineRule, type Rule } from "../../engine/rule.ts";

const kinds: ReadonlySet<Definition["kind"]> = new Set(["binding", "parameter", "element"]);
/** Names people use for their own things; hiding them hides nothing anybody misses. */
const usual: ReadonlySet<string> = new Set(["placeholder", "true", "false", "null"]);

/** Reports `let` bindings and parameters that hide a global. */
export const shadowedBuiltinRule: Rule = defineRule({
  group: "style",
  name: "shadowed-builtin",
  code: "LX421",
  summary: "a binding hides a global",
  severity: "info",
  preset: "strict",
  fix: "none",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    for (const { name, kind, scope, nodes } of ctx.resolution().definitions) {
      const [node] = nodes;
      if (node === undefined || !kinds.has(kind) || usual.has(name) || !standardGlobals.has(name)) continue;
      // In sets the name is there for others to select.
      if (name.startsWith("__") || scope.kind === "set") continue;
      ctx.report(node, `\`${name}\` hides the global of the same name`);
    }
  },
});
