"""The rules that let a reader switch layers of a map with nothing but CSS.

Every layer has a check box, every frame a radio button. All names are the page's own numbers, so
nothing from a case gets into the style sheet. A browser without ``:has()`` shows the ordinary
readings of the first frame.
"""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.dossier.layers import Map


def rules(maps: Sequence[Map]) -> str:
    """The switches of all maps as CSS."""
    out: list[str] = []
    for drawn in maps:
        top = f"#{drawn.key}"
        frames = sorted({n for layer in drawn.layers for n in layer.frames})
        frames = sorted({*frames, *(n for o in drawn.outlines for n in o.frames)})
        if drawn.framed:
            out.append(f"@supports not selector(:has(*)){{{top} .fr:not(.f0){{display:none}}}}")
            for n in frames:
                out.append(f"{top}:has(#{drawn.key}f{n}:checked) .fr:not(.f{n}){{display:none}}")
        for layer in drawn.layers:
            name = f".{layer.key}"
            box = f"{top}:has(#{layer.key}:"
            if layer.ghost:
                out.append(f"{top} g{name}{{display:none}}")
                out.append(f"{box}checked) g{name}{{display:inline}}")
            else:
                out.append(f"{box}not(:checked)) g{name}{{display:none}}")
            hovered = f"{top}:has(label{name}:hover,label{name}:focus-within)"
            out.append(f"{hovered} g.layer:not({name}){{opacity:.25}}")
            out.append(f"{hovered} g{name} .outer{{stroke-width:30}}")
    return "\n".join(out) + "\n"
