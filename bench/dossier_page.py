"""The page of a dossier in a browser: when its first map stands there, and how evenly it moves.

    python bench/dossier_page.py                  # the largest shipped case, and the synthetic one
    python bench/dossier_page.py --runs 5         # the best of five runs each
    python bench/dossier_page.py --keep FOLDER    # keep the pages

The synthetic case has 200 claims about one moment and two tracks of 50,000 points. Chromium draws
without a graphics card. Prints a table of the best runs; nothing is asserted of the time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import chromium

LARGEST = "mq9-black-sea-2023"
CLAIMS, POINTS = 200, 50_000
SIZE = {"width": 1400, "height": 900}
START = 1_700_000_000.0  # seconds since 1970

#: Counts the frames of an animation that does one step each; answers with milliseconds.
FRAMES = """
([kind, steps]) => new Promise(done => {
  const svg = document.querySelector('svg.map'), box = svg.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const point = (type, dx, dy) => svg.dispatchEvent(new PointerEvent(type,
    {pointerId: 1, button: 0, clientX: x + dx, clientY: y + dy, bubbles: true}));
  const choices = document.querySelectorAll('[name^=stretch-0]');
  const clock = document.querySelector('.clock input');
  const act = {
    pan: k => point('pointermove', 180 * Math.sin(k / 9), 90 * Math.cos(k / 7)),
    zoom: k => svg.dispatchEvent(new WheelEvent('wheel', {ctrlKey: true, cancelable: true,
      deltaY: (k % 60 < 30 ? -4 : 4), clientX: x, clientY: y})),
    stretch: k => { if (k % 6 === 0) choices[k / 6 % 3].click(); },
    clock: k => { clock.value = k * 7 % 1000; clock.dispatchEvent(new Event('input')); },
  }[kind];
  svg.setPointerCapture = () => {};
  svg.hasPointerCapture = () => true;
  if (kind === 'pan') point('pointerdown', 0, 0);
  const times = [];
  let k = 0;
  const frame = now => {
    times.push(now);
    if (k++ < steps) { act(k); requestAnimationFrame(frame); return; }
    if (kind === 'pan') point('pointerup', 0, 0);
    const gaps = times.slice(1).map((t, n) => t - times[n]).sort((a, b) => a - b);
    done([1000 / (gaps.reduce((a, b) => a + b, 0) / gaps.length),
      gaps[Math.floor(gaps.length * 0.95)], gaps[gaps.length - 1]]);
  };
  requestAnimationFrame(frame);
})
"""


def synthetic(claims: int = CLAIMS) -> str:
    """A case file of many claims about one moment over the sea."""
    lines = [
        'id = "synthetic"\ntitle = "Two hundred claims"\ndate = 2023-11-14',
        '[[moments]]\nid = "meeting"\nlabel = "the meeting"\nphrases = ["meeting"]',
        '[[places]]\nname = "Buoy"\ncoordinates = "43.5 N, 33.0 E"\nerror = "200 m"',
    ]
    for k in range(claims):
        near = 20 + 3 * (k % 40)
        says = f"meeting is {near}-{near + 12 + k % 9} km from Buoy"
        lines.append(
            f'[[claims]]\nid = "S{k + 1}"\nsays = "{says}"\nspeaker = "Speaker {k % 25 + 1}"'
        )
    return "\n".join(lines)


def tracks(points: int = POINTS) -> list[sw.DrawnTrack]:
    """Two aircraft for hours: racetracks that drift, with a report every half second."""
    t = np.arange(points) * 0.5
    made = []
    for k, (lon, lat) in enumerate(((33.0, 43.5), (32.4, 43.2))):
        turn = 2 * np.pi * t / (900 + 300 * k)
        wander = np.cumsum(np.random.default_rng(k).normal(0, 2e-5, (2, points)), axis=1)
        x = lon + 0.55 * np.sin(turn) + 0.4 * np.sin(turn / 17) + wander[0]
        y = lat + 0.22 * np.sin(2 * turn) + 0.3 * np.cos(turn / 13) + wander[1]
        height = 6_000 + 400 * np.sin(turn / 5)
        made.append(sw.DrawnTrack(f"a{k}", f"Aircraft {k + 1}", x, y, START + t, height))
    return made


def measure(page: Path, runs: int) -> dict[str, Any]:
    """The best of some runs of one page."""
    from playwright.sync_api import sync_playwright

    best: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--disable-gpu"]
        )
        for _ in range(runs):
            shown = browser.new_page(viewport=SIZE)
            shown.goto(page.as_uri())
            first = shown.evaluate("performance.getEntriesByName('first-map')[0].startTime")
            best["first"] = min(first, best.get("first", first))
            shown.locator("svg.map").first.scroll_into_view_if_needed()
            kinds = ["pan", "zoom", "stretch"]
            kinds += ["clock"] if shown.locator(".clock input").count() else []
            for kind in kinds:
                found = shown.evaluate(FRAMES, [kind, 150])
                best[kind] = max(found, best.get(kind, found))
            shown.close()
        browser.close()
    return best


def main() -> int:
    """Make the pages, measure them and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pages-") as made:
        folder = args.keep or Path(made)
        large = sw.write_page(sw.check(LARGEST, conflicts_s=0), folder / "largest")
        result = sw.check(case_from_text(synthetic()), conflicts_s=0)
        many = sw.write_page(result, folder / "synthetic")
        both = sw.write_page(result, folder / "tracks", tracks={"meeting": tracks()})
        print(
            f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; best of {args.runs}"
        )
        print(f"{'page':<28}{'kB':>7}{'first map':>11}   frames/s (95th gap, longest, ms)")
        for name, page in (
            (LARGEST, large),
            (f"{CLAIMS} claims", many),
            (f"{CLAIMS} claims, 2 x {POINTS:,}", both),
        ):
            found = measure(page, args.runs)
            rates = "  ".join(
                f"{kind} {found[kind][0]:.0f} ({found[kind][1]:.0f}, {found[kind][2]:.0f})"
                for kind in ("pan", "zoom", "stretch", "clock")
                if kind in found
            )
            size = page.stat().st_size / 1000
            print(f"{name:<28}{size:>7.0f}{found['first']:>8.0f} ms   {rates}", flush=True)
        print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
