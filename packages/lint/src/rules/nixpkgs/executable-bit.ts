/** A file that can be run and has no `#!`, or has one and cannot be run. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports files whose permission to be run does not go with how they begin. */
export const executableBitRule: Rule = defineRule({
  group: "nixpkgs",
  name: "executable-bit",
  code: "LX634",
  summary: "a file can be run without `#!`, or has `#!` and cannot be run",
  severity: "warning",
  preset: "nixpkgs",
  fix: "none",
  since: "0.1",
  kinds: [],
  checkFile(ctx) {
    const { source } = ctx.tree;
    const hasShebang = source[0] === 0x23 && source[1] === 0x21;
    const isExecutable = ctx.isExecutable();
    if (isExecutable === null || isExecutable === hasShebang) return;
    const lineEnd = source.indexOf(0x0a);
    if (isExecutable) return ctx.report({ start: 0, end: 0 }, "the file can be run but does not begin with `#!`");
    ctx.report({ start: 0, end: lineEnd < 0 ? source.length : lineEnd }, "the file begins with `#!` but cannot be run");
  },
});
