/** A bundled program, as the bundler describes it to `launch`. */

/** Where a program is and what it consists of. */
export interface Program {
  /** The name of the command. */
  readonly name: string;
  /** Where its modules are. */
  readonly directory: string;
  /** The module to begin with. */
  readonly main: string;
  /** All modules, where this is the program of the command; null in its threads, which leave compiling to it. */
  readonly modules: readonly string[] | null;
  /** Differs from what other builds have here. */
  readonly build: string;
  /** Loads modules of Node's. */
  readonly require: (name: string) => unknown;
}
