// Mapbox Vector Tiles into lines and areas. https://github.com/mapbox/vector-tile-spec
import { varints } from "./pmtiles.js";

const text = new TextDecoder();
const signed = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

// The fields of a message, each its number and its value, a number or bytes.
function* fields(bytes) {
  const cursor = varints(bytes);
  while (cursor.at < bytes.length) {
    const key = cursor.next();
    const [field, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) yield [field, cursor.next()];
    else {
      const length = wire === 2 ? cursor.next() : wire === 1 ? 8 : 4;
      yield [field, bytes.subarray(cursor.at, (cursor.at += length))];
    }
  }
}

// What drawing asks of a tag: text, and whether something is so.
function valueOf(bytes) {
  for (const [field, value] of fields(bytes)) {
    if (field === 1) return text.decode(value);
    if (field > 3) return field === 6 ? signed(value) : value;
  }
  return undefined;
}

function numbers(bytes) {
  const found = [];
  for (const cursor = varints(bytes); cursor.at < bytes.length; ) found.push(cursor.next());
  return found;
}

// `paint` has moveTo, lineTo and closePath; `scale` is pixels in a unit of the tile.
function draw(commands, paint, scale) {
  let [x, y] = [0, 0];
  for (let n = 0; n < commands.length; ) {
    const [command, count] = [commands[n] & 7, commands[n] >> 3];
    n++;
    if (command === 7) paint.closePath();
    else
      for (let k = 0; k < count; k++, n += 2) {
        x += signed(commands[n]);
        y += signed(commands[n + 1]);
        paint[command === 1 ? "moveTo" : "lineTo"](x * scale, y * scale);
      }
  }
}

// Yields { layer, area, tags, draw(paint, px) } for the lines and areas of a tile that is `px`
// wide.
export function* featuresOf(tile) {
  for (const [field, bytes] of fields(tile)) {
    if (field !== 3) continue;
    const layer = { name: "", keys: [], values: [], features: [], extent: 4096 };
    for (const [part, value] of fields(bytes)) {
      if (part === 1) layer.name = text.decode(value);
      else if (part === 2) layer.features.push(value);
      else if (part === 3) layer.keys.push(text.decode(value));
      else if (part === 4) layer.values.push(valueOf(value));
      else if (part === 5) layer.extent = value;
    }
    for (const feature of layer.features) {
      const { 2: tags, 3: type, 4: geometry } = Object.fromEntries(fields(feature));
      if (type < 2 || !geometry) continue;
      const pairs = tags ? numbers(tags) : [];
      const told = {};
      for (let n = 0; n < pairs.length; n += 2)
        told[layer.keys[pairs[n]]] = layer.values[pairs[n + 1]];
      const commands = numbers(geometry);
      const shown = (paint, px) => draw(commands, paint, px / layer.extent);
      yield { layer: layer.name, area: type === 3, tags: told, draw: shown };
    }
  }
}
