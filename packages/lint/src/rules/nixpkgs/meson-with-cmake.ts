/** Both Meson and CMake are among the inputs. */
import { type Rule } from "../../engine/rule.ts";
import { derivationRule, listedElements, packageName } from "./_derivation.ts";

/** Reports where both Meson and CMake are among the inputs. */
export const mesonWithCmakeRule: Rule = derivationRule({
  name: "meson-with-cmake",
  code: "LX618",
  summary: "both Meson and CMake are among the inputs",
  severity: "info",
  fix: "none",

  checkDerivation({ values, names }, ctx) {
    const inputs = values.get("nativeBuildInputs");
    if (inputs === undefined || names.has("dontUseCmakeConfigure")) return;
    const elements = listedElements(ctx, inputs);
    const packages = elements.map((element) => packageName(ctx, element));
    const cmake = elements[packages.indexOf("cmake")];
    // The first hook to find no `configurePhase` sets it.
    if (cmake === undefined || packages.lastIndexOf("meson") < packages.indexOf("cmake")) return;
    ctx.report(cmake, "the hook of CMake replaces `configurePhase`, so Meson does not configure; is CMake needed?");
  },
});
