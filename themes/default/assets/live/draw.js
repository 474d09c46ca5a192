// Short ways to make elements, never from text that holds markup; and sheets to draw on.

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const html = (tag, attributes = {}, ...children) =>
  filled(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

export const path = (classes, d) => svg("path", { class: classes, d });

// A button with a drawing for a face; `label` is its name for everyone.
export function button(label, face, act) {
  const icon = svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": true });
  icon.append(path("", face));
  const made = html("button", { type: "button", title: label, "aria-label": label }, icon);
  made.addEventListener("click", act);
  return made;
}

export async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

export const style = (address) =>
  new Promise((loaded, failed) => {
    const link = html("link", { rel: "stylesheet", href: address });
    link.onload = loaded;
    link.onerror = () => failed(new Error(address));
    document.head.append(link);
  });

// Positions on the world are shares of its width, as in the picture's frame: 0 is longitude 0,
// and the north edge of Web Mercator.

const MARGIN = 0.5; // of the map's size, on each side: what a pan brings in is drawn already
const EQUATOR = 2 * Math.PI * 6378137;

export const worldOf = ([lat, lng]) => [
  lng / 360,
  0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI),
];

export const positionOf = ([x, y]) => [
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
  x * 360,
];

// The width of the world in pixels.
export const scaleOf = (map) => map.options.crs.scale(map.getZoom());

// Of the ground in a pixel, in the middle row of the map.
export const metresPerPx = (map) =>
  (EQUATOR * Math.cos((map.getCenter().lat * Math.PI) / 180)) / scaleOf(map);

// An SVG that lies over the map and is drawn anew for each view; while the map zooms it is
// stretched. Its unit is a pixel of the picture, as large as the picture was shown: what is
// drawn in it looks as it did there. `draw(view, root)` fills it: view.at turns a position on
// the world into units, view.boxed a box in pixels of the map.
export function sheet(map, level, draw) {
  const look = { class: "leaflet-zoom-animated", "paint-order": "stroke" };
  const root = svg("svg", { ...look, "aria-hidden": true });
  const pane = map.createPane(`sheet-${level}`);
  pane.style.zIndex = level;
  pane.style.pointerEvents = "none";
  pane.append(root);
  let drawn;

  function reset() {
    const { unit } = map.options;
    const size = map.getSize();
    const [sideways, down] = [Math.round(size.x * MARGIN), Math.round(size.y * MARGIN)];
    const corner = map.containerPointToLayerPoint([-sideways, -down]).round();
    const origin = map.getPixelOrigin().add(corner);
    const [wide, high] = [size.x + 2 * sideways, size.y + 2 * down];
    const scale = scaleOf(map);
    const at = ([x, y]) =>
      [(x + 0.5) * scale - origin.x, y * scale - origin.y].map((px) => px / unit);
    const boxed = ([x0, y0, x1, y1]) =>
      [x0 + sideways, y0 + down, x1 + sideways, y1 + down].map((px) => px / unit);
    const [width, height] = [wide / unit, high / unit];
    root.style.width = `${wide}px`;
    root.style.height = `${high}px`;
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    L.DomUtil.setPosition(root, corner);
    drawn = { at: map.layerPointToLatLng(corner), zoom: map.getZoom() };
    draw({ at, boxed, scale: scale / unit, size, width, height }, root);
  }

  // As Leaflet's own layers do: where the corner comes to lie, and how much larger.
  function stretch({ center = map.getCenter(), zoom = map.getZoom() }) {
    const corner = map._latLngToNewLayerPoint(drawn.at, zoom, center);
    L.DomUtil.setTransform(root, corner, map.getZoomScale(zoom, drawn.zoom));
  }

  map.on("moveend viewreset resize", reset);
  map.on("zoom zoomanim", stretch);
  reset();
  return root;
}

// Put a group that was drawn in a frame where it lies in a view.
export function lay(group, { west, north, scale }, view) {
  const [x, y] = view.at([west, north]);
  group.setAttribute("transform", `translate(${x} ${y}) scale(${view.scale / scale})`);
}
