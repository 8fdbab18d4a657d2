"""The orders and layouts of the items of categories 021, 048 and 062.

Sources: EUROCONTROL-SPEC-0149-12 (021) editions 2.6 and 0.26, -4 (048) edition 1.31, -9 (062)
edition 1.18, as transcribed in the asterix-specs project. In the other editions named in the
package items have the same order and end at the same octets: with every edition's own layouts
random records were cut alike.
"""

from __future__ import annotations

from skywitness.record.asterix.structure import (
    Compound,
    Explicit,
    Extended,
    Fixed,
    Item,
    Profile,
    Repeated,
    profile,
)


def _items(**sizes: Item | int) -> dict[str, Item]:
    return {k.lstrip("i"): Fixed(v) if isinstance(v, int) else v for k, v in sizes.items()}


_TRAJECTORY = Compound((Extended(), Repeated(15)))
_WEATHER = Compound((Fixed(2), Fixed(2), Fixed(2), Fixed(1)))

CAT021: Profile = profile(
    "010 040 161 015 071 130 131 072 150 151 080 073 074 075 076 140 090 210 070 230 145 "
    "152 200 155 157 160 165 077 170 020 220 146 148 110 016 008 271 132 250 260 400 295 "
    "- - - - - RE SP",
    _items(
        i010=2, i040=Extended(), i161=2, i015=1, i071=3, i130=6, i131=8, i072=3, i150=2, i151=2,
        i080=3, i073=3, i074=4, i075=3, i076=4, i140=2, i090=Extended(), i210=1, i070=2, i230=2,
        i145=2, i152=2, i200=1, i155=2, i157=2, i160=4, i165=2, i077=3, i170=6, i020=1,
        i220=_WEATHER, i146=2, i148=2, i110=_TRAJECTORY, i016=1, i008=1, i271=Extended(), i132=1,
        i250=Repeated(8), i260=7, i400=1, i295=Compound((Fixed(1),) * 23),
    ) | {"RE": Explicit(), "SP": Explicit()},
)  # fmt: skip
"""Editions 2.1 to 2.7."""


def _old(position: int) -> Profile:
    return profile(
        "010 040 030 130 080 140 090 210 230 145 150 151 152 155 157 160 165 170 095 032 200 "
        "020 220 146 148 110 070 131 - - - - - RE SP",
        _items(
            i010=2, i040=2, i030=3, i130=position, i080=3, i140=2, i090=2, i210=1, i230=2, i145=2,
            i150=2, i151=2, i152=2, i155=2, i157=2, i160=4, i165=Extended(), i170=6, i095=1, i032=1,
            i200=1, i020=1, i220=_WEATHER, i146=2, i148=2, i110=_TRAJECTORY, i070=2, i131=1,
        ) | {"RE": Explicit(), "SP": Explicit()},
    )  # fmt: skip


CAT021_OLD: Profile = _old(8)
"""Editions 0.24 to 0.26 (the first two of them do not use the last four items)."""

CAT021_FIRST: Profile = _old(6)
"""Edition 0.23: a position of six octets."""

CAT048: Profile = profile(
    "010 140 020 040 070 090 130 220 240 250 161 042 200 170 210 030 080 100 110 120 230 "
    "260 055 050 065 060 SP RE",
    _items(
        i010=2, i140=3, i020=Extended(), i040=4, i070=2, i090=2, i130=Compound((Fixed(1),) * 7),
        i220=3, i240=6, i250=Repeated(8), i161=2, i042=4, i200=4, i170=Extended(), i210=4,
        i030=Extended(), i080=2, i100=4, i110=2, i120=Compound((Fixed(2), Repeated(6))), i230=2,
        i260=7, i055=1, i050=2, i065=1, i060=2,
    ) | {"RE": Explicit(), "SP": Explicit()},
)  # fmt: skip

DERIVED = Compound(
    (
        Fixed(3), Fixed(6), Fixed(2), Fixed(2), Fixed(2), Fixed(2), Fixed(2), Extended(),
        Repeated(15), Fixed(2), Fixed(2), Fixed(7), Fixed(2), Fixed(2), Fixed(2), Fixed(2),
        Fixed(2), Fixed(2), Fixed(1), Fixed(8), Fixed(1), Fixed(6), Fixed(2), Fixed(1),
        Repeated(8), Fixed(2), Fixed(2), Fixed(2),
    )
)  # fmt: skip
"""I062/380, aircraft derived data."""

AGES = Compound((Fixed(1),) * 31)
"""I062/295, ages of data."""

FLIGHT_PLAN = Compound(
    (
        Fixed(2), Fixed(7), Fixed(4), Fixed(1), Fixed(4), Fixed(1), Fixed(4), Fixed(4), Fixed(3),
        Fixed(2), Fixed(2), Repeated(4), Fixed(6), Fixed(1), Fixed(7), Fixed(7), Fixed(2), Fixed(7),
    )
)  # fmt: skip
"""I062/390, flight plan related data."""

CAT062: Profile = profile(
    "010 - 015 070 105 100 185 210 060 245 380 040 080 290 200 295 136 130 135 220 390 270 "
    "300 110 120 510 500 340 - - - - - RE SP",
    _items(
        i010=2, i015=1, i070=3, i105=8, i100=6, i185=4, i210=2, i060=2, i245=7, i380=DERIVED,
        i040=2, i080=Extended(),
        i290=Compound((*(Fixed(1),) * 4, Fixed(2), *(Fixed(1),) * 5)), i200=1, i295=AGES, i136=2,
        i130=2, i135=2, i220=2, i390=FLIGHT_PLAN, i270=Extended(), i300=1,
        i110=Compound((Fixed(1), Fixed(4), Fixed(6), Fixed(2), Fixed(2), Fixed(1), Fixed(1))),
        i120=2, i510=Extended(3),
        i500=Compound(
            (Fixed(4), Fixed(2), Fixed(4), *(Fixed(1),) * 2, Fixed(2), Fixed(2), Fixed(1))
        ),
        i340=Compound((Fixed(2), Fixed(4), Fixed(2), Fixed(2), Fixed(2), Fixed(1))),
    ) | {"RE": Explicit(), "SP": Explicit()},
)  # fmt: skip
