/** The colours of a run, as cli-kit makes them. */
import type { CommandIo } from "@lix-tools/cli-kit/command";

/** Paints text, or leaves it as it is. */
export type Palette = ReturnType<CommandIo["paletteFor"]>;
