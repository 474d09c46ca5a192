// A street map of tiles. Those of another host are asked for only after a tap on a button that
// names it: the host learns who looks at what.
import { html } from "./draw.js";

const DEEPEST = 19; // what most servers have

export function addTiles({ map, live, credit }, options) {
  const address = new URL(options.tiles, document.baseURI);
  const load = () => {
    live.classList.add("has-tiles");
    L.tileLayer(decodeURI(address.href), {
      maxNativeZoom: DEEPEST,
      referrerPolicy: "strict-origin-when-cross-origin", // some servers refuse who hides
    }).addTo(map);
    credited(credit, options.credit);
  };
  if (address.host === location.host) load();
  else ask(live, address.host, load);
}

function ask(live, host, load) {
  const note = html("small", {}, "It then sees your address and what you look at.");
  const look = { type: "button", class: "live-ask" };
  const button = html("button", look, `Load street map from ${host}`, note);
  button.addEventListener("click", () => {
    button.remove();
    live.querySelector(".leaflet-container").focus();
    load();
  });
  live.append(button);
}

// Name whom the tiles are from: text that may hold links, as Markdown has them.
export function credited(credit, told) {
  const parts = told.split(/(\[[^\]]*\]\(https?:[^)\s]*\))/).map((part) => {
    const found = /^\[(.*)\]\((.*)\)$/.exec(part);
    return found ? html("a", { href: found[2] }, found[1]) : part;
  });
  credit.replaceChildren(...parts, ` · ${credit.textContent}`);
}
