"""Formats of runs as opening and closing marks of a medium, properly nested."""

from collections.abc import Callable, Mapping, Sequence

from bibkit.csl.flatten import Run

Marks = Mapping[tuple[str, str], tuple[str, str]]
"""Attribute and value to what opens and what closes it."""


def marked(runs: Sequence[Run], marks: Marks, escape: Callable[[str], str]) -> str:
    """The runs in a medium; marks that neighbours share are set once."""
    out: list[str] = []
    open_marks: list[tuple[str, str]] = []
    for run in runs:
        wanted = [format for format in run.formats if format in marks]
        same = 0
        while same < min(len(wanted), len(open_marks)) and wanted[same] == open_marks[same]:
            same += 1
        out += [marks[format][1] for format in reversed(open_marks[same:])]
        out += [marks[format][0] for format in wanted[same:]]
        open_marks = wanted
        out.append(escape(run.text))
    out += [marks[format][1] for format in reversed(open_marks)]
    return "".join(out)


def blocks(runs: Sequence[Run]) -> list[tuple[str, list[Run]]]:
    """The runs by the display block that they stand in; ``""`` is the line of text itself."""
    parts: list[tuple[str, list[Run]]] = []
    before = None
    for run in runs:
        if not parts or run.block != before:
            parts.append((run.block.partition(" ")[0], []))
            before = run.block
        parts[-1][1].append(run)
    return parts
