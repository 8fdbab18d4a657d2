"""Whether a bag is what its manifests say: every byte, no file less and none more."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from skywitness.handover.packs import tags
from skywitness.handover.packs.opened import BROKEN, Opened
from skywitness.handover.packs.tags import unusable
from skywitness.verify.statements.failure import FailedError

CHUNK = 1 << 20
FETCH = "fetch.txt"


class NotHoldingError(FailedError):
    """The first file that is changed, missing or too many; ``where`` is its path."""

    def __init__(self, where: str, why: str) -> None:
        """Keep which file it is."""
        super().__init__(why)
        self.where = where


@dataclass(frozen=True)
class Sealed:
    """A bag that holds: SHA-256 of every payload file, bytes, and the hash that names it all."""

    sha256: dict[str, str]
    bytes: int
    tagmanifest_sha256: str


def held(bag: Opened) -> Sealed:
    """Check every file against every manifest.

    Raises:
        NotHoldingError: a file is changed, missing or not listed.
        SkywitnessError: it is no bag of a kind known here.
    """
    named = {p for p in bag.size if "/" not in p}
    if tags.BAGIT not in named:
        raise unusable(f"the pack has no '{tags.BAGIT}'")
    tags.check_declaration(bag.read(tags.BAGIT))
    if FETCH in named:
        raise unusable(f"the pack has a '{FETCH}': files from elsewhere are not fetched")
    lists = {name: tags.MANIFEST.fullmatch(name) for name in sorted(named)}
    payload: dict[str, dict[str, str]] = {}
    tagged: dict[str, dict[str, str]] = {}
    for name, match in lists.items():
        if match is None:
            continue
        if match[2] not in tags.DIGITS:
            raise unusable(f"'{name}' is of an algorithm that is not checked here")
        found = tags.parse_manifest(bag.read(name), name)
        (tagged if match[1] else payload)[match[2]] = found
    for what, kinds in (("tagmanifest", tagged), ("manifest", payload)):
        if "sha256" not in kinds and not (
            what == "manifest" and _listed(tagged, "manifest-sha256")
        ):
            raise unusable(f"the pack has no '{what}-sha256.txt'")
    own = {name for name, match in lists.items() if match is not None and match[1]}
    outside = {p for p in bag.size if not p.startswith(tags.DATA)} - own
    _compare(bag, tagged, outside)
    for how, found in payload.items():
        for path in found:
            if not path.startswith(tags.DATA):
                raise unusable(f"'manifest-{how}.txt' lists '{path}', which is not under data/")
    inside = {p for p in bag.size if p.startswith(tags.DATA)}
    _compare(bag, payload, inside)
    size = sum(bag.size[p] for p in inside)
    said = tags.oxum(bag.read(tags.INFO)) if tags.INFO in named else None
    if said not in (None, (size, len(inside))):
        raise NotHoldingError(tags.INFO, "its Payload-Oxum is not that of the files")
    whole = hashlib.sha256(bag.read("tagmanifest-sha256.txt")).hexdigest()
    return Sealed(payload["sha256"], size, whole)


def _listed(tagged: dict[str, dict[str, str]], stem: str) -> bool:
    return any(f"{stem}.txt" in found for found in tagged.values())


def _compare(bag: Opened, manifests: dict[str, dict[str, str]], present: set[str]) -> None:
    """Name the first file, by path, that is not as every manifest has it."""
    every = set(present).union(*manifests.values())
    for path in sorted(every):
        if path not in present:
            raise NotHoldingError(path, "the manifests list it, and it is missing")
        for how, found in manifests.items():
            if path not in found:
                raise NotHoldingError(path, f"it is in the pack, and the {how} manifest does not "
                                      "list it")  # fmt: skip
        digests = {how: hashlib.new(how) for how in manifests}
        try:
            with bag.open(path) as stream:
                while block := stream.read(CHUNK):
                    for each in digests.values():
                        each.update(block)
        except BROKEN as error:
            raise NotHoldingError(path, f"it is damaged: {error}") from error
        for how, each in digests.items():
            if each.hexdigest() != manifests[how][path]:
                raise NotHoldingError(path, f"it was changed: its {how} is {each.hexdigest()}")
