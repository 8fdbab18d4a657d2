"""Ways to tamper with the certificates of the case with every verdict, each one of them a lie."""

from __future__ import annotations

import copy
from collections.abc import Callable

from forger import Forger, edit_case, entry, first_leaf, verdict


def witness_moved(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    c["proof"]["witness"]["places"]["encounter"][0] += 5.0
    f.put(verdict("bay"), c)


def witness_moved_a_little(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    c["proof"]["witness"]["places"]["encounter"][1] += 0.02
    f.put(verdict("bay"), c)


def witness_off_the_earth(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    c["proof"]["witness"]["places"]["encounter"][1] = 95.0
    f.put(verdict("bay"), c)


def witness_time_moved(f: Forger) -> None:
    c = f.certificate(verdict("at"))
    c["proof"]["witness"]["times"]["strike"] += 60.0
    f.put(verdict("at"), c)


def height_changed(f: Forger) -> None:
    c = f.certificate(verdict("height"))
    c["proof"]["witness"]["heights"]["free"]["altitude"] += 900.0
    f.put(verdict("height"), c)


def slack_overstated(f: Forger) -> None:
    c = f.certificate(verdict("consistent"))
    c["proof"]["witness"]["parts"][0]["slack"] += 500.0
    f.put(verdict("consistent"), c)


def value_misstated(f: Forger) -> None:
    c = f.certificate(verdict("consistent"))
    c["proof"]["witness"]["parts"][0]["value"] = [390_000.0, 390_100.0]
    f.put(verdict("consistent"), c)


def margin_tightened(f: Forger) -> None:
    c = f.certificate(verdict("strained"))
    c["margin"]["hi"] = c["margin"]["lo"]
    f.put(verdict("strained"), c)


def leaf_left_out(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    reason, names = first_leaf(log)
    log["leaves"][reason] = " ".join(names[1:])
    f.put_log(name, log)


def leaf_twice_over_a_gap(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    reason, names = first_leaf(log)
    log["leaves"][reason] = " ".join([*names[1:], names[1]])
    f.put_log(name, log)


def leaf_within_another(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    reason, names = first_leaf(log)
    log["leaves"][reason] = " ".join([*names, names[0] + "0"])
    f.put_log(name, log)


def leaf_on_another_face(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    reason, names = first_leaf(log)
    other = str((int(names[0][0]) + 1) % 6)
    log["leaves"][reason] = " ".join([other + names[0][1:], *names[1:]])
    f.put_log(name, log)


def leaf_of_another_reason(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    assert len(log["leaves"]) > 1
    reason, _names = first_leaf(log)
    other = next(r for r in log["leaves"] if r != reason)
    log["leaves"] = {other: " ".join(n for r in log["leaves"].values() for n in r.split())}
    f.put_log(name, log)


def leaf_of_no_reason(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    reason, _ = first_leaf(log)
    log["leaves"]["17"] = log["leaves"].pop(reason)
    f.put_log(name, log)


def tiles_made_coarse(f: Forger) -> None:
    """The six faces, each said to be excluded as a whole."""
    name, log = f.log("cells", 2.0)
    log["leaves"] = {"0": "0 1 2 3 4 5"}
    f.put_log(name, log)


def not_held_claimed(f: Forger) -> None:
    name, log = f.log("always")
    log["leaves"] = {"holds": " ".join(n for r in log["leaves"].values() for n in r.split())}
    f.put_log(name, log)


def log_tolerance_changed(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    for demand in log["demands"]:
        if demand["allowed"].get("upper"):
            demand["allowed"]["upper"][1] = 0.0
    f.put_log(name, log)


def log_stretch_changed(f: Forger) -> None:
    name, log = f.log("cells", 1.0)
    log["stretch"] = f.manifest["exclusions"][name]["stretch"] = 2.0
    f.put_log(name, log)


def certificate_stretch_changed(f: Forger) -> None:
    c = f.certificate(verdict("strained"))
    c["proof"]["empty"]["stretch"] = 2.0
    f.put(verdict("strained"), c)


def word_made_worse(f: Forger) -> None:
    c = f.certificate(verdict("strained"))
    c["verdict"] = "contradicted"
    f.put(verdict("strained"), c)
    entry(f, verdict("strained"))["word"] = "contradicted"


def word_made_milder(f: Forger) -> None:
    c = f.certificate(verdict("contradicted"))
    c["verdict"] = "strained"
    f.put(verdict("contradicted"), c)
    entry(f, verdict("contradicted"))["word"] = "strained"


def word_made_supported(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    c["verdict"] = "supported"
    c["proof"]["always"] = f.certificate(verdict("supported"))["proof"]["always"]
    f.put(verdict("bay"), c)
    entry(f, verdict("bay"))["word"] = "supported"


def word_in_manifest_only(f: Forger) -> None:
    entry(f, verdict("bay"))["word"] = "supported"


def untestable_made_contradicted(f: Forger) -> None:
    c = f.certificate(verdict("untestable"))
    c |= {k: v for k, v in f.certificate(verdict("contradicted")).items() if k != "about"}
    f.put(verdict("untestable"), c)
    entry(f, verdict("untestable"))["word"] = "contradicted"


def certificate_of_another_claim(f: Forger) -> None:
    c = f.certificate(verdict("contradicted"))
    c["about"] = f.certificate(verdict("bay"))["about"]
    f.put(verdict("bay"), c)
    entry(f, verdict("bay"))["word"] = "contradicted"


def certificate_unlisted(f: Forger) -> None:
    f.manifest["certificates"] = [
        e for e in f.manifest["certificates"] if e["path"] != verdict("contradicted")
    ]


def certificate_listed_twice(f: Forger) -> None:
    f.manifest["certificates"].append(copy.deepcopy(f.manifest["certificates"][0]))


def certificate_missing(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    f.put("verdict/elsewhere.json", c)
    entry(f, verdict("bay"))["path"] = "verdict/../verdict/elsewhere.json"


def inference_result_changed(f: Forger) -> None:
    path = "inference/escapes.recognised.json"
    c = f.certificate(path)
    c["result"] = "follows"
    c["proofs"]["follows"] = f.certificate("inference/follows.recognised.json")["proofs"]["follows"]
    del c["proofs"]["escape"]
    f.put(path, c)
    entry(f, path)["word"] = "follows"


def way_out_closed(f: Forger) -> None:
    """A way out at which the conclusion holds."""
    path = "inference/escapes.recognised.json"
    c = f.certificate(path)
    c["proofs"]["escape"]["witness"] = c["proofs"]["together"]["proof"]["witness"] | {
        "stretch": 1.0,
        "reading": c["proofs"]["escape"]["witness"]["reading"],
        "parts": c["proofs"]["escape"]["witness"]["parts"],
    }
    f.put(path, c)


def premise_swapped(f: Forger) -> None:
    path = "inference/excluded.recognised.json"
    c = f.certificate(path)
    c["about"]["given"] = ["consistent"]
    f.put(path, c)
    entry(f, path)["about"] = c["about"]


def cycle_altered(f: Forger) -> None:
    name, log = f.log("cycle")
    log["cycle"][0][1] = "lower" if log["cycle"][0][1] == "upper" else "upper"
    f.put_log(name, log)


def cycle_open(f: Forger) -> None:
    name, log = f.log("cycle")
    log["cycle"] = log["cycle"][1:]
    f.put_log(name, log)


def chain_shortened(f: Forger) -> None:
    name, log = f.log("chain")
    for end in ("upper", "lower"):
        if log[end]:
            log[end] = log[end][1:]
    f.put_log(name, log)


def ranges_swapped(f: Forger) -> None:
    name, log = f.log("ranges")
    log["pair"] = log["pair"][::-1]
    f.put_log(name, log)


def kind_unknown(f: Forger) -> None:
    name, log = f.log("ranges")
    log["kind"] = f.manifest["exclusions"][name]["kind"] = "trust me"
    f.put_log(name, log)


def frame_changed(f: Forger) -> None:
    f.manifest["frames"][0]["borders"] = "claimed by RUS"


def policy_changed(f: Forger) -> None:
    f.manifest["policy"] = {}


def sector_changed(f: Forger) -> None:
    f.manifest["sector_deg"] = 20.0


def sentence_changed(f: Forger) -> None:
    edit_case(f, "100 km from Rock Isle", "500 km from Rock Isle")


def place_moved(f: Forger) -> None:
    edit_case(f, "44.0 N, 39.979 E", "44.0 N, 33.0 E")


def place_error_changed(f: Forger) -> None:
    edit_case(f, 'error = "200 m"', 'error = "300 km"')


def case_tolerance_changed(f: Forger) -> None:
    edit_case(f, "[[moments]]", "[policy.number]\nmost_share = 0.2\n\n[[moments]]")


def stated_place_error_changed(f: Forger) -> None:
    f.manifest["places"][0]["error_m"] = 5.0


def place_hash_changed(f: Forger) -> None:
    f.manifest["places"][0]["wkb_sha256"] = "0" * 64


def place_unlisted(f: Forger) -> None:
    f.manifest["places"] = f.manifest["places"][1:]


def ranges_rule_far_moved(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    c["proof"]["witness"]["somewhere"] = {"encounter": {"near": [31.5, 43.5], "far": [0, 0]}}
    c["proof"]["witness"]["places"] = {}
    c["proof"]["witness"]["parts"] = []
    f.put(verdict("bay"), c)


def conflict_part_dropped(f: Forger) -> None:
    for e in f.manifest["certificates"]:
        c = f.certificate(e["path"])
        if e["about"]["kind"] == "conflict" and len(e["about"]["parts"]) > 2:
            c["about"]["parts"].pop()
            c["proof"]["without"].pop()
            e["about"] = c["about"]
            f.put(e["path"], c)
            return
    raise AssertionError("no conflict of three parts")


def conflict_made_worse(f: Forger) -> None:
    e = next(e for e in f.manifest["certificates"] if e["word"] == "conflict, strained")
    c = f.certificate(e["path"])
    c["strength"] = "contradicted"
    e["word"] = "conflict, contradicted"
    f.put(e["path"], c)


def compatible_claim_added(f: Forger) -> None:
    e = next(e for e in f.manifest["certificates"] if e["about"]["kind"] == "compatible")
    c = f.certificate(e["path"])
    c["about"]["claims"].append("contradicted")
    e["about"] = c["about"]
    f.put(e["path"], c)


def marked_as_uncertified(f: Forger) -> None:
    entry(f, verdict("bay"))["certified"] = False


def not_a_number(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    c["proof"]["witness"]["stretch"] = float("nan")
    f.put(verdict("bay"), c)


def malformed(f: Forger) -> None:
    c = f.certificate(verdict("bay"))
    c["proof"]["witness"]["places"] = "here"
    f.put(verdict("bay"), c)


def truncated_log(f: Forger) -> None:
    path = f.inner / f.manifest["exclusions"][f.log("cells")[0]]["path"]
    path.write_bytes(path.read_bytes()[:-40])


def truncated_certificate(f: Forger) -> None:
    path = f.inner / verdict("bay")
    path.write_bytes(path.read_bytes()[:-30])


def later_version(f: Forger) -> None:
    f.manifest["version"] += 1


WAYS: dict[str, Callable[[Forger], None]] = {
    name: way
    for name, way in list(globals().items())
    if callable(way)
    and getattr(way, "__module__", "") == __name__
    and list(getattr(way, "__annotations__", {})) == ["f", "return"]
}
