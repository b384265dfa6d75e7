/** Allow lists: cases known to come out otherwise, one per line with the reason after a tab. */
import { readFileSync } from "node:fs";

/** Returns the reasons by case. Lines that start with `#` are comments. */
export function readAllowList(url: URL): ReadonlyMap<string, string> {
  const lines = readFileSync(url, "utf8").split("\n");
  return new Map(
    lines
      .filter((line) => line.trim() !== "" && !line.startsWith("#"))
      .map((line) => {
        const [name = "", reason = ""] = line.split("\t");
        if (reason === "") throw new Error(`no reason for \`${name}\``);
        return [name, reason];
      }),
  );
}
