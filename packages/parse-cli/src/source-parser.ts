/**
 * Parses the sources of a run, each in its own language: head clause, then `--langver`, then the configuration. The
 * tolerant engine is loaded at the first syntax error, so that runs without one never wait for it.
 */
import {
  createParserBuffers,
  type Diagnostic,
  type Edition,
  findUseClause,
  type Langver,
  loadTolerantEngine,
  makeLangver,
  parse,
  resolveLangver,
  type TolerantEngine,
  type Tree,
} from "@lix-tools/parser";

/** A source read as some language. */
export interface ParsedSource {
  readonly tree: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** Which language a source without a head clause has. */
export interface LangverChoice {
  /** What the command line says. */
  readonly forced: Edition | undefined;
  /** What the configuration says. */
  readonly configured: Edition | undefined;
}

/** Returns the tree of a source and what is wrong with it. Never rejects for bad input. */
export type ParseSource = (source: Uint8Array, choice: LangverChoice) => Promise<ParsedSource>;

/** Returns a function that parses one source after another. */
export function createSourceParser(): ParseSource {
  const buffers = createParserBuffers();
  const langvers = new Map<Edition, Langver>();
  const langverOf = (edition: Edition | undefined): Langver | null => {
    if (edition === undefined) return null;
    const langver = langvers.get(edition) ?? makeLangver(edition);
    langvers.set(edition, langver);
    return langver;
  };
  let engine: TolerantEngine | undefined;
  return async (source, { forced, configured }) => {
    const clause = findUseClause(source);
    const resolved = resolveLangver({ clause, forced: langverOf(forced), configured: langverOf(configured) });
    const { langver } = resolved;
    const fast = parse(source, { langver, buffers });
    if (fast.isComplete) return { tree: fast.tree, diagnostics: [...resolved.diagnostics, ...fast.diagnostics] };
    engine ??= await loadTolerantEngine();
    const { tree, diagnostics } = parse(source, { langver, buffers, tolerant: engine });
    return { tree, diagnostics: [...resolved.diagnostics, ...diagnostics] };
  };
}
