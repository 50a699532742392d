// Keeps what was built, so that the checker works without a connection; a new version replaces all of it.
const VERSION = "{{version}}";
const FIRST = {{first}};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FIRST)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("checker-") && name !== VERSION) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  const { keep } = event.data;
  event.waitUntil((async () => {
    const cache = await caches.open(VERSION);
    const here = new URL("./", self.location.href);
    for (const name of keep) if (!(await cache.match(new URL(name, here)))) await cache.add(name);
    event.source.postMessage({ kept: true });
  })().catch(() => {})); // it is kept another time
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const here = new URL("./", self.location.href);
  if (event.request.method !== "GET" || url.origin !== here.origin || !url.pathname.startsWith(here.pathname)) return;
  url.search = "";
  event.respondWith((async () => {
    const cache = await caches.open(VERSION);
    // "reload" is what is asked for where the copy may be damaged.
    const kept = event.request.cache === "reload" ? undefined : await cache.match(url.href);
    if (kept) return kept;
    const response = await fetch(event.request);
    if (response.ok && response.status === 200) event.waitUntil(cache.put(url.href, response.clone()).catch(() => {}));
    return response;
  })());
});
