// Buttons, full screen, and gestures that leave the page its own.
import { button, html } from "./draw.js";
import { say } from "./words.js";

const FACES = {
  in: "M10 4v12M4 10h12",
  out: "M4 10h12",
  whole: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4M8 10a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
  full: "M12 3h5v5M17 3l-6 6M8 17H3v-5M3 17l6-6",
  close: "M5 5l10 10M15 5L5 15",
};
const HINT_MS = 1600;

// `home.show` shows the whole route; the button for it appears when the view is another one.
export function addControls(map, live, home) {
  const whole = button(say("whole"), FACES.whole, home.show);
  const full = fullScreen(map, live);
  const buttons = html(
    "div",
    { class: "live-buttons" },
    full,
    button(say("closer"), FACES.in, () => map.zoomIn()),
    button(say("farther"), FACES.out, () => map.zoomOut()),
    whole,
  );
  live.append(buttons);
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "0") home.show();
  });
  whole.hidden = true;
  home.watch = (there) => (whole.hidden = there);
}

function fullScreen(map, live) {
  const toggle = button(say("full"), FACES.full, () => (isFull(live) ? leave() : enter()));
  const face = toggle.querySelector("path");

  function show(full) {
    live.classList.toggle("is-full", full);
    document.documentElement.classList.toggle("live-behind", full);
    face.setAttribute("d", full ? FACES.close : FACES.full);
    toggle.title = say(full ? "leave" : "full");
    toggle.setAttribute("aria-label", toggle.title);
  }
  // Phones that know no full screen for a part of a page get the whole window.
  const enter = () => live.requestFullscreen?.().catch(() => show(true)) ?? show(true);
  function leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    else show(false);
  }
  live.addEventListener("fullscreenchange", () => show(document.fullscreenElement === live));
  live.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isFull(live)) leave();
  });
  return toggle;
}

const isFull = (live) => live.classList.contains("is-full");

// One finger and the wheel scroll the page; two fingers, or the wheel with Ctrl, move the map.
// In full screen there is no page to scroll.
export function addGestures(map, live) {
  const hint = html("p", { class: "live-hint", "aria-hidden": true });
  live.append(hint);
  let timer;
  function hinted(words) {
    hint.textContent = words;
    hint.classList.add("is-shown");
    clearTimeout(timer);
    timer = setTimeout(() => hint.classList.remove("is-shown"), HINT_MS);
  }
  const early = { capture: true, passive: true };
  live.addEventListener(
    "pointerdown",
    (event) => {
      const free = event.pointerType !== "touch" || isFull(live);
      map.dragging[free ? "enable" : "disable"]();
    },
    early,
  );
  live.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length === 1 && !isFull(live)) hinted(say("fingers"));
    },
    early,
  );
  live.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey || isFull(live)) return;
      event.stopPropagation();
      hinted(say("wheel", { key: /Mac/.test(navigator.platform) ? "⌘" : "Ctrl" }));
    },
    early,
  );
}
