/**
 * The constructs of Nix 2 that legacy has other text for, and the laws by which the text means the same. Where two
 * constructs are about one kind of node, the first that applies is made.
 *
 * Not included, because the text is the same: literals, operators, defaults of formals, paths, names in quotes,
 * attributes with a shared prefix.
 */
import { argsWithoutDefaults } from "../proof/defaults-in-args.ts";
import type { CoreLaw } from "../proof/law.ts";
import { withSlice } from "../proof/with-slice.ts";
import type { Construct } from "./construct.ts";
import { argsDefaults, argsUse } from "./constructs/args-defaults.ts";
import { featuresBuiltin } from "./constructs/features-builtin.ts";
import { formalDefault } from "./constructs/formal-default.ts";
import { inheritExpression, inheritPaths } from "./constructs/inherit-paths.ts";
import { lambdaColon } from "./constructs/lambda-colon.ts";
import { listIndex } from "./constructs/list-index.ts";
import { listPattern } from "./constructs/list-pattern.ts";
import { listSlice } from "./constructs/list-slice.ts";
import { listUnpack } from "./constructs/list-unpack.ts";
import { nullCoalesce } from "./constructs/null-coalesce.ts";
import { nullSelect } from "./constructs/null-select.ts";
import { pipe } from "./constructs/pipe.ts";
import { scopedImport } from "./constructs/scoped-import.ts";
import { selectDefault } from "./constructs/select-default.ts";
import { setSlice, unpackedSlice } from "./constructs/set-slice.ts";
import { setUnpack } from "./constructs/set-unpack.ts";
import { string } from "./constructs/string.ts";
import { useClause } from "./constructs/use-clause.ts";
import { argsWithDefaults } from "./laws/args-with-defaults.ts";
import { disjointUnion } from "./laws/disjoint-union.ts";
import { disjointUpdate } from "./laws/disjoint-update.ts";
import { elementAt } from "./laws/element-at.ts";
import { featuresPolyfill } from "./laws/features-polyfill.ts";
import { globalAliases } from "./laws/global-aliases.ts";
import { listPatternLaw } from "./laws/list-pattern.ts";
import { scopedImportLaw } from "./laws/scoped-import.ts";

/** Every construct. */
export const constructs: readonly Construct[] = [
  useClause,
  selectDefault,
  listSlice,
  setSlice,
  unpackedSlice,
  listUnpack,
  setUnpack,
  listIndex,
  pipe,
  listPattern,
  argsDefaults,
  lambdaColon,
  argsUse,
  string,
  nullCoalesce,
  nullSelect,
  inheritPaths,
  inheritExpression,
  formalDefault,
  featuresBuiltin,
  scopedImport,
];

/** Every law that the text of some construct relies on. */
export const downlevelLaws: readonly CoreLaw[] = [
  globalAliases,
  elementAt,
  listPatternLaw,
  disjointUnion,
  disjointUpdate,
  // Before the other law about the same functions.
  argsWithoutDefaults,
  argsWithDefaults,
  featuresPolyfill,
  scopedImportLaw,
  withSlice,
];
