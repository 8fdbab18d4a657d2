"""Cases, packs and certificates of strangers: one drawn by its number from sound ones."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import shutil
import stat
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from mutation import mutant
from pack_case import case_folder, resealed

import skywitness as sw

from .values import PATHS, UNSEEN, as_json, as_toml, changed

KINDS = ("case", "text", "folder", "certificates", "pack", "zip")
SENTENCE = "encounter is within 100 km of Isle"


@dataclass(frozen=True)
class Sound:
    """A case, its certificates and its pack, before anything is done to them."""

    case: Path
    out: Path
    pack: Path

    @classmethod
    def make(cls, top: Path) -> Sound:
        """All three in a folder."""
        (top / "case").mkdir(parents=True)
        case = case_folder(top / "case")
        checked = sw.check(case, conflicts_s=0)
        sw.write_certificates(checked, top / "out")
        return cls(case, top / "out", sw.pack(checked, top / "bag").path)


@dataclass(frozen=True)
class Mutant:
    """What was made, and the commands that it is given to."""

    path: Path
    commands: tuple[tuple[str, ...], ...]
    told: str


def draw(sound: Sound, kind: str, number: int, top: Path) -> Mutant:
    """Mutant ``number`` of a kind, in the folder ``top/in``; the number alone gives it."""
    rng = random.Random(f"{kind} {number}")
    into = top / "in"
    if kind in ("case", "text", "folder"):
        shutil.copytree(sound.case, into)
        told = {"case": _tree, "text": _text, "folder": _folder}[kind](into, rng, top)
        return Mutant(into, _of_case(into, top), told)
    if kind == "certificates":
        shutil.copytree(sound.out, into)
        return Mutant(into, (("verify", str(into)),), _certificates(into, rng))
    if kind == "pack":
        shutil.copytree(sound.pack, into)
        told = _pack(into, rng)
        return Mutant(into, (("verify", str(into)), ("verify", str(into), "--json")), told)
    into = top / "in.zip"
    told = _zip(sound.pack, into, rng)
    return Mutant(into, (("verify", str(into)),), told)


def _of_case(into: Path, top: Path) -> tuple[tuple[str, ...], ...]:
    case = str(into)
    return (
        ("check", case, "--conflicts", "0"),
        ("explain", SENTENCE, "--case", case),
        ("ask", case, "distance from encounter to Isle"),
        ("pack", case, "--out", str(top / "made"), "--conflicts", "0"),
    )


def _tree(into: Path, rng: random.Random, _: Path) -> str:
    file = into / "case.toml"
    tree = tomllib.loads(file.read_text("utf-8"))
    file.write_text(as_toml(changed(tree, rng)), "utf-8", errors="surrogatepass")
    return "the case's tables"


def _text(into: Path, rng: random.Random, _: Path) -> str:
    """The case as bytes: encodings, line ends, doubled keys, damage, and very many keys."""
    file = rng.choice(
        [into / "case.toml"] * 5 + [into / "shapes/box.json", into / "documents/one.txt"]
    )
    text = file.read_text("utf-8")
    kind = rng.randrange(14)
    if kind == 0:
        data = text.encode("utf-8-sig")
    elif kind == 1:
        data = text.encode(rng.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037")))
    elif kind == 2:
        data = text.replace("\n", rng.choice(("\r\n", "\r", "\x0b", "\u2028", "\x00\n"))).encode()
    elif kind == 3:
        lines = text.splitlines()
        k = rng.randrange(len(lines))
        data = "\n".join([*lines[: k + 1], *lines[k:]]).encode()
    elif kind == 4:
        data = text.encode() + b"\n".join(
            b'k%d = "x"' % k for k in range(rng.choice((1000, 100_000)))
        )
    elif kind == 5:
        data = b"a = " + b"[" * 100_000
    elif kind == 6:
        data = b".".join([b"a"] * 50_000) + b" = 1\n" + text.encode()
    elif kind == 7:
        data = rng.randbytes(rng.choice((0, 1, 1000, 1 << 20)))
    elif kind == 8:
        data = text.encode() * rng.choice((2, 50))
    elif kind == 9:
        k = rng.randrange(len(text))
        data = (text[:k] + UNSEEN + text[k:]).encode()
    elif kind == 10:
        data = text.encode() + b"# " + b"x" * (5 << 20)
    else:
        data = mutant(text.encode(), rng, long_lines=0.0)
    file.write_bytes(data)
    return f"{file.name} as bytes ({kind})"


def _folder(into: Path, rng: random.Random, top: Path) -> str:
    """Something else than a file where one should be."""
    name = rng.choice(("case.toml", "documents/one.txt", "documents/two.txt", "shapes/box.json",
                       "documents", "shapes"))  # fmt: skip
    return _other(into / name, rng, top)


def _other(file: Path, rng: random.Random, top: Path) -> str:
    outside = top / "outside"
    if file.is_dir():
        shutil.rmtree(file)
    else:
        file.unlink()
    kind = rng.randrange(10)
    if kind == 0:
        os.mkfifo(file)
    elif kind == 1:
        file.symlink_to(
            rng.choice(("/dev/zero", "/dev/random", "/dev/null", "/dev/stdin", "/dev/tty"))
        )
    elif kind == 2:
        file.symlink_to(outside / "secret.txt")
    elif kind == 3:
        file.symlink_to(file.name)
    elif kind == 4:
        file.symlink_to("/proc/self/mem")
    elif kind == 5:
        file.mkdir()
    elif kind == 6:
        file.symlink_to(outside)
    elif kind == 7:
        with file.open("wb") as made:
            made.truncate(1 << rng.choice((24, 24 if "data" in file.parts else 33)))
    elif kind == 8:
        file.write_bytes(b"")
        file.chmod(0)
    return f"{file.name} is something else ({kind})"


def _json_file(file: Path, rng: random.Random) -> str:
    """A file of JSON, in gzip or not, with something of it changed."""
    raw = file.read_bytes()
    packed = file.suffix == ".gz"
    text = gzip.decompress(raw) if packed else raw
    if rng.random() < 0.75:
        try:
            data = as_json(changed(json.loads(text), rng)).encode("utf-8", "surrogatepass")
        except ValueError:
            data = mutant(text, rng, long_lines=0.0)
    else:
        data = mutant(text, rng, long_lines=0.0)
    if packed and rng.random() < 0.9:
        data = gzip.compress(data if rng.random() < 0.97 else data + b" " * (64 << 20))
    file.write_bytes(data)
    return file.name


def _certificates(into: Path, rng: random.Random) -> str:
    inner = into / "certificates"
    if rng.random() < 0.1:
        return _other(rng.choice(_files(inner)), rng, into.parent)
    file = rng.choice([*_files(inner), inner / "manifest.json"])
    told = _json_file(file, rng)
    if file.name != "manifest.json":
        _sealed(inner)
    return f"certificates: {told}"


def _sealed(inner: Path) -> None:
    """Make every hash fit again, so that what was changed is looked at."""
    try:
        manifest = json.loads((inner / "manifest.json").read_text("utf-8"))
        entries = [*manifest["certificates"], *manifest["exclusions"].values(),
                   *manifest["case"]["files"]]  # fmt: skip
        for entry in entries:
            entry["sha256"] = hashlib.sha256((inner / entry["path"]).read_bytes()).hexdigest()
        (inner / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    except (OSError, ValueError, LookupError, TypeError):
        return


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _pack(into: Path, rng: random.Random) -> str:
    kind = rng.random()
    file = rng.choice(_files(into))
    if kind < 0.15:
        told = _other(file, rng, into.parent)
        if not file.is_file():
            return f"pack: {told}"
    elif kind < 0.3:
        told = _listed(into, rng)
    elif file.suffix in (".json", ".geojson", ".gz"):
        told = _json_file(file, rng)
        if "certificates" in file.parts and file.name != "manifest.json":
            _sealed(into / "data/certificates")
    else:
        file.write_bytes(mutant(file.read_bytes(), rng, long_lines=0.0))
        told = f"{file.name} damaged"
    if rng.random() < 0.85:
        try:
            resealed(into)
        except (OSError, ValueError):
            return f"pack: {told} (not sealed)"
    return f"pack: {told}"


def _listed(into: Path, rng: random.Random) -> str:
    """A line too many in a manifest of the bag."""
    file = into / rng.choice(("manifest-sha256.txt", "manifest-sha512.txt", "bag-info.txt",
                              "bagit.txt", "tagmanifest-sha256.txt"))  # fmt: skip
    name = rng.choice(
        (*PATHS, "data/CASE.json", "data/case.json", "data/%0Ax", "data/é", "data/e\u0301")
    )
    line = f"{rng.choice(('0' * 64, 'f' * 128, '', 'z', '0' * 10**6))}  {name}\n"
    text = file.read_text("utf-8")
    file.write_text(rng.choice((text + line, line + text, line, text * 2, "")), "utf-8")
    return f"{file.name}: {line[:60]!r}"


def _zip(pack: Path, into: Path, rng: random.Random) -> str:
    names = (*PATHS, "../in/x", "bag/../../outside/x", "bag/data/case.json", "bag/data/CASE.JSON",
             "bag/", "bag/data", "", "bag/data/\u202ex", "bag/data/a\nb", "/bag/x", "bag//data/x",
             "bag/./x",
             "bag\\data\\x", "bag/data/caf\u00e9", "bag/data/cafe\u0301")  # fmt: skip
    told = "plain"
    way = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(into, "w", way, strict_timestamps=False) as out:
        for file in _files(pack):
            out.write(file, f"bag/{file.relative_to(pack).as_posix()}")
        for _ in range(rng.choice((0, 1, 1, 3))):
            info = zipfile.ZipInfo(rng.choice(names)[:60_000] or "x")
            mode = rng.choice(
                (stat.S_IFREG, stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR)
            )
            info.external_attr = (mode | 0o777) << 16
            told = f"{info.filename[:60]!r} of mode {mode:o}"
            filler = rng.choice(
                (b"x", b"/etc/passwd", b"\0" * (80 << 20) if rng.random() < 0.05 else b"y")
            )
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, filler)
        if rng.random() < 0.1:
            out.comment = UNSEEN.encode() * 100
    if rng.random() < 0.5:
        into.write_bytes(mutant(into.read_bytes(), rng, long_lines=0.0))
        told += ", damaged"
    return f"zip: {told}"
