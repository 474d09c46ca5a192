"""Reads what the packages hold, shapefiles and a GeoPackage, into Shapely's geometries."""

import io
import sqlite3
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapefile
import shapely
from numpy.typing import NDArray

from basemap.sources import MAGICS, QGIS, WOOF, Archives

_WOOF_FOLDER = "woof_data/data/basemap/natural_earth_10m/"
# Bytes of the box that a GeoPackage puts before a geometry, by its three flag bits.
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Geometries and their attributes, a list of each, in the order of the file."""

    shapes: NDArray[np.object_]
    columns: dict[str, list[Any]]

    def __len__(self) -> int:
        return len(self.shapes)


def current(archives: Archives, name: str) -> Features:
    """Read a layer of Natural Earth 5; it comes without attributes."""
    shp, shx = (archives.read(WOOF, f"{_WOOF_FOLDER}{name}.{end}") for end in ("shp", "shx"))
    return _shapefile(shp, shx)


def older(archives: Archives, name: str) -> Features:
    """Read a layer of an older Natural Earth, with attributes."""
    files = (archives.read(MAGICS, f"magics/10m/{name}.{end}") for end in ("shp", "shx", "dbf"))
    return _shapefile(*files)


def generalised(archives: Archives, table: str) -> Features:
    """Read a table of the map of the world that QGIS brings along."""
    with sqlite3.connect(":memory:") as database:
        database.deserialize(archives.read(QGIS, "qgis/resources/data/world_map.gpkg"))
        cursor = database.execute(f'SELECT * FROM "{table}" ORDER BY 1')
        names = [column[0] for column in cursor.description]
        columns = dict(zip(names, map(list, zip(*cursor, strict=True)), strict=True))
    shapes = [_geopackage_geometry(blob) for blob in columns.pop("geom")]
    return Features(np.array(shapes, dtype=object), columns)


def _shapefile(shp: bytes, shx: bytes, dbf: bytes | None = None) -> Features:
    """Read geometries, and attributes if there are any; leave out rows without a geometry."""
    # By the index: where others edited a file, its records do not follow each other.
    reader = shapefile.Reader(shp=io.BytesIO(shp), shx=io.BytesIO(shx))
    shapes = [reader.shape(at) for at in range(len(reader))]
    drawn = [at for at, shape in enumerate(shapes) if shape.points]
    columns = {}
    if dbf is not None:
        # The files differ in their encoding; no name is taken from them.
        table = shapefile.Reader(dbf=io.BytesIO(dbf), encoding="latin-1")
        records = table.records()
        names = [field[0] for field in table.fields if field[0] != "DeletionFlag"]
        columns = {name: [records[row][at] for row in drawn] for at, name in enumerate(names)}
    return Features(np.array([_geometry(shapes[at]) for at in drawn], dtype=object), columns)


def _geometry(shape: shapefile.Shape) -> shapely.Geometry:
    """Return lines, or a polygon for each ring: an even-odd fill needs no more."""
    points = np.asarray(shape.points, dtype=np.float64)[:, :2]
    if shape.shapeType in (shapefile.POINT, shapefile.POINTZ):
        return shapely.Point(points[0])
    parts = np.split(points, list(shape.parts)[1:])
    if shape.shapeType in (shapefile.POLYGON, shapefile.POLYGONZ):
        return shapely.MultiPolygon([shapely.Polygon(part) for part in parts])
    return shapely.MultiLineString([part for part in parts if len(part) > 1])


def _geopackage_geometry(blob: bytes) -> shapely.Geometry:
    return shapely.from_wkb(blob[8 + _ENVELOPE_BYTES[blob[3] >> 1 & 7] :])
