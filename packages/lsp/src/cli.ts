/** `lix-lsp`: the language server. Editors start it; there is nothing for people to type at it. */
import { type CommandIo, packageVersion, runCommandLine } from "@lix-tools/cli-kit/command";
import type { Command } from "commander";

await runCommandLine({
  name: "lix-lsp",
  summary: "The language server for Nix and Nix 2. Editors start it and talk to it over standard input and output.",
  moduleUrl: import.meta.url,
  configure(program: Command, _io: CommandIo) {
    program
      .option("--stdio", "talk over standard input and output, which is the only way there is")
      .option("--clientProcessId <id>", "end when this process does")
      .action(async () => {
        // What the server shares with its threads must not be part of this module, which starts a server.
        const { serveStdio } = await import("./node/serve.ts");
        serveStdio(packageVersion(import.meta.url));
      });
  },
});
