/** Targets: which there are, what they have, and how grave deprecations are for them; presets: what they switch on. */
import { makeLangver } from "@lix-tools/parser";
import { describe, expect, test } from "vitest";
import { profileOf } from "../src/cli/profile.ts";
import { settingsOf } from "../src/settings.ts";
import { lintSource } from "../src/engine/lint.ts";
import { presets } from "../src/engine/presets.ts";
import { ruleId } from "../src/engine/rule.ts";
import { parseTarget } from "../src/engine/target.ts";
import { hasBuiltin } from "../src/facts/builtin-releases.ts";
import { allRules } from "../src/registry.ts";

const releases = [
  ...Array.from({ length: 34 }, (_, at) => `nix-2.${at + 3}`),
  ...Array.from({ length: 7 }, (_, at) => `lix-2.${at + 90}`),
];

describe("targets", () => {
  test("are families and releases", () => {
    for (const name of ["legacy", "nix2", "lix", "nix", ...releases]) expect(parseTarget(name), name).not.toBeNull();
    expect(parseTarget("cppnix-2.18")).toEqual({ family: "nix", version: "2.18" });
  });
  test("are nothing else", () => {
    for (const name of ["nix-2.2", "lix-2.18", "nix-2.94", "nix2-2.1", "legacy-2.3", "nix-3.0", "lix2.94", ""]) {
      expect(parseTarget(name), name).toBeNull();
    }
  });
});

/** Returns the releases that have a builtin, as `first…last` by family. */
function rangeOf(builtin: string): string {
  const having = releases.filter((name) => {
    const target = parseTarget(name);
    return target !== null && hasBuiltin(target, builtin);
  });
  const range = (family: string): string => {
    const own = having.filter((name) => name.startsWith(family));
    return own.length === 0 ? `no ${family}` : `${own[0]}…${own.at(-1)}`;
  };
  return `${range("nix")} ${range("lix")}`;
}

// As the sources of the releases have it.
test.each([
  ["map", "nix-2.3…nix-2.36 lix-2.90…lix-2.96"],
  ["fetchGit", "nix-2.3…nix-2.36 lix-2.90…lix-2.96"],
  ["valueSize", "nix-2.3…nix-2.3 no lix"],
  ["floor", "nix-2.4…nix-2.36 lix-2.90…lix-2.96"],
  ["getFlake", "nix-2.4…nix-2.36 lix-2.90…lix-2.96"],
  ["fetchTree", "nix-2.4…nix-2.36 lix-2.90…lix-2.96"],
  ["groupBy", "nix-2.5…nix-2.36 lix-2.90…lix-2.96"],
  ["zipAttrsWith", "nix-2.6…nix-2.36 lix-2.90…lix-2.96"],
  ["fetchClosure", "nix-2.8…nix-2.36 lix-2.90…lix-2.94"],
  ["break", "nix-2.9…nix-2.36 lix-2.90…lix-2.96"],
  ["traceVerbose", "nix-2.10…nix-2.36 lix-2.90…lix-2.96"],
  ["readFileType", "nix-2.14…nix-2.36 lix-2.90…lix-2.96"],
  ["outputOf", "nix-2.18…nix-2.36 lix-2.90…lix-2.93"],
  ["convertHash", "nix-2.19…nix-2.36 no lix"],
  ["warn", "nix-2.23…nix-2.36 lix-2.95…lix-2.96"],
  ["nonsense", "no nix no lix"],
])("builtins.%s is in %s", (builtin, range) => {
  expect(rangeOf(builtin)).toBe(range);
});

/** Returns the severity of each finding of `langver` for a target. */
function severitiesFor(target: string, text: string): string[] {
  const settings = settingsOf({
    preset: "recommended",
    target,
    levels: [],
    options: {},
    only: ["langver"],
    suppressions: "honour",
  });
  const source = new TextEncoder().encode(text);
  const { findings } = lintSource({ source, langver: makeLangver("legacy"), path: null }, settings);
  return findings.map(({ code, severity }) => `${code.slice("langver/".length)} ${severity}`);
}

describe("deprecations", () => {
  const text = "{ a = http://x.org; b = let { body = 1; }; c = .5; }";
  test.each([
    ["lix-2.91", ["url-literal info", "ancient-let info", "float-leading-dot info"]],
    ["lix-2.92", ["url-literal error", "ancient-let warning", "float-leading-dot info"]],
    ["lix-2.94", ["url-literal error", "ancient-let warning", "float-leading-dot info"]],
    ["lix-2.95", ["url-literal error", "ancient-let error", "float-leading-dot warning"]],
    ["lix", ["url-literal error", "ancient-let error", "float-leading-dot warning"]],
    ["legacy", ["url-literal error", "ancient-let error", "float-leading-dot warning"]],
    ["nix-2.18", ["url-literal info", "ancient-let info", "float-leading-dot info"]],
    ["nix2", ["url-literal error", "ancient-let error", "float-leading-dot error"]],
  ])("are as grave as %s takes them", (target, expected) => {
    expect(severitiesFor(target, text)).toEqual(expected);
  });
});

describe("presets", () => {
  const flags = { levels: {}, only: null, suppressions: "honour" } as const;
  const rulesOf = (preset: (typeof presets)[number]): Set<string> => {
    const { table } = settingsOf(profileOf("/a.nix", undefined, { ...flags, preset }));
    return new Set(table.rules.map(ruleId));
  };
  test("all have what is recommended, and more", () => {
    const recommended = rulesOf("recommended");
    for (const preset of presets) expect([...recommended].filter((id) => !rulesOf(preset).has(id))).toEqual([]);
    const further = { strict: "style/eta-reduction", nix2: "langver/list-unpack", nixpkgs: "nixpkgs/missing-license" };
    for (const [preset, id] of Object.entries(further)) {
      expect(recommended).not.toContain(id);
      expect(rulesOf(presets.find((name) => name === preset) ?? "recommended")).toContain(id);
    }
    expect(rulesOf("nixos-module")).toContain("nixpkgs/option-without-type");
    expect(rulesOf("lix")).toEqual(recommended);
  });
  test("together have every rule but those that want to be named", () => {
    const known = new Set(presets.flatMap((preset) => [...rulesOf(preset)]));
    const left = allRules.filter((rule) => !known.has(ruleId(rule)));
    expect(left.map(({ preset }) => preset).filter((preset) => preset !== "none")).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
  });
  test("choose the target that goes with them", () => {
    const targetOf = (preset: (typeof presets)[number]): string =>
      profileOf("/a.nix", undefined, { ...flags, preset }).target;
    expect(presets.map((preset) => [preset, targetOf(preset)])).toEqual([
      ["recommended", "legacy"],
      ["strict", "legacy"],
      ["lix", "lix"],
      ["nix2", "nix2"],
      ["nixpkgs", "legacy"],
      ["nixos-module", "legacy"],
    ]);
  });
});
