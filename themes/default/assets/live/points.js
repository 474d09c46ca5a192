// What stands on the map beside its lines: the picture's own marks, and links.
import { html, lay, sheet, svg } from "./draw.js";

const ROOM = 30; // pixels that a link needs, to be hit with a finger
const PLACED = /^translate\(([-.\d]+) ([-.\d]+)\)(.*)/;
const NAMED = ".mp-start, .mp-finish, .mp-joint, .mp-here";
const SYMBOLIC = ":scope > .mp-link, :scope > .mp-transfer, :scope > .mp-skipped";

// The picture's pins, pills and arrows, each kept at its place on the ground, and its dashes
// for what was not recorded. Photos and waypoints are left to `addLinks`. Returns the marks
// that names may stand beside.
export function addMarks({ map, picture: { element, frame } }) {
  const marks = [...element.querySelectorAll(":scope > [transform]")]
    .filter((mark) => mark.querySelector(".mp-mark") && !mark.querySelector(".mp-sight"))
    .map((mark) => {
      const [, x, y, rest] = PLACED.exec(mark.getAttribute("transform"));
      const world = [frame.west + x / frame.scale, frame.north + y / frame.scale];
      return { px: [x, y], world, rest, copy: mark.cloneNode(true) };
    });
  const symbolic = [...element.querySelectorAll(SYMBOLIC)];
  const dashes = svg("g", {}, ...symbolic.map((path) => path.cloneNode()));
  const under = sheet(map, 390, (view) => lay(dashes, frame, view));
  under.append(dashes);
  const root = sheet(map, 500, (view) => {
    for (const { world, rest, copy } of marks)
      copy.setAttribute("transform", `translate(${view.at(world).join(" ")})${rest}`);
  });
  root.append(...marks.map(({ copy }) => copy));
  return marks.filter(({ copy }) => copy.querySelector(NAMED));
}

// A link on the map for each { place, url, title, kind }; what has no address is a note. Those
// that would cover one before them wait until the map is closer. Returns all, with markers.
export function addLinks(map, points) {
  const made = points.map(({ place, url, title, kind }) => {
    const look = { class: `live-point live-${kind}` };
    const link = html(url ? "a" : "span", look, html("span", {}, title));
    if (url) link.href = url;
    else link.tabIndex = 0;
    const icon = L.divIcon({ html: link, iconSize: [28, 28], className: "" });
    const marker = L.marker(place, { icon, keyboard: false }).addTo(map);
    return { place, link, marker, box: marker.getElement() };
  });
  function spread() {
    const shown = [];
    for (const { place, box } of made) {
      const { x, y } = map.latLngToLayerPoint(place);
      box.hidden = shown.some(([a, b]) => Math.abs(x - a) < ROOM && Math.abs(y - b) < ROOM);
      if (!box.hidden) shown.push([x, y]);
    }
  }
  map.on("zoomend resize", spread);
  spread();
  return made;
}
