"""The moments of an object's take-offs and landings, as claims of the case tell of them."""

from __future__ import annotations

from collections.abc import Iterator

from skywitness.claims.language.atoms.shared.base import Context, folded
from skywitness.claims.language.atoms.shared.flightends import FlightEnd, told_apart
from skywitness.claims.language.atoms.shared.legs import called, moment_of
from skywitness.claims.meaning.spots import Spot


def end_moment(who: str, end: FlightEnd, ctx: Context, *, own: bool = False) -> str:
    """The id of a take-off or landing: the one that may be all, or one of its ``own``."""
    moment = moment_of(lambda name: f"{end.called} of {name}", who, ctx)
    return folded(f"{moment} ({end.words})") if own else moment


def may_be_several(who: str, end: FlightEnd, ctx: Context) -> bool:
    """Whether claims tell others of its kind apart; not where the case declares their moment."""
    if not told_apart(ctx.names.flight_ends(who, landing=end.landing)):
        return False
    made = {folded(f"{end.called} of {name}") for name in (who, called(who, ctx))}
    return end_moment(who, end, ctx) in made


def end_spots(
    who: str, ctx: Context, *, landings: bool, several: bool = True
) -> Iterator[tuple[Spot, str]]:
    """The places of the take-offs, or ``landings``, that claims tell, each with when.

    Of those that may be several none, unless ``several``.
    """
    ends = ctx.names.flight_ends(who, landing=landings)
    apart = bool(ends) and may_be_several(who, ends[0], ctx)
    if not ends or (apart and not several):
        return
    for end in ends if apart else ():
        words = f"{end.called} of {called(who, ctx)} ({end.words})"
        yield ctx.names.spot(who, end_moment(who, end, ctx, own=True)), words
    words = f"{ends[0].called} of {called(who, ctx)}"
    yield ctx.names.spot(who, end_moment(who, ends[0], ctx)), words
