// Keeps the page itself on the phone, so that it opens at once and without a network. It never sees anybody's data:
// what the page asks of the server goes past it.

const worker = self as unknown as ServiceWorkerGlobalScope & { HUIYIN_SHELL?: string };
/** The assets that the page needs; written in by the build. */
declare const ASSETS: readonly string[];

const SHELL = "/today/";
/** Which languages or packings a browser takes makes no other answer of it. */
const ALIKE = { ignoreVary: true };
/** The page registers its worker in its own language, and stays in it. */
const LANG = location.search;
/** Named after the edition of the shell, which the server writes before this script. */
const CACHE = `huiyin-today-${worker.HUIYIN_SHELL ?? "0"}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(install());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === SHELL) event.respondWith(shell(event, url));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all([cache.addAll([...ASSETS]), fresh(cache, SHELL + LANG)]);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("huiyin-today-") && name !== CACHE) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** The shell from the cache at once, and a fresh one for the next time; in another language from the server. */
async function shell(event: FetchEvent, url: URL): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(SHELL, ALIKE);
  if (kept && !url.searchParams.has("lang")) {
    event.waitUntil(fresh(cache, SHELL + LANG).catch(() => undefined));
    return kept;
  }
  try {
    return await fresh(cache, SHELL + url.search);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** Fetches the shell and keeps it, once all that it links to is kept too: a shell without its script is a white page. */
async function fresh(cache: Cache, address: string): Promise<Response> {
  const response = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  const isShell = response.ok && !response.redirected && response.headers.get("content-type")?.startsWith("text/html");
  if (!isShell) return response;
  const text = await response.clone().text();
  const linked = new Set([...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? ""));
  for (const each of linked) {
    if (!(await cache.match(each, ALIKE))) await cache.add(each);
  }
  await cache.put(SHELL, response.clone());
  return response;
}

/** Names change with the content, so what is kept is right for ever. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, ALIKE)) ?? fetch(request);
}
