"""The shape of ``[[evidence]]``: photographs, videos, sound and satellite pictures of a case."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, model_validator

from skywitness.claims.casefile.fields import (
    STRICT,
    Address,
    Id,
    Line,
    Sha256,
    Stance,
    Text,
)


class _Table(BaseModel):
    model_config = STRICT


class LocatorTable(_Table):
    """Who located a picture, and how: one link of the speech chain."""

    who: Line
    stance: Stance | None = None
    method: Line | None = None


class SpotTable(_Table):
    """A place of a picture with its stated error."""

    place: Line
    error: Line


class SightTable(_Table):
    """The farthest at which the subject could have been seen, and who says so."""

    farthest: Line
    source: Line


class TimeTable(_Table):
    """When a picture was taken; a single time has a stated error."""

    at: Line
    error: Line | None = None
    method: Line | None = None


class EvidenceTable(_Table):
    """One photograph, video, recording or satellite picture of a moment."""

    id: Id
    kind: Literal["photo", "video", "audio", "satellite"]
    what: Line
    moment: Id
    object: Id | None = None
    sha256: Sha256
    file: Line | None = None
    credit: Line | None = None
    url: Address | None = None
    archived: Address | None = None
    source: Id | None = None
    located_by: list[LocatorTable]
    subject: SpotTable | None = None
    camera: SpotTable | None = None
    sight: SightTable | None = None
    time: TimeTable | None = None
    said: dt.datetime | dt.date | dt.time | Line | None = None
    supersedes: Id | None = None
    unchecked: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> EvidenceTable:
        if not self.located_by:
            raise ValueError("'located_by' names at least one who says where or when it was taken")
        if self.subject is None and self.camera is None and self.time is None:
            raise ValueError(
                "a piece of evidence states a place or a time: 'subject', 'camera' or 'time'"
            )
        if self.sight is not None and self.camera is None:
            raise ValueError("'sight' needs the 'camera' it is counted from")
        return self
