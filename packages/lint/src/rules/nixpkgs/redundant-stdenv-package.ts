/** An input is part of `stdenv`. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule, listedElements, packageName } from "./_derivation.ts";

const standard: ReadonlySet<string> = new Set([
  "bash",
  "bzip2",
  "coreutils",
  "diffutils",
  "findutils",
  "gawk",
  "gnugrep",
  "gnumake",
  "gnused",
  "gnutar",
  "gzip",
  "patch",
]);

/** Reports where an input is part of `stdenv`. */
export const redundantStdenvPackageRule: Rule = derivationRule({
  name: "redundant-stdenv-package",
  code: "LX605",
  summary: "an input is part of `stdenv`",
  severity: "info",
  fix: "none",

  checkDerivation({ values }, ctx) {
    const value = values.get("nativeBuildInputs");
    if (value === undefined) return;
    for (const element of listedElements(ctx, value)) {
      const name = packageName(ctx, element);
      if (name !== null && standard.has(name)) ctx.report(element, `\`${name}\` is there anyway`);
    }
  },
});
