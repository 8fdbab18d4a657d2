"""``prov.json`` (W3C PROV-JSON): from sources and documents by quotes and claims to verdicts.

A delegation says that its delegate passed on words of its responsible, with the stance on record,
and nothing of whose behalf they had at heart.
"""

from __future__ import annotations

import hashlib
import json
import math
from importlib.metadata import version
from urllib.parse import quote

from prov.constants import PROV
from prov.identifier import Namespace
from prov.model import ProvDocument

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case, Claim
from skywitness.dossier.json.checkjson import check_json
from skywitness.dossier.json.claimsjson import said_json
from skywitness.dossier.words.appendix import case_hash, software
from skywitness.reason.results import CheckResult
from skywitness.unseen import plain

SW = Namespace("sw", "urn:x-skywitness:terms:")
SOFTWARE, CHECK, POLICY, FILE = "case:software", "case:check", "case:policy", "case:case.toml"


def prov_json(result: CheckResult) -> Json:
    """The document; names are ``case:KIND/ID`` in a namespace of the case's own."""
    case = result.case
    doc = ProvDocument()
    doc.add_namespace("case", f"urn:x-skywitness:case:{quote(case.id)}:")
    doc.add_namespace(SW)
    _check(doc, result)
    for s in case.sources:
        by = ", ".join(w for w in (s.author, s.publisher) if w)
        doc.entity(f"case:source/{s.id}", _known({
            "prov:type": SW["Source"], "prov:label": s.title, "sw:by": by or None, "sw:url": s.url,
            "sw:archived": s.archived, "sw:date": None if s.date is None else s.date.isoformat(),
            "sw:captured": None if s.captured is None else s.captured.isoformat(),
        }))  # fmt: skip
    for d in case.documents:
        name = f"case:document/{d.id}"
        doc.entity(name, _known({
            "prov:type": SW["Document"], "prov:label": d.id, "sw:sha256": d.sha256,
            "sw:characters": d.chars, "sw:language": d.language, "sw:status": d.status,
        }))  # fmt: skip
        if d.source is not None:
            doc.derivation(name, f"case:source/{d.source}")
        doc.used(CHECK, name)
    agents = _agents(doc, case)
    for claim in case.claims:
        _claim(doc, claim, agents)
    _verdicts(doc, check_json(result))
    found: Json = plain(json.loads(doc.serialize(format="json") or "{}"))
    return found


def _check(doc: ProvDocument, result: CheckResult) -> None:
    """The program, what it was given, and the check it made."""
    case = result.case
    doc.agent(SOFTWARE, {"prov:type": PROV["SoftwareAgent"], "prov:label": software(),
                         "sw:version": version("skywitness")})  # fmt: skip
    policy = json.dumps(case.policy.as_json(), sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(policy.encode()).hexdigest()
    doc.entity(POLICY, {
        "prov:type": PROV["Plan"], "prov:label": case.policy.name, "sw:sha256": digest,
        "sw:replaced": bool(case.replaced_policy),
    })  # fmt: skip
    about: Json = {"prov:type": SW["CaseFile"], "prov:label": case.title}
    if own := case_hash(case):
        about["sw:sha256"] = own
    doc.entity(FILE, about)
    doc.activity(CHECK, other_attributes=_known({
        "prov:type": SW["Check"], "sw:policySha256": digest, "sw:sectorDegrees": result.sector_deg,
        "sw:conflictsSought": result.conflicts is not None,
    }))  # fmt: skip
    doc.association(CHECK, SOFTWARE, POLICY)
    doc.used(CHECK, FILE)


def _agents(doc: ProvDocument, case: Case) -> dict[str, str]:
    """Everyone in a speech chain, each once."""
    names = dict.fromkeys(link.who for claim in case.claims for link in claim.chain)
    out = {}
    for n, who in enumerate(names, 1):
        out[who] = f"case:speaker/{n}"
        doc.agent(out[who], {"prov:label": who, "prov:type": SW["Speaker"]})
    return out


def _claim(doc: ProvDocument, claim: Claim, agents: dict[str, str]) -> None:
    """A claim, the quote it rests on, and who said it through whom."""
    name, saying, row = f"case:claim/{claim.id}", f"case:saying/{claim.id}", claim.row
    doc.entity(name, {"prov:type": SW["Claim"], "prov:label": claim.id, "prov:value": row.says})
    doc.activity(saying, other_attributes=_known({"prov:type": SW["Saying"],
                                                  "sw:said": said_json(row.said)}))  # fmt: skip
    doc.generation(name, saying)
    doc.wasAttributedTo(name, agents[claim.speaker])
    for link in claim.chain:
        doc.association(saying, agents[link.who], other_attributes={"prov:role": link.stance})
    for nearer, farther in zip(claim.chain[1:], claim.chain, strict=False):
        how: Json = {"prov:type": SW["PassesOn"], "sw:stance": nearer.stance}
        doc.delegation(agents[nearer.who], agents[farther.who], saying, other_attributes=how)
    if row.quote is not None:
        quoted = f"case:quote/{claim.id}"
        doc.entity(quoted, _known({
            "prov:type": SW["Quote"], "prov:value": row.quote, "sw:position": claim.position,
            "sw:language": row.language, "sw:archived": row.archived,
        }))  # fmt: skip
        doc.derivation(name, quoted)
        if row.document is not None:
            doc.wasQuotedFrom(quoted, f"case:document/{row.document}")
        elif row.source is not None:
            doc.wasQuotedFrom(quoted, f"case:source/{row.source}")
    elif row.source is not None:
        doc.hadPrimarySource(name, f"case:source/{row.source}")
    if row.supersedes is not None:
        doc.wasRevisionOf(name, f"case:claim/{row.supersedes}")
    doc.used(CHECK, name)


def _verdicts(doc: ProvDocument, check: Json) -> None:
    """Readings, verdicts and results of inferences, each with what it was made from."""
    for claim in check["claims"]:
        name = f"case:claim/{claim['id']}"
        for v in claim["verdicts"]:
            here = f"{claim['id']}/{v['frame']}"
            mine = f"case:verdict/{here}"
            doc.entity(mine, _known({
                "prov:type": SW["Verdict"], "prov:label": v["verdict"], "sw:frame": v["frame"],
                **_margin(v["margin"]), "sw:because": v["because"], "sw:reading": v["reading"],
            }))  # fmt: skip
            doc.generation(mine, CHECK)
            doc.derivation(mine, name)
            for n, r in enumerate(v["readings"], 1):
                reading = f"case:reading/{here}/{n}"
                about = {"prov:type": SW["Reading"], "prov:label": r["name"], "sw:kind": r["kind"]}
                doc.entity(reading, _known({**about, **_margin(r["margin"])}))
                doc.derivation(reading, name)
                doc.derivation(mine, reading)
        for i in claim["inference"]:
            mine = f"case:inference/{claim['id']}/{i['frame']}"
            doc.entity(mine, _known({
                "prov:type": SW["Inference"], "prov:label": i["result"], "sw:frame": i["frame"],
                "sw:strength": i["strength"], **_margin(i["margin"]), "sw:because": i["because"],
            }))  # fmt: skip
            doc.generation(mine, CHECK)
            for each in (claim["id"], *i["given"]):
                doc.derivation(mine, f"case:claim/{each}")


def _margin(margin: Json | None) -> Json:
    """The bracket of the least stretch; ends that do not exist are left out."""
    return {} if margin is None else {"sw:marginFrom": margin["lo"], "sw:marginTo": margin["hi"]}


def _known(found: Json) -> Json:
    return {
        key: value
        for key, value in found.items()
        if value is not None and not (isinstance(value, float) and not math.isfinite(value))
    }
