/** One file of source text that a command works on. */
export interface SourceFile {
  /** As shown to people and written in reports. */
  readonly path: string;
  /** The same, from the root of the file system. */
  readonly absolute: string;
  /** The directory it was found under; nothing is written outside it through a symbolic link. */
  readonly root: string;
}
