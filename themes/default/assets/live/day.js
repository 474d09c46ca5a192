// A day on its map: the line, the cursor that the profile shares, photos and waypoints.
import { newCursor, showInProfile, showOnMap } from "./cursor.js";
import { worldOf } from "./draw.js";
import { addNames } from "./names.js";
import { addLinks, addMarks } from "./points.js";
import { decode, turned, wayOf } from "./track.js";

export function addRoute(it) {
  const { map, picture, words, data, address } = it;
  const turn = turned(picture.frame, decode(data.tracks[0].lines[0].path));
  const way = wayOf(
    data.tracks.map((track) => ({
      ...track,
      lines: track.lines.map(({ path, at }) => ({ points: turn(decode(path)), at })),
    })),
  );
  const lines = way.parts.flatMap((part) => part.lines.map(({ points }) => points));
  for (const className of ["mp-case", "mp-route"])
    L.polyline(lines, { className, interactive: false, smoothFactor: 0.2 }).addTo(map);
  const spots = addMarks(it);
  addNames(it, lines.map((points) => points.map(worldOf)), spots);
  const titled = (data.markers ?? []).filter(({ title }) => title);
  addLinks(
    map,
    titled.map(({ kind, at, title, url }) => {
      const [place] = turn([at]);
      return { kind, title, place, url: url && new URL(url, address).href };
    }),
  );
  const cursor = newCursor();
  showOnMap(it, way, cursor, words.told);
  showInProfile(way, cursor, words.told);
}
