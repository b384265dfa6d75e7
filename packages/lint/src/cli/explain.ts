/** `lix-lint explain RULE` and `lix-lint rules`: the pages of rules on the command line. */
import { CommandError, type CommandIo } from "@lix-tools/cli-kit/command";
import { peerRules } from "../compat.ts";
import { type Rule, ruleId } from "../engine/rule.ts";
import { allRules } from "../registry.ts";
import { createRuleNames } from "../rule-names.ts";

/** Prints the page of each rule the name stands for. */
export async function explainRule(name: string, io: CommandIo): Promise<void> {
  const names = createRuleNames(allRules);
  const found = names.resolve(name);
  if (found.length === 0) {
    const near = names.suggest(name);
    throw new CommandError(`there is no rule \`${name}\`${near === null ? "" : `; did you mean \`${near}\`?`}`);
  }
  const { rulePages } = await import("../docs/pages.generated.ts");
  io.stdout.write(found.map((rule) => rulePages[ruleId(rule)] ?? "").join("\n"));
}

/** Prints every rule, one per line or as JSON. */
export function listRules({ json }: { readonly json?: boolean }, io: CommandIo): void {
  if (json === true) {
    io.stdout.write(`${JSON.stringify(allRules.map(describe), null, 2)}\n`);
    return;
  }
  const width = Math.max(...allRules.map((rule) => ruleId(rule).length));
  for (const rule of allRules) {
    const columns = [
      rule.code,
      ruleId(rule).padEnd(width),
      rule.severity.padEnd(7),
      rule.preset.padEnd(12),
      rule.fix.padEnd(6),
    ];
    io.stdout.write(`${columns.join("  ")}  ${rule.summary}\n`);
  }
}

function describe(rule: Rule): unknown {
  const { group, name, code, summary, severity, preset, fix, since } = rule;
  const id = ruleId(rule);
  const peers = peerRules.filter((row) => row.ours.includes(id)).map((row) => `${row.tool}:${row.name}`);
  return { id, group, name, code, summary, severity, preset, fix, since, peers };
}
