/**
 * Which language a file is read as: clauses as a table, precedence, editions and the neutrality rule.
 */
import {
  applyEdits,
  detectLangver,
  checkNeutrality,
  type Diagnostic,
  editions,
  expandFeatures,
  explainClauses,
  featureById,
  type FeatureId,
  features,
  featuresOfEdition,
  findUseClause,
  langverByName,
  makeLangver,
  parse,
  resolveLangver,
  type Tree,
} from "@lix-tools/parser";
import { describe, expect, it } from "vitest";
import { escapeBytes, readTable } from "../table.ts";

function describeDiagnostic(source: Uint8Array, { code, severity, span }: Diagnostic): string {
  const mark = severity === "error" ? "" : `${severity}:`;
  return `${mark}${code.replace("langver/", "")}‹${escapeBytes(source.subarray(span.start, span.end))}›`;
}

function furtherFeatures(langver: ReturnType<typeof makeLangver>): FeatureId[] {
  const own = featuresOfEdition(langver.edition);
  const added = [...langver.features].filter((id) => !own.has(id));
  const implied = new Set(added.flatMap((id) => [...expandFeatures([id])].filter((other) => other !== id)));
  return added.filter((id) => !implied.has(id));
}

function describeClause(source: Uint8Array, withFixes: boolean): string {
  const clause = findUseClause(source);
  const { langver, degraded, diagnostics } = resolveLangver({ clause });
  const all = [...diagnostics, ...(withFixes || expectsExplanation(source) ? explainClauses(source) : [])];
  const further = furtherFeatures(langver).map((id) => ` +${id}`);
  const name = clause === null ? "none" : `${langver.edition}${degraded ? "?" : ""}${further.join("")}`;
  const list = [name, ...all.map((diagnostic) => describeDiagnostic(source, diagnostic))].join(", ");
  if (!withFixes) return list;
  const edits = all.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  return `${list} ~> ${escapeBytes(applyEdits(source, edits))}`;
}

/** Clauses are explained for files that do not parse. */
function expectsExplanation(source: Uint8Array): boolean {
  return !parse(source, { langver: resolveLangver({ clause: findUseClause(source) }).langver }).isComplete;
}

describe("head clauses", () => {
  it.each(readTable(new URL("clauses.txt", import.meta.url)))("$section: $text", ({ source, expected }) => {
    expect(describeClause(source, expected.includes(" ~> "))).toBe(expected);
  });

  it("are found where the parser finds them", () => {
    for (const { source } of readTable(new URL("clauses.txt", import.meta.url))) {
      const { tree, isComplete } = parse(source, { langver: makeLangver("nix2") });
      if (!isComplete) continue;
      const clause = findUseClause(source);
      const word = new TextDecoder().decode(source.subarray(clause?.span.start ?? 0, clause?.span.end ?? 0));
      expect(word.startsWith("use") && word.endsWith(";")).toBe(clause !== null);
      expect(tree.nodeCount > 0).toBe(true);
    }
  });
});

describe("precedence", () => {
  const clause = findUseClause(new TextEncoder().encode("use experimental.nix2; 1"));
  const lix = makeLangver("lix");
  const future = makeLangver("nix2-future");
  it("is clause, then forced, then configured, then default, then legacy", () => {
    const all = { clause, forced: future, configured: lix, default: lix };
    expect(resolveLangver(all)).toMatchObject({ origin: "clause", langver: { edition: "nix2" } });
    expect(resolveLangver({ ...all, clause: null })).toMatchObject({ origin: "forced", langver: future });
    const configured = resolveLangver({ ...all, clause: null, forced: null });
    expect(configured).toMatchObject({ origin: "configured", langver: lix });
    const fallback = resolveLangver({ clause: null, default: future });
    expect(fallback).toMatchObject({ origin: "default", langver: future });
    expect(resolveLangver({ clause: null }).langver).toEqual(makeLangver("legacy"));
    expect(detectLangver(new TextEncoder().encode("use experimental.nix2; 1"), { configured: lix }).origin).toBe(
      "clause",
    );
    expect(detectLangver(new TextEncoder().encode("1"), { configured: lix }).langver).toBe(lix);
  });
});

describe("editions", () => {
  it("have names", () => {
    expect(editions.map((name) => langverByName(name)?.edition)).toEqual(editions);
    expect(langverByName("nix3")).toBeNull();
  });

  it("grow from nix2 to nix2-future", () => {
    const future = featuresOfEdition("nix2-future");
    expect([...featuresOfEdition("nix2")].filter((id) => !future.has(id))).toEqual([]);
    expect(featuresOfEdition("legacy").size).toBe(0);
  });

  it("contain what their features imply", () => {
    for (const edition of editions) {
      const own = featuresOfEdition(edition);
      expect([...expandFeatures(own)].filter((id) => !own.has(id))).toEqual([]);
    }
  });

  it("count as the specification's table does", () => {
    expect(features.length).toBe(38);
    expect(features.filter(({ lixFeature }) => lixFeature !== null).length).toBe(17);
    expect(new Set(features.map(({ lixFeature }) => lixFeature)).size - 1).toBe(15);
    expect(featuresOfEdition("lix").size).toBe(16);
    expect(featuresOfEdition("nix2").size).toBe(27);
  });

  it("need the smallest grammar that reads their features", () => {
    expect(makeLangver("legacy").dialect).toBe("nix");
    expect(makeLangver("lix").dialect).toBe("nix");
    expect(makeLangver("legacy", ["pipe-right"]).dialect).toBe("nix");
    expect(makeLangver("legacy", ["list-index"]).dialect).toBe("nix2");
    expect(makeLangver("nix2", ["slice-dynamic-keys"]).dialect).toBe("nix2");
    expect(makeLangver("nix2", ["pipe-left"]).dialect).toBe("nix2_future");
    expect(makeLangver("nix2", ["null-coalesce"]).dialect).toBe("nix2_future");
    expect(makeLangver("nix2", ["no-shared-prefix"]).dialect).toBe("nix2");
  });

  it("know their features by id", () => {
    expect(featureById("list-index")?.implies).toEqual(["float-digits"]);
    expect(featureById("toString")).toBeNull();
  });
});

describe("syntax without its feature", () => {
  const codesOf = (text: string): string[] => {
    const source = new TextEncoder().encode(text);
    const { langver } = resolveLangver({ clause: findUseClause(source) });
    return parse(source, { langver }).diagnostics.map(({ code }) => code);
  };
  it.each([
    ["use experimental.nix2 experimental.null-coalesce; a ?: b", []],
    ["use experimental.nix2 experimental.null-select; a ?: b", ["langver/feature-not-enabled"]],
    ["use experimental.nix2 experimental.pipe-left; f <| a", []],
    ["use experimental.nix2 experimental.null-select; f <| a", ["langver/feature-not-enabled"]],
    ["use experimental.nix2 experimental.null-select; [ a.?b ]", []],
    ["use experimental.nix2 experimental.null-select; [ a b ]", ["langver/feature-not-enabled"]],
    ["use experimental.nix2 experimental.null-select; [ a, b ]", ["langver/feature-not-enabled"]],
    ["use experimental.nix2 experimental.comma-lists; [ f x, b ]", []],
    ["use experimental.nix2 experimental.null-select; { a ?: 1 }: a", ["langver/feature-not-enabled"]],
    ["use experimental.nix2 experimental.slice-dynamic-keys; s.[${a}]", []],
  ])("%s", (text, codes) => {
    expect(codesOf(text)).toEqual(codes);
  });

  it("is repaired by naming the feature in the clause", () => {
    const source = new TextEncoder().encode("use experimental.nix2 experimental.null-select; a ?: b");
    const { langver } = resolveLangver({ clause: findUseClause(source) });
    const [fix] = parse(source, { langver }).diagnostics[0]?.fixes ?? [];
    const repaired = new TextDecoder().decode(applyEdits(source, fix?.edits ?? []));
    expect(repaired).toBe("use experimental.nix2 experimental.null-select experimental.null-coalesce; a ?: b");
    expect(codesOf(repaired)).toEqual([]);
  });
});

describe("the neutrality rule", () => {
  const check = (text: string, edition: "lix" | "nix2", coreEqual: (a: Tree, b: Tree) => boolean): string | null => {
    const parseComplete = (source: Uint8Array, langver: ReturnType<typeof makeLangver>): Tree | null => {
      const { tree, diagnostics } = parse(source, { langver });
      return diagnostics.length === 0 ? tree : null;
    };
    const source = new TextEncoder().encode(text);
    const configured = makeLangver(edition);
    const found = checkNeutrality({ source, configured, parse: parseComplete, coreEqual });
    return found === null ? null : (found.notes?.[0] ?? "");
  };
  const kindsOf = ({ records, nodeCount }: Tree): number[] =>
    Array.from({ length: nodeCount }, (_, node) => (records[node * 4] ?? 0) & 0xffff);
  const sameKinds = (a: Tree, b: Tree): boolean => kindsOf(a).join() === kindsOf(b).join();
  it("lets configuration say `lix` of any file", () => {
    expect(check("x:x", "lix", () => false)).toBeNull();
  });
  it("lets configuration say `nix2` where both readings are equal", () => {
    expect(check("{ a = 1; }", "nix2", sameKinds)).toBeNull();
  });
  it("asks for a clause otherwise", () => {
    expect(check("x.0", "nix2", sameKinds)).toBe("as legacy it means something else");
    expect(check("x.a or b", "nix2", () => true)).toBe("as configured it has syntax errors");
    expect(check("[ *a ]", "nix2", () => true)).toBe("as legacy it has syntax errors");
  });
});
