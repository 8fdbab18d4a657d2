"""Units as people write them: patterns, and the word that is kept of each."""

from __future__ import annotations

#: Unit words: pattern → the word kept (plural). Only "miles" is ambiguous.
UNITS = {
    r"(?:nautical|naut\.?|sea)\s+miles?|n\.?\s?mi\.?|n\.?\s?miles?|nmi?|NM": "nautical miles",
    r"(?:statute|land)\s+miles?|mi": "statute miles",
    r"miles?": "miles",
    r"kilomet(?:re|er)s?|kms?|clicks?|klicks?": "km",
    r"met(?:re|er)s?|(?-i:m)": "m",
    r"feet|foot|ft": "ft",
    r"yards?|yds?": "yards",
}

#: Units of time: pattern → the label kept.
TIME_UNITS = {
    r"seconds?|secs?\.?|s": "s",
    r"minutes?|mins?\.?": "min",
    r"hours?|hrs?\.?|h": "h",
    r"days?": "days",
    r"weeks?": "weeks",
}

#: Units of speed: pattern → the label kept.
PACE_UNITS = {
    r"(?:kms?|kilomet(?:re|er)s?)\s*(?:/|per\s+|an\s+)\s*(?:hour|hr|h)|kmh|km/h|kmph|kph": "km/h",
    r"knots?|kts?|kn|kias|ktas|(?:nautical\s+miles?|nm)\s*(?:/|per\s+)\s*(?:hour|hr|h)": "kt",
    r"mph|mi/h|(?:statute\s+)?miles\s+(?:per|an)\s+hour": "mph",
    r"m/s(?:ec)?|mps|met(?:re|er)s?\s+(?:per|a)\s+second": "m/s",
}

#: Units of vertical speed: pattern → the label kept.
RATE_UNITS = {
    r"(?:ft|feet)\s*/\s*min(?:ute)?|fpm|(?:ft|feet|foot)\s+(?:per|a)\s+min(?:ute)?": "ft/min",
    r"m/s(?:ec)?|mps|met(?:re|er)s?\s+(?:per|a)\s+second": "m/s",
}

#: The units that each terminal of a unit may be.
UNIT_TABLES = {
    "UNIT": UNITS,
    "TIME_UNIT": TIME_UNITS,
    "PACE_UNIT": PACE_UNITS,
    "RATE_UNIT": RATE_UNITS,
}

#: A unit, to be looked ahead for.
A_UNIT = (
    r"(?:nautical|naut\.?|sea|statute|land|miles?|mi|n\.?\s?mi|n\.?\s?miles?|nmi?|km|kms|klicks?|clicks?|kilomet(?:re|er)s?"
    r"|met(?:re|er)s?|m|feet|foot|ft|yards?|yds?|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?"
    r"|days?|weeks?|knots?|kts?|kn|kias|ktas|mph|fpm|mps|kmh|kmph|kph)(?![\w-])"
)
