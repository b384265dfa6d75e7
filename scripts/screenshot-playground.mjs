/**
 * Takes the pictures of the playground that the documents show: `docs/images/playground.webp` and its dark twin.
 *
 *     npm run playground && node scripts/screenshot-playground.mjs
 *
 * Wants Chromium, which also turns the pictures into WebP.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "packages/playground/dist/page");
const images = join(root, "docs/images");
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://server").pathname;
  const file = join(page, path === "/" ? "index.html" : path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" }).end(readFileSync(file));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

/** Returns a picture as WebP; the browser has the encoder. */
async function toWebp(context, png) {
  const blank = await context.newPage();
  const url = await blank.evaluate(
    async (data) => {
      const image = new Image();
      image.src = data;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext("2d").drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.82 });
      return new Promise((resolve) => {
        const reader = new FileReader();
        reader.addEventListener("load", () => resolve(reader.result));
        reader.readAsDataURL(blob);
      });
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
  await blank.close();
  return Buffer.from(url.split(",")[1], "base64");
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
mkdirSync(images, { recursive: true });
for (const [theme, name] of [
  ["light", "playground.webp"],
  ["dark", "playground-dark.webp"],
]) {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width: 1280, height: 760 },
    deviceScaleFactor: 1.5,
  });
  const tab = await context.newPage();
  await tab.goto(address);
  await tab.waitForSelector("html[data-state=ready] .entries");
  await tab.waitForTimeout(500);
  const webp = await toWebp(context, await tab.screenshot());
  writeFileSync(join(images, name), webp);
  console.log(`${name}: ${Math.round(webp.length / 1024)} KiB`);
  await context.close();
}
await browser.close();
server.close();
