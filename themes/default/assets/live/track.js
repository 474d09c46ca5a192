// A track file as a way: where one is after so many metres, and what is known of it there.

const RADIAN = Math.PI / 180;
const AROUND = 100; // metres before and behind that a gradient is taken over

// Positions [latitude, longitude] of an encoded polyline.
export function decode(text) {
  const found = [];
  let index = 0;
  const here = [0, 0];
  while (index < text.length) {
    for (const axis of [0, 1]) {
      let value = 0;
      for (let shift = 0, byte = 32; byte >= 32; shift += 5) {
        byte = text.charCodeAt(index++) - 63;
        value |= (byte & 31) << shift;
      }
      here[axis] += value & 1 ? ~(value >> 1) : value >> 1;
    }
    found.push([here[0] / 1e5, here[1] / 1e5]);
  }
  return found;
}

// Returns what moves points by whole turns of the world to where the picture has the first.
export function turned({ west, width, scale }, [[, first]]) {
  const turn = 360 * Math.round(west + width / scale / 2 - first / 360);
  return (points) => points.map(([lat, lng]) => [lat, lng + turn]);
}

const step = ([lat, lng], [lat2, lng2]) =>
  Math.hypot(lat2 - lat, (lng2 - lng) * Math.cos(lat * RADIAN));

// In degrees of latitude: good for shares of a way.
export const lengthOf = (points) =>
  points.reduce((sum, point, n) => sum + (n ? step(points[n - 1], point) : 0), 0);

// The metres at each point: given at some, and growing evenly between them.
function metres(points, known) {
  const found = [known[0][1]];
  known.slice(1).forEach(([end, end_m], k) => {
    const [begin, begin_m] = known[k];
    const steps = [0];
    for (let n = begin; n < end; n++) steps.push(steps.at(-1) + step(points[n], points[n + 1]));
    const share = (end_m - begin_m) / (steps.at(-1) || 1);
    for (let n = begin + 1; n <= end; n++) found[n] = begin_m + steps[n - begin] * share;
  });
  return found;
}

function samples(told) {
  return (told?.parts ?? []).map(({ from, step, values }) => {
    let sum = 0;
    return { from, step, values: values.map((more) => (sum += more) * told.unit) };
  });
}

const end = ({ from, step, values }) => from + step * (values.length - 1);

function between({ from, step, values }, m) {
  const place = Math.min(Math.max((m - from) / step, 0), values.length - 1);
  const low = Math.min(Math.floor(place), values.length - 2);
  return values[low] + (values[low + 1] - values[low]) * (place - low);
}

// In percent; undefined for a part of no length.
function gradientOf(part, m) {
  const [a, b] = [Math.max(m - AROUND, part.from), Math.min(m + AROUND, end(part))];
  return b > a ? (100 * (between(part, b) - between(part, a))) / (b - a) : undefined;
}

// The parts of a day (its tracks), or of a journey (its days), end to end. Days say where they
// begin and end, as some between them may have no line; `whole` is the length of all.
export function wayOf(tracks, whole) {
  let reached = 0;
  const parts = tracks.map((track) => {
    const lines = track.lines.map(({ points, at }) => ({ points, m: metres(points, at) }));
    const [ele, speed] = [samples(track.ele), samples(track.speed)];
    const [begin, stop] = track.span ?? [reached, reached + track.length];
    reached = stop;
    return { ...track, lines, begin, metres: stop - begin, ele, speed };
  });

  function at(m) {
    const track = parts.findLast((part) => part.begin <= m) ?? parts[0];
    const own = Math.min(Math.max(m - track.begin, 0), track.metres);
    const here = (part) => own >= part.from && own <= end(part);
    const [ele, speed] = [track.ele.find(here), track.speed.find(here)];
    return {
      m,
      track,
      place: placeOn(track.lines, own),
      ele: ele && between(ele, own),
      gradient: ele && gradientOf(ele, own),
      speed: speed && between(speed, own),
    };
  }

  // The metres of the point that is nearest to a position, if it is within so many degrees.
  function nearest(position, within) {
    const shrink = Math.cos(position[0] * RADIAN);
    let best = { off: within };
    for (const { begin, lines } of parts)
      for (const { points, m } of lines)
        for (let n = 1; n < points.length; n++) {
          const [[y0, x0], [y1, x1]] = [points[n - 1], points[n]];
          const [dx, dy] = [(x1 - x0) * shrink, y1 - y0];
          const [px, py] = [(position[1] - x0) * shrink, position[0] - y0];
          const length = dx * dx + dy * dy || 1;
          const share = Math.min(Math.max((px * dx + py * dy) / length, 0), 1);
          const off = Math.hypot(px - share * dx, py - share * dy);
          if (off < best.off) best = { off, m: begin + m[n - 1] + share * (m[n] - m[n - 1]) };
        }
    return best.m;
  }

  return { parts, length: whole ?? reached, at, nearest };
}

// Where a track is after so many metres; undefined where nothing was recorded.
function placeOn(lines, own) {
  const line = lines.find(({ m }) => own >= m[0] - 1 && own <= m.at(-1) + 1);
  if (!line) return undefined;
  const { points, m } = line;
  let low = 0;
  for (let high = m.length - 1; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (m[middle] <= own) low = middle;
    else high = middle;
  }
  const next = Math.min(low + 1, m.length - 1);
  const share = Math.min(Math.max((own - m[low]) / (m[next] - m[low] || 1), 0), 1);
  return points[low].map((value, axis) => value + (points[next][axis] - value) * share);
}
