"""The network of an owner's co-authors: who wrote with whom, on a ring of legible names.

The owner herself is left out: a line to everybody would hide who belongs together.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import cos, pi, sin, sqrt

from bibkit.model import Citation, Name
from bibkit.publications import svg
from bibkit.publications.owner import Standing
from bibkit.publications.people import Person, coauthors
from bibkit.publications.svg import Picture

MOST = 30
"""The co-authors that are drawn; with more of them names would touch."""

_RING, _NAMES = 100.0, 7.0
_LONG, _LONGEST = 18, 21
_MIDDLE = svg.WIDTH / 2, 282.0
_HEIGHT = 518.0


def coauthor_network(papers: Iterable[tuple[Citation, Standing]]) -> Picture | None:
    """The co-authors of an owner's papers and their joint ones; nothing where there is none."""
    known = list(papers)
    people = coauthors(known)
    if not people:
        return None
    # As often, the first to appear: on a list, who wrote the newest paper.
    shown = sorted(people, key=lambda one: -len(one.papers))[:MOST]
    joint = {
        (a, b): count
        for a, b in combinations(range(len(shown)), 2)
        if (count := sum(one is other for one in shown[a].papers for other in shown[b].papers))
    }
    cut = sum(citation.more_authors for citation, _ in known)
    lines = list(_told(len(shown), len(people), cut, len(known)))
    said = ", ".join(_counted(one) for one in shown)
    notes = (svg.words(0, 32 + 15 * place, text) for place, text in enumerate(lines))
    return Picture("coauthors", "Co-authors", f"{said}. {' '.join(lines)}", _HEIGHT, "".join((
        svg.heading("Co-authors"), *notes, *_ring(shown, joint),
    )))  # fmt: skip


def _told(shown: int, of: int, cut: int, papers: int) -> Iterator[str]:
    """What the picture shows, and what it cannot."""
    noun = "co-author" if of == 1 else "co-authors"
    most = f"; the {shown} most frequent are shown" if shown < of else ""
    yield f"{of:,} {noun}{most}." + (" Lines join who share papers." if of > 1 else "")
    if cut:
        yield f"Of {cut:,} of {papers:,} papers not all authors are known."


def _counted(person: Person) -> str:
    count = len(person.papers)
    return f"{person.name} ({count:,} {'paper' if count == 1 else 'papers'})"


def _ring(people: Sequence[Person], joint: dict[tuple[int, int], int]) -> Iterator[str]:
    order = _neighbours(len(people), joint)
    angles = {who: 2 * pi * place / len(order) - pi / 2 for place, who in enumerate(order)}
    # Thick lines last, so that thin ones do not cut them.
    for (a, b), count in sorted(joint.items(), key=lambda item: (item[1], item[0])):
        yield _edge(angles[a], angles[b], count)
    for who in order:
        person = people[who]
        x, y = _point(angles[who], _RING)
        radius = min(3 + 1.5 * sqrt(len(person.papers) - 1), 9)
        yield svg.circle(x, y, radius, "one", _counted(person))
        yield _name(person.name, angles[who], radius)


def _neighbours(number: int, joint: dict[tuple[int, int], int]) -> list[int]:
    """People around the ring: next to each who shares most with the last, then with all."""
    shared = [[0] * number for _ in range(number)]
    for (a, b), count in joint.items():
        shared[a][b] = shared[b][a] = count
    order = [0]
    left = set(range(1, number))
    while left:
        last = order[-1]
        best = max(
            left,
            key=lambda one: (shared[last][one], sum(shared[one][o] for o in order[-4:]), -one),
        )
        order.append(best)
        left.remove(best)
    return order


def _point(angle: float, radius: float) -> tuple[float, float]:
    return _MIDDLE[0] + radius * cos(angle), _MIDDLE[1] + radius * sin(angle)


def _edge(one: float, other: float, count: int) -> str:
    """A line that bends towards the middle, the thicker the more papers."""
    x1, y1 = _point(one, _RING)
    x2, y2 = _point(other, _RING)
    bend = [(a + b) / 2 * 0.55 + middle * 0.45 for a, b, middle in
            ((x1, x2, _MIDDLE[0]), (y1, y2, _MIDDLE[1]))]  # fmt: skip
    start, control, end = (
        f"{svg.number(x)} {svg.number(y)}" for x, y in ((x1, y1), bend, (x2, y2))
    )
    width = min(1 + 0.8 * (count - 1), 5)
    opacity = min(0.45 + 0.1 * (count - 1), 0.8)
    return svg.line(f"M{start}Q{control} {end}", "one", width, opacity)


def _name(name: Name, angle: float, radius: float) -> str:
    """A name that runs outwards, and is never upside down."""
    x, y = _point(angle, _RING + max(radius, 4) + _NAMES)
    turn = angle * 180 / pi
    is_left = cos(angle) < -1e-9
    more = {
        "transform": f"rotate({svg.number(turn + 180 if is_left else turn)} "
        f"{svg.number(x)} {svg.number(y)})",
        "text-anchor": "end" if is_left else "start",
        "dominant-baseline": "central",
        "font-size": "11",
    }
    return svg.words(x, y, short(name), svg.INK, more=more)


def short(name: Name) -> str:
    """A name of few letters: initials for given names where the whole is long."""
    whole = str(name)
    if len(whole) > _LONG and name.family:
        initials = " ".join(
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in name.given.split()
        )
        parts = (initials, name.dropping_particle, name.non_dropping_particle, name.family)
        whole = " ".join(filter(None, parts))
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1].rstrip()}…"
