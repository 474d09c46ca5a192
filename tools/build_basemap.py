"""Makes the basemap that ships inside the package, and notes where all of it comes from.

Run it with `make basemap` when the data or the format of the file is to change; it never runs
when a site is built. Packages are taken from a folder; those not there are fetched into it by
the registries' own clients (`apt-get`, `pip`, `npm`). Same packages and libraries, same bytes.
"""

import argparse
import hashlib
import json
import platform
import sys
import zlib
from pathlib import Path

import numpy as np
import shapefile
import shapely

from basemap.labels import labels
from basemap.lines import layers
from basemap.pack import Content, packed, section_sizes
from basemap.places import towns
from basemap.sources import SOURCES, Archives, MissingSourceError
from basemap.territories import territories

DATA = Path(__file__).parent.parent / "generator" / "milepost" / "data"
CREDIT = "Natural Earth · GeoNames (CC BY 4.0)"


def main() -> None:
    """Make `basemap.mpb` and `basemap.provenance.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archives", type=Path, default=Path("build/basemap"))
    parser.add_argument("--output", type=Path, default=DATA)
    chosen = parser.parse_args()
    archives = Archives(chosen.archives.resolve())
    try:
        content = gathered(archives)
    except MissingSourceError as error:
        sys.exit(str(error))
    data = packed(content)
    chosen.output.mkdir(parents=True, exist_ok=True)
    (chosen.output / "basemap.mpb").write_bytes(data)
    notes = json.dumps(provenance(archives, content, data), indent=2, ensure_ascii=False)
    (chosen.output / "basemap.provenance.json").write_text(notes + "\n", encoding="utf-8")
    print(f"{len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


def gathered(archives: Archives) -> Content:
    """Read all packages."""
    found = towns(archives)
    return Content(
        layers(archives),
        [town.place for town in found],
        labels(archives, found),
        CREDIT,
        territories(archives, found),
    )


def provenance(archives: Archives, content: Content, data: bytes) -> dict[str, object]:
    """Say what went in, by whose leave, and what came out."""
    return {
        "file": "basemap.mpb",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "credit": content.credit,
        "sources": [
            {
                "registry": source.registry,
                "package": source.package,
                "version": source.version,
                "archive": source.archive,
                "sha256": source.sha256,
                "data": source.data,
                "licence": source.licence,
                "members": archives.members_read(source),
            }
            for source in SOURCES
        ],
        "typed": "tools/seas.csv: names of seas and lakes",
        "counts": {
            **{
                name: {"shapes": len(shapes), "points": sum(len(s.points) for s in shapes)}
                for name, shapes in content.layers.items()
            },
            "places": len(content.places),
            "labels": {
                kind: sum(label.kind == kind for label in content.labels)
                for kind in ("country", "region", "sea")
            },
            "territories": {
                "names": len(content.territories.names),
                "borders": len(content.territories.arcs),
                "points": sum(len(arc.points) for arc in content.territories.arcs),
            },
        },
        "bytes_packed": section_sizes(data),
        "made_with": {
            "python": platform.python_version(),
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
            "numpy": np.__version__,
            "shapely": shapely.__version__,
            "geos": shapely.geos_version_string,
            "pyshp": shapefile.__version__,
        },
    }


if __name__ == "__main__":
    main()
