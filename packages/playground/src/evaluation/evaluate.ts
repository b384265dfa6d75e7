/**
 * Values of texts, in a world that holds nothing: no files, no environment, a fixed system and clock. Limits bound what
 * one evaluation may take; whoever runs it also ends it from the outside.
 */
import {
  createEvaluator,
  evaluateText,
  EvalError,
  ContextCollector,
  force,
  forceDeep,
  type Host,
  latin1OfUnicode,
  type Limits,
  memoryFiles,
  portableHasher,
  printValue,
  renderError,
  renderJson,
  toEvalError,
} from "@lix-tools/eval-core";
import { format } from "@lix-tools/fmt";
import { unicodeOf } from "@lix-tools/parser";
import { colourText } from "../engine/coloured-text.ts";
import type { EvaluationAnswer, EvaluationRequest, Outcome, ValueFormat } from "../protocol.ts";

/** What an evaluation may take. The worker is ended a little later than the clock here. */
export const evaluationLimits: Limits = {
  callDepth: 20_000,
  calls: 50_000_000,
  milliseconds: 8_000,
  listLength: 2_000_000,
};

/** Lines of `trace` that are kept. */
const mostLines = 200;
/** Characters of a value that are shown. */
const longestValue = 200_000;

/** Returns the value of a text, compared with that of its migrated form. */
export function evaluate(request: EvaluationRequest, now: () => number): EvaluationAnswer {
  const begun = now();
  const printed: string[] = [];
  const outcome = valueOf(request.text, request.format, printed);
  const agrees = request.migrated === null ? null : agreesWith(outcome, request.migrated, request.format);
  const laidOut = outcome.kind === "value" && request.format === "nix" ? layOut(outcome.text) : null;
  return {
    id: request.id,
    outcome: shorten(outcome),
    coloured: laidOut === null ? null : colourText(laidOut),
    printed,
    agrees,
    time: now() - begun,
  };
}

function shorten(outcome: Outcome): Outcome {
  if (outcome.text.length <= longestValue) return outcome;
  return { ...outcome, text: `${outcome.text.slice(0, longestValue)} …` };
}

/** Errors name places, which differ, so only their kinds are compared. */
function agreesWith(outcome: Outcome, migrated: string, valueFormat: ValueFormat): boolean {
  const other = valueOf(migrated, valueFormat, []);
  if (outcome.kind === "error" && other.kind === "error") return outcome.code === other.code;
  return outcome.kind === other.kind && outcome.text === other.text;
}

function valueOf(text: string, valueFormat: ValueFormat, printed: string[]): Outcome {
  try {
    const machine = createEvaluator({ host: createHost(printed), limits: evaluationLimits, pure: false });
    const value = force(evaluateText(machine, latin1OfUnicode(text), "source.nix", "/"));
    if (valueFormat === "json") {
      const json = renderJson(machine, value, new ContextCollector());
      return { kind: "value", text: JSON.stringify(JSON.parse(unicodeOf(json)), null, 2) };
    }
    forceDeep(value);
    return { kind: "value", text: unicodeOf(printValue(value)) };
  } catch (error) {
    const known = asEvalError(error);
    return { kind: "error", code: known.code, text: unicodeOf(renderError(known, { showTrace: false })) };
  }
}

/** Every engine has its own way to say that its stack or its memory has ended. */
function asEvalError(error: unknown): EvalError {
  if (error instanceof Error && /recursion/u.test(error.message) && !(error instanceof EvalError)) {
    return new EvalError("eval/stack-overflow", "stack overflow (possible infinite recursion)");
  }
  if (error instanceof RangeError && !error.message.includes("call stack")) {
    return new EvalError("eval/limit", `the value is too large (${error.message})`);
  }
  return toEvalError(error);
}

function createHost(printed: string[]): Host {
  return {
    files: memoryFiles(new Map()),
    hasher: portableHasher,
    environmentVariableOrNull: () => null,
    currentSystem: "x86_64-linux",
    currentTime: 0,
    print: (line) => {
      if (printed.length < mostLines) printed.push(unicodeOf(line));
    },
  };
}

/** Returns a printed value formatted, or as it is where it does not read as Nix. */
function layOut(printed: string): string {
  if (printed.length > longestValue) return `${printed.slice(0, longestValue)} …`;
  const { text } = format(new TextEncoder().encode(printed));
  return text === null ? printed : new TextDecoder().decode(text).trimEnd();
}
