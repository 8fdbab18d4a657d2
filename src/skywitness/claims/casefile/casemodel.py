"""The shape of ``case.toml``: every table and key it may have, checked strictly."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from skywitness.claims.casefile.evidencemodel import EvidenceTable
from skywitness.claims.casefile.fields import (
    STRICT,
    Address,
    Id,
    Line,
    Sha256,
    Stance,
    Text,
    Zones,
)
from skywitness.claims.meaning.references import HIGHEST_QNH, LOWEST_QNH

#: Most days that an incident's date may range over: each is one more way to read a clock time.
MOST_DAYS = 3


def _borders(text: str) -> str:
    if text != "recognised" and not re.fullmatch(r"(claimed|held) by [A-Z]{3}", text):
        raise ValueError(
            "borders are 'recognised', 'claimed by XXX' or 'held by XXX' with an ISO A3 code"
        )
    return text


class _Table(BaseModel):
    model_config = STRICT


class LinkTable(_Table):
    """One link of a speech chain."""

    who: Line
    stance: Stance = "asserts"


class SourceTable(_Table):
    """Where something was published."""

    id: Id
    title: Line
    publisher: Line | None = None
    author: Line | None = None
    date: dt.date | None = None
    url: Address | None = None
    archived: Address | None = None
    captured: dt.date | None = None
    licence: Line | None = None
    note: Text | None = None


class DocumentTable(_Table):
    """A text that quotes are taken from; without ``path`` only its hash is on record."""

    id: Id
    source: Id | None = None
    path: Line | None = None
    sha256: Sha256
    chars: Annotated[int, Field(ge=0)] | None = None
    language: Line | None = None
    note: Text | None = None


class FrameTable(_Table):
    """A point of view on borders, and which moments are one."""

    id: Id
    label: Line
    borders: Annotated[str, AfterValidator(_borders)] = "recognised"
    date: dt.date | None = None
    same: list[Annotated[list[Id], Field(min_length=2)]] = []
    note: Text | None = None


class MomentTable(_Table):
    """A happening with unknown place and time."""

    id: Id
    label: Line | None = None
    phrases: list[Line] = []
    given: list[Line] = []
    given_source: Line | None = None
    zone: Zones | None = None
    kind: Line | None = None
    objects: list[Id] = []
    note: Text | None = None


class ObjectTable(_Table):
    """An aircraft, weapon, ship or station that claims speak of."""

    id: Id
    label: Line | None = None
    phrases: list[Line] = []
    type: Line | None = None
    mover: Line | None = None
    stands: bool = False
    apart: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _one_place(self) -> ObjectTable:
        if self.stands and (self.apart or self.mover is not None):
            raise ValueError("an object that 'stands' has one place: no 'apart', no 'mover'")
        return self


class FactTable(_Table):
    """Something that happened or did not, and the phrases that say so."""

    id: Id
    phrases: Annotated[list[Line], Field(min_length=1)]
    denied: list[Line] = []
    note: Text | None = None


class PlaceTable(_Table):
    """A place of the case's own: exactly one way to give its shape."""

    name: Line
    also: list[Line] = []
    geojson: dict[str, Any] | Line | None = None
    wkt: Annotated[str, Field(min_length=1, max_length=2_000_000)] | None = None
    coordinates: Line | None = None
    route: Annotated[list[Line], Field(min_length=2, max_length=50)] | None = None
    around: Line | None = None
    width: Line | None = None
    inside: Line | None = None
    box: Annotated[list[float | int], Field(min_length=4, max_length=4)] | None = None
    polygon: Annotated[list[Line], Field(min_length=3, max_length=10_000)] | None = None
    error: Line | None = None
    source: Line | None = None
    version: Line | None = None
    licence: Line | None = None
    view: Line | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_shape(self) -> PlaceTable:
        areas = [
            key for key in ("geojson", "wkt", "box", "polygon") if getattr(self, key) is not None
        ]
        ways = areas + [
            k for k in ("coordinates", "route", "around") if getattr(self, k) is not None
        ]
        if len(ways) != 1:
            raise ValueError(
                "a place has exactly one of geojson, wkt, coordinates, route, around, box, polygon"
                + (f" (it has {', '.join(ways)})" if ways else " (it has none)")
            )
        if (self.around is None) != (self.width is None):
            raise ValueError("'around' and 'width' belong together")
        if self.inside is not None and not areas:
            raise ValueError(
                "'inside' needs an area to intersect with: box, polygon, wkt or geojson"
            )
        return self


class ClaimTable(_Table):
    """One statement of one speech chain."""

    id: Id
    says: Annotated[str, Field(min_length=1)]
    source: Id | None = None
    speaker: Line | None = None
    via: list[Line] = []
    stance: Stance | None = None
    chain: Annotated[list[LinkTable], Field(min_length=1)] | None = None
    said: dt.datetime | dt.date | dt.time | Line | None = None
    quote: Text | None = None
    language: Line | None = None
    translation: Text | None = None
    translator: Line | None = None
    document: Id | None = None
    position: Annotated[int, Field(ge=0)] | None = None
    sentence: Id | None = None
    archived: Address | None = None
    follows_from: Annotated[list[Id], Field(max_length=200)] = []
    denies: Annotated[list[Id], Field(max_length=200)] = []
    restates: Annotated[list[Id], Field(max_length=200)] = []
    supersedes: Id | None = None
    unchecked: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _one_chain(self) -> ClaimTable:
        if self.chain is None and self.speaker is None:
            raise ValueError("a claim needs a 'speaker' or a 'chain'\n  remedy: add speaker = …")
        if self.chain is not None and (self.speaker or self.via or self.stance):
            raise ValueError("'chain' already names speaker, via and stance; give one form only")
        if self.position is not None and self.document is None:
            raise ValueError("'position' needs the 'document' it counts in")
        if self.position is not None and self.quote is None:
            raise ValueError("'position' needs the 'quote' that stands there")
        if self.translation is not None and self.translator is None:
            raise ValueError("a 'translation' names its 'translator'")
        return self


class SameTable(_Table):
    """Words of several claims that are to be read alike."""

    words: Line
    claims: Annotated[list[Id], Field(min_length=2)]


class AirTable(_Table):
    """What is known of the day's air: sea-level pressure in hPa, from ``source``."""

    qnh: Annotated[list[float | int], Field(min_length=2, max_length=2)]
    source: Line

    @model_validator(mode="after")
    def _recorded(self) -> AirTable:
        low, high = self.qnh
        if not LOWEST_QNH <= low <= high <= HIGHEST_QNH:
            raise ValueError(
                f"'qnh' is the lowest and the highest pressure at the sea, from {LOWEST_QNH:g} to "
                f"{HIGHEST_QNH:g} hPa"
            )
        return self


def _with_unit(value: object) -> object:
    if isinstance(value, int | float):
        raise ValueError(f'a height has its unit\n  remedy: write "{value} m" or "{value} ft"')
    return value


class GroundTable(_Table):
    """Between what heights above the sea the surface below lies, at all moments or some."""

    lowest: Annotated[Line | None, BeforeValidator(_with_unit)] = None
    highest: Annotated[Line | None, BeforeValidator(_with_unit)] = None
    surface: Literal["sea"] | None = None
    moments: list[Id] = []
    source: Line

    @model_validator(mode="after")
    def _one_surface(self) -> GroundTable:
        ends = [self.lowest is not None, self.highest is not None]
        if not (all(ends) if self.surface is None else not any(ends)):
            raise ValueError("the ground has both 'lowest' and 'highest', or surface = \"sea\"")
        return self


def _listed(value: object) -> object:
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list):
        raise ValueError("the ground is a table\n  remedy: write it under [ground]")
    return value


class ApartTable(_Table):
    """Words of claims that are read by themselves, whatever would couple them."""

    words: Line
    claims: Annotated[list[Id], Field(min_length=1)]


class CaseTable(_Table):
    """The whole file."""

    id: Id
    title: Line
    date: dt.date | Annotated[list[dt.date], Field(min_length=2, max_length=2)] | None = None
    zone: Zones | None = None
    summary: Text | None = None
    shapes: Literal["1km", "100m"] = "1km"
    air: AirTable | None = None
    ground: Annotated[list[GroundTable], BeforeValidator(_listed), Field(max_length=200)] = []
    policy: dict[str, Any] = {}
    sources: Annotated[list[SourceTable], Field(max_length=2000)] = []
    documents: Annotated[list[DocumentTable], Field(max_length=500)] = []
    frames: Annotated[list[FrameTable], Field(max_length=50)] = []
    moments: Annotated[list[MomentTable], Field(max_length=200)] = []
    objects: Annotated[list[ObjectTable], Field(max_length=200)] = []
    facts: Annotated[list[FactTable], Field(max_length=200)] = []
    places: Annotated[list[PlaceTable], Field(max_length=500)] = []
    claims: Annotated[list[ClaimTable], Field(max_length=2000)] = []
    evidence: Annotated[list[EvidenceTable], Field(max_length=500)] = []
    same: Annotated[list[SameTable], Field(max_length=500)] = []
    apart: Annotated[list[ApartTable], Field(max_length=500)] = []

    @model_validator(mode="after")
    def _few_days(self) -> CaseTable:
        if isinstance(self.date, list):
            first, last = self.date
            if not 1 <= (last - first).days <= MOST_DAYS - 1:
                raise ValueError(f"'date' is one day, or the first and last of at most {MOST_DAYS}")
        return self
