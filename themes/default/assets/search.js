// Finds days and pages by their title, date, places, tags and people, all in one small file that
// is fetched once somebody types. With an index of all words, those are looked up behind it.

import { plain } from "./search/plain.js";

const finder = document.querySelector(".finder");
const field = finder.querySelector("input");
const status = finder.querySelector("[role=status]");
const list = finder.querySelector("ol");

let index;
const known = () => (index ??= load());

async function load() {
  const rows = await (await fetch(finder.dataset.index)).json();
  return rows.map(([path, title, date, words]) => ({
    path, title, date, words,
    inTitle: ` ${plain(title)} `,
    inAll: ` ${plain([title, date, ...words].join(" "))} `,
  }));
}

// Every word that was typed must begin a word of the day, a number be one: "uda fog 2 dec".
function matching(rows, typed) {
  const words = plain(typed).split(" ").filter(Boolean);
  const wanted = words.map((word) => (/^\p{N}+$/u.test(word) ? ` ${word} ` : ` ${word}`));
  const hits = rows.filter((row) => wanted.every((word) => row.inAll.includes(word)));
  const rank = (row) => wanted.filter((word) => row.inTitle.includes(word)).length;
  return hits.map((row) => [rank(row), row]).sort(([a], [b]) => b - a).map(([, row]) => ({
    ...row,
    note: row.words.filter((word) => wanted.some((part) => ` ${plain(word)} `.includes(part))).join(", "),
  }));
}

function shown({ path, title, date, note, excerpt }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "item-title";
  link.href = finder.dataset.root + path.split("/").map(encodeURIComponent).join("/");
  link.textContent = title;
  item.append(link);
  for (const [name, words] of [["item-when", date], ["note", note]]) {
    if (!words) continue;
    const part = document.createElement("span");
    part.className = name;
    part.textContent = words;
    item.append(part);
  }
  if (excerpt) {
    const part = document.createElement("span");
    part.className = "note";
    part.append(...excerpt);
    item.append(part);
  }
  return item;
}

async function find() {
  const typed = field.value.trim();
  let hits = [];
  try {
    if (typed) hits = matching(await known(), typed);
    if (typed && finder.dataset.fullText) {
      const { inWords } = await import("./search/words.js");
      const more = await inWords(finder.dataset.fullText, typed);
      const told = new Set(hits.map((hit) => hit.path));
      const dates = new Map((await known()).map((row) => [row.path, row.date]));
      hits.push(...more.filter((hit) => !told.has(hit.path)).map((hit) => ({ ...hit, date: dates.get(hit.path) })));
    }
  } catch {
    index = undefined;
    status.textContent = finder.dataset.failed;
    return;
  }
  if (typed !== field.value.trim()) return; // somebody has typed on
  list.replaceChildren(...hits.map(shown));
  const { none, found } = finder.dataset;
  const count = new Intl.NumberFormat(document.documentElement.lang || undefined).format(hits.length);
  status.textContent = !typed ? "" : hits.length ? found.replace("{number}", count) : none;
  history.replaceState(null, "", typed ? `?q=${encodeURIComponent(typed)}` : location.pathname);
}

field.disabled = false;
field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", find);
field.addEventListener("focus", known, { once: true });
if (field.value) find();
