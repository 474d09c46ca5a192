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

// These scripts put no spaces between words.
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

// Where nothing fits the engine tries ever shorter words, down to a letter. What it knows of a
// page tells whether most of each word is there: it knows grammar, so an ending may differ.
function fits({ content, meta }, typed) {
  const text = ` ${plain([meta.title, meta.known, content].join(" ").replaceAll("\u200b", ""))} `;
  return plain(typed).split(" ").every((word) => {
    if (/^\p{N}+$/u.test(word)) return text.includes(` ${word} `);
    const most = word.slice(0, Math.ceil(word.length * 0.6));
    return text.includes(UNSPACED.test(word) ? most : ` ${most}`);
  });
}

export async function inWords(script, typed) {
  engine ??= started(script);
  const { results } = await (await engine).search(typed);
  const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
  return pages.filter((page) => fits(page, typed)).map(({ url, meta, excerpt }) => ({
    path: decodeURI(url).replace(/^\//, ""),
    title: meta.title,
    excerpt: [...marked(excerpt)],
  }));
}
