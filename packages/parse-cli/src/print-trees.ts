/**
 * Prints the trees of sources: as S-expressions or as one JSON document per source.
 */
import { ExitCode } from "@lix-tools/cli-kit/exit-code";
import { type FileReport, hasErrors, withoutControls } from "@lix-tools/cli-kit/report";
import type { Output } from "@lix-tools/cli-kit/terminal";
import { type Edition, jsonPieces, sexpLines, type Tree } from "@lix-tools/parser";
import type { Input } from "./inputs.ts";
import { createSourceParser } from "./source-parser.ts";

/** How trees are printed. */
export type TreeFormat = "sexp" | "sexp with spans" | "json";

/** What to print, and where. */
export interface PrintRequest {
  readonly inputs: Iterable<Input | { readonly report: FileReport }>;
  readonly format: TreeFormat;
  /** Names the source before each tree. JSON documents always do. */
  readonly headings: "shown" | "hidden";
  readonly forced: Edition | undefined;
  readonly output: Output;
  readonly report: (file: FileReport) => Promise<void>;
}

/** Prints the tree of every source and returns how it went: 2 if any could not be read or has a syntax error. */
export async function printTrees(request: PrintRequest): Promise<ExitCode> {
  const { inputs, forced, output, report } = request;
  const parseSource = createSourceParser();
  let code: ExitCode = ExitCode.Clean;
  for (const input of inputs) {
    if (output.isClosed) break;
    if ("report" in input) {
      await report(input.report);
      code = ExitCode.Failure;
      continue;
    }
    const { tree, diagnostics } = await parseSource(input.bytes, { forced, configured: input.configured });
    const found = { path: input.path, source: input.bytes, diagnostics };
    await report(found);
    if (hasErrors([found])) code = ExitCode.Failure;
    for (const piece of treeText(input.path, tree, request)) {
      if (output.isClosed) break;
      output.write(piece);
    }
  }
  return code;
}

function* treeText(path: string, tree: Tree, { format, headings }: PrintRequest): Generator<string> {
  if (format === "json") {
    yield `{"path":${JSON.stringify(path)},"langver":${JSON.stringify(tree.langver.edition)},"tree":\n`;
    yield* jsonPieces(tree);
    yield "}\n";
    return;
  }
  if (headings === "shown") yield `; ${withoutControls(path)}\n`;
  for (const line of sexpLines(tree, { spans: format === "sexp" ? "none" : "bytes" })) yield `${line}\n`;
}
