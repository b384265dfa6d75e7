/** The rules of the group `nixpkgs`, in alphabetical order. */
import type { Rule } from "../engine/rule.ts";
import { attributeOrderRule } from "./nixpkgs/attribute-order.ts";
import { attributeTypoRule } from "./nixpkgs/attribute-typo.ts";
import { buildToolInBuildInputsRule } from "./nixpkgs/build-tool-in-build-inputs.ts";
import { byNameLayoutRule } from "./nixpkgs/by-name-layout.ts";
import { deprecatedLibAliasRule } from "./nixpkgs/deprecated-lib-alias.ts";
import { emptyCallPackageRule } from "./nixpkgs/empty-call-package.ts";
import { envOutsideEnvRule } from "./nixpkgs/env-outside-env.ts";
import { executableBitRule } from "./nixpkgs/executable-bit.ts";
import { fakeHashRule } from "./nixpkgs/fake-hash.ts";
import { flagsArrayRule } from "./nixpkgs/flags-array.ts";
import { flagsNotListRule } from "./nixpkgs/flags-not-list.ts";
import { flagsWithSpacesRule } from "./nixpkgs/flags-with-spaces.ts";
import { hashPaddingRule } from "./nixpkgs/hash-padding.ts";
import { mesonWithCmakeRule } from "./nixpkgs/meson-with-cmake.ts";
import { missingLicenseRule } from "./nixpkgs/missing-license.ts";
import { missingMaintainersRule } from "./nixpkgs/missing-maintainers.ts";
import { missingPhaseHooksRule } from "./nixpkgs/missing-phase-hooks.ts";
import { mkIfLiteralRule } from "./nixpkgs/mk-if-literal.ts";
import { nameAndVersionRule } from "./nixpkgs/name-and-version.ts";
import { optionWithoutTypeRule } from "./nixpkgs/option-without-type.ts";
import { patchWithoutCommentRule } from "./nixpkgs/patch-without-comment.ts";
import { pathEscapesPackageRule } from "./nixpkgs/path-escapes-package.ts";
import { phaseOverrideRule } from "./nixpkgs/phase-override.ts";
import { pnameInSrcRule } from "./nixpkgs/pname-in-src.ts";
import { pythonCheckPhaseRule } from "./nixpkgs/python-check-phase.ts";
import { pythonInconsistentSetRule } from "./nixpkgs/python-inconsistent-set.ts";
import { recToFinalAttrsRule } from "./nixpkgs/rec-to-final-attrs.ts";
import { redundantStdenvPackageRule } from "./nixpkgs/redundant-stdenv-package.ts";
import { searchPathInPackageRule } from "./nixpkgs/search-path-in-package.ts";
import { stdenvLibRule } from "./nixpkgs/stdenv-lib.ts";
import { strictDepsRule } from "./nixpkgs/strict-deps.ts";
import { structuredAttrsRule } from "./nixpkgs/structured-attrs.ts";
import { unclearLicenseRule } from "./nixpkgs/unclear-license.ts";
import { unnecessaryParallelRule } from "./nixpkgs/unnecessary-parallel.ts";
import { withLibMetaRule } from "./nixpkgs/with-lib-meta.ts";

/** Every rule of `nixpkgs`. */
export const nixpkgsRules: readonly Rule[] = [
  attributeOrderRule,
  attributeTypoRule,
  buildToolInBuildInputsRule,
  byNameLayoutRule,
  deprecatedLibAliasRule,
  emptyCallPackageRule,
  envOutsideEnvRule,
  executableBitRule,
  fakeHashRule,
  flagsArrayRule,
  flagsNotListRule,
  flagsWithSpacesRule,
  hashPaddingRule,
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
  withLibMetaRule,
];
