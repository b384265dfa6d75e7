/** A variable of the environment is an attribute of its own. */
import { type Rule } from "../../engine/rule.ts";
import { insertAt, unsafeFix } from "../../facts/edits.ts";
import { derivationRule } from "./_derivation.ts";

const variables: readonly string[] = [
  "NIX_CFLAGS_COMPILE",
  "NIX_CFLAGS_LINK",
  "NIX_LDFLAGS",
  "RUSTFLAGS",
  "CFLAGS",
  "CXXFLAGS",
  "LDFLAGS",
  "GOFLAGS",
];

/** Reports where a variable of the environment is an attribute of its own. */
export const envOutsideEnvRule: Rule = derivationRule({
  name: "env-outside-env",
  code: "LX613",
  summary: "a variable of the environment is an attribute of its own",
  severity: "info",
  fix: "unsafe",

  checkDerivation({ bindings, values }, ctx) {
    const hasSet = values.has("env");
    for (const name of variables) {
      const binding = bindings.get(name);
      if (binding === undefined) continue;
      const fix = unsafeFix("put it into `env`", insertAt(ctx.span(binding).start, "env."));
      ctx.report(
        binding + 1,
        `\`${name}\` belongs into \`env\`, which works with structured attributes`,
        hasSet ? { noFix: "`env` is written as a set elsewhere" } : { fix },
      );
    }
  },
});
