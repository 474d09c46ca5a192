// A journey on its map: its days in two colours, each with a link, the plan, and a replay.
import { newCursor, showInProfile, showOnMap } from "./cursor.js";
import { button, json, metresPerPx, worldOf } from "./draw.js";
import { addNames } from "./names.js";
import { addLinks, addMarks } from "./points.js";
import { decode, lengthOf, turned, wayOf } from "./track.js";
import { say } from "./words.js";

const FINE = 15; // metres in a pixel: closer, a day's own line is worth fetching
const REPLAY_MS = 16000;
const PLAY = "M6 4l10 6-10 6z";

export function addRoute(it) {
  const { map, live, picture, words, still, data, address } = it;
  const plan = data.plan ?? [];
  const [first] = [...data.days.flatMap((day) => day.lines), ...plan];
  const turn = turned(picture.frame, decode(first));
  const planned = plan.map((text) => turn(decode(text)));
  const spreadDays = data.days.map((day) => ({ ...day, lines: spread(day, turn) }));
  const way = wayOf(spreadDays, data.length);
  const draw = (lines, className, interactive = false) =>
    L.polyline(lines, { className, interactive, smoothFactor: 0.2 }).addTo(map);
  if (planned.length) draw(planned, "mp-plan");
  const named = (day, numbers) => say("day", { number: day.n, title: day.title, numbers });
  const title = (day) => named(day, words.distance(day.length));
  const days = way.parts.map((part) => {
    const points = part.lines.map((line) => line.points);
    const href = new URL(part.url, address).href;
    return { ...part, points, href, case: draw(points, "mp-case") };
  });
  // The picture of a single day is red.
  const alone = picture.element.querySelector(".mp-route");
  for (const day of days)
    day.line = draw(day.points, alone ? "mp-route" : `mp-tone mp-tone-${day.tone}`, true);
  fetchNear(map, days, address, turn);
  const spots = addMarks(it);
  const lines = [...days.flatMap((day) => day.points), ...planned];
  addNames(it, lines.map((points) => points.map(worldOf)), spots);
  const newest = [...days].reverse();
  const links = addLinks(
    map,
    newest.map((day) => {
      const place = day.points.at(-1).at(-1);
      return { kind: "day", place, title: title(day), url: day.href };
    }),
  );
  // A tap on a day's line brings its link there.
  links.forEach(({ box, link, marker }, n) =>
    newest[n].line.on("click", ({ latlng }) => {
      marker.setLatLng(latlng);
      box.hidden = false;
      link.focus();
    }),
  );
  const cursor = newCursor();
  const told = (at) => named(at.track, words.told(at));
  showOnMap(it, way, cursor, told);
  showInProfile(way, cursor, told);
  if (days.length) addReplay(live, days, way, cursor, still);
}

// The metres of each line of a day: its length, shared out by theirs.
function spread(day, turn) {
  const lines = day.lines.map((text) => turn(decode(text)));
  const lengths = lines.map(lengthOf);
  const [first, last] = day.span;
  const share = (last - first) / (lengths.reduce((sum, length) => sum + length, 0) || 1);
  let begin = 0;
  return lines.map((points, n) => {
    const end = begin + lengths[n] * share;
    const at = [[0, begin], [points.length - 1, end]];
    begin = end;
    return { points, at };
  });
}

// Replace the outlines of days that are looked at closely by their own lines.
function fetchNear(map, days, address, turn) {
  map.on("moveend", () => {
    if (metresPerPx(map) > FINE) return;
    const seen = map.getBounds();
    for (const day of days) {
      if (day.asked || !day.detail || !seen.intersects(day.line.getBounds())) continue;
      day.asked = true;
      json(new URL(day.detail, address)).then(({ tracks }) => {
        const lines = tracks.flatMap((track) => track.lines);
        const points = lines.map((line) => turn(decode(line.path)));
        for (const line of [day.case, day.line]) line.setLatLngs(points);
      }, console.info);
    }
  });
}

// A dot goes the whole way; what is to come is pale. Who wants no motion goes day by day.
function addReplay(live, days, way, cursor, still) {
  const replay = button(say(still ? "next" : "replay"), PLAY, () => (still ? step() : play()));
  live.querySelector(".live-buttons").lastChild.before(replay);
  let frame, shown = -1;

  function pale(m) {
    for (const { line, begin } of days)
      line.getElement()?.classList.toggle("is-to-come", m !== undefined && begin > m);
  }
  function show(m) {
    cursor.set(m);
    pale(m);
  }
  function step() {
    shown = shown + 1 < days.length ? shown + 1 : -1;
    show(shown < 0 ? undefined : days[shown].begin);
  }
  function play() {
    const running = frame;
    cancelAnimationFrame(frame);
    frame = undefined;
    if (running) return show(undefined);
    const began = performance.now();
    const next = (now) => {
      const share = (now - began) / REPLAY_MS;
      frame = share < 1 ? requestAnimationFrame(next) : undefined;
      show(share < 1 ? Math.max(share, 0) * way.length : undefined);
    };
    frame = requestAnimationFrame(next);
  }
}
