/**
 * `lix-lint`: finds what is wrong, deprecated, dead, unusual or slow in Nix files, and fixes what it can prove.
 */
import { runCommandLine } from "@lix-tools/cli-kit/command";
import { configureLint } from "./cli/configure.ts";

await runCommandLine({
  name: "lix-lint",
  summary: "Finds what is wrong, deprecated or dead in Nix files, and fixes what it can prove.",
  moduleUrl: import.meta.url,
  configure: (program, io) => configureLint(program, io, import.meta.url),
});
