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
// A digest has a letter, or else it may be a date of the author's: photo-2021120812.jpg.
const LASTING = /[.-](?=[0-9]*[a-f])[0-9a-f]{10}(-[a-z0-9]+)?\.[a-z0-9]+$/;

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
  const each = [[PAGES, plain(page)], ...files.map((file) => [FILES, file])];
  const mine = each.filter(([, url]) => url.startsWith(ROOT));
  event.waitUntil(Promise.all(mine.map(([name, url]) => take(name, url))));
});

async function take(name, url) {
  const answer = await fetch(url).catch(() => null);
  if (answer?.ok && !answer.redirected) await keep(name, url, answer);
}

async function stored(event) {
  return (await known(event.request.url)) ?? fresh(event, FILES);
}

// A page is the same whatever is asked of it: ?q=, ?utm_source=.
const plain = (address) => address.replace(/[?#].*/, "");

async function fresh(event, name) {
  const url = name === PAGES ? plain(event.request.url) : event.request.url;
  const asked = fetch(event.request).then((answer) => {
    if (answer.ok && answer.type === "basic" && !answer.redirected) {
      event.waitUntil(keep(name, url, answer.clone()));
    }
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    return (await Promise.race([asked, late])) ?? (await known(url)) ?? (await asked);
  } catch {
    const found = await known(url);
    if (found) return found;
    return (name === PAGES && (await lost())) || Response.error();
  }
}

// The page for what is not known. Its links begin at ROOT, wherever a reader is.
async function lost() {
  const page = await caches.match(OFFLINE, { cacheName: CORE });
  const text = await page?.text();
  const rooted = text?.replace(/\b(href|src|data-visited)="(?!#|\/|\w+:)/g, (begin) => begin + ROOT);
  return rooted && new Response(rooted, { headers: { "content-type": "text/html; charset=utf-8" } });
}

async function known(url) {
  for (const name of [CORE, PAGES, FILES]) {
    const found = await caches.match(url, { cacheName: name, ignoreVary: true });
    if (found) return found;
  }
}

// What was kept last stands last, so the oldest goes first.
async function keep(name, url, answer) {
  if (gone || !(await isSmall(answer))) return;
  const store = await caches.open(name);
  await store.delete(url);
  await store.put(url, answer);
  const all = await store.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST[name])).map((old) => store.delete(old)));
}

// Not every host tells a length.
async function isSmall(answer) {
  const told = answer.headers.get("content-length");
  if (told) return Number(told) <= LARGEST;
  const reader = answer.clone().body?.getReader();
  for (let bytes = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    if (bytes <= LARGEST) continue;
    await Promise.all([reader.cancel(), answer.body.cancel()]);
    return false;
  }
  return true;
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
