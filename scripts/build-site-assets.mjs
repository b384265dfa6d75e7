/**
 * Writes what the pages of the documentation share: style, script and icon.
 *
 *     node scripts/build-site-assets.mjs --out DIRECTORY
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { minifyCss } from "./minify-css.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: { out: { type: "string", default: join(root, "packages/docs-site/dist/site") } },
});
const assets = join(resolve(values.out), "assets");

const build = await rolldown({ input: join(root, "packages/docs-site/client/site.mjs"), platform: "browser" });
await build.write({ file: join(assets, "site.js"), format: "iife", minify: true });
await build.close();

const styles = ["packages/playground/page/tokens.css", "packages/docs-site/assets/site.css"];
const text = styles.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
writeFileSync(join(assets, "site.css"), minifyCss(text));
writeFileSync(join(assets, "icon.svg"), readFileSync(join(root, "packages/playground/page/icon.svg")));
