/** Migrations of texts that were watched while they were evaluated. */
import { createEvaluator, evaluateText, forceDeep, memoryFiles, portableHasher } from "@lix-tools/eval-core";
import { makeLangver } from "@lix-tools/parser";
import {
  ConditionalFunctions,
  migrateSource,
  type Migration,
  type MigrationOptions,
  ObservationLog,
} from "../src/index.ts";

/** Evaluates the function in a text on arguments, watches, and migrates the text by the codemods that are for everybody. */
export function migrateWatched(text: string, ...calls: readonly string[]): Migration {
  return migrateWatchedBy(undefined, text, ...calls);
}

/** Evaluates the function in a text on arguments, watches, and migrates the text by some codemods. */
export function migrateWatchedBy(
  isSelected: MigrationOptions["isSelected"],
  text: string,
  ...calls: readonly string[]
): Migration {
  const source = new TextEncoder().encode(text);
  const log = new ObservationLog(new ConditionalFunctions(() => source));
  const machine = createEvaluator({
    host: {
      files: memoryFiles(new Map([["/t/a.nix", source]])),
      hasher: portableHasher,
      environmentVariableOrNull: () => null,
      currentSystem: "x86_64-linux",
      currentTime: 0,
      print: () => {},
    },
    onName: (name) => log.addName(name),
    onUpdate: (update) => log.addUpdate(update),
  });
  for (const argument of calls) forceDeep(evaluateText(machine, `import ./a.nix (${argument})`, "call", "/t"));
  const observed = log.finish().get("/t/a.nix");
  const options: MigrationOptions = { to: makeLangver("nix2"), verify: "core", observed };
  return migrateSource(source, isSelected === undefined ? options : { ...options, isSelected });
}

/** Returns the text that came out. */
export function textOf({ after }: Migration): string {
  return new TextDecoder().decode(after);
}
