/**
 * A real browser for tests: Chromium where it is installed, with an empty profile, on a page served from a folder. It
 * notes everything that must not happen: messages on the console, errors, and requests that leave the folder.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

/** Tells whether there is a browser; tests are skipped without one. */
export const hasChromium: boolean = executablePath !== undefined;

/** What skipped tests say in their names. */
export const withoutChromium: string = hasChromium ? "" : " (skipped: Chromium is not installed)";

/** What a page is looked at with. */
export interface PageLook {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
}

/** A page under test. */
export interface TestPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything that should not have happened. */
  readonly complaints: readonly string[];
}

/** A folder that is served, and the browser that looks at it. */
export interface TestSite {
  readonly address: string;
  /** Opens a page for a new visitor; the page of the one before is closed. */
  open(path: string, look?: PageLook): Promise<TestPage>;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webp": "image/webp",
  ".png": "image/png",
};

/** Serves a folder on a free port of this machine, with one browser to look at it. */
export async function serveFolder(directory: string): Promise<TestSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://server");
    const path = normalize(join(directory, decodeURIComponent(pathname)));
    const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? join(path, "index.html") : path;
    if (!file.startsWith(directory) || !existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const browser = await launch();
  let last: BrowserContext | null = null;
  return {
    address,
    async open(path, look = {}) {
      await last?.close();
      const opened = await openPage(browser, address, look);
      last = opened.context;
      await opened.page.goto(address + path);
      return opened;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Starts Chromium with an empty profile and without anything that it does of its own. */
async function launch(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

async function openPage(
  browser: Browser,
  address: string,
  { theme = "light", width = 1280, height = 800 }: PageLook,
): Promise<TestPage> {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height },
    hasTouch: width < 500,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(?:data|blob):/u.test(url)) complaints.push(`request: ${url}`);
  });
  return { page, context, complaints };
}

/** Milliseconds after which what was expected has not happened; much more than it takes. */
const patience = 30_000;

/** Expects something of a value that is read again until it is so. */
export function eventually<Value>(read: () => Value | Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(read, { timeout: patience });
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Returns what axe says against a page: the rule and the elements, one line each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axePath, "utf8"));
  // The result is what the expression makes of it.
  return (await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 160) + " " + failureSummary)))`,
  )) as string[];
}
