// Names on the map. At the picture's own zoom they are the picture's; at others as many as find
// room, the important first, none over another or over the way.
import { frameOf } from "./base.js";
import { lay, path, sheet, svg } from "./draw.js";

const CELL = 6; // units of the raster that knows where the way is
const AROUND = 10; // units that names keep from each other
// How names are written, by kind: class, size on wide and on narrow screens (0: not at all),
// room between letters.
const AREAS = [
  ["country", 15, 25, 5],
  ["region", 12, 0, 3.5],
  ["sea", 14, 24, 1.5],
];
const [END, CITY, TOWN, VILLAGE] = [
  ["end-name", 16, 26, 0],
  ["city", 15, 25, 0],
  ["town", 13, 23, 0],
  ["village", 12, 0, 0],
];
const PIN = 17; // units that a name keeps from a pin, and from a dot
const DOT = 7;
const narrow = matchMedia("(max-width: 40em)");

// `ways` are lines on the world, `spots` marks of the picture.
export function addNames({ map, live, base, picture }, ways, spots) {
  const { west, north, scale } = frameOf(base.frame);
  const all = picture.element.querySelectorAll(":scope > .mp-words");
  const own = svg("g", {}, ...[...all].map((group) => group.cloneNode(true)));
  const ends = endsOf(own, spots);
  const known = new Set(ends.map(({ words }) => words));
  const names = (base.names ?? [])
    .filter(([, , name, kind]) => kind < 3 || !known.has(name))
    .map(([x, y, name, kind, rank]) => ({
      words: kind < 2 ? name.toUpperCase() : name,
      world: [west + x / scale, north + y / scale],
      isArea: kind < 3,
      look: AREAS[kind] ?? (rank < 4 ? CITY : rank < 30 ? TOWN : VILLAGE),
      off: DOT,
      rank: kind < 3 ? rank - 999 : rank,
    }))
    .sort((a, b) => a.rank - b.rank);

  sheet(map, 450, (view, root) => {
    const room = roomOf(view);
    for (const way of ways) room.pass(way.map(view.at));
    for (const { world } of spots) {
      const [x, y] = view.at(world);
      room.take([x - 13, y - 30, x + 13, y + 4]);
    }
    for (const box of covered(map, live)) room.take(view.boxed(box));
    const same = Math.abs(view.scale / picture.frame.scale - 1) < 0.01;
    if (same) {
      const [x, y] = view.at([picture.frame.west, picture.frame.north]);
      room.take([x, y, x + picture.frame.width, y + picture.frame.height]);
      lay(own, picture.frame, view);
    }
    // An area's name is as wide as the area, on a map of about the base's scale.
    const closer = view.scale / scale;
    const fitting = names.filter(({ isArea }) => !isArea || (closer > 0.7 && closer < 6));
    root.replaceChildren(...written([...ends, ...fitting], view, room), ...(same ? [own] : []));
  });
}

// The names of where the way begins, rests and ends: those that the picture has, each with the
// mark that it stands beside.
function endsOf(own, spots) {
  return [...own.querySelectorAll(".mp-wide :is(.mp-end-name, .mp-stop-name)")].map((text) => {
    const [atX, atY] = ["x", "y"].map((axis) => text.getAttribute(axis));
    const off = ({ px: [x, y] }) => Math.hypot(x - atX, y - atY);
    const { world } = spots.reduce((best, spot) => (off(spot) < off(best) ? spot : best));
    return { words: text.textContent, world, isArea: false, isEnd: true, look: END, off: PIN };
  });
}

function written(names, view, room) {
  const words = svg("g", { class: `mp-words mp-${narrow.matches ? "narrow" : "wide"}` });
  const pen = document.createElement("canvas").getContext("2d");
  let dots = "";
  for (const { words: name, look, isArea, isEnd, world, off } of names) {
    const [type, onWide, onNarrow, spacing] = look;
    const size = narrow.matches ? onNarrow : onWide;
    if (!size) continue;
    pen.font = `600 ${size}px system-ui`;
    const wide = pen.measureText(name).width + spacing * name.length;
    const [x, y] = view.at(world);
    const spots = isArea ? [[x, y, 0.5, " mp-middle"]] : beside(x, y, size, off);
    for (const [at, line, share, anchor] of spots) {
      const from = at - wide * share;
      const box = [from - 2, line - 0.8 * size - 2, from + wide + 2, line + 0.25 * size + 2];
      if (!room.isFree(box)) continue;
      room.take([box[0] - AROUND, box[1] - AROUND, box[2] + AROUND, box[3] + AROUND]);
      const text = svg("text", { class: `mp-${type}${anchor}`, x: at, y: line });
      text.textContent = name;
      words.append(text);
      if (!isArea && !isEnd) dots += `M${x} ${y}h0`;
      break;
    }
  }
  return [path("mp-dot-rim", dots), path("mp-dot", dots), words];
}

// Where the words of a place may stand: x, y, the share of them that is before x.
const beside = (x, y, size, off) => [
  [x + off, y + 0.35 * size, 0, ""],
  [x - off, y + 0.35 * size, 1, " mp-end"],
  [x, y + 0.8 * size + off, 0.5, " mp-middle"],
  [x, y - off, 0.5, " mp-middle"],
];

// What buttons and words in the corners hide, as boxes in the map's own pixels.
function covered(map, live) {
  const { left, top } = map.getContainer().getBoundingClientRect();
  return [...live.querySelectorAll(".live-buttons, .live-foot > *, .live-ask")]
    .map((part) => part.getBoundingClientRect())
    .map((box) => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
}

// What is taken of a sheet: boxes, and the cells that the way passes.
function roomOf({ width, height, boxed, size }) {
  const taken = [];
  const cells = new Set();
  const cell = (x, y) => Math.floor(x / CELL) * 1e5 + Math.floor(y / CELL);
  const [x0, y0, x1, y1] = boxed([0, 0, size.x, size.y]);
  return {
    take: (box) => taken.push(box),
    pass(points) {
      for (let n = 1; n < points.length; n++) {
        const [[a, b], [x, y]] = [points[n - 1], points[n]];
        if (Math.max(a, x) < 0 || Math.min(a, x) > width) continue;
        if (Math.max(b, y) < 0 || Math.min(b, y) > height) continue;
        const steps = Math.ceil(Math.hypot(x - a, y - b) / CELL);
        for (let k = 0; k < steps; k++)
          cells.add(cell(a + ((x - a) * k) / steps, b + ((y - b) * k) / steps));
      }
    },
    isFree([left, top, right, low]) {
      if (left < 0 || top < 0 || right > width || low > height) return false;
      // Words that the map's edge would cut.
      if ((left < x0 && right > x0) || (left < x1 && right > x1)) return false;
      if ((top < y0 && low > y0) || (top < y1 && low > y1)) return false;
      if (taken.some(([a, b, c, d]) => left < c && a < right && top < d && b < low))
        return false;
      for (let x = left - 3; x < right + 3 + CELL; x += CELL)
        for (let y = top; y < low + CELL; y += CELL) if (cells.has(cell(x, y))) return false;
      return true;
    },
  };
}
