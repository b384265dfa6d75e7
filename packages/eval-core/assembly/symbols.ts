/** Symbols that the machine itself knows. */
import { symbolOfLiteral } from "./texts";

export let sName: u32 = 0;
export let sValue: u32 = 0;
export let sOutPath: u32 = 0;
export let sToString: u32 = 0;
export let sFunctor: u32 = 0;
export let sType: u32 = 0;
export let sSuccess: u32 = 0;
export let sRight: u32 = 0;
export let sWrong: u32 = 0;
export let sKey: u32 = 0;
export let sStartSet: u32 = 0;
export let sOperator: u32 = 0;
export let sDrvPath: u32 = 0;
export let sVersion: u32 = 0;

export function initSymbols(): void {
  sName = symbolOfLiteral("name");
  sValue = symbolOfLiteral("value");
  sOutPath = symbolOfLiteral("outPath");
  sToString = symbolOfLiteral("__toString");
  sFunctor = symbolOfLiteral("__functor");
  sType = symbolOfLiteral("type");
  sSuccess = symbolOfLiteral("success");
  sRight = symbolOfLiteral("right");
  sWrong = symbolOfLiteral("wrong");
  sKey = symbolOfLiteral("key");
  sStartSet = symbolOfLiteral("startSet");
  sOperator = symbolOfLiteral("operator");
  sDrvPath = symbolOfLiteral("drvPath");
  sVersion = symbolOfLiteral("version");
}
