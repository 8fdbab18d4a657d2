"""Unusable case files: one error each, with file, key and remedy."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from skywitness.claims.casefile.loader import LARGEST, case_from_text, load_case
from skywitness.errors import SeveralFaults, SkywitnessError

HEAD = """
id = "t"
title = "t"
[[moments]]
id = "encounter"
[[sources]]
id = "paper"
title = "paper"
"""
CLAIM = """
[[claims]]
id = "A"
says = "encounter is 5 km from Crimea"
speaker = "someone"
"""


def fault(text: str) -> SkywitnessError:
    with pytest.raises(SkywitnessError) as caught:
        case_from_text(text, file="case.toml")
    assert caught.value.file == "case.toml"
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("text", "key", "words", "remedy"),
    [
        (HEAD + CLAIM + 'quot = "x"', "claims.A.quot", "unknown key", "did you mean 'quote'"),
        (HEAD + "[[claim]]\nid = 'A'", "claim", "unknown key", "did you mean 'claims'"),
        (HEAD + "[[sources]]\nid = 's'", "sources.s.title", "missing", "add title"),
        (HEAD + CLAIM + CLAIM, "claims.A", "used twice", "own id"),
        (HEAD + CLAIM + 'source = "papr"', "claims.A.source", "no source 'papr'", "'paper'"),
        (HEAD + CLAIM + 'document = "d"', "claims.A.document", "no document", "none is declared"),
        (HEAD + CLAIM + 'follows_from = ["B"]', "claims.A.follows_from", "no claim 'B'", "A"),
        (HEAD + CLAIM + 'follows_from = ["A"]', "claims.A.follows_from", "A → A", "remove"),
        (HEAD + CLAIM + 'supersedes = "A"', "claims.A.supersedes", "A → A", "remove"),
        (HEAD + CLAIM + "position = 3", "claims.A", "needs the 'document'", ""),
        (HEAD + CLAIM + 'translation = "x"', "claims.A", "translator", ""),
        (HEAD + CLAIM + 'stance = "hints"', "claims.A.stance", "'asserts'", ""),
        (HEAD + CLAIM + 'chain = [{ who = "x" }]', "claims.A", "one form only", ""),
        (HEAD + CLAIM + 'archived = "javascript:alert(1)"', "claims.A.archived", "http", ""),
        (
            HEAD + "[[claims]]\nid = 'A'\nsays = 'encounter is 5 km'\nspeaker = 'x'",
            "claims.A.says",
            "too early",
            "an example of what parses",
        ),
        (
            HEAD + "[[claims]]\nid = 'A'\nsays = 'impact is 5 km from X'\nspeaker = 'x'",
            "claims.A.says",
            "'impact' is not a declared moment",
            "encounter",
        ),
        (
            HEAD + "[[claims]]\nid = 'A'\nsays = 'MQ-9 is inside X at impact'\nspeaker = 'x'",
            "claims.A.says",
            "'impact' is not a declared moment",
            "encounter",
        ),
        (
            HEAD + "[[claims]]\nid = 'A'\nsays = 'MQ-9 is inside X'\nspeaker = 'x'",
            "claims.A.says",
            "'MQ-9' is not a declared moment",
            "inside X at encounter",
        ),
        (
            HEAD + "[[claims]]\nid = 'A'\nsays = 'encounter is 5 km from X'",
            "claims.A",
            "'speaker' or a 'chain'",
            "",
        ),
        (
            HEAD + "[[claims]]\nid = 'A b'\nsays = 'x'\nspeaker = 'x'",
            "claims.A b.id",
            "letters",
            "",
        ),
        (
            HEAD + "[[frames]]\nid = 'f'\nlabel = 'f'\nborders = 'mine'",
            "frames.f.borders",
            "claimed by XXX",
            "",
        ),
        (
            HEAD + "[[frames]]\nid = 'f'\nlabel = 'f'\nsame = [['encounter', 'wreck']]",
            "frames.f.same",
            "no moment 'wreck'",
            "encounter",
        ),
        (
            HEAD + "[[moments]]\nid = 'm'\nphrases = ['Encounter']",
            "moments.m.phrases",
            "means both",
            "",
        ),
        (
            HEAD + "[[moments]]\nid = 'm'\ngiven = ['over over']",
            "moments.m.given",
            "",
            "what parses",
        ),
        (HEAD + "[[same]]\nwords = 'miles'\nclaims = ['A', 'B']", "same.1.claims", "no claim", ""),
        (HEAD + "[policy.hedged]\nshar = 0.3", "policy.hedged.shar", "unknown key", "share"),
        (HEAD + "[[documents]]\nid = 'd'\nsha256 = 'abc'", "documents.d.sha256", "64", ""),
        (
            HEAD + "[[claims]]\nid = 'A'\nsays = \"encounter \\u001b[31m\"\nspeaker = 'x'",
            "claims.1.says",
            "U+001B",
            "delete",
        ),
        (
            HEAD + "[[claims]]\nid = 'A'\nsays = 'x'\nspeaker = \"a\\u202eb\"",
            "claims.1.speaker",
            "U+202E",
            "delete",
        ),
        ("id = 't'", "title", "missing", "add title"),
        ("", "id", "missing", ""),
        ("id = 3\ntitle = 't'", "id", "string", ""),
    ],
)
def test_each_fault_names_its_key(text: str, key: str, words: str, remedy: str) -> None:
    error = fault(text)
    assert error.key == key
    assert words in error.message
    assert remedy in str(error.remedy)


def test_an_object_that_is_not_declared_beside_others() -> None:
    objects = "[[objects]]\nid = 'drone'\nphrases = ['MQ-9']\n"
    says = CLAIM.replace("encounter is 5 km", "MQ9-A is 5 km").replace(
        "Crimea", "Crimea at encounter"
    )
    assert case_from_text(HEAD + says).claims[0].id == "A"
    error = fault(HEAD + objects + says)
    assert error.key == "claims.A.says"
    assert "'MQ9-A' is not a declared object" in error.message
    assert "did you mean 'MQ-9'?" in str(error.remedy)


def test_faults_of_several_tables_are_told_together() -> None:
    rows = "".join(f"[[claims]]\nid = 'c{k}'\nspeaker = 'x'\nsays = '{{}}'\n" for k in range(14))
    good = "encounter is 5 km from Crimea"
    bad = ["encounter is 5 km form Crimea", "wreck is inside Crimea", *["over over"] * 12]
    error = fault(HEAD + rows.format(*bad))
    assert isinstance(error, SeveralFaults)
    assert [e.key for e in error.errors] == [f"claims.c{k}.says" for k in range(14)]
    told = str(error)
    assert error.key == "claims.c0.says"
    assert told.count("remedy:") == 10
    assert "'wreck' is not a declared moment" in told
    assert told.endswith("and 4 more")
    error = fault(HEAD + CLAIM.replace("speaker", "speeker") + CLAIM.replace("says", "say"))
    assert "did you mean 'speaker'" in str(error)
    assert "did you mean 'says'" in str(error)
    assert str(error).count("remedy:") == 2
    one = fault(HEAD + rows.format(*[good] * 13, bad[0]))
    assert not isinstance(one, SeveralFaults)
    assert one.key == "claims.c13.says"


def test_toml_faults_name_the_line() -> None:
    error = fault('id = "t"\ntitle = unquoted\n')
    assert (error.row, error.column) == (2, 9)
    assert "not TOML" in error.message
    fault("x = " + "[" * 100_000)


@pytest.mark.parametrize(
    "text",
    [
        "a." * 2_000_000 + "a = 1",
        '"= ".' * 500_000 + "a = 1",
        "[" + "a . " * 500_000 + "a]",
        HEAD + "policy." + "a." * 30 + "a = 1",
        HEAD + "policy." + "{a=" * 30 + "1" + "}" * 30,
        HEAD + "x = {a" + ".'a b'" * 500_000 + " = 1}",
    ],
    ids=["dots", "quoted", "header", "policy", "inline", "inline dots"],
)
def test_bottomless_nesting_is_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(SkywitnessError):
        case_from_text(text)
    assert time.perf_counter() - started < 10


def test_prose_with_many_full_stops_is_no_key() -> None:
    prose = "It was so. " * 100 + "See 1.2.3.4, and so on ...... " * 20
    assert case_from_text(HEAD.replace('title = "t"', f'title = "t"\nsummary = """\n{prose}"""', 1))


def test_a_circle_of_inferences_is_named() -> None:
    claims = "".join(
        f"[[claims]]\nid = '{a}'\nsays = 'not testable: x'\nspeaker = 'x'\nfollows_from = ['{b}']\n"
        for a, b in (("A", "B"), ("B", "C"), ("C", "A"))
    )
    error = fault(HEAD + claims)
    assert "A → B → C → A" in error.message


def test_a_long_chain_of_inferences_is_no_circle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKYWITNESS_LIMITS", "0")
    claims = "".join(
        f"[[claims]]\nid = 'C{i}'\nsays = 'not testable: x'\nspeaker = 'x'\n"
        f"follows_from = {[f'C{i + 1}'] if i < 1499 else []}\n"
        for i in range(1500)
    )
    assert len(case_from_text(HEAD + claims).claims) == 1500


def test_only_the_same_speaker_corrects() -> None:
    other = CLAIM.replace('"A"', '"B"').replace("someone", "another") + 'supersedes = "A"'
    error = fault(HEAD + CLAIM + other)
    assert error.key == "claims.B.supersedes"
    own = case_from_text(HEAD + CLAIM + other.replace("another", "someone"))
    assert own.claim("A").superseded_by == "B"


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    return tmp_path


def _loading(ref: Path | str) -> SkywitnessError:
    with pytest.raises(SkywitnessError) as caught:
        load_case(ref)
    assert caught.value.remedy
    return caught.value


def test_folders_and_files_that_are_no_case(tmp_path: Path) -> None:
    assert "no case.toml" in _loading(tmp_path).message
    assert "skywitness init" in str(_loading(tmp_path).remedy)
    assert "neither a folder" in _loading("no-such-case").message
    assert "mq9-black-sea-2023" in str(_loading("no-such-case").remedy)
    (tmp_path / "case.toml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert "not UTF-8" in _loading(tmp_path).message
    (tmp_path / "case.toml").write_bytes(b'id = "t"\x00')
    assert "binary" in _loading(tmp_path).message
    (tmp_path / "case.toml").write_bytes(b'id = "t"\ntitle = "\xff"')
    assert _loading(tmp_path).row == 2


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "case.toml").open("wb") as stream:
        stream.truncate(100_000_000)
    error = _loading(tmp_path)
    assert f"{LARGEST:,}" in error.message
    assert "100,000,000" in error.message


TEXT = "First line.\nIt was “about 75 miles” southwest.\n"


def _with_document(tmp_path: Path, more: str, path: str = "a.txt", sha: str | None = None) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    digest = sha or hashlib.sha256(TEXT.encode()).hexdigest()
    document = f"[[documents]]\nid = 'd'\npath = '{path}'\nsha256 = '{digest}'\n"
    return _folder(tmp_path, HEAD + document + CLAIM + "document = 'd'\n" + more)


def test_quotes_are_looked_up(tmp_path: Path) -> None:
    case = load_case(_with_document(tmp_path, 'quote = "about 75 miles"'))
    assert case.claim("A").position == TEXT.index("about")
    case = load_case(_with_document(tmp_path, 'quote = "about 75 miles"\nposition = 20'))
    assert case.documents[0].status == "text enclosed"
    error = _loading(_with_document(tmp_path, 'quote = "about 75 miles"\nposition = 21'))
    assert error.key == "claims.A.quote"
    assert "position = 20" in str(error.remedy)
    error = _loading(_with_document(tmp_path, 'quote = "was \\"About  75 miles\\""'))
    assert "position = 15" in str(error.remedy)
    error = _loading(_with_document(tmp_path, 'quote = "eighty miles"'))
    assert "exactly" in str(error.remedy)


@pytest.mark.parametrize(
    "path", ["../a.txt", "/etc/passwd", "b/../../a.txt", "C:a.txt", "..", "b\\\\a"]
)
def test_paths_stay_inside(tmp_path: Path, path: str) -> None:
    inner = tmp_path / "case"
    inner.mkdir()
    error = _loading(_with_document(inner, "", path=path))
    assert error.key == "documents.d.path"


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    inner = tmp_path / "case"
    inner.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inner / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert "out of the case folder" in _loading(_with_document(inner, "", path="link.txt")).message
    (inner / "loop").symlink_to(inner / "loop")
    assert "does not exist" in _loading(_with_document(inner, "", path="loop")).message


def test_documents_that_cannot_be_used(tmp_path: Path) -> None:
    assert "does not exist" in _loading(_with_document(tmp_path, "", path="b.txt")).message
    assert "not a file" in _loading(_with_document(tmp_path, "", path=".")).message.replace(
        "not a path inside the case folder", "not a file"
    )
    error = _loading(_with_document(tmp_path, "", sha="0" * 64))
    assert error.key == "documents.d.sha256"
    assert hashlib.sha256(TEXT.encode()).hexdigest() in error.message
    (tmp_path / "b.bin").write_bytes(b"\xff\xfe\x00")
    digest = hashlib.sha256(b"\xff\xfe\x00").hexdigest()
    assert "not UTF-8" in _loading(_with_document(tmp_path, "", path="b.bin", sha=digest)).message


def test_a_document_without_its_text() -> None:
    text = HEAD + f"[[documents]]\nid = 'd'\nsha256 = '{'0' * 64}'\nchars = 100\n" + CLAIM
    text += "document = 'd'\nquote = 'some words'\n"
    case = case_from_text(text + "position = 90")
    assert case.documents[0].status == "hash recorded, text not enclosed"
    assert fault(text + "position = 91").key == "claims.A.position"
