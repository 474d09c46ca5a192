// The index of all words, made by Pagefind and read by its own script, in pieces.

import { plain } from "./plain.js";

const MOST = 20;

let engine;

async function started(script) {
  const address = new URL(script, document.baseURI);
  const engine = await import(address);
  await engine.options({ baseUrl: "/", excerptLength: 18, noWorker: true });
  await engine.init();
  return engine;
}

// The engine marks the words that it found with <mark>, and escapes all others.
function* marked(excerpt) {
  for (const part of excerpt.split(/(<mark>.*?<\/mark>)/)) {
    const word = part.match(/^<mark>(.*)<\/mark>$/)?.[1];
    if (word === undefined) yield unescaped(part);
    else {
      const mark = document.createElement("mark");
      mark.textContent = unescaped(word);
      yield mark;
    }
  }
}

const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
const unescaped = (text) => text.replace(/&(lt|gt|quot|#39|amp);/g, (sign) => SIGNS[sign]);

// Where nothing fits the engine tries ever shorter words, down to a letter.
function fits(excerpt, typed) {
  const words = plain(typed).split(" ");
  const least = (word) => word.slice(0, Math.ceil(word.length * 0.6));
  const found = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => plain(unescaped(word)));
  return words.every((word) => found.some((other) => other.startsWith(least(word))));
}

export async function inWords(script, typed) {
  engine ??= started(script);
  const { results } = await (await engine).search(typed);
  const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
  return pages.filter(({ excerpt }) => fits(excerpt, typed)).map(({ url, meta, excerpt }) => ({
    path: decodeURI(url).replace(/^\//, ""),
    title: meta.title,
    excerpt: [...marked(excerpt)],
  }));
}
