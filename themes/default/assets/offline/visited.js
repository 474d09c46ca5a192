// Names the pages that were visited, on the page that is shown without a connection.

const list = document.querySelector("[data-visited]");
const root = new URL(list.dataset.visited, location.href).href;
const letters = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };

const title = (html) =>
  (html.match(/<title>([^<]*)/)?.[1] ?? "").replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => letters[name]).trim();

for (const name of await caches.keys()) {
  if (!name.startsWith(`milepost ${root} `) || !name.endsWith(" pages")) continue;
  const store = await caches.open(name);
  for (const request of (await store.keys()).reverse()) {
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = title(await (await store.match(request)).text()) || request.url;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
}
