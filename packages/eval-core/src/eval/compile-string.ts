/** Interpolated strings and paths. */
import type { PathInterpolationTerm, PathRoot, PathTerm, StringTerm, Term } from "../core/term.ts";
import { ContextCollector } from "../value/context.ts";
import { PathValue } from "../value/value.ts";
import { canonicalPath, coerce, interpolation, keepingPaths, stringWith } from "./coerce.ts";
import { compile } from "./compile.ts";
import { EvalError } from "./error.ts";
import type { Code, Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";

function compileParts(parts: readonly (string | Term)[], scope: Scope | null, unit: Unit): readonly (string | Code)[] {
  return parts.map((part) => (typeof part === "string" ? part : compile(part, scope, unit)));
}

/** Returns the code of a string with interpolations. */
export function compileString(term: StringTerm, scope: Scope | null, unit: Unit): Code {
  const parts = compileParts(term.parts, scope, unit);
  const { machine } = unit;
  const takesIntegers = machine.options.experimental.has("coerce-integers");
  return (env) => {
    let text = "";
    let collector: ContextCollector | null = null;
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at] as string | Code;
      if (typeof part === "string") {
        text += part;
        continue;
      }
      const value = part(env);
      if (typeof value === "string" || (takesIntegers && (typeof value === "number" || typeof value === "bigint"))) {
        text += String(value);
        continue;
      }
      collector ??= new ContextCollector();
      text += coerce(machine, value, collector, interpolation);
    }
    return collector === null ? text : stringWith(text, collector);
  };
}

/** Returns the path a literal stands for. */
export function resolvePath(term: PathTerm, unit: Unit): PathValue {
  return new PathValue(canonicalPath(pathStart(term.root, term.text, unit)));
}

function pathStart(root: PathRoot, text: string, unit: Unit): string {
  switch (root) {
    case "absolute":
      return text;
    case "relative":
      return `${unit.folder}/${text}`;
    case "home":
      return homeFolder(unit) + text.replace(/^~/, "");
  }
}

function homeFolder({ machine }: Unit): string {
  if (machine.options.pure) {
    throw new EvalError("eval/pure", "home paths are not allowed in pure evaluation mode");
  }
  const home = machine.host.environmentVariableOrNull("HOME");
  if (home !== null) return home;
  throw new EvalError("eval/file", "the home folder is not known: the environment has no `HOME`");
}

/** Returns the code of an interpolated path. */
export function compilePathInterpolation(term: PathInterpolationTerm, scope: Scope | null, unit: Unit): Code {
  const [first = "", ...rest] = compileParts(term.parts, scope, unit);
  const { machine } = unit;
  const start = typeof first === "string" ? first : "";
  const parts = typeof first === "string" ? rest : [first, ...rest];
  return (env) => {
    const collector = new ContextCollector();
    let path = pathStart(term.root, start, unit);
    for (const part of parts) {
      path += typeof part === "string" ? part : coerce(machine, part(env), collector, keepingPaths);
    }
    if (collector.result === null) return new PathValue(canonicalPath(path));
    throw new EvalError("eval/context", "a string that refers to a store path cannot be appended to a path");
  };
}
