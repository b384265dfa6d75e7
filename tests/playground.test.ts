/** The playground as people use it: built, served, and looked at in a real browser. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import {
  accessibilityViolations,
  eventually,
  hasChromium,
  serveFolder,
  type TestPage,
  type TestSite,
  withoutChromium,
} from "./browser.ts";
import { root } from "./workspace.ts";

const out = join(mkdtempSync(join(tmpdir(), "lix-playground-")), "page");

beforeAll(() => {
  const made = spawnSync(process.execPath, [join(root, "scripts/build-playground.mjs"), "--out", out]);
  if (made.status !== 0) throw new Error(`the playground was not built: ${made.stderr.toString()}`);
}, 120_000);
afterAll(() => rmSync(join(out, ".."), { recursive: true, force: true }));

/** Returns the files that a browser loads. */
function parts(): string[] {
  return readdirSync(out, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(out, path)).isFile() && !path.endsWith(".txt"))
    .map((path) => join(out, path));
}

describe("the built page", () => {
  it("is less than a megabyte, compressed", () => {
    const size = parts().reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
    expect(size).toBeLessThan(1_000_000);
  });
  it("names no other host as a source", () => {
    const texts = parts().filter((path) => /\.(?:html|css)$/u.test(path));
    const foreign = texts.flatMap(
      (path) => readFileSync(path, "utf8").match(/(?:src|href|url\()=?"?https?:[^"')]*/gu) ?? [],
    );
    expect(foreign).toEqual([]);
  });
  it("asks Node for nothing but where it runs on Node", () => {
    const scripts = parts().filter((path) => path.endsWith(".js"));
    const asked = scripts.flatMap(
      (path) =>
        readFileSync(path, "utf8").match(/from\s*["'`](?:node:)?(?:fs|path|crypto|os|buffer|process)\b/gu) ?? [],
    );
    expect(asked).toEqual([]);
  });
});

const ready = "html[data-state=ready]";

/** Puts a text in place of what the editor holds, as typing does. */
async function type(page: Page, text: string): Promise<void> {
  await page.locator("#source .cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

async function select(page: Page, view: string): Promise<void> {
  await page.locator(`#tab-${view}`).click();
}

const code = "#code .cm-content";

describe.runIf(hasChromium)(`the page in Chromium${withoutChromium}`, () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await serveFolder(out);
  }, 60_000);
  afterAll(() => site.close(), 60_000);

  async function open(path = "/", look = {}): Promise<TestPage> {
    const opened = await site.open(path, look);
    await opened.page.waitForSelector(ready);
    return opened;
  }

  it("shows a first result without a complaint", async () => {
    const { page, complaints } = await open();
    await page.waitForSelector(".badge.good");
    expect(await page.locator(code).innerText()).toContain("use experimental.nix2;");
    expect(await page.locator("#source .nix-keyword").count()).toBeGreaterThan(2);
    expect(await page.locator(".entries li").count()).toBeGreaterThan(2);
    expect(complaints).toEqual([]);
  });
  it("migrates, formats, lowers and evaluates what is typed", async () => {
    const { page, complaints } = await open();
    await type(page, `let x = { a.b = [ 1 2 ]; }; in [ (x.a.c or 3) (builtins.elemAt x.a.b 1) "ü" ]`);
    await eventually(() => page.locator(code).innerText()).toContain("x ? a.c : 3");
    expect(await page.locator(code).innerText()).toContain("x.a.b.1");
    await select(page, "formatted");
    await eventually(() => page.locator(code).innerText()).toContain("a.b = [\n      1\n      2\n    ];");
    await select(page, "core");
    await eventually(() => page.locator(code).innerText()).toContain("(x ? a.c : 3)");
    await select(page, "value");
    await eventually(() => page.locator(code).innerText()).toContain(`[\n  3\n  2\n  "ü"\n]`);
    expect(await page.locator("#toolbar").innerText()).toContain("Same in Nix 2");
    await page.getByRole("radio", { name: "JSON" }).check();
    await eventually(() => page.locator(code).innerText()).toContain(`"ü"`);
    expect(complaints).toEqual([]);
  });
  it("fixes findings one by one and all at once", async () => {
    const { page, complaints } = await open();
    await type(page, `{ a = http://a.b; b = if true == true then true else false; x = .5; }`);
    await select(page, "findings");
    await page.getByRole("button", { name: "Put quotes around it" }).click();
    const source = page.locator("#source .cm-content");
    await eventually(() => source.innerText()).toContain(`"http://a.b"`);
    await page.getByRole("button", { name: "Fix all safe" }).click();
    await eventually(() => source.innerText()).toContain("x = 0.5;");
    expect(complaints).toEqual([]);
  });
  it("takes Nix 2 back to Nix", async () => {
    const { page } = await open();
    await type(page, "use experimental.nix2;\nx: x.0\n");
    await eventually(() => page.locator("#language").innerText()).toBe("Nix 2");
    await eventually(() => page.locator(code).innerText()).toContain("builtins.elemAt x 0");
    expect(await page.locator("#tab-migrated").innerText()).toBe("Nix");
  });
  it("shows what is wrong with broken text, and lives on", async () => {
    const { page, complaints } = await open();
    for (const text of [
      '{ a = 1; b = ; c = "x"; }',
      '"${',
      "((((",
      "use nonsense; 1",
      "''",
      "{ a = \u0000 }",
      "🙂 = ü",
    ]) {
      await type(page, text);
      await eventually(() => page.locator("#finding-count").innerText()).not.toBe("");
      await eventually(() => page.locator(".cm-lintRange, .cm-lintPoint").count()).toBeGreaterThan(0);
    }
    for (const view of ["findings", "formatted", "core", "value"]) await select(page, view);
    await type(page, "{ a = 1; }");
    await select(page, "migrated");
    await eventually(() => page.locator("#finding-count").innerText()).toBe("");
    expect(complaints).toEqual([]);
  });
  it("colours broken text", async () => {
    const { page } = await open();
    await type(page, '{ a = ; b = if true then "x" else 1; }');
    await eventually(() => page.locator("#source .nix-keyword").count()).toBe(3);
  });
  it("stops an evaluation that does not end", async () => {
    const { page, complaints } = await open();
    await type(
      page,
      "let f = n: f (n + 1) + builtins.length (builtins.genList (x: x) 1000); in builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: builtins.length (builtins.genList (y: y) x)) 200000)",
    );
    await select(page, "value");
    await page.getByRole("button", { name: "Stop" }).click();
    await eventually(() => page.locator("#details").innerText()).toContain("You stopped it");
    await type(page, "1 + 1");
    await eventually(() => page.locator(code).innerText()).toBe("2");
    await type(page, "let f = x: f (x + 1) + 1; in f 0");
    await eventually(() => page.locator("#details").innerText()).toContain("error:");
    expect(complaints).toEqual([]);
  });
  it("reads no files and no environment", async () => {
    const { page } = await open();
    await type(
      page,
      `[ (builtins.pathExists /etc/passwd) (builtins.getEnv "HOME") (builtins.tryEval (import /etc/passwd)).success ]`,
    );
    await select(page, "value");
    await eventually(() => page.locator("#panel").innerText()).toContain("does not exist");
  });
  it("shares a text by its address", async () => {
    const { page, context } = await open();
    await type(page, '{ shared = ./a; text = "ü🙂"; }');
    await select(page, "core");
    await page.getByRole("button", { name: "Share" }).click();
    await eventually(() => page.url()).toContain("#1");
    const other = await context.newPage();
    await other.goto(page.url());
    await other.waitForSelector(ready);
    expect(await other.locator("#source .cm-content").innerText()).toContain('text = "ü🙂"');
    expect(await other.locator("#tab-core").getAttribute("aria-selected")).toBe("true");
    await other.goto(`${site.address}/?x#1damaged`);
    await other.waitForSelector(ready);
    expect(await other.locator("#toast").innerText()).toContain("damaged");
  });
  it("works by keyboard alone", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const reached = new Set<string>();
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press("Tab");
      reached.add(String(await page.evaluate("document.activeElement.id || document.activeElement.className")));
    }
    for (const id of ["share", "theme", "format", "tab-migrated"]) expect([...reached]).toContain(id);
    await page.locator("#tab-migrated").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#tab-findings").getAttribute("aria-selected")).toBe("true");
    await page.locator("#source .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText("{a=1;}");
    await eventually(() => page.locator("#format").isEnabled()).toBe(true);
    await page.keyboard.press("ControlOrMeta+s");
    await eventually(() => page.locator("#source .cm-content").innerText()).toContain("{ a = 1; }");
    await page.keyboard.press("ControlOrMeta+Enter");
    expect(await page.locator("#tab-value").getAttribute("aria-selected")).toBe("true");
  });
  it("works without a network once it was there", async () => {
    const { page, context } = await open();
    await page.evaluate("navigator.serviceWorker.ready");
    await page.reload();
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector(ready);
    await type(page, "x: x.y or 1");
    await eventually(() => page.locator(code).innerText()).toContain("x ? y : 1");
    await select(page, "value");
    await eventually(() => page.locator(code).innerText()).toContain("LAMBDA");
  });
  it("shows every example without a bug of ours", async () => {
    const { page, complaints } = await open();
    const titles = await page.locator("#examples option").allInnerTexts();
    for (const title of titles.slice(1)) {
      await page.locator("#examples").selectOption({ label: title });
      for (const view of ["migrated", "findings", "formatted", "core", "value"]) {
        await select(page, view);
        await eventually(() => page.locator(".running").count()).toBe(0);
      }
      expect(await page.locator("#toast").innerText()).toBe("");
    }
    expect(complaints).toEqual([]);
  });
  it.each([
    { theme: "light", width: 1280, height: 800 },
    { theme: "dark", width: 1280, height: 800 },
    { theme: "light", width: 390, height: 844 },
    { theme: "dark", width: 390, height: 844 },
  ] as const)("is accessible: $theme, $width wide", async (look) => {
    const { page } = await open("/", look);
    for (const view of ["migrated", "findings", "formatted", "core", "value"]) {
      await select(page, view);
      await eventually(() => page.locator(".running").count()).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
    }
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
