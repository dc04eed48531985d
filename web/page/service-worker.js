// Keeps the whole site for the time without a network. A new build has other hashes, hence another script here, which
// the browser fetches in the background; it takes over when the page says so, or when no page is open any more.
/* global SITE_FILES, SITE_VERSION */

const worker = /** @type {any} */ (globalThis);
/** @type {string} */
const scope = worker.registration.scope;
/** Caches belong to an origin, on which there may be other sites. */
const prefix = `glassnet ${scope} `;
const current = prefix + SITE_VERSION;

const files = SITE_FILES.map(([path, hash]) => {
  const url = String(new URL(path, scope));
  return { url, key: `${url}?${hash}` }; // what is kept under such a key never changes
});
const keys = new Map(files.map(({ url, key }) => [url, key]));

async function install() {
  const cache = await caches.open(current);
  await Promise.all(files.map(async ({ url, key }) => {
    const response = await caches.match(key) ?? await fetch(url, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    await cache.put(key, response);
  }));
}

async function removeOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(others.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request @param {string} key */
async function answer(request, key) {
  const cache = await caches.open(current);
  return await cache.match(key) ?? fetch(request);
}

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(removeOthers()));
worker.addEventListener('message', (/** @type {any} */ { data }) => {
  if (data === 'take over') worker.skipWaiting();
});
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { origin, pathname } = new URL(event.request.url);
  const key = keys.get(origin + pathname.replace(/\/$/, '/index.html'));
  if (key && event.request.method === 'GET') event.respondWith(answer(event.request, key));
});
