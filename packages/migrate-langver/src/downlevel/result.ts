/** What a down-levelling comes to. */
import type { Span, TextEdit } from "@lix-tools/parser";

/** Why a file cannot be down-levelled, or what changes with it. */
export type ImpossibleCode =
  | "downlevel/autocall"
  | "downlevel/scoped-import-using"
  | "downlevel/opaque-floats"
  | "downlevel/nul-string"
  | "downlevel/builtin-shadowed"
  | "downlevel/operator-shadowed"
  | "downlevel/args-inherited"
  | "downlevel/nested-too-deep"
  | "downlevel/no-literal";

/** A place whose meaning no legacy text has. */
export interface Impossible {
  readonly span: Span;
  readonly code: ImpossibleCode;
  /** Lower case, no full stop. */
  readonly reason: string;
}

/** Something that is not the same in the new file, though its value is. */
export interface DownlevelNote {
  /** The file looks at its own positions; a command line would call the function that the file is. */
  readonly kind: "positions" | "autocall";
  readonly span: Span;
  readonly message: string;
}

/** Edits that make a file legacy, or why there are none. The notes say what the edits do not keep. */
export type Downlevelling =
  | { readonly edits: readonly TextEdit[]; readonly notes: readonly DownlevelNote[]; readonly impossible?: undefined }
  | { readonly impossible: readonly Impossible[]; readonly edits?: undefined };
