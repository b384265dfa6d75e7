/** The licences of third-party code that a bundle holds, as its authors ask. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Returns the licences of all packages that the modules come from. */
export function licencesOf(modules) {
  const packages = new Set();
  for (const id of modules) {
    const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(id.replaceAll("\\", "/"));
    if (match !== null) packages.add(match[1]);
  }
  return [...packages].toSorted().map(licenceOf).join("\n");
}

function licenceOf(directory) {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const file = readdirSync(directory).find((path) => /^licen[cs]e/iu.test(path));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(directory, file), "utf8").trim();
  return `${"=".repeat(80)}\n${name} ${version}\n\n${text}\n`;
}
