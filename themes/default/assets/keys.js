// The left and right arrow keys lead to the pages before and after, as the pager shows them.
// Only where nothing else wants these keys: not within a map, a slider, a field, a scrolling
// table or a gallery, not with another key held, and not on a page that scrolls sideways.

const [before, after] = ["prev", "next"].map((rel) => document.querySelector(`.pager a[rel~=${rel}]`));
const mirrored = getComputedStyle(document.documentElement).direction === "rtl";
const links = mirrored
  ? { ArrowLeft: after, ArrowRight: before }
  : { ArrowLeft: before, ArrowRight: after };

const free = (element) =>
  !element || element.matches("body, main, summary") || (element.matches("a") && !element.closest("figure, svg, dialog, [role]"));

const sideways = () =>
  window.visualViewport?.scale > 1 || document.documentElement.scrollWidth > window.innerWidth;

addEventListener("keydown", (event) => {
  const link = links[event.key];
  if (!link || event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (document.querySelector("dialog[open], .view:target")) return;
  if (free(document.activeElement) && getSelection().isCollapsed && !sideways()) link.click();
});

for (const [key, link] of Object.entries(links)) link?.setAttribute("aria-keyshortcuts", key);
