// Keeps what a reader has visited, to read without a connection. Milepost writes two constants
// before these lines: KEEP names this script, ALWAYS what is fetched in advance.
//
// Files whose names tell their content come from the store first. All else is asked for anew,
// and comes from the store only if no answer comes in time: nobody reads an old page while the
// new one can be had.

const ROOT = new URL("./", self.location).href;
const MINE = `milepost ${ROOT} `;
const [CORE, PAGES, FILES] = ["core", "pages", "files"].map((name) => `${MINE}${KEEP} ${name}`);
const MOST = { [PAGES]: 100, [FILES]: 400 };
const LARGEST = 2_000_000; // bytes of a file
const PATIENCE = 4000; // milliseconds
const OFFLINE = new URL("offline.html", ROOT).href;
let gone = false; // switched off by the author
const LASTING = /[.-][0-9a-f]{10}(-[a-z0-9]+)?\.[a-z0-9]+$/;

self.addEventListener("install", (event) => {
  const wanted = ALWAYS.map((path) => new Request(new URL(path, ROOT), { cache: "reload" }));
  event.waitUntil(caches.open(CORE).then((core) => core.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forget((name) => ![CORE, PAGES, FILES].includes(name)).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return;
  if (request.mode === "navigate") {
    event.respondWith(fresh(event, PAGES));
    event.waitUntil(leaveIfGone());
  } else {
    event.respondWith(LASTING.test(new URL(request.url).pathname) ? stored(event) : fresh(event, FILES));
  }
});

self.addEventListener("message", (event) => {
  const { page, files } = event.data;
  const each = [[PAGES, page], ...files.map((file) => [FILES, file])];
  const mine = each.filter(([, url]) => url.startsWith(ROOT));
  event.waitUntil(Promise.all(mine.map(([name, url]) => take(name, url))));
});

async function take(name, url) {
  const answer = await fetch(url).catch(() => null);
  if (answer?.ok && !answer.redirected) await keep(name, new Request(url), answer);
}

async function stored(event) {
  return (await known(event.request)) ?? fresh(event, FILES);
}

async function fresh(event, name) {
  const asked = fetch(event.request).then((answer) => {
    if (answer.ok && answer.type === "basic" && !answer.redirected) {
      event.waitUntil(keep(name, event.request, answer.clone()));
    }
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    return (await Promise.race([asked, late])) ?? (await known(event.request)) ?? (await asked);
  } catch {
    const found = await known(event.request);
    if (found) return found;
    return (name === PAGES && (await caches.match(OFFLINE, { cacheName: CORE }))) || Response.error();
  }
}

async function known(request) {
  for (const name of [CORE, PAGES, FILES]) {
    const found = await caches.match(request, { cacheName: name, ignoreVary: true });
    if (found) return found;
  }
}

// What was kept last stands last, so the oldest goes first.
async function keep(name, request, answer) {
  if (gone) return;
  if (Number(answer.headers.get("content-length")) > LARGEST) return;
  const store = await caches.open(name);
  await store.delete(request);
  await store.put(request, answer);
  const all = await store.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST[name])).map((old) => store.delete(old)));
}

async function forget(which) {
  const names = (await caches.keys()).filter((name) => name.startsWith(MINE) && which(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

// The author has switched this off: the script is gone, so this and all that it kept goes too.
async function leaveIfGone() {
  const answer = await fetch(self.location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (answer?.status === 404 || answer?.status === 410) {
    gone = true;
    await self.registration.unregister();
    await forget(() => true);
  }
}
