/** What the editor's user may set. Anything unknown or of a wrong type is as if it were not there. */
import { type Edition, editions } from "@lix-tools/parser";

/** When findings of the linter are looked for. */
export type LintRun = "onType" | "onSave" | "off";

/** The settings of the server. Projects say the rest in `lix.toml`. */
export interface Settings {
  readonly lint: { readonly run: LintRun; readonly delay: number };
  /** The edition of files for which neither a head clause nor `lix.toml` says one; null for legacy. */
  readonly edition: Edition | null;
  readonly inlayHints: { readonly with: boolean };
  readonly hover: { readonly values: boolean };
}

/** What holds where the user says nothing. */
export const defaultSettings: Settings = {
  lint: { run: "onType", delay: 200 },
  edition: null,
  inlayHints: { with: true },
  hover: { values: true },
};

/** Returns the settings that some JSON says. */
export function readSettings(json: unknown): Settings {
  const { lint, inlayHints, hover } = defaultSettings;
  const run = memberOf(json, "lint", "run");
  const delay = memberOf(json, "lint", "delay");
  const edition = memberOf(json, "edition");
  return {
    lint: {
      run: run === "onType" || run === "onSave" || run === "off" ? run : lint.run,
      delay: typeof delay === "number" && delay >= 0 && delay <= 10_000 ? delay : lint.delay,
    },
    edition: editions.find((name) => name === edition) ?? null,
    inlayHints: { with: flag(memberOf(json, "inlayHints", "with"), inlayHints.with) },
    hover: { values: flag(memberOf(json, "hover", "values"), hover.values) },
  };
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === "boolean" ? value : fallback;
}

/** Returns what is at a path of keys; undefined where there is nothing. */
export function memberOf(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
