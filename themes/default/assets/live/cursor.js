// The place along the way that a reader points at: on the map, in the profile, or by keys.
import { html, scaleOf } from "./draw.js";

const REACH = 24; // pixels from the way that still point at it
const ALIKE = 0.02; // by which two sums of one way may differ

export function newCursor() {
  const watching = [];
  let m;
  return {
    watch: (told) => watching.push(told),
    set(to) {
      if (to === m) return;
      m = to;
      for (const told of watching) told(m);
    },
  };
}

// A dot on the way, and what is known there in a corner of the map.
export function showOnMap({ map, live }, way, cursor, told) {
  const pane = map.createPane("cursor");
  pane.style.zIndex = 620;
  pane.style.pointerEvents = "none";
  const renderer = L.svg({ pane: "cursor", padding: 0.5 });
  const look = { className: "mp-here", radius: 7, fillOpacity: 1 };
  const dot = L.circleMarker([0, 0], { renderer, interactive: false, ...look });
  const readout = html("p", { class: "live-readout", hidden: "", "aria-hidden": true });
  live.append(readout);

  cursor.watch((m) => {
    const at = m === undefined ? undefined : way.at(m);
    readout.hidden = !at;
    if (at) readout.textContent = told(at);
    if (at?.place) dot.setLatLng(at.place).addTo(map);
    else dot.remove();
  });

  function point({ latlng }) {
    const degrees = (360 * Math.cos((latlng.lat * Math.PI) / 180)) / scaleOf(map);
    cursor.set(way.nearest([latlng.lat, latlng.lng], REACH * degrees));
  }
  map.on("mousemove click", point);
  map.on("mouseout", () => cursor.set(undefined));
}

// The page's elevation profile, if it is of this way, shares the cursor.
export function showInProfile(way, cursor, told) {
  const picture = document.querySelector(".mp-profile[data-length]");
  // Of days that were never recorded a profile knows the length; the way does not.
  if (!picture || Math.abs(picture.dataset.length / way.length - 1) > ALIKE) return;
  import("./profile.js").then((it) => it.addSlider(picture, way, cursor, told), console.info);
}
