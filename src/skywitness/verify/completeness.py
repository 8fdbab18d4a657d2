"""What the manifest itself must say: the case's own frames and policy, and nothing left out."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.verify.statements.failure import FailedError


def frame_json(case: Case, frame_id: str) -> Json:
    """A frame as the manifest lists it."""
    f = case.frame(frame_id)
    return {
        "id": f.id,
        "label": f.label,
        "borders": f.borders,
        "date": None if f.date is None else f.date.isoformat(),
        "same": [list(group) for group in f.same],
    }


def check_complete(manifest: Json, case: Case) -> None:
    """Check frames, policy and that every claim and inference has its certificate in every frame.

    Raises:
        FailedError: something differs, is missing, or stands twice.
    """
    if manifest["policy"] != case.policy.as_json():
        raise FailedError("the policy is not that of the case")
    frames = _frames(manifest, case)
    listed = [repr(sorted(e["about"].items(), key=str)) for e in manifest["certificates"]]
    if len(set(listed)) != len(listed):
        raise FailedError("two certificates are about the same")
    paths = [e["path"] for e in manifest["certificates"]]
    if len(set(paths)) != len(paths):
        raise FailedError("one file is listed as two certificates")
    have = [e["about"] for e in manifest["certificates"]]
    for about in have:
        if about["frame"] not in frames:
            raise FailedError(
                f"a certificate is of a point of view '{about['frame']}' that is not listed"
            )
        _once(about)
    for claim in case.claims:
        for frame in frames:
            if {"kind": "verdict", "claims": [claim.id], "frame": frame} not in have:
                raise FailedError(
                    f"the verdict of {claim.id} in the point of view '{frame}' is missing"
                )
            inference = {
                "kind": "inference",
                "claims": [claim.id],
                "given": list(claim.row.follows_from),
                "frame": frame,
            }
            if claim.row.follows_from and claim.asserts and inference not in have:
                raise FailedError(
                    f"the inference of {claim.id} in the point of view '{frame}' is missing"
                )


def _frames(manifest: Json, case: Case) -> list[str]:
    """The ids of the frames listed, each as the case has it and none of the case's passed over."""
    frames = [str(f["id"]) for f in manifest["frames"]]
    if not frames or len(set(frames)) != len(frames):
        raise FailedError("the points of view are not those of the case")
    left_out = [str(f) for f in manifest.get("frames_left_out", ())]
    if sorted([*frames, *left_out]) != sorted(f.id for f in case.frames):
        raise FailedError("a point of view of the case is neither listed nor said to be left out")
    for stated in manifest["frames"]:
        if stated != frame_json(case, stated["id"]):
            raise FailedError(f"the point of view '{stated['id']}' is not that of the case")
    return frames


def _once(about: Json) -> None:
    """Check that nothing stands twice in what a certificate is about."""
    for members in ("claims", "parts", "given"):
        named = [str(each) for each in about.get(members, ())]
        if len(set(named)) != len(named):
            raise FailedError(f"a certificate names one of its {members} twice")
