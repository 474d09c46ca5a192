// The map of the world that every site brings along: coast, water, borders, names, a scale bar.
// Its lines are coarse, so close to the ground a plain grid takes their place.
import { html, lay, metresPerPx, path, positionOf, sheet, svg } from "./draw.js";

const FINEST = 70; // metres in a pixel: closer, the coast would look exact and be wrong
const BAR = 0.22; // of the map's width, at most
const LINES = [
  ["land", "shore-far"],
  ["land", "shore-near"],
  ["land", "land"],
  ["rivers", "river"],
  ["lakes", "lake"],
  ["regions", "region-line"],
  ["countries", "country-halo"],
  ["countries", "country-line"],
  ["disputed", "disputed"],
];

const isNear = (map) => metresPerPx(map) < FINEST;

export function frameOf([west, north, scale, width, height]) {
  return { west, north, scale, width, height };
}

// Returns the scale bar.
export function addBase(map, base, picture, words) {
  const around = frameOf(base.frame);
  const wide = svg("g", {}, water(around));
  for (const [key, name] of LINES) if (base[key]) wide.append(path(`mp-${name}`, base[key]));
  const fine = finer(picture);
  const world = svg("g", { class: "live-world" }, wide, fine.group);
  const streets = svg("g", {}, ...underPicture(picture));
  const grid = path("mp-grid", "");
  const length = html("span");
  const bar = html("div", { class: "live-scale", "aria-hidden": true }, length);
  let strokes;
  sheet(map, 150, (view, root) => {
    if (!strokes) root.append(grid, world, streets);
    strokes ??= strokesOf(world);
    for (const stroke of strokes) stroke(map.options.unit);
    lay(wide, around, view);
    lay(fine.group, fine.frame, view);
    lay(streets, fine.frame, view);
    const near = isNear(map);
    root.classList.toggle("is-near", near);
    const metres = metresPerPx(map);
    const [round, told] = words.round(metres * map.getSize().x * BAR);
    const px = round / metres;
    length.style.width = `${px}px`;
    length.textContent = told;
    const { west, north, scale, width, height } = fine.frame;
    const middle = view.at([west + width / scale / 2, north + height / scale / 2]);
    grid.setAttribute("d", near ? squares(middle, px / map.options.unit, view) : "");
  });
  return bar;
}

// What keeps strokes as thick as in the picture while their lines grow and shrink.
function strokesOf(world) {
  return [...world.querySelectorAll("path")].map((line) => {
    const { strokeWidth, strokeDasharray } = getComputedStyle(line);
    line.setAttribute("vector-effect", "non-scaling-stroke");
    return (unit) => {
      line.style.strokeWidth = parseFloat(strokeWidth) * unit;
      line.style.strokeDasharray = strokeDasharray.replace(/[\d.]+/g, (px) => px * unit);
    };
  });
}

const water = ({ width, height }) => svg("rect", { class: "mp-water", width, height });

// The picture's own lines, which are finer, for the part of the world that it shows.
function finer({ element, frame }) {
  const { width, height } = frame;
  const lines = element.querySelector(":scope > .mp-world")?.cloneNode(true);
  const group = svg("g");
  if (!lines) return { group, frame };
  for (const use of lines.querySelectorAll("use")) {
    const shape = element.querySelector(use.getAttribute("href"));
    use.replaceWith(path(use.getAttribute("class"), shape.getAttribute("d")));
  }
  lines.querySelector("defs")?.remove();
  const viewBox = `0 0 ${width} ${height}`; // as svg, it cuts what juts out
  group.append(svg("svg", { width, height, viewBox }, water(frame), lines));
  return { group, frame };
}

// The picture that may lie under the picture's lines: a street map, true at every zoom.
function underPicture({ element, frame: { width, height } }) {
  const ground = element.parentElement.querySelector(".ground img");
  if (!ground) return [];
  const image = svg("image", { width, height });
  const show = () => image.setAttribute("href", ground.currentSrc);
  ground.addEventListener("load", show); // another one stands there in the dark
  show();
  return [image];
}

// Lines through a spot that stays where it is on the ground, and at even steps from it.
function squares([x, y], step, { width, height }) {
  let d = "";
  for (let at = x % step; at < width; at += step) d += `M${at} 0V${height}`;
  for (let at = y % step; at < height; at += step) d += `M0 ${at}H${width}`;
  return d;
}

// No pan leads off the drawn part of the world, nor a zoom beyond it.
export function keepWithin(map, { frame: [west, north, scale, width, height] }) {
  const corner = positionOf([west + width / scale, north + height / scale]);
  const bounds = L.latLngBounds(positionOf([west, north]), corner);
  map.setMaxBounds(bounds);
  map.setMinZoom(map.getBoundsZoom(bounds, true));
}
