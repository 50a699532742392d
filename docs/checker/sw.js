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

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const here = new URL("./", self.location.href);
  if (event.request.method !== "GET" || url.origin !== here.origin || !url.pathname.startsWith(here.pathname)) return;
  url.search = "";
  event.respondWith((async () => {
    const cache = await caches.open(VERSION);
    const kept = await cache.match(url.href);
    if (kept) return kept;
    const response = await fetch(event.request);
    if (response.ok && response.status === 200) event.waitUntil(cache.put(url.href, response.clone()));
    return response;
  })());
});
