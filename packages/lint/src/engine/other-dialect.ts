/**
 * A file that does not parse in its dialect may be one of the other dialect. Saying so helps more than the first token
 * that does not fit.
 */
import { type Diagnostic, findUseClause, makeLangver, parse, type Tree } from "@lix-tools/parser";

/** Returns what to say about a tree with errors whose text parses without them in the other dialect, or null. */
export function otherDialect({ source, langver }: Tree): Diagnostic | null {
  const clause = findUseClause(source);
  if (langver.dialect === "nix") {
    if (clause !== null || !parses(source, "nix2")) return null;
    return {
      code: "langver/unversioned-nix2-syntax",
      severity: "error",
      span: { start: 0, end: 0 },
      message: "this file reads as Nix 2, but nothing says that it is; evaluators take it for legacy Nix",
      fixes: [
        {
          title: "write `use experimental.nix2;` at the head",
          edits: [{ span: { start: 0, end: 0 }, text: "use experimental.nix2;\n" }],
        },
      ],
    };
  }
  const body = source.slice();
  if (clause !== null) body.fill(0x20, clause.span.start, clause.span.end);
  if (!parses(body, "legacy")) return null;
  return {
    code: "langver/mixed-dialect",
    severity: "error",
    span: clause?.span ?? { start: 0, end: 0 },
    message: "this file is said to be Nix 2, but reads as legacy Nix only",
    notes: ["without the clause, `lix-migrate --to nix2` rewrites the file"],
  };
}

function parses(source: Uint8Array, edition: "legacy" | "nix2"): boolean {
  const { isComplete, diagnostics } = parse(source, { langver: makeLangver(edition) });
  return isComplete && diagnostics.every(({ severity }) => severity !== "error");
}
