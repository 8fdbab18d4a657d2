"""``ro-crate-metadata.json`` (RO-Crate 1.1): what is in a pack, for archives and their search."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.handover.findings import EXPORTS, GEOJSON, KML
from skywitness.handover.packs.contents import CASE, ENCLOSED, REDACTED, REPLACED, Item
from skywitness.unseen import plain

NAME = "ro-crate-metadata.json"
SPEC = "https://w3id.org/ro/crate/1.1"
APACHE = "https://www.apache.org/licenses/LICENSE-2.0"
ODBL = "https://opendatacommons.org/licenses/odbl/1-0/"
KINDS = {".html": "text/html", ".json": "application/json", ".txt": "text/plain",
         ".geojson": "application/geo+json", ".kml": "application/vnd.google-earth.kml+xml",
         ".toml": "application/toml"}  # fmt: skip
OWN = {
    "README.txt": "What this pack is and how to check it",
    "contents.json": "The files of the case, those left out too, with their hashes",
    "index.html": "The dossier: one page that needs nothing but itself",
    "case.json": "What the dossier shows, as one object",
    **EXPORTS,
}
RIGHTS = (
    "Quotes, documents and pictures remain their authors'. Shapes derived from OpenStreetMap are "
    "© OpenStreetMap contributors, under the ODbL 1.0. The page's script is under permissive "
    "licences of its own, which stand in it."
)


def crate(case: Case, items: list[Item], data: Path, date: dt.date) -> Json:
    """The metadata of what stands in ``data``, the payload of a bag."""
    parts: list[Json] = []
    for name, words in OWN.items():
        parts.append(_file(name, data / name, {"name": words}))
        if name in (GEOJSON, KML):
            parts[-1]["license"] = {"@id": ODBL}
    kept: list[Json] = []
    for item in items:
        about: Json = {"name": item.id, "additionalType": item.kind}
        if item.status == ENCLOSED and item.path is not None:
            kept.append(_file(f"{CASE}/{item.path}", data / CASE / item.path,
                              {**about, "sha256": item.sha256}))  # fmt: skip
        else:
            if item.status == REDACTED:
                name = f"{CASE}/{item.path}{REPLACED}"
                instead: Json = {"name": f"Stated replacement of {item.id}"}
                kept.append(_file(name, data / name, instead))
            kept.append(_absent(item, about))
    files = [p for p in kept if p["@type"] == "File"]
    case_folder = {"@id": f"{CASE}/", "@type": "Dataset", "name": "The case's own files",
                   "hasPart": _ids(files)}  # fmt: skip
    proofs = {"@id": "certificates/", "@type": "Dataset",
              "name": "Certificates: what each verdict rests on"}  # fmt: skip
    software = {"@id": "#software", "@type": "SoftwareApplication", "name": "Skywitness",
                "softwareVersion": version("skywitness"), "license": {"@id": APACHE}}  # fmt: skip
    check = {"@id": "#check", "@type": "CreateAction", "name": "Check of the case",
             "instrument": {"@id": "#software"}, "object": {"@id": f"{CASE}/case.toml"},
             "result": [{"@id": "index.html"}, {"@id": "certificates/"}]}  # fmt: skip
    root = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": case.id,
        "name": case.title,
        "description": case.summary or case.title,
        "datePublished": date.isoformat(),
        "license": {"@id": "#rights"},
        "hasPart": _ids([*parts, *files, case_folder, proofs]),
        "mentions": _ids([check, *(p for p in kept if p["@type"] != "File")]),
    }
    rights = {"@id": "#rights", "@type": "CreativeWork", "name": "Rights", "description": RIGHTS}
    odbl = {"@id": ODBL, "@type": "CreativeWork", "name": "Open Database License (ODbL) 1.0"}
    apache = {"@id": APACHE, "@type": "CreativeWork", "name": "Apache License 2.0"}
    itself = {"@id": NAME, "@type": "CreativeWork", "conformsTo": {"@id": SPEC},
              "about": {"@id": "./"}}  # fmt: skip
    whole = [
        itself,
        root,
        *parts,
        case_folder,
        *kept,
        proofs,
        software,
        check,
        rights,
        odbl,
        apache,
    ]
    clean: Json = plain({"@context": f"{SPEC}/context", "@graph": whole})
    return clean


def _file(name: str, path: Path, more: Json) -> Json:
    kind = KINDS.get(path.suffix)
    return {
        "@id": quote(name),
        "@type": "File",
        **more,
        "contentSize": str(path.stat().st_size),
        **({"encodingFormat": kind} if kind else {}),
    }


def _absent(item: Item, about: Json) -> Json:
    """A file of the case that is not here; as no data entity, since those must be present."""
    why = item.reason or "only its hash is on record in the case"
    size = {} if item.bytes is None else {"contentSize": str(item.bytes)}
    return {"@id": f"#{quote(item.id)}", "@type": "CreativeWork", **about, "sha256": item.sha256,
            **size, "creativeWorkStatus": item.status, "description": why}  # fmt: skip


def _ids(found: list[Json]) -> list[Json]:
    return [{"@id": each["@id"]} for each in found]
