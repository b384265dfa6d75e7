/** A package of by-name is in the wrong directory. */
import { defineRule, type Rule } from "../../engine/rule.ts";

/** Reports where a package of by-name is in the wrong directory. */
export const byNameLayoutRule: Rule = defineRule({
  group: "nixpkgs",
  name: "by-name-layout",
  code: "LX628",
  summary: "a package of by-name is in the wrong directory",
  severity: "warning",
  preset: "nixpkgs",
  fix: "none",
  since: "0.1",
  kinds: [],

  checkFile(ctx) {
    const place = /(^|\/)pkgs\/by-name\/([^/]+)\/([^/]+)\/package\.nix$/.exec(ctx.path ?? "");
    if (place === null) return;
    const [, , shard = "", name = ""] = place;
    const span = { start: 0, end: 0 };
    if (!/^[A-Za-z0-9_-]+$/.test(name))
      ctx.report(span, `\`${name}\` is no name for a package: letters, digits, \`_\` and \`-\``);
    else if (shard !== name.slice(0, 2).toLowerCase())
      ctx.report(span, `\`${name}\` belongs into \`pkgs/by-name/${name.slice(0, 2).toLowerCase()}\``);
  },
});
