"""The built page is that of its sources, and holds what it must; no node is needed to see it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

TOP = ("package.json", "package-lock.json", "page.html", "tsconfig.json", "vite.config.ts")
LONGEST_FILE = 400


@pytest.fixture(scope="module")
def built(repository: Path) -> str:
    return (repository / "src/skywitness/data/dossier/page.html").read_text("utf-8")


def sources(repository: Path) -> list[Path]:
    root = repository / "dossier-ui"
    inside = [f for name in ("build", "src") for f in (root / name).rglob("*") if f.is_file()]
    return [*(root / name for name in TOP), *inside]


def test_the_built_page_is_that_of_its_sources(repository: Path, built: str) -> None:
    root = repository / "dossier-ui"
    files = sorted((f.relative_to(root).as_posix(), f) for f in sources(repository))
    digest = hashlib.sha256()
    for name, file in files:
        text = file.read_bytes()
        digest.update(f"{name}\n{len(text)}\n".encode())
        digest.update(text)
    recorded = re.search(r'name="skywitness-sources" content="([0-9a-f]{64})"', built)
    assert recorded is not None
    assert recorded[1] == digest.hexdigest(), "dossier-ui was changed: run 'make dossier'"


def test_the_policy_names_the_one_script_and_the_one_style_sheet(built: str) -> None:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', built)
    assert found is not None
    policy = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert set(policy) == {
        "default-src", "script-src", "style-src", "img-src", "base-uri", "form-action",
    }  # fmt: skip
    assert policy["img-src"] == "blob:"
    for tag, key in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", built, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert policy[key] == f"'sha256-{digest}'"


def test_the_page_asks_for_nothing_and_makes_no_markup(built: str, repository: Path) -> None:
    assert "@import" not in built
    assert "sourceMappingURL" not in built
    assert not re.search(r"url\((?!#)", built)
    assert len(built.encode()) < 200_000
    text = "".join(f.read_text("utf-8") for f in sources(repository) if f.suffix == ".ts")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser",
                 "eval(", "new Function", "fetch(", "XMLHttpRequest", "srcdoc"):  # fmt: skip
        assert word not in text, word


def test_each_source_is_small(repository: Path) -> None:
    files = [f for f in sources(repository) if f.suffix in {".ts", ".css", ".mjs"}]
    long = {f.name for f in files if len(f.read_text("utf-8").splitlines()) > LONGEST_FILE}
    assert long == set()


def test_packages_are_pinned_and_permissive(repository: Path) -> None:
    root = repository / "dossier-ui"
    manifest = json.loads((root / "package.json").read_text("utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", v) for v in manifest["devDependencies"].values())
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    packages = {name: p for name, p in lock["packages"].items() if name}
    allowed = {"MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD"}
    assert {p["license"] for p in packages.values()} <= allowed
    assert all(p["integrity"].startswith("sha512-") for p in packages.values())
    known = "https://registry.npmjs.org/"
    assert all(p.get("resolved", known).startswith(known) for p in packages.values())


def test_what_is_in_the_page_is_in_the_list_of_licences(repository: Path, built: str) -> None:
    listed = (repository / "docs/reference/licences.md").read_text("utf-8")
    lock = json.loads((repository / "dossier-ui/package-lock.json").read_text("utf-8"))
    for name in ("d3-geo", "d3-array", "internmap"):
        version = lock["packages"][f"node_modules/{name}"]["version"]
        assert f"| `{name}` | {version} |" in listed
        assert f"{name}\n\nCopyright" in built
