/** An attribute is nearly the name of a known one. */
import { type Rule } from "../../engine/rule.ts";
import { Kind, kindOf } from "@lix-tools/parser";
import leven from "leven";
import { unsafeFix } from "../../facts/edits.ts";
import { derivationRule } from "./_derivation.ts";

const known: readonly string[] = [
  "buildInputs",
  "nativeBuildInputs",
  "propagatedBuildInputs",
  "propagatedNativeBuildInputs",
  "checkInputs",
  "nativeCheckInputs",
  "configureFlags",
  "cmakeFlags",
  "mesonFlags",
  "makeFlags",
  "configurePhase",
  "buildPhase",
  "checkPhase",
  "installPhase",
  "preConfigure",
  "postConfigure",
  "preBuild",
  "postBuild",
  "preInstall",
  "postInstall",
  "postPatch",
  "prePatch",
  "postFixup",
  "preFixup",
  "enableParallelBuilding",
  "dontUnpack",
  "dontConfigure",
  "dontBuild",
  "dontStrip",
  "passthru",
  "sourceRoot",
  "qmakeFlags",
  "imakeFlags",
  "buildFlags",
  "installFlags",
  "checkFlags",
  "sconsFlags",
  "pythonImportsCheck",
  "disabledTests",
  "cargoHash",
  "vendorHash",
  "hardeningDisable",
  "separateDebugInfo",
];

/** Reports where an attribute is nearly the name of a known one. */
export const attributeTypoRule: Rule = derivationRule({
  name: "attribute-typo",
  code: "LX614",
  summary: "an attribute is nearly the name of a known one",
  severity: "warning",
  fix: "unsafe",

  checkDerivation({ bindings }, ctx) {
    for (const [name, binding] of bindings) {
      if (name.length < 7 || known.includes(name)) continue;
      const near = known.find(
        (candidate) => leven(name, candidate) === 1 || name.toLowerCase() === candidate.toLowerCase(),
      );
      // Plurals and prefixes are names of their own often enough.
      if (
        near === undefined ||
        near.startsWith(name) ||
        name.startsWith(near) ||
        bindings.has(near) ||
        /^(pre|post)/.test(name) !== /^(pre|post)/.test(near)
      )
        continue;
      const attr = binding + 2;
      if (kindOf(ctx.tree, attr) !== Kind.Identifier) continue;
      ctx.report(attr, `\`${name}\` is no attribute of derivations; did you mean \`${near}\`?`, {
        fix: unsafeFix(`write \`${near}\``, { span: ctx.span(attr), text: near }),
      });
    }
  },
});
