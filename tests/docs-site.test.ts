/** The documentation: its own Nix, its links, and its pages in a real browser. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSite, codeBlocks, type SiteResult } from "@lix-tools/docs-site";
import { formatMarkdown } from "@lix-tools/fmt";
import { detectLangver, parse } from "@lix-tools/parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessibilityViolations,
  eventually,
  hasChromium,
  serveFolder,
  type TestSite,
  withoutChromium,
} from "./browser.ts";
import { readFiles, root } from "./workspace.ts";

/** Documents whose Nix is right; the pages of rules and diagnostics show what is not, and are made from tested cases. */
const documents = readFiles(
  (path) =>
    path.endsWith(".md") && !/^packages\/lint\/docs\/|^docs\/diagnostics\/|^packages\/[^/]+\/test\//u.test(path),
).filter(({ text }) => !text.startsWith("<!-- Generated"));

describe("Nix in the documents", () => {
  it("is there", () => {
    const blocks = documents.flatMap(({ text }) =>
      codeBlocks(text).filter(({ language }) => language.startsWith("nix")),
    );
    expect(blocks.length).toBeGreaterThan(20);
  });
  it("parses", () => {
    const problems = documents.flatMap(({ path, text }) =>
      codeBlocks(text)
        .filter(({ language }) => language === "nix" || language === "nix2")
        .flatMap(({ code, line }) => {
          const source = new TextEncoder().encode(code);
          const { langver } = detectLangver(source);
          const { diagnostics } = parse(source, { langver });
          return diagnostics
            .filter(({ severity }) => severity === "error")
            .map(({ message }) => `${path}:${line}: ${message}`);
        }),
    );
    expect(problems).toEqual([]);
  });
  it("is Nix 2 where it says so", () => {
    const wrong = documents.flatMap(({ path, text }) =>
      codeBlocks(text)
        .filter(({ language }) => language === "nix2")
        .filter(({ code }) => detectLangver(new TextEncoder().encode(code)).langver.dialect === "nix")
        .map(({ line }) => `${path}:${line}`),
    );
    expect(wrong).toEqual([]);
  });
  it("is formatted", () => {
    const unformatted = documents
      .filter(({ text }) => formatMarkdown(new TextEncoder().encode(text)).isChanged)
      .map(({ path }) => path);
    expect(unformatted).toEqual([]);
  });
});

const out = join(mkdtempSync(join(tmpdir(), "lix-site-")), "site");
let result: SiteResult;

beforeAll(async () => {
  result = await buildSite({ root, out });
  const made = spawnSync(process.execPath, [join(root, "scripts/build-site-assets.mjs"), "--out", out]);
  if (made.status !== 0) throw new Error(`the assets were not built: ${made.stderr.toString()}`);
}, 120_000);
afterAll(() => rmSync(join(out, ".."), { recursive: true, force: true }));

function pageText(path: string): string {
  return readFileSync(join(out, path), "utf8");
}

describe("the site", () => {
  it("has no link that leads nowhere", () => {
    expect(result.problems).toEqual([]);
    expect(result.pages).toBeGreaterThan(150);
  });
  it("has a page for whatever is documented", () => {
    for (const path of [
      "rules/LX200.html",
      "codemods/M02.html",
      "reference/features.html",
      "api/parser.html",
      "nix2-tour.html",
    ])
      expect(existsSync(join(out, path))).toBe(true);
  });
  it("begins with a migration that was made and proved", () => {
    const text = pageText("index.html").replaceAll(/<[^>]+>/gu, "");
    expect(text).toContain("proven: same meaning");
    expect(text).toContain("port = config ? server.port : 8080;");
    expect(text).toContain("first = config.hosts.0;");
    expect(text).toContain("tools = [ lib.hello *config.tools ];");
  });
  it("shows codemods before and after, coloured", () => {
    const html = pageText("codemods/M02.html");
    expect(html).toContain("<p>Before:</p>");
    expect(html).toContain('<span class="nix-string">');
  });
  it("tells signatures and doc comments of libraries", () => {
    const html = pageText("api/parser.html").replaceAll(/<[^>]+>/gu, "");
    expect(html).toContain("function parse(source: Uint8Array, options: ParseOptions): ParseResult;");
    expect(html).toContain("Never throws for bad input");
    expect(html).not.toContain("const fast = parseFast");
  });
  it("lists every builtin of the evaluator", () => {
    expect(pageText("reference/builtins.html")).toContain('<h2 id="mapattrs">');
  });
});

describe.runIf(hasChromium)(`the site in Chromium${withoutChromium}`, () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await serveFolder(out);
  }, 60_000);
  afterAll(() => site.close(), 60_000);

  const paths = [
    "/index.html",
    "/nix2-tour.html",
    "/rules/LX200.html",
    "/codemods/M19.html",
    "/api/fmt.html",
    "/reference/features.html",
  ];
  it.each([
    { theme: "light", width: 1280, height: 800 },
    { theme: "dark", width: 1280, height: 800 },
    { theme: "light", width: 390, height: 844 },
    { theme: "dark", width: 390, height: 844 },
  ] as const)("is accessible and complains of nothing: $theme, $width wide", async (look) => {
    const { page, complaints } = await site.open("/index.html", look);
    for (const path of paths) {
      await page.goto(site.address + path);
      expect({ path, violations: await accessibilityViolations(page) }).toEqual({ path, violations: [] });
      expect({ path, overflow: await page.evaluate("document.documentElement.scrollWidth - innerWidth") }).toEqual({
        path,
        overflow: 0,
      });
    }
    expect(complaints).toEqual([]);
  });
  it("finds what is searched for, by keyboard", async () => {
    const { page, complaints } = await site.open("/nix2-tour.html");
    await page.keyboard.press("/");
    await page.keyboard.type("url-literal");
    await eventually(() => page.locator("#results [role=option]").count()).toBeGreaterThan(1);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/(?:rules|codemods)\//u);
    await page.locator("#search").fill("qqqqqq");
    await eventually(() => page.locator("#results").innerText()).toContain("Nothing about");
    expect(complaints).toEqual([]);
  });
  it("has its navigation behind a button on phones", async () => {
    const { page } = await site.open("/nix2-tour.html", { width: 390, height: 844 });
    const navigation = page.locator("#navigation");
    expect(await navigation.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu" }).click();
    expect(await navigation.isVisible()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
  });
  it("remembers the theme", async () => {
    const { page } = await site.open("/index.html");
    await page.getByRole("button", { name: "Dark theme" }).click();
    await page.goto(`${site.address}/editions.html`);
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
  });
});
