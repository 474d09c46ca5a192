// A street map out of one PMTiles file (version 3) on the site's own server, of which only the
// parts that show are fetched. https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md

const HEAD = 16384; // bytes that hold the header and the first directory, as the format has it
const GZIP = 2;
const KEPT = 128; // directories and tiles
const WHOLE = 32e6; // bytes that may be fetched at once from a server that knows no ranges

// Returns { minZoom, maxZoom, vector, tile(z, x, y) }; a tile is bytes, or undefined.
export async function openArchive(address) {
  const read = reader(address);
  const head = await read(0, HEAD);
  const view = new DataView(head.buffer, head.byteOffset);
  const number = (at) => Number(view.getBigUint64(at, true));
  if (new TextDecoder().decode(head.subarray(0, 7)) !== "PMTiles" || head[7] !== 3)
    throw new Error(`${address} is no PMTiles file of version 3`);
  const [leaves, tiles] = [number(40), number(56)];
  const [inside, packed, type, minZoom, maxZoom] = head.subarray(97, 102);
  const directory = async (bytes) => entriesOf(await unpacked(bytes, inside));
  const root = directory(head.subarray(number(8), number(8) + number(16)));
  const kept = new Map();

  function keep(from, length, open) {
    if (!kept.has(from)) kept.set(from, read(from, length).then(open));
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    return kept.get(from);
  }

  async function tile(z, x, y) {
    const id = idOf(z, x, y);
    let entries = await root;
    for (let depth = 0; depth < 4; depth++) {
      const found = entries.findLast((entry) => entry.id <= id);
      if (!found) return undefined;
      if (found.run) {
        if (id >= found.id + found.run) return undefined;
        return keep(tiles + found.offset, found.length, (bytes) => unpacked(bytes, packed));
      }
      entries = await keep(leaves + found.offset, found.length, directory);
    }
    return undefined;
  }

  return { minZoom, maxZoom, vector: type === 1, tile };
}

function reader(address) {
  let whole;
  return async (from, length) => {
    if (whole) return (await whole).subarray(from, from + length);
    const stop = new AbortController();
    const headers = { Range: `bytes=${from}-${from + length - 1}` };
    const answer = await fetch(address, { headers, signal: stop.signal });
    if (answer.status === 206) return new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || !(answer.headers.get("Content-Length") <= WHOLE)) {
      stop.abort();
      throw new Error(`${address}: the server gives no parts of it (${answer.status})`);
    }
    whole = answer.arrayBuffer().then((bytes) => new Uint8Array(bytes));
    return (await whole).subarray(from, from + length);
  };
}

async function unpacked(bytes, how) {
  if (how !== GZIP) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// A cursor over whole numbers of seven bits a byte, the lowest first. Beyond 32 bits they need
// a product.
export function varints(bytes) {
  const cursor = { at: 0 };
  cursor.next = () => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = bytes[cursor.at++];
      value += (byte & 127) * unit;
      if (!(byte & 128)) return value;
    }
  };
  return cursor;
}

function entriesOf(bytes) {
  const { next } = varints(bytes);
  const column = (count) => Array.from({ length: count }, next);
  const count = next();
  const [ids, runs, lengths, offsets] = Array.from({ length: 4 }, () => column(count));
  let id = 0;
  let offset = 0;
  return ids.map((more, n) => {
    id += more;
    offset = offsets[n] ? offsets[n] - 1 : offset + lengths[n - 1]; // 0: right after the last
    return { id, run: runs[n], length: lengths[n], offset };
  });
}

// The number of a tile: all of the zooms before, and its place on a Hilbert curve.
function idOf(z, x, y) {
  let id = (4 ** z - 1) / 3;
  for (let side = 2 ** z / 2; side >= 1; side /= 2) {
    const [right, low] = [(x & side) > 0, (y & side) > 0];
    id += side * side * ((3 * right) ^ low);
    if (!low) {
      if (right) [x, y] = [side - 1 - x, side - 1 - y];
      [x, y] = [y, x];
    }
  }
  return id;
}
