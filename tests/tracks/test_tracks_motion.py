"""Motion between reports: the path, and bounds that hold what they promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fault_tables import DAY, KT, marked, straight, table, trace
from geographiclib.geodesic import Geodesic

from skywitness.aliases import Floats
from skywitness.earth import GEOD, ecef
from skywitness.tracks import at, limits, motion, paths, quality, tracks_of
from skywitness.tracks.track import Track

GOOD = {"nac_p": 9, "nic": 8, "rc": 186.0, "sil": 3, "version": 2, "nac_v": 2, "gva": 2}


def track(n: int, **columns: Any) -> Track:
    quality_ = {k: np.full(n, float(v)) for k, v in GOOD.items()} | columns.pop("quality", {})
    got = list(tracks_of(marked(table(n, **quality_, **columns))))
    assert len(got) == 1
    return got[0]


def away(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    return float(Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"])


# --- quality ------------------------------------------------------------------------------------


def test_quality_figures_are_those_of_the_standard() -> None:
    # ICAO Doc 9871, appendix C: NACp, NIC, GVA, NACv; SIL.
    assert quality.look_up(quality.EPU_M, [8, 9, 10, 11]).tolist() == [92.6, 30, 10, 3]
    assert quality.look_up(quality.EPU_M, 1) == 10 * 1852
    assert quality.look_up(quality.RC_M, [11, 10, 9]).tolist() == [7.5, 25, 75]
    assert quality.look_up(quality.RC_M, [8, 7, 6, 5]) == pytest.approx(
        [185.2, 370.4, 1111.2, 1852]
    )
    assert quality.look_up(quality.SIL, [1, 2, 3]).tolist() == [1e-3, 1e-5, 1e-7]
    assert quality.look_up(quality.GVA_M, [1, 2]).tolist() == [150, 45]
    for of in (quality.EPU_M, quality.RC_M, quality.SIL, quality.GVA_M, quality.NACV_MS):
        assert np.isnan(quality.look_up(of, [0, -1, 12, np.nan])).all()


def test_a_given_radius_comes_before_the_category_and_zero_is_none() -> None:
    got = quality.containment([186.0, 0.0, np.nan, np.nan], [8, 0, 7, np.nan], [2, 2, 2, 2])
    assert got[:1] == 186.0
    assert np.isnan(got[[1, 3]]).all()
    assert got[2] == pytest.approx(370.4)


# --- paths --------------------------------------------------------------------------------------

PAIRS = [
    (2.0, 48.0, 2.5, 48.2),
    (179.9, -17.0, -179.8, -16.9),
    (10.0, 89.95, -170.0, 89.97),
    (0.0, 0.0, 60.0, 40.0),
    (-70.0, -89.0, 100.0, -88.0),
]


@pytest.mark.parametrize(("lon1", "lat1", "lon2", "lat2"), PAIRS)
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_geodesic_is_geographiclibs(
    lon1: float, lat1: float, lon2: float, lat2: float, share: float
) -> None:
    line = Geodesic.WGS84.InverseLine(lat1, lon1, lat2, lon2)
    point = line.Position(share * line.s13)
    given = [np.array([v]) for v in (lon1, lat1, lon2, lat2, share)]
    lon, lat = paths.geodesic(*given)
    assert away(lon[0], lat[0], point["lon2"], point["lat2"]) < 1e-3


@pytest.mark.parametrize(
    ("lon", "lat"), [(2.0, 48.0), (-180.0, 0.0), (30.0, 89.9999), (0.0, -90.0)]
)
@pytest.mark.parametrize("scale", [1.0, 0.999, 1.01])
def test_points_come_back_from_space(lon: float, lat: float, scale: float) -> None:
    xyz = ecef(np.array([lon]), np.array([lat])) * scale
    got = paths.lonlat(xyz)
    if scale == 1.0:
        assert away(got[0][0], got[1][0], lon, lat) < 1e-3
    # Scaling moves a point off its normal; the nearest surface point is found all the same.
    foot = ecef(*got)
    assert np.linalg.norm(xyz - foot) <= np.linalg.norm(xyz - xyz / scale) + 1e-3


def test_a_bead_holds_every_point_of_both_discs() -> None:
    rng = np.random.default_rng(3)
    tight = 0.0
    for lon1, lat1, lon2, lat2 in PAIRS[:3]:
        line = Geodesic.WGS84.InverseLine(lat1, lon1, lat2, lon2)
        for _ in range(60):
            share = rng.random()
            near, far = line.s13 * rng.uniform(0.2, 1.2), line.s13 * rng.uniform(0.9, 1.4)
            here = line.Position(share * line.s13)
            bound = paths.bead(
                ecef(*(np.array([here[k]]) for k in ("lon2", "lat2"))),
                ecef(np.array([lon1]), np.array([lat1])),
                ecef(np.array([lon2]), np.array([lat2])),
                np.array([near]),
                np.array([far]),
            )[0]
            for _ in range(12):
                q = Geodesic.WGS84.Direct(
                    lat1, lon1, rng.uniform(0, 360), near * rng.random() ** 0.5
                )
                if away(q["lon2"], q["lat2"], lon2, lat2) <= far:
                    way = away(q["lon2"], q["lat2"], here["lon2"], here["lat2"])
                    assert way <= bound + 1e-3
                    tight = max(tight, way / bound)
    assert tight > 0.8  # a bound, and not one from far away


def test_discs_that_do_not_meet_are_said_to() -> None:
    p, q = (ecef(np.array([x]), np.array([48.0])) for x in (2.0, 3.0))
    assert np.isinf(paths.bead(p, p, q, np.array([10_000.0]), np.array([10_000.0])))[0]


@pytest.mark.filterwarnings("error")
def test_discs_without_end_and_huge_ones_are_bounds_without_a_warning() -> None:
    p, q = (ecef(np.array([x]), np.array([48.0])) for x in (2.0, 2.01))

    def bound(spot: Floats, near: float, far: float) -> float:
        return float(paths.bead(spot, p, q, np.array([near]), np.array([far]))[0])

    for spot in (p, q, (p + q) / 2):
        assert np.isinf(bound(spot, np.inf, np.inf))
        assert np.isinf(bound(spot, 1e200, 1e200))
        assert np.isnan(bound(spot, np.nan, 1000.0))
    assert bound(q, np.inf, 1000.0) == pytest.approx(1000.0, rel=1e-4)
    assert bound(q, 1e200, 1000.0) == pytest.approx(1000.0, rel=1e-4)
    assert bound(p, 1000.0, np.inf) == pytest.approx(1000.0, rel=1e-4)


def test_a_containment_without_end_is_none() -> None:
    assert np.isnan(quality.containment([np.inf, np.inf], [0, 99], [2, 2])).all()
    assert quality.containment([np.inf], [8], [2])[0] == quality.RC_M[8]


# --- estimates ----------------------------------------------------------------------------------


def test_at_a_report_it_is_the_report() -> None:
    flight = straight(20, step=5.0)
    got = at(track(20, **flight), DAY + flight["t"])
    assert np.allclose(got.lon, flight["longitude"], atol=1e-9)
    assert np.allclose(got.lat, flight["latitude"], atol=1e-9)
    assert set(got.basis) == {motion.REPORT}
    assert (got.between_m == 0).all()
    assert (got.before == got.after).all()
    fast = limits.SPEED_ANY_KT * KT
    late = limits.UNCOMPENSATED_S + 1.0  # these stamps are whole seconds
    assert got.horizontal_integrity_m == pytest.approx(186.0 + fast * late)
    assert got.horizontal_95_m == pytest.approx(30 + 450 * KT * late, rel=1e-3)
    assert (got.risk == 1e-7).all()


def test_outside_the_track_there_is_nothing() -> None:
    got = at(track(20, **straight(20)), [DAY - 1, DAY + 30, np.nan])
    assert np.isnan(got.lon).all()
    assert set(got.basis) == {motion.NOTHING}
    assert got.before.tolist() == [-1, -1, -1]


@pytest.mark.parametrize(
    ("worse", "basis"),
    [
        ({"nac_p": np.full(20, 0.0)}, motion.QUALITY),
        ({"sil": np.full(20, 0.0)}, motion.QUALITY),
        ({"nic": np.full(20, np.nan), "rc": np.full(20, np.nan)}, motion.QUALITY),
    ],
)
def test_unknown_quality_proves_nothing(worse: dict[str, Any], basis: str) -> None:
    got = at(track(20, **straight(20), quality=worse), DAY + np.array([3.0, 3.5]))
    assert set(got.basis) == {basis}
    assert np.isinf(np.maximum(got.horizontal_95_m, got.horizontal_integrity_m)).all()
    assert np.isfinite(got.lon).all()


def test_multilateration_proves_nothing() -> None:
    got = at(track(20, **straight(20) | {"source": "mlat"}), [DAY + 3.5])
    assert got.basis.tolist() == [motion.MLAT]
    assert np.isinf([got.horizontal_95_m[0], got.horizontal_integrity_m[0]]).all()


def test_faulty_rows_are_passed_over() -> None:
    flight = straight(30, step=5.0)
    true = float(flight["latitude"][15])
    flight["latitude"][15] += 1.0
    got = at(track(30, **flight), [DAY + 75.0])
    assert abs(got.lat[0] - true) < 1e-4
    assert (got.before[0], got.after[0]) == (14, 16)


def turning(rng: np.random.Generator, turn: float, fastest: float) -> tuple[np.ndarray, ...]:
    """A true flight, ten times a second, with turns of up to ``turn`` m/s²."""
    n = 3_000
    speed = fastest * 0.9
    bend = np.repeat(rng.uniform(-1, 1, 30), 100) * turn / speed
    heading = rng.uniform(0, 2 * np.pi) + np.cumsum(bend) * 0.1
    x, y = np.cumsum(np.sin(heading)) * speed * 0.1, np.cumsum(np.cos(heading)) * speed * 0.1
    lon0, lat0 = rng.choice([-179.99, 2.0, 100.0]), rng.choice([-60.0, 0.0, 48.0])
    way, azimuth = np.hypot(x, y), np.degrees(np.arctan2(x, y))
    lon, lat, back = GEOD.fwd(np.full(n, lon0), np.full(n, lat0), azimuth, way)
    # The direction in the local frame: the frame turns along the geodesic from the origin.
    track_ = np.degrees(heading) + (back - 180 - azimuth)
    return (
        np.arange(n) * 0.1,
        np.asarray(lon),
        np.asarray(lat),
        track_ % 360,
        np.full(n, speed / KT),
    )


@pytest.mark.parametrize("step", [10, 50, 300])
def test_the_bounds_hold_the_truth_of_flights_that_turn(step: int) -> None:
    rng = np.random.default_rng(step)
    worst = 0.0
    for _ in range(5):
        t, lon, lat, way, kt = turning(rng, limits.TURN, 230.0)
        keep = np.arange(0, len(t), step)
        # Not whole seconds: what is tested is the path, so stamps carry no rounding.
        seen = {
            "t": t[keep] + 0.013,
            "longitude": lon[keep],
            "latitude": lat[keep],
            "track": way[keep],
            "groundspeed": kt[keep],
        }
        ask = np.arange(1, keep[-1])
        got = at(track(len(keep), **seen), DAY + t[ask] + 0.013)
        _, _, off = GEOD.inv(got.lon, got.lat, lon[ask], lat[ask])
        assert np.isfinite(off).all()
        assert (off <= got.between_m + 1.0).all()
        assert (off <= got.horizontal_integrity_m).all()
        assert (got.between_m <= got.horizontal_95_m).all()
        worst = max(worst, float(np.max(off / (got.between_m + 1.0))))
    assert worst > 0.05


def test_reported_velocities_make_the_path_bend() -> None:
    rng = np.random.default_rng(9)
    t, lon, lat, way, kt = turning(rng, limits.TURN, 230.0)
    keep = np.arange(0, len(t), 100)
    seen = {"t": t[keep] + 0.013, "longitude": lon[keep], "latitude": lat[keep]}
    ask = np.arange(1, keep[-1])

    def off(**more: Any) -> float:
        got = at(track(len(keep), **seen, **more), DAY + t[ask] + 0.013)
        return float(np.mean(GEOD.inv(got.lon, got.lat, lon[ask], lat[ask])[2]))

    assert off(track=way[keep], groundspeed=kt[keep]) < 0.4 * off()


def test_a_transport_is_held_to_a_transports_speed() -> None:
    flight = straight(20, step=30.0)
    any_kind = at(track(20, **flight), [DAY + 75.0])
    large = at(track(20, **flight | {"category": "A5"}), [DAY + 75.0])
    assert large.horizontal_integrity_m[0] < 0.6 * any_kind.horizontal_integrity_m[0]


def test_a_clock_that_may_be_off_widens_both_bounds() -> None:
    one = track(20, **straight(20, step=5.0))
    sure, unsure = at(one, [DAY + 12.0]), at(one, [DAY + 12.0], clock_s=3.0)
    assert unsure.horizontal_95_m - sure.horizontal_95_m == pytest.approx(3 * 450 * KT, rel=0.01)
    assert unsure.horizontal_integrity_m[0] > sure.horizontal_integrity_m[0] + 3_000


def test_heights_are_interpolated_and_never_mixed() -> None:
    flight = straight(20, step=10.0) | {"altitude": 30_025.0 + 100 * np.arange(20)}
    one = track(20, **flight, geoaltitude=31_000.0 + 100 * np.arange(20))
    pressure, above = at(one, [DAY + 15.0]), at(one, [DAY + 15.0], height="ellipsoid")
    assert (pressure.alt[0], above.alt[0]) == (30_175.0, 31_150.0)
    assert limits.ALTIMETRY_95_FT < pressure.vertical_95_ft[0] < 400
    assert limits.ALTIMETRY_FT < pressure.vertical_integrity_ft[0] < 10_000
    assert 45 / 0.3048 < above.vertical_95_ft[0] < 400
    assert np.isinf(above.vertical_integrity_ft[0])
    with pytest.raises(ValueError, match="height"):
        at(one, [DAY], height="sea")


def test_the_greatest_climb_is_inside_the_proof_bound() -> None:
    # Up as fast as anything climbs and down again between two level reports.
    flight = straight(3, step=20.0)
    got = at(track(3, **flight), [DAY + 10.0])
    assert got.vertical_integrity_ft[0] >= limits.CLIMB_FPM / 60 * 10


@pytest.mark.shared
def test_left_out_reports_of_a_real_flight_lie_within_the_bounds(shared_dir: Path) -> None:
    """Every second report is hidden; the path between the others must hold it."""
    total, held = 0, 0
    for path in (shared_dir / "data/readsb/traces_2023-08-30").glob("*/*.json"):
        whole = marked(trace(path))
        for one in tracks_of(whole):
            rows = np.flatnonzero(one.positioned)
            if len(rows) < 20:
                continue
            shown = one.table.take(rows[::2])
            hidden = rows[1::2]
            got = at(Track(one.icao24, one.leg, shown), one.time[hidden])
            there = np.isfinite(got.lon)
            lon, lat = one.longitude[hidden], one.latitude[hidden]
            _, _, off = GEOD.inv(got.lon[there], got.lat[there], lon[there], lat[there])
            off = np.asarray(off)
            assert (off <= got.horizontal_integrity_m[there]).all()
            known = np.isfinite(got.horizontal_95_m[there])
            total += int(known.sum())
            held += int((off <= got.horizontal_95_m[there])[known].sum())
    assert total > 1_000
    assert held / total > 0.95
