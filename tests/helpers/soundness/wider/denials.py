"""Facts that deny each other: whoever says the one denies the other, whatever the stretch."""

from __future__ import annotations

#: Facts that deny each other.
DENIALS = (
    ("no shots were fired", "shots were fired at the ship"),
    ("shots were never fired", "shots were fired"),
    ("a warning was given", "no warning was given"),
    ('Falcon never enters "Town"', 'Falcon is inside "Town" for {} minutes'),
    ('Falcon never flies over "Town"', 'Falcon flies over "Town" at alpha'),
    ('Falcon stays in "Town"', 'Falcon leaves "Town"'),
    ('Falcon never leaves "Town"', 'Falcon never enters "Town"'),
    ("Falcon is on the ground at alpha", "Falcon is airborne at alpha"),
    ("Falcon heads west at alpha", "Falcon flies from west to east at alpha"),
    ('Falcon heads towards "Town" at alpha', 'Falcon does not head towards "Town" at alpha'),
    ('Falcon could not reach "Town"', 'Falcon could reach "Town"'),
    ('Falcon could not reach "Town"', 'Falcon is inside "Town" for {} minutes'),
    ("alpha did not happen", "alpha happened"),
    ("Falcon climbs at alpha", "Falcon does not climb at alpha"),
    ("Falcon transponder is on at alpha", "Falcon transponder is off at alpha"),
)
