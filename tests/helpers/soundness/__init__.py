"""Soundness: random true worlds, claims derived from them, and what the solver says of them.

Nothing here uses the solver's geometry or its tolerance table. Distances and bearings come from
``geographiclib`` (or from :mod:`.earth`'s vectorised formula, which a test holds to it),
tolerances from the prose of ``docs/concepts/verdicts.md``, written out again in :mod:`.phrases`.
"""
