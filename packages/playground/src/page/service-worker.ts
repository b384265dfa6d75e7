/**
 * Keeps the page for when there is no network. The list of files and its version are put in by the build; a new version
 * is fetched whole before the old one goes.
 */

/** Put in by the build. */
declare const PLAYGROUND_FILES: readonly string[];
declare const PLAYGROUND_VERSION: string;

/** The part of a service worker's scope that is used here; the page's own types do not have it. */
interface ServiceWorkerScope {
  addEventListener(type: "install" | "activate", listener: (event: LifecycleEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

interface LifecycleEvent {
  waitUntil(promise: Promise<unknown>): void;
}

interface RequestEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const prefix = "lix-playground-";
const cacheName = `${prefix}${PLAYGROUND_VERSION}`;
// A service worker runs in a scope of this kind.
const scope = self as unknown as ServiceWorkerScope;

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(PLAYGROUND_FILES.map((path) => new Request(path, { cache: "reload" })));
  await scope.skipWaiting();
}

async function removeOld(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)),
  );
  await scope.clients.claim();
}

/** The page itself is asked for anew while there is a network; its parts never change under their names. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (request.mode === "navigate") return fetch(request).catch(() => kept ?? Response.error());
  return kept ?? fetch(request);
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(removeOld()));
scope.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && new URL(event.request.url).origin === location.origin) {
    event.respondWith(answer(event.request));
  }
});
