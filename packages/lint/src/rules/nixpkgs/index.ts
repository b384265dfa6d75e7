/** The rules of the group `nixpkgs`, in alphabetical order. */
import type { Rule } from "../../engine/rule.ts";
import { attributeOrderRule } from "./attribute-order.ts";
import { attributeTypoRule } from "./attribute-typo.ts";
import { buildToolInBuildInputsRule } from "./build-tool-in-build-inputs.ts";
import { byNameLayoutRule } from "./by-name-layout.ts";
import { emptyCallPackageRule } from "./empty-call-package.ts";
import { envOutsideEnvRule } from "./env-outside-env.ts";
import { fakeHashRule } from "./fake-hash.ts";
import { flagsArrayRule } from "./flags-array.ts";
import { flagsNotListRule } from "./flags-not-list.ts";
import { flagsWithSpacesRule } from "./flags-with-spaces.ts";
import { mesonWithCmakeRule } from "./meson-with-cmake.ts";
import { missingLicenseRule } from "./missing-license.ts";
import { missingMaintainersRule } from "./missing-maintainers.ts";
import { missingPhaseHooksRule } from "./missing-phase-hooks.ts";
import { mkIfLiteralRule } from "./mk-if-literal.ts";
import { nameAndVersionRule } from "./name-and-version.ts";
import { optionWithoutTypeRule } from "./option-without-type.ts";
import { patchWithoutCommentRule } from "./patch-without-comment.ts";
import { pathEscapesPackageRule } from "./path-escapes-package.ts";
import { phaseOverrideRule } from "./phase-override.ts";
import { pnameInSrcRule } from "./pname-in-src.ts";
import { pythonCheckPhaseRule } from "./python-check-phase.ts";
import { pythonInconsistentSetRule } from "./python-inconsistent-set.ts";
import { recToFinalAttrsRule } from "./rec-to-final-attrs.ts";
import { redundantStdenvPackageRule } from "./redundant-stdenv-package.ts";
import { searchPathInPackageRule } from "./search-path-in-package.ts";
import { stdenvLibRule } from "./stdenv-lib.ts";
import { strictDepsRule } from "./strict-deps.ts";
import { structuredAttrsRule } from "./structured-attrs.ts";
import { unclearLicenseRule } from "./unclear-license.ts";
import { unnecessaryParallelRule } from "./unnecessary-parallel.ts";

/** Every rule of `nixpkgs`. */
export const nixpkgsRules: readonly Rule[] = [
  attributeOrderRule,
  attributeTypoRule,
  buildToolInBuildInputsRule,
  byNameLayoutRule,
  emptyCallPackageRule,
  envOutsideEnvRule,
  fakeHashRule,
  flagsArrayRule,
  flagsNotListRule,
  flagsWithSpacesRule,
  mesonWithCmakeRule,
  missingLicenseRule,
  missingMaintainersRule,
  missingPhaseHooksRule,
  mkIfLiteralRule,
  nameAndVersionRule,
  optionWithoutTypeRule,
  patchWithoutCommentRule,
  pathEscapesPackageRule,
  phaseOverrideRule,
  pnameInSrcRule,
  pythonCheckPhaseRule,
  pythonInconsistentSetRule,
  recToFinalAttrsRule,
  redundantStdenvPackageRule,
  searchPathInPackageRule,
  stdenvLibRule,
  strictDepsRule,
  structuredAttrsRule,
  unclearLicenseRule,
  unnecessaryParallelRule,
];
