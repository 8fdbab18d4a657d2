"""Tracks: one aircraft's reports in time order, cut into legs, merged, and bounded between
reports."""

from skywitness.tracks.legs import legs
from skywitness.tracks.merge import Merged, merge
from skywitness.tracks.motion import Estimate, at
from skywitness.tracks.track import Track, tracks_of

__all__ = ["Estimate", "Merged", "Track", "at", "legs", "merge", "tracks_of"]
