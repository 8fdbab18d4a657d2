"""A case with an attack in every text that a case may hold freely."""

from __future__ import annotations

import itertools
import json
from typing import Any

RUN = "window.pwned=1;alert(1)"
ATTACKS = (
    f"<script>{RUN}</script>",
    f"</title></style></script><script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg onload='{RUN}'><title>",
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}" x="',
    f"]]></text></svg><foreignObject><body onload={RUN}>",
    "</style><style>body{display:none;background:url(https://evil.example/a)}</style>",
    "}</style><link rel=stylesheet href=https://evil.example/a.css>",
    f"<iframe srcdoc='<script>{RUN}</script>' src=https://evil.example></iframe>",
    "<base href=https://evil.example/><form action=https://evil.example><button>x</button>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    f"<a href=javascript:{RUN}>x</a>",
    "{{ 7 * 7 }}{% for x in 'ab' %}{{ x }}{% endfor %}${7*7}",
    "&lt;script&gt;&#60;b&#62;&amp;",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror={RUN}>'>",
    "plain <b> and <!-- and <![CDATA[ and --> and \\x3cscript\\x3e",
)

_attacks = itertools.cycle(ATTACKS)


def bad(label: str) -> str:
    """The next attack, with a label by which to find it on the page."""
    return f"{label} {next(_attacks)}"


def hostile_case() -> dict[str, Any]:
    """A case with an attack in every text that a case may hold freely."""
    # Within a sentence of the claim language a name in quotes may not hold a double quote.
    reef = "Reef <img src=x onerror=alert(1)></style></text><script>alert(1)</script>"
    return {
        "id": "hostile",
        "title": bad("title"),
        "summary": "\n".join(("summary", *ATTACKS)),
        "policy": {"name": bad("policy")},
        "air": {"qnh": [1000, 1020], "source": bad("air")},
        "ground": {"lowest": "-400 m", "highest": "8,000 m", "source": bad("ground")},
        "sources": [
            {
                "id": "s",
                "url": "https://example.org/?q=javascript:alert(1)&lt;",
                "archived": "http://example.org/#onload=alert(1)",
                **{
                    k: bad(f"source {k}")
                    for k in ("title", "publisher", "author", "licence", "note")
                },
            }
        ],
        "documents": [
            {
                "id": "d",
                "source": "s",
                "sha256": "0" * 64,
                "chars": 10_000,
                "language": bad("document language"),
                "note": bad("document note"),
            }
        ],
        "frames": [
            {"id": "f", "label": bad("frame"), "note": bad("frame note")},
            {"id": "g", "label": bad("frame two"), "borders": "claimed by FJI"},
        ],
        "moments": [
            {
                "id": "encounter",
                "label": bad("moment"),
                "phrases": ["encounter", bad("phrase")],
                "given": [f'outside "{reef}"'],
                "given_source": bad("given source"),
                "note": bad("moment note"),
                "kind": bad("kind"),
            }
        ],
        "objects": [
            {
                "id": "jet",
                **{k: bad(f"object {k}") for k in ("label", "note")},
                "phrases": [bad("object phrase")],
            }
        ],
        "facts": [
            {
                "id": "shots",
                "phrases": ["shots fell", bad("fact phrase")],
                "denied": [bad("fact denied")],
                "note": bad("fact note"),
            }
        ],
        "places": [
            {
                "name": reef,
                "also": [bad("also")],
                "wkt": "POLYGON ((179.5 -17.5, 179.6 -17.5, 179.6 -17.4, 179.5 -17.5))",
                "error": "1 km",
                **{k: bad(f"place {k}") for k in ("source", "version", "licence", "view", "note")},
            }
        ],
        "claims": [
            {
                "id": "C1",
                "says": f'encounter is about 60 km northeast of "{reef}"',
                "source": "s",
                "chain": [
                    {"who": bad("speaker"), "stance": "asserts"},
                    {"who": bad("go-between"), "stance": "reports"},
                ],
                "said": bad("said"),
                "document": "d",
                "position": 3,
                "archived": "https://example.org/archived",
                **{
                    k: bad(f"claim {k}")
                    for k in ("quote", "language", "translation", "translator", "note")
                },
            },
            {
                "id": "C1f",
                "says": f'there are two "{reef}"',
                "speaker": bad("counter"),
            },
            {
                "id": "C2",
                "says": f"not testable: {bad('reason')}",
                "speaker": bad("plain speaker"),
                "via": [bad("via")],
            },
            {
                "id": "C3",
                "says": f'encounter is 500 km from "{reef}"',
                "speaker": "x",
                "follows_from": ["C1"],
            },
        ],
        "evidence": [
            {
                "id": "V1",
                "kind": "video",
                "moment": "encounter",
                "sha256": "0" * 64,
                "file": f"{ATTACKS[0]}.mp4",
                "url": "https://example.org/?q=javascript:alert(1)&lt;",
                "archived": "https://example.org/archived",
                "located_by": [{"who": bad("locator"), "method": bad("method")}],
                "subject": {"place": reef, "error": "9 km"},
                "camera": {"place": reef, "error": "9 km"},
                "sight": {"farthest": "90 km", "source": bad("sight")},
                "time": {"at": "before 07:03 UTC on 3 May 2024", "method": bad("clock")},
                **{k: bad(f"evidence {k}") for k in ("what", "credit", "said", "note")},
            }
        ],
    }


def dumped(case: dict[str, Any]) -> str:
    """The case as TOML; JSON's strings, numbers and lists are TOML's."""

    def value(x: Any) -> str:
        if isinstance(x, dict):
            return "{ " + ", ".join(f"{k} = {value(v)}" for k, v in x.items()) + " }"
        if isinstance(x, list):
            return "[" + ", ".join(map(value, x)) + "]"
        return json.dumps(x, ensure_ascii=False).replace("\x7f", "\\u007f")

    return "".join(f"{k} = {value(v)}\n" for k, v in case.items())
