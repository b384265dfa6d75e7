/** A build tool is listed in `buildInputs`. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule, listedElements, packageName } from "./_derivation.ts";

/** Programs that run during the build and are of no use to what is built. */
const tools: ReadonlySet<string> = new Set([
  "asciidoc",
  "asciidoctor",
  "autoconf",
  "automake",
  "autoreconfHook",
  "autoPatchelfHook",
  "bison",
  "cmake",
  "copyDesktopItems",
  "desktop-file-utils",
  "docbook2x",
  "gobject-introspection",
  "help2man",
  "installShellFiles",
  "intltool",
  "itstool",
  "m4",
  "makeWrapper",
  "meson",
  "ninja",
  "pandoc",
  "patchelf",
  "pkg-config",
  "pkgconfig",
  "qmake",
  "ronn",
  "scons",
  "swig",
  "texinfo",
  "unzip",
  "vala",
  "wrapGAppsHook",
  "wrapGAppsHook3",
  "wrapGAppsHook4",
  "wrapQtAppsHook",
  "xmlto",
  "yasm",
  "nasm",
]);

/** Reports where a build tool is listed in `buildInputs`. */
export const buildToolInBuildInputsRule: Rule = derivationRule({
  name: "build-tool-in-build-inputs",
  code: "LX600",
  summary: "a build tool is listed in `buildInputs`",
  severity: "warning",
  fix: "none",

  checkDerivation({ values }, ctx) {
    const inputs = values.get("buildInputs");
    if (inputs === undefined) return;
    for (const element of listedElements(ctx, inputs)) {
      const name = packageName(ctx, element);
      if (name !== null && tools.has(name)) {
        ctx.report(element, `\`${name}\` runs during the build, so it belongs into \`nativeBuildInputs\``);
      }
    }
  },
});
