"""The project as a whole: nothing undocumented, everything pinned, the package complete."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import licences
import offline
import pytest
import typer
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import skywitness
from skywitness import cli, errors
from skywitness.claims.language import atoms
from skywitness.record import schema
from skywitness.record.readers import formats

LOCKS = ("requirements.lock", "requirements-dev.lock")
LONGEST_FILE = 400


def headings(page: Path) -> list[str]:
    """The headings of a Markdown page without marks and back-ticks, code blocks left out."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return [h.replace("`", "").strip() for h in re.findall(r"^#+ (.+)$", text, flags=re.M)]


def section(page: Path, heading: str) -> str:
    """The text under one second-level heading of a page."""
    parts = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    found = dict(zip((h.replace("`", "") for h in parts[1::2]), parts[2::2], strict=True))
    return found.get(heading, "")


# --- documentation ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_and_option_is_documented(name: str, repository: Path) -> None:
    text = section(repository / "docs/reference/cli.md", f"skywitness {name}")
    assert text, f"docs/reference/cli.md has no section 'skywitness {name}'"
    command = typer.main.get_command(cli.build([name])).commands[name]
    words = [option for p in command.params for option in p.opts if option.startswith("--")]
    words += [p.name.upper() for p in command.params if p.param_type_name == "argument"]
    missing = [w for w in words if w != "--help" and w not in text]
    assert not missing, f"section 'skywitness {name}' does not name {missing}"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_no_option_is_documented_that_does_not_exist(name: str, repository: Path) -> None:
    text = section(repository / "docs/reference/cli.md", f"skywitness {name}")
    command = typer.main.get_command(cli.build([name])).commands[name]
    known = {option for p in command.params for option in (*p.opts, *p.secondary_opts)}
    assert set(re.findall(r"^\| `(--[a-z0-9-]+)", text, flags=re.M)) <= known | {"--help"}


# Kinds that grow by one file each: the package, its names and the pages with a heading for each.
KINDS = {
    "claims.language.atoms": ([kind.title for kind in atoms.ATOMS], "claim-language.md"),
    "record.readers": ([kind.title for kind in formats.FORMATS], "formats-*.md"),
    "record.faults": (list(schema.FAULTS), "faults.md"),
}
GROWING = ("claims.language.atoms", "record.readers", "record.faults", "detect")


@pytest.mark.parametrize("package", KINDS)
def test_each_of_a_kind_is_documented(package: str, repository: Path) -> None:
    names, pages = KINDS[package]
    found = (repository / "docs/reference").glob(pages)
    described = [heading for page in found for heading in headings(page)]
    assert names
    assert [name for name in names if name not in described] == []


@pytest.mark.parametrize("package", GROWING)
def test_each_growing_package_is_held_to_its_docs(package: str, repository: Path) -> None:
    folder = repository / "src/skywitness" / package.replace(".", "/")
    assert folder.exists() == (package in KINDS), f"name the page for {package} in KINDS"


def test_the_table_of_rooms_is_that_of_the_tree(repository: Path) -> None:
    source = repository / "src/skywitness"
    text = (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([a-z_.]+)` \|", text.split("\n## Rooms\n")[1], flags=re.M)
    rooms = {p.parent.relative_to(source) for p in source.rglob("*.py")} - {Path()}
    files = {p.stem for p in source.glob("[a-z]*.py")}
    assert sorted(table) == sorted({".".join(room.parts) for room in rooms} | files)


def test_tests_lie_where_what_they_test_lies(repository: Path) -> None:
    tests, rooms = repository / "tests", repository / "src/skywitness"
    folders = {p.parent.relative_to(tests) for p in tests.rglob("test_*.py")} - {Path("soundness")}
    assert len(folders) > 20
    assert [str(folder) for folder in folders if not (rooms / folder).is_dir()] == []


def test_what_docstrings_refer_to_exists(repository: Path) -> None:
    source, lost = repository / "src", []
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        home = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        owners = [home, *(each for each in vars(home).values() if inspect.isclass(each))]
        for name in re.findall(r":[a-z]+:`~?([^`]*)`", path.read_text(encoding="utf-8")):
            if name.startswith("."):  # beside it
                exists = _exists(".".join(parts[:-1]) + name)
            else:
                exists = _exists(name) or any(_holds(owner, name) for owner in owners)
            lost += [] if exists else [f"{path.relative_to(source)}: {name}"]
    assert lost == []


def _exists(name: str) -> bool:
    """Whether there is a module of that name, or something in one."""
    for end in range(len(parts := name.split(".")), 0, -1):
        try:
            module = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        return end == len(parts) or _holds(module, ".".join(parts[end:]))
    return False


def _holds(owner: object, name: str) -> bool:
    first, _, rest = name.partition(".")
    if first in getattr(owner, "__annotations__", {}):  # a field
        return True
    return hasattr(owner, first) and (not rest or _holds(getattr(owner, first), rest))


def test_every_error_is_documented(repository: Path) -> None:
    described = headings(repository / "docs/reference/errors.md")
    defined = [
        name
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.SkywitnessError)
    ]
    assert len(defined) > 1
    assert sorted(set(defined) - set(described)) == []


def test_the_public_names_are_those_described(repository: Path) -> None:
    text = (repository / "docs/reference/python.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `(\w+)` \|", text, flags=re.M)
    assert sorted(described) == sorted(skywitness.__all__)
    assert [name for name in described if name not in dir(skywitness)] == []
    assert [name for name in described if not getattr(skywitness, name).__doc__] == []


def test_what_is_not_listed_is_not_public() -> None:
    with pytest.raises(AttributeError, match="case_of"):
        _ = skywitness.case_of


def test_every_page_of_the_docs_is_in_the_contents_and_exists(repository: Path) -> None:
    def pages(node: object) -> list[str]:
        if isinstance(node, str):
            return [node]
        children = node.values() if isinstance(node, dict) else node
        return [page for child in children for page in pages(child)]

    config = yaml.safe_load((repository / "mkdocs.yml").read_text(encoding="utf-8"))
    docs = repository / "docs"
    existing = {str(p.relative_to(docs)) for p in docs.rglob("*.md")}
    assert set(pages(config["nav"])) == existing


def test_the_decisions_are_numbered_listed_and_complete(repository: Path) -> None:
    folder = repository / "docs/adr"
    pages = sorted(folder.glob("[0-9]*.md"))
    assert [p.name[:4] for p in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    listed = (folder / "index.md").read_text(encoding="utf-8")
    for page in pages:
        assert f"({page.name})" in listed
        assert headings(page)[0].startswith(f"{page.name[:4]}. ")
        assert {"Context", "Decision", "Consequences"} <= set(headings(page))


def test_a_page_that_loads_from_elsewhere_is_noticed() -> None:
    page = (
        '<link rel="canonical" href="https://a.example/"><a href="https://b.example/">b</a>'
        '<img src="data:image/png;base64,"><img src="local.png">'
        '<link rel="stylesheet" href="//c.example/c.css"><script src="http://d.example/d.js">'
    )
    assert offline.requests(page) == ["//c.example/c.css", "http://d.example/d.js"]


# --- versions and licences ----------------------------------------------------------------------


def pins(lock: Path) -> dict[str, str]:
    """Name -> version of a lock file; every pin must be exact and carry a hash."""
    text = re.sub(r"\\\n\s*", "", lock.read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for line in filter(None, text.splitlines()):
        match = re.fullmatch(
            r"([a-z0-9-]+)==(\S+)( ;[^-]+?)?(\s*--hash=sha256:[0-9a-f]{64})+", line
        )
        assert match, f"{lock.name}: not an exact pin with hashes: {line[:80]}"
        found[match[1]] = match[2]
    return found


def test_the_locks_pin_everything_declared(repository: Path) -> None:
    declared = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    groups = declared["dependency-groups"]
    run, dev = (pins(repository / lock) for lock in LOCKS)
    for locked, texts in (
        (run, declared["project"]["dependencies"] + groups["build"]),
        (dev, groups["dev"] + groups["docs"]),
    ):
        for requirement in map(Requirement, texts):
            name = canonicalize_name(requirement.name)
            assert requirement.specifier.contains(locked[name]), name
    assert run.items() <= dev.items()


def test_nothing_needed_at_run_time_is_under_the_gpl() -> None:
    parts = licences.components()
    assert {"skywitness", "numpy", "shapely"} <= {part.name for part in parts}
    assert [f"{part.name}: {part.fault}" for part in parts if part.fault] == []


@pytest.mark.parametrize(
    ("licence", "fault"),
    [
        ("MIT", ""),
        ("LGPL-2.1-or-later", ""),
        ("GNU Lesser General Public License v3 (LGPLv3)", ""),
        ("BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1", ""),
        ("GPL-3.0-or-later", "GPL"),
        ("GNU General Public License v3 (GPLv3)", "GPL"),
        ("MIT AND AGPL-3.0-only", "GPL"),
        ("GPLv2", "GPL"),
        ("", "no licence in its metadata"),
    ],
)
def test_which_licences_pass(licence: str, fault: str) -> None:
    assert licences.Component("x", "1", licence).fault == fault


# --- the package --------------------------------------------------------------------------------


def test_the_wheel_holds_licence_notice_types_and_data(repository: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = repository / "src"
    wanted = {
        str(path.relative_to(source))
        for path in (source / "skywitness").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "skywitness/py.typed" in wanted
    assert wanted - names == set()
    assert {Path(n).name for n in names if ".dist-info/licenses/" in n} == {"LICENSE", "NOTICE"}


def test_files_stay_short(repository: Path) -> None:
    long = {
        str(path.relative_to(repository)): lines
        for path in (repository / "src").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_target_of_the_makefile_runs_something_that_exists(repository: Path) -> None:
    text = (repository / "Makefile").read_text(encoding="utf-8")
    programs = re.findall(r"(?:python |^\t)((?:tools|bench)/[\w/.]+)", text, flags=re.M)
    assert programs
    assert [p for p in programs if not (repository / p).exists()] == []
    modules = re.findall(r"BIN\)/python -m ([\w.]+)", text)
    assert "pytest" in modules
    for module in modules:
        folder = repository.joinpath(*module.split("."))
        assert folder.is_dir() or importlib.util.find_spec(module), module
