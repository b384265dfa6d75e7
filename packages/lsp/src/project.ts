/** What the configuration of a project says about a file. The server asks; how it is found is for `node/`. */
import type { FileSettings } from "@lix-tools/fmt/node";
import type { LintProfile } from "@lix-tools/lint/node";
import type { Diagnostic, Edition } from "@lix-tools/parser";

/** What is wrong with a configuration file. */
export interface ConfigReport {
  readonly path: string;
  readonly source: Uint8Array | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The configuration of all files, as the disk has it. */
export interface Project {
  /** Returns the edition of a file without a head clause, or null where nothing says so. */
  editionOf(path: string): Edition | null;
  formatSettingsOf(path: string | null): FileSettings;
  lintProfileOf(path: string | null): LintProfile;
  /** Returns the ids of the codemods that the project wants. */
  codemodsOf(path: string | null): readonly string[];
  /** Returns a path as the linter's rules and reports name it. */
  nameOf(path: string): string;
  /** Returns what is wrong with the files read so far. */
  reports(): Promise<readonly ConfigReport[]>;
  /** Forgets everything read; the next question reads again. */
  reload(): void;
}
