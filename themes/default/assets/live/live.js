// The live map: takes the picture's place, in its very frame. `start` fails if anything is
// missing, and leaves the picture.
import { addBase, frameOf, keepWithin } from "./base.js";
import { addControls, addGestures } from "./controls.js";
import { html, json, positionOf, style } from "./draw.js";
import { words as wordsIn } from "./words.js";

const DEEPEST = 18;
// Leaflet tries out two constants as markup when it loads. The page's policy lets nothing pass
// that is not approved here; all else becomes plain text.
const HARMLESS = ["", "<svg/>", '<v:shape adj="1"/>'];
const inert = (text) =>
  HARMLESS.includes(text) ? text : text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

let loaded; // once for all maps of a page
function load(folder, look) {
  window.trustedTypes?.createPolicy("default", { createHTML: inert });
  const leaflet = import(new URL(`${folder}leaflet.js`, document.baseURI).href);
  return Promise.all([leaflet, style(look)]);
}

export async function start(figure) {
  const { track, base, style: look, leaflet, tiles, pmtiles } = figure.dataset;
  const stage = figure.querySelector(".stage");
  const live = html("div", { class: "live" });
  loaded ??= load(leaflet, look);
  const [data, under] = await Promise.all([json(track), json(base), loaded]);
  const route = data.days ? await import("./journey.js") : await import("./day.js");
  const more = tiles ? import("./tiles.js") : pmtiles ? import("./streets.js") : undefined;
  const streets = await more;
  stage.append(live);
  try {
    const it = frameIn(live, stage.querySelector("svg"), data, under);
    route.addRoute({ ...it, data, address: new URL(track, document.baseURI) });
    streets?.addTiles(it, figure.dataset)?.catch(console.info);
    stage.classList.add("is-live");
  } catch (error) {
    live.remove();
    throw error;
  }
}

// A map with nothing but the base, which shows what the picture shows.
function frameIn(live, element, data, base) {
  const { west, north, scale } = element.dataset;
  const { width, height } = element.viewBox.baseVal;
  const picture = { element, frame: frameOf([+west, +north, +scale, width, height]) };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const box = html("div", { role: "region", class: "live-map" });
  box.setAttribute("aria-label", element.querySelector("title").textContent);
  box.setAttribute("aria-describedby", element.querySelector("desc")?.id ?? "");
  live.append(box);
  const map = L.map(box, {
    zoomSnap: 0,
    maxZoom: DEEPEST,
    maxBoundsViscosity: 1,
    zoomControl: false,
    attributionControl: false,
    trackResize: false,
    boxZoom: false,
    inertia: !still,
    zoomAnimation: !still,
    fadeAnimation: !still,
    renderer: L.svg({ padding: 0.5 }),
  });
  // Leaflet rounds to whole pixels, which makes a fine line tremble.
  map.latLngToLayerPoint = (at) => map.project(at).subtract(map.getPixelOrigin());
  const home = homeOf(map, live, picture.frame);
  const words = wordsIn(data.units === "imperial");
  const bar = addBase(map, base, picture, words);
  // The picture's own credit names the base too.
  const credited = element.querySelector(".mp-credit")?.textContent || base.credit;
  const credit = html("p", { class: "live-credit" }, credited);
  live.append(html("div", { class: "live-foot" }, bar, credit));
  keepWithin(map, base);
  addControls(map, live, home);
  addGestures(map, live);
  return { map, live, picture, base, words, still, credit };
}

// Shows the frame in the map, and goes on to do so when the map's size changes. Returns how to
// come back to it, and to whom to tell whether the map is there.
function homeOf(map, live, { west, north, scale, width, height }) {
  const center = positionOf([west + width / scale / 2, north + height / scale / 2]);
  const fitting = () => Math.min(live.clientWidth / width, live.clientHeight / height);
  const zoom = () => Math.log2((scale * fitting()) / 256);
  const home = { show, watch: () => {} };
  let there = true;

  function show() {
    // In full screen a map shows more; its words and lines stay as they were.
    if (!live.classList.contains("is-full")) map.options.unit = fitting();
    live.style.setProperty("--unit", map.options.unit);
    map.setView(center, zoom(), { animate: false });
  }
  show();
  map.on("moveend", () => {
    const off = map.latLngToContainerPoint(center).distanceTo(map.getSize().divideBy(2));
    there = off < 3 && Math.abs(zoom() - map.getZoom()) < 0.02;
    home.watch(there);
  });
  new ResizeObserver(() => {
    if (!live.clientWidth) return; // it is on paper
    const stay = there;
    map.invalidateSize({ animate: false });
    if (stay) show();
  }).observe(live);
  return home;
}
