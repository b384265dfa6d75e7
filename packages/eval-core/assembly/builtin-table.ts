/**
 * Builtins by number. Those below `FIRST_HOST_BUILTIN` are the machine's own, in the order of `builtinNames` in
 * `layout.ts`; the others are called outside.
 */
import * as contexts from "./builtins-contexts";
import * as control from "./builtins-control";
import * as lists from "./builtins-lists";
import * as sets from "./builtins-sets";
import * as strings from "./builtins-strings";
import * as texts from "./builtins-texts";
import * as types from "./builtins-types";
import { derivationStrict, outputPlaceholder } from "./derivation";
import { giveUp } from "./failure";
import { force } from "./force";
import { jsonText } from "./json";
import { FIRST_HOST_BUILTIN } from "../src/linear/layout";
import { allocate, stringValue } from "./memory";
import { expectPlainText, expectSet } from "./expect";

// @ts-ignore: decorator
@external("host", "callHost")
declare function callHost(builtin: u32, first: u32, second: u32, third: u32): u32;

const arityBytes: u32 = 512;
let arities: u32 = 0;

/** Says how many arguments a builtin takes. */
export function setArity(builtin: u32, arity: u32): void {
  if (arities == 0) arities = allocate(arityBytes);
  store<u8>(arities + builtin, <u8>arity);
}

// @ts-ignore: decorator
@inline
export function arityOf(builtin: u32): u32 {
  return load<u8>(arities + builtin);
}

/** Returns the value of a builtin for all its arguments. */
export function callBuiltin(builtin: u32, first: u32, second: u32, third: u32): u64 {
  if (<i32>builtin >= FIRST_HOST_BUILTIN) return force(callHost(builtin, first, second, third));
  switch (builtin) {
    case 0:
      return control.abort(first);
    case 1:
      return control.addErrorContext(first, second);
    case 2:
      return control.deepSeq(first, second);
    case 3:
      return control.genericClosure(first);
    case 4:
      return control.seq(first, second);
    case 5:
      return control.throwError(first);
    case 6:
      return control.trace(first, second);
    case 7:
      return control.tryEval(first);
    case 8:
      return derivationStrict(expectSet(force(first)));
    case 9:
      return stringValue(outputPlaceholder(expectPlainText(force(first))));
    case 10:
      return lists.all(first, second);
    case 11:
      return lists.any(first, second);
    case 12:
      return lists.concatAll(first);
    case 13:
      return lists.concatMap(first, second);
    case 14:
      return lists.elem(first, second);
    case 15:
      return lists.elemAt(first, second);
    case 16:
      return lists.filter(first, second);
    case 17:
      return lists.foldl(first, second, third);
    case 18:
      return lists.genList(first, second);
    case 19:
      return lists.groupBy(first, second);
    case 20:
      return lists.head(first);
    case 21:
      return lists.length(first);
    case 22:
      return lists.map(first, second);
    case 23:
      return lists.partition(first, second);
    case 24:
      return lists.sort(first, second);
    case 25:
      return lists.tail(first);
    case 26:
      return sets.attrNames(first);
    case 27:
      return sets.attrValues(first);
    case 28:
      return sets.catAttrs(first, second);
    case 29:
      return sets.functionArgs(first);
    case 30:
      return sets.getAttr(first, second);
    case 31:
      return sets.hasAttr(first, second);
    case 32:
      return sets.intersectAttrs(first, second);
    case 33:
      return sets.listToAttrs(first);
    case 34:
      return sets.mapAttrs(first, second);
    case 35:
      return sets.removeAttrs(first, second);
    case 36:
      return sets.unsafeGetAttrPos(first, second);
    case 37:
      return sets.zipAttrsWith(first, second);
    case 38:
      return strings.concatStringsSep(first, second);
    case 39:
      return strings.replaceStrings(first, second, third);
    case 40:
      return strings.stringLength(first);
    case 41:
      return strings.substring(first, second, third);
    case 42:
      return strings.toString(first);
    case 43:
      return strings.hasContext(first);
    case 44:
      return strings.unsafeDiscardStringContext(first);
    case 45:
      return strings.baseNameOf(first);
    case 46:
      return strings.dirOf(first);
    case 47:
      return types.isAttrs(first);
    case 48:
      return types.isBool(first);
    case 49:
      return types.isFloat(first);
    case 50:
      return types.isFunction(first);
    case 51:
      return types.isInt(first);
    case 52:
      return types.isList(first);
    case 53:
      return types.isNull(first);
    case 54:
      return types.isPath(first);
    case 55:
      return types.isString(first);
    case 56:
      return types.typeOf(first);
    case 57:
      return types.arithmetic(0, first, second);
    case 58:
      return types.arithmetic(1, first, second);
    case 59:
      return types.arithmetic(2, first, second);
    case 60:
      return types.arithmetic(3, first, second);
    case 61:
      return types.lessThanBuiltin(first, second);
    case 62:
      return control.importFile(first);
    case 63:
      return types.bitwise(0, first, second);
    case 64:
      return types.bitwise(1, first, second);
    case 65:
      return types.bitwise(2, first, second);
    case 66:
      return stringValue(jsonText(first));
    case 67:
      return texts.compareVersions(first, second);
    case 68:
      return texts.splitVersion(first);
    case 69:
      return texts.parseDrvName(first);
    case 70:
      return texts.hashString(first, second);
    case 71:
      return contexts.getContext(first);
    case 72:
      return contexts.unsafeDiscardOutputDependency(first);
    default:
      giveUp();
  }
  return 0;
}
