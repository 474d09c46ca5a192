// Asks the browser to keep what is visited. The pages' policy wants to know who makes the
// address of a script: this does, from its own.

const url = new URL("../../sw.js", import.meta.url).href;
const policy = self.trustedTypes?.createPolicy("milepost-offline", { createScriptURL: (text) => text });
const workers = navigator.serviceWorker;

async function begin() {
  const first = !workers.controller;
  await workers.register(policy ? policy.createScriptURL(url) : url);
  if (!first) return;
  // The very first page was there before the worker, with all that belongs to it.
  const { active } = await workers.ready;
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  active.postMessage({ page: location.href.split("#")[0], files });
}

if (workers) addEventListener("load", () => begin().catch(() => {}));
