"""Step 5: pictures of stores and places."""

from __future__ import annotations

import re

from compare.cases import both, compare_picture
from compare.differences import Findings
from compare.record import SMALL, Store
from compare.sides import Command, Sides

PLACES = (
    "Crimea", "Black Sea", "Ukraine", "Russia", "Turkey", "Syria", "Hatay", "Iran", "Oman",
    "Strait of Hormuz", "Gulf of Oman", "Hainan", "Hainan Island", "South China Sea", "China",
    "Belarus", "Lithuania", "Latakia", "Vilnius", "Minsk", "Kuh Mobarak", "Fiji", "Antarctica",
    "Greenland", "Lake Baikal", "Georgia", "Taiwan", "France", "Norway", "US territory",
    "Ukrainian airspace", "Iranian airspace", "Mediterranean", "Simferopol", "Nowhere at all",
)  # fmt: skip
VIEWS = (
    ("Crimea", "claimed by RUS"),
    ("Crimea", "held by RUS"),
    ("Russia", "claimed by RUS"),
    ("Ukraine", "held by UKR"),
    ("Taiwan", "claimed by CHN"),
)


def place_commands() -> list[Command]:
    """Places of every kind, names of several, and one that is none."""
    found = []
    for name in PLACES:
        found.append(_place(name))
        found.append(Command(f"describe-{name}", ("places", name, "--json")))
    found += [_place(name, "--view", view) for name, view in VIEWS]
    found.append(_place("Russia", "--view", "claimed by RUS", "--date", "2015-11-24"))
    return [*found, Command("search", ("places", "--search", "sea", "--json"))]


def _place(name: str, *way: str) -> Command:
    label = re.sub(r"\W+", "_", " ".join((name, *way)))
    return Command(f"place-{label}", ("places", name, "--out", f"pictures/{label}.svg", *way))


def store_commands(stores: list[Store]) -> list[Command]:
    """Every store as drawing and page, small ones with faults, large ones also one aircraft."""
    found = []
    for store in stores:
        found.append(_shown(store, "svg", "--json"))
        found.append(_shown(store, "html"))
        if store.rows <= SMALL:
            found.append(_shown(store, "svg", "--faulty"))
        if store.address is not None:
            found.append(_shown(store, "html", "--faulty", "--icao24", store.address))
    return found


def _shown(store: Store, ending: str, *way: str) -> Command:
    label = "-".join([store.path.partition("/")[2], *(w.strip("-") for w in way)])
    out = f"pictures/{label}.{ending}"
    return Command(f"show-{label}.{ending}", ("show", store.path, "--out", out, *way))


def compare_pictures(found: Findings, sides: Sides) -> None:
    """Every picture that was drawn."""
    old, new = (side.folder / "pictures" for side in (sides.old, sides.new))
    for path in both(found, "pictures", old, new):
        compare_picture(found, path, old / path, new / path)
