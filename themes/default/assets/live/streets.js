// A street map out of a PMTiles file, as the lowest layer: pictures as they are, lines and
// areas in the colours of the other maps.
import { path, style, svg } from "./draw.js";
import { featuresOf } from "./mvt.js";
import { openArchive } from "./pmtiles.js";
import { credited } from "./tiles.js";

const TILE = 512; // pixels that a vector tile is drawn on; twice as fine where screens are

// What the makers of tiles call things. The first of the keys with a known word tells.
const KEYS = "kind_detail pmap:kind_detail subclass type class kind pmap:kind".split(" ");
const table = (kinds) =>
  new Map(
    Object.entries(kinds).flatMap(([kind, words]) => words.split(" ").map((w) => [w, kind])),
  );
const LAND = table({
  wood: "wood forest",
  park:
    "park grass grassland meadow garden golf_course pitch playground common cemetery" +
    " recreation_ground village_green allotments orchard vineyard scrub heath wetland marsh",
  built:
    "residential suburb neighbourhood urban_area commercial retail industrial railway" +
    " quarry school university hospital parking aerodrome airfield",
  sand: "sand beach dune",
  ice: "ice glacier",
  pier: "pier",
});
const WATERS = table({ waterway: "river canal stream drain ditch" });
const WAYS = table({
  motorway: "motorway motorway_link highway",
  main: "trunk trunk_link primary primary_link main major_road",
  road: "secondary secondary_link tertiary tertiary_link medium_road",
  street:
    "minor street street_limited residential unclassified living_street minor_road" +
    " pedestrian road busway",
  path: "path footway cycleway bridleway steps service track trail",
  rail: "rail major_rail light_rail narrow_gauge",
});
const NONE = new Map();
// For each layer: words of its areas, what its other areas are, words of its lines.
const LAYERS = {
  ...of("building buildings", NONE, "building", NONE),
  ...of("land landcover landuse natural sites", LAND, undefined, NONE),
  ...of("ocean water water_lines water_polygons waterway", NONE, "water", WATERS),
  ...of("road roads streets transit transportation", NONE, undefined, WAYS),
};

function of(names, areas, other, lines) {
  return Object.fromEntries(names.split(" ").map((name) => [name, { areas, other, lines }]));
}

// Widths in pixels at zooms; below the first zoom nothing is drawn.
const WIDTHS = {
  motorway: [[5, 0.8], [8, 1.3], [10, 1.8], [12, 2.6], [14, 4.2], [16, 9], [18, 24]],
  main: [[6, 0.6], [8, 1], [10, 1.4], [12, 2.1], [14, 3.6], [16, 8], [18, 21]],
  road: [[9, 0.6], [10, 0.9], [12, 1.6], [14, 3], [16, 7], [18, 18]],
  street: [[11, 0.5], [12, 1], [13, 1.4], [14, 2.2], [16, 5.5], [18, 15]],
  path: [[12.5, 0.5], [14, 0.8], [16, 1.8], [18, 3.5]],
  rail: [[9, 0.6], [12, 0.8], [14, 1.2], [16, 2], [18, 3]],
  waterway: [[7, 0.6], [10, 1], [12, 1.4], [14, 2.5], [16, 5], [18, 10]],
};
const AREAS = ["built", "park", "wood", "sand", "ice", "water", "pier"];
const ROADS = { street: "street", road: "street", main: "main", motorway: "motorway" };
const CASE = 0.6; // pixels on each side of a road
const HOUSES_FROM = 13.2;

function kindOf({ layer, area, tags }) {
  const known = LAYERS[layer];
  if (!known) return undefined;
  const words = area ? known.areas : known.lines;
  const word = KEYS.map((key) => tags[key]).find((word) => words.has(word));
  return words.get(word) ?? (area ? known.other : undefined);
}

function widthOf(kind, zoom) {
  const rows = WIDTHS[kind];
  const high = rows.findIndex(([at]) => at > zoom);
  if (high === 0) return 0;
  if (high < 0) return rows.at(-1)[1];
  const [[z0, w0], [z1, w1]] = [rows[high - 1], rows[high]];
  return w0 + ((w1 - w0) * (zoom - z0)) / (z1 - z0);
}

// The colours stand in a style sheet, for light and for dark; a canvas has to ask for them.
function colours(live) {
  const probe = svg("svg", { class: "live-probe" });
  live.append(probe);
  const asked = (name, property) => {
    const shape = path(`mp-${name}`, "");
    probe.append(shape);
    return getComputedStyle(shape)[property];
  };
  const kinds = [...AREAS, "building", "ground"];
  const roads = ["street", "main", "motorway"].flatMap((kind) => [kind, `${kind}-case`]);
  const lines = ["waterway", "path", "rail", ...roads];
  const found = {
    fill: Object.fromEntries(kinds.map((kind) => [kind, asked(kind, "fill")])),
    stroke: Object.fromEntries(lines.map((kind) => [kind, asked(kind, "stroke")])),
  };
  probe.remove();
  return found;
}

// Draw a tile of some zoom; `part` is where in it, and how deep, if it shows only a part.
function drawVector(canvas, bytes, zoom, part, { fill, stroke }) {
  const pen = canvas.getContext("2d");
  const side = canvas.width;
  const px = side * part.deeper;
  const found = { area: {}, line: {} };
  for (const feature of featuresOf(bytes)) {
    const kind = kindOf(feature);
    if (!kind) continue;
    const group = found[feature.area ? "area" : "line"];
    feature.draw((group[kind] ??= new Path2D()), px);
  }
  const area = (kind) => {
    if (!found.area[kind]) return;
    pen.fillStyle = fill[kind];
    pen.fill(found.area[kind], "evenodd");
  };
  const line = (kind, colour, around = 0) => {
    const width = widthOf(kind, zoom);
    if (!width || !found.line[kind]) return;
    pen.strokeStyle = stroke[colour];
    pen.lineWidth = ((width + 2 * around) * side) / TILE;
    pen.stroke(found.line[kind]);
  };
  pen.lineJoin = pen.lineCap = "round";
  pen.fillStyle = fill.ground;
  pen.fillRect(0, 0, side, side);
  pen.translate(-part.x * side, -part.y * side);
  AREAS.forEach(area);
  line("waterway", "waterway");
  if (zoom >= HOUSES_FROM) area("building");
  line("path", "path");
  line("rail", "rail");
  for (const [kind, name] of Object.entries(ROADS)) line(kind, `${name}-case`, CASE);
  for (const [kind, name] of Object.entries(ROADS)) line(kind, name);
}

async function drawPicture(canvas, bytes) {
  const picture = await createImageBitmap(new Blob([bytes]));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
}

export async function addTiles({ map, live, credit }, options) {
  const [archive] = await Promise.all([openArchive(options.pmtiles), style(options.streets)]);
  const { vector, minZoom, maxZoom, tile } = archive;
  let look = colours(live);
  // A tile twice as wide belongs to a zoom later.
  const [side, later] = vector ? [TILE, 1] : [TILE / 2, 0];

  async function draw(canvas, { x, y, z }) {
    const zoom = z - later;
    const deeper = 2 ** Math.max(zoom - maxZoom, 0);
    const [column, row] = [Math.floor(x / deeper), Math.floor(y / deeper)];
    const bytes = await tile(Math.min(zoom, maxZoom), column, row);
    if (!bytes) return;
    if (vector) drawVector(canvas, bytes, zoom, { x: x % deeper, y: y % deeper, deeper }, look);
    else await drawPicture(canvas, bytes);
  }

  const Streets = L.GridLayer.extend({
    createTile(place, done) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = side * Math.min(Math.ceil(devicePixelRatio), 2);
      draw(canvas, place).then(() => done(null, canvas), done);
      return canvas;
    },
  });
  const layer = new Streets({
    tileSize: side,
    minZoom: minZoom + later - 1, // farther out, too many tiles would fill the map
    minNativeZoom: minZoom + later,
    maxNativeZoom: vector ? undefined : maxZoom,
  }).addTo(map);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    look = colours(live);
    layer.redraw();
  });
  credited(credit, options.credit);
}
