/** The errors that the linear machine ends evaluations with, as the complete evaluator would word them. */
import { differenceText, falseText } from "../eval/assertion.ts";
import { failCoercion } from "../eval/coerce.ts";
import { missingArgument, unexpectedArgument } from "../eval/compile-function.ts";
import { EvalError } from "../eval/error.ts";
import { failKind } from "../eval/expect.ts";
import { similarNames } from "../eval/missing.ts";
import type { SourceFile } from "../eval/source-file.ts";
import type { Value } from "../value/value.ts";
import { GiveUp } from "./give-up.ts";
import {
  FAIL_ABORT,
  FAIL_ASSERTION,
  FAIL_COERCION,
  FAIL_KIND,
  FAIL_MISSING_ARGUMENT,
  FAIL_MISSING_ATTRIBUTE,
  FAIL_THROW,
  FAIL_UNDEFINED,
  FAIL_UNEXPECTED_ARGUMENT,
  KIND_BOOL,
  KIND_INT,
  KIND_LIST,
  KIND_SET,
  KIND_STRING,
  NODE_EQUAL,
} from "./layout.ts";
import type { BridgeOwner, ValueBridge } from "./value-bridge.ts";

/** What values are called that were expected, by kind. */
const kindNames: Readonly<Record<number, string>> = {
  [KIND_BOOL]: "a Boolean",
  [KIND_INT]: "an integer",
  [KIND_STRING]: "a string",
  [KIND_LIST]: "a list",
  [KIND_SET]: "a set",
};

/** Throws the error of a kind of failure (`layout.ts`); what `first` and `second` are depends on the kind. */
export function failWith(bridge: ValueBridge, kind: number, first: number, second: number): never {
  const { owner } = bridge;
  const { memory } = owner;
  switch (kind) {
    case FAIL_THROW:
      throw new EvalError("eval/throw", memory.stringAt(first));
    case FAIL_ABORT: {
      const message = `evaluation aborted with the following error message: '${memory.stringAt(first)}'`;
      throw new EvalError("eval/abort", message);
    }
    case FAIL_ASSERTION:
      throw failedAssertion(bridge, first, second);
    case FAIL_MISSING_ARGUMENT:
      throw missingArgument(lambdaName(owner, first), memory.nameOf(second));
    case FAIL_UNEXPECTED_ARGUMENT:
      throw unexpectedArgument(lambdaName(owner, first), bridge.formalNames(first), bridge.attributeNames(second));
    case FAIL_MISSING_ATTRIBUTE: {
      const name = memory.nameOf(second);
      const similar = similarNames(bridge.attributeNames(first), name);
      throw new EvalError("eval/attribute-missing", `attribute '${name}' missing${similar}`);
    }
    case FAIL_UNDEFINED:
      throw new EvalError("eval/undefined-variable", `undefined variable '${memory.nameOf(first)}'`);
    case FAIL_COERCION:
      return failCoercion(bridge.value(first));
    case FAIL_KIND:
      return failKind(kindNames[first] ?? "something else", bridge.value(second));
    default:
      throw new GiveUp("unsupported");
  }
}

function lambdaName({ memory }: BridgeOwner, node: number): string {
  const name = memory.word(node + 20);
  return name === 0 ? "anonymous lambda" : memory.nameOf(name);
}

/** Returns the error of an `assert` node in an environment. Of an equation it says what differs. */
function failedAssertion(bridge: ValueBridge, node: number, env: number): EvalError {
  const { owner } = bridge;
  const { memory } = owner;
  const condition = memory.word(node + 8);
  if (memory.word(condition) !== NODE_EQUAL) {
    const start = owner.positionAt(memory.word(condition + 4));
    const end = owner.positionAt(memory.word(node + 16));
    // Conditions come from sources, so there are both.
    return new EvalError("eval/assertion", falseText(start?.file as SourceFile, start?.offset ?? 0, end?.offset ?? 0));
  }
  const sideAt = (place: number): Value => bridge.value(memory.exports.evaluateNode(memory.word(place), env) >>> 0);
  return new EvalError("eval/assertion", differenceText(sideAt(condition + 8), sideAt(condition + 12)));
}
