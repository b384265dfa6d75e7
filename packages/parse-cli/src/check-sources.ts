/**
 * Checks that sources parse and that their trees hold every byte: each is printed again from the leaves of its tree and
 * the white space between them, and compared with what was read.
 */
import { ExitCode, worstExitCode } from "@lix-tools/cli-kit/exit-code";
import { type FileReport, hasErrors, wholeFileReport } from "@lix-tools/cli-kit/report";
import { type Edition, printTree } from "@lix-tools/parser";
import type { Input } from "./inputs.ts";
import { createSourceParser } from "./source-parser.ts";

/** What to check. */
export interface CheckRequest {
  readonly inputs: Iterable<Input | { readonly report: FileReport }>;
  readonly forced: Edition | undefined;
  readonly report: (file: FileReport) => Promise<void>;
  /** Called for every source that was read. */
  readonly advance: (bytes: number) => void;
}

/** What a check found. */
export interface CheckResult {
  /** Sources that were read. */
  readonly files: number;
  readonly bytes: number;
  /** Sources whose tree gave back every byte. */
  readonly lossless: number;
  /** Sources with at least one error. */
  readonly syntaxErrors: number;
  readonly code: ExitCode;
}

/** Returns what the check of every source found. A tree that lost a byte is a bug of the parser and gives 3. */
export async function checkSources({ inputs, forced, report, advance }: CheckRequest): Promise<CheckResult> {
  const parseSource = createSourceParser();
  const result = { files: 0, bytes: 0, lossless: 0, syntaxErrors: 0 };
  let code: ExitCode = ExitCode.Clean;
  for (const input of inputs) {
    if ("report" in input) {
      await report(input.report);
      code = worstExitCode(code, ExitCode.Failure);
      continue;
    }
    const { path, bytes, configured } = input;
    const { tree, diagnostics } = await parseSource(bytes, { forced, configured });
    const found = { path, source: bytes, diagnostics };
    await report(found);
    result.files++;
    result.bytes += bytes.length;
    if (hasErrors([found])) {
      result.syntaxErrors++;
      code = worstExitCode(code, ExitCode.Failure);
    }
    if (Buffer.compare(printTree(tree), bytes) === 0) result.lossless++;
    else {
      await report(
        wholeFileReport(path, { code: "parse/not-lossless", message: "the tree does not give back the file" }),
      );
      code = ExitCode.Mismatch;
    }
    advance(bytes.length);
  }
  return { ...result, code };
}

/** Returns the result as the one line that ends a check. */
export function renderCheckResult({ files, bytes, lossless, syntaxErrors }: CheckResult): string {
  return `files ${files}, bytes ${bytes}, lossless ${lossless}, syntax errors ${syntaxErrors}\n`;
}
