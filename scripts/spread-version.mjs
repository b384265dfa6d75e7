/**
 * Writes the version of the packages, which is one for all, into the files beside them that name it: the workspace's own
 * manifest, the hooks, and the CI templates. Run after `changeset version`; a test checks that they agree.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { version } = JSON.parse(readFileSync(path("packages/parser/package.json"), "utf8"));

/** Where a file names the version: what is before it, the version, what is after it. */
const places = {
  "package.json": /(^ {2}"version": ")[^"]+(",$)/gmu,
  ".pre-commit-hooks.yaml": /("@lix-tools\/[\w-]+@)[^"]+(")/gu,
  "action.yml": /(^ {4}description: The version of the tools.*\n {4}default: ")[^"]+(")/gmu,
  "ci/gitlab/lix-tools.yml": /(LIX_TOOLS_VERSION: ")[^"]+(")/gu,
};

for (const [name, place] of Object.entries(places)) {
  const text = readFileSync(path(name), "utf8");
  if (text.search(place) === -1) throw new Error(`${name} does not name the version where it should`);
  const changed = text.replace(place, `$1${version}$2`);
  if (changed !== text) writeFileSync(path(name), changed);
}
