"""Small valid files of every format, for damage to begin with."""

from __future__ import annotations

import datetime as dt
from functools import cache

from skywitness.record.readers.formats import FORMATS
from skywitness.record.reading import Context

CONTEXT = Context(date=dt.date(2024, 2, 28), position=(8.5, 47.4))
"""What the formats that need a date or a place are given."""


@cache
def seeds() -> dict[str, list[bytes]]:
    """By the names of :data:`~skywitness.record.readers.formats.FORMATS`; every format has some."""
    import own_exports as own
    import test_asterix as asterix
    import test_geojson as geojson
    import test_heatmap as heatmap
    import test_igc as igc
    import test_raw_readers as raw
    import test_readsb_fuzz as readsb
    import test_readsb_scan as scan
    import test_tables_hostile as tables
    import test_trackfiles_xml as xml
    import test_unaddressed as unaddressed

    found = {name: [content] for name, content in raw.CONTENTS.items()}
    for name, module in {
        "trace": "readsb_trace", "list": "aircraft_json", "lines": "readsb_jsonl",
        "fixes": "network_fixes",
    }.items():  # fmt: skip
        found[module] = [c for n, c in readsb.SEEDS.items() if n.split(",")[0] == name]
    found["readsb_trace"].append(scan.seed())
    for _, reader, content, _ in tables.SEEDS:
        found.setdefault(reader.__name__.rsplit(".", 1)[1], []).append(content)
    found["asterix"] = [
        asterix.RAW,
        asterix.capture([(1.7e9, asterix.RAW), (1.7e9, asterix.RAW)]),
        bytes.fromhex(asterix.OLD21 + asterix.FIRST21),
    ]
    found["table_csv"].append(unaddressed.DRONE.encode())
    found |= {"heatmap": [heatmap.DATA], "gpx": [xml.GPX]}
    found["igc"] = [igc.IGC, igc.LXNAV % (b"GSP", b"16315")]
    found["kml"] = [xml.KML, xml.kmz(xml.KML), own.KML]
    found["gpx"].append(own.GPX)
    found["geojson"] = [geojson.GEOJSON, own.GEOJSON]
    return {f.name: found[f.module] for f in FORMATS}
