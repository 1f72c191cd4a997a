"""Bars by year: papers by their kinds, and the citations of papers where these are known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bibkit.model import Citation
from bibkit.patterns import lazy
from bibkit.publications import svg
from bibkit.publications.kinds import kind_of
from bibkit.publications.svg import Picture

_LEFT, _TOP, _FLOOR, _ROOM = 30, 54.0, 190.0, 434
_MOST_BARS = 48
_SPANS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_BESIDE_LABELS = 30
"""The least room between the labels of two years."""
_WIDEST = 34


class Layer(NamedTuple):
    """A part of the bars: its colour, what it is called, and of how many it is said."""

    colour: str
    legend: str
    one: str
    many: str
    kinds: tuple[str, ...]


LAYERS: Sequence[Layer] = (
    Layer("one", "Journals", "journal article", "journal articles", ("journal",)),
    Layer("two", "Conferences", "conference paper", "conference papers",
          ("conference",)),
    Layer("three", "Books, chapters", "book or chapter", "books and chapters",
          ("book", "edited", "chapter")),
    Layer("four", "Preprints", "preprint", "preprints", ("preprint",)),
    Layer("five", "Other", "other work", "other works", ()),
)  # fmt: skip
"""What bars are made of, from the floor up; the last has all kinds that no other has."""

_COUNTS = frozenset(
    """citedby timescited tc z9 citedbycount isreferencedbycount citationcount citations
    numcitations cites""".split()
)
"""What sources call the number of a paper's citations, letters and digits alone."""
_NOTED = lazy(r"(?i)\bcited by:?\s*(\d+)")
_NOT_LETTERS = lazy(r"[^a-z0-9]+")


def year_of(citation: Citation) -> int | None:
    """The year in which a work came out, where it is known to the year."""
    issued = citation.issued
    return issued.year if issued and not issued.unspecified else None


def citations_of(citation: Citation) -> int | None:
    """How often a work was cited, where its source says so."""
    for tag, values in citation.extra.items():
        name = _NOT_LETTERS.sub("", tag.rpartition("/")[2].lower())
        for value in values if name in _COUNTS else ():
            if str(value).strip().isdecimal():
                return int(str(value))
    noted = _NOTED.search(citation.note)
    return int(noted[1]) if noted else None


def papers_by_year(citations: Iterable[Citation], day: date | None = None) -> Picture | None:
    """How many papers came out each year, by kind; nothing where no year is known.

    ``day`` is that of the list: its year is not over, and marked so.
    """
    counts: dict[int, Counter[str]] = {}
    undated = 0
    for citation in citations:
        year = year_of(citation)
        if year is None:
            undated += 1
        else:
            counts.setdefault(year, Counter())[_layer(citation).colour] += 1
    if not counts:
        return None
    now = day.year if day else None
    said = [
        f"{_year(year)}{f' (to {day})' if year == now else ''}: {_said(counts[year])}"
        for year in sorted(counts, reverse=True)
    ]
    said += [f"without a year: {undated}"] if undated else []
    used = [layer for layer in LAYERS if any(one[layer.colour] for one in counts.values())]
    title = "Papers per year"
    return Picture("years", title, "; ".join(said) + ".", _FLOOR + 26, "".join((
        svg.heading(title), *_legend(used), *_bars(counts, [one.colour for one in used], now),
        _label(svg.WIDTH - 50, 14, f"* to {day}", svg.SOFT) if now in counts else "",
    )))  # fmt: skip


def citations_by_year(citations: Iterable[Citation]) -> Picture | None:
    """How often the papers of each year were cited; nothing where no source says it."""
    known = [(year_of(one), citations_of(one)) for one in citations]
    counts: dict[int, Counter[str]] = {}
    for year, cited in known:
        if year is not None and cited is not None:
            counts.setdefault(year, Counter())["one"] += cited
    if not counts:
        return None
    of = sum(year is not None and cited is not None for year, cited in known)
    told = f"known for {of:,} of {len(known):,} papers"
    said = [f"{_year(year)}: {counts[year].total():,}" for year in sorted(counts, reverse=True)]
    title = "Citations by the year of the paper"
    return Picture("citations", title, f"{'; '.join(said)}; {told}.", _FLOOR + 26, "".join((
        svg.heading(title), svg.words(0, 34, told), *_bars(counts, ["one"]),
    )))  # fmt: skip


def _layer(citation: Citation) -> Layer:
    kind = kind_of(citation).name
    return next((layer for layer in LAYERS if kind in layer.kinds), LAYERS[-1])


def _said(counts: Counter[str]) -> str:
    parts = [
        f"{count} {layer.one if count == 1 else layer.many}"
        for layer in LAYERS
        if (count := counts[layer.colour])
    ]
    return parts[0] if len(parts) == 1 else f"{counts.total()} ({', '.join(parts)})"


def _legend(layers: Sequence[Layer]) -> Iterator[str]:
    x = 0.0
    for layer in layers:
        yield svg.rectangle(x, 25, 10, 10, layer.colour)
        yield svg.words(x + 14, 34, layer.legend, more={"font-size": "11"})
        x += 28 + 6.4 * len(layer.legend)


def _bars(
    years: Mapping[int, Counter[str]], colours: Sequence[str], now: int | None = None
) -> Iterator[str]:
    first, last = min(years), max(years)
    span = next(
        one for one in _SPANS if (last - first) // one < _MOST_BARS or one == _SPANS[-1]
    )
    start = first // span * span
    number = (last - start) // span + 1
    bins: list[Counter[str]] = [Counter() for _ in range(number)]
    for year, counts in years.items():
        bins[(year - start) // span].update(counts)
    highest = max(one.total() for one in bins)
    step = _step(highest)
    top = max(step, -(-highest // step) * step)
    scale = (_FLOOR - _TOP) / top
    room = _ROOM / number
    wide = min(room * 0.78, _WIDEST)
    yield from _grid(top, step, scale)
    every = _every(room, span)
    is_told = wide >= 6.5 * len(f"{highest:,}")
    for place, counts in enumerate(bins):
        middle = _LEFT + (place + 0.5) * room
        y = _FLOOR
        for colour in colours:
            if counts[colour]:
                y -= counts[colour] * scale
                high = counts[colour] * scale
                yield svg.rectangle(middle - wide / 2, y, wide, high, colour)
        if counts and is_told:
            yield _label(middle, y - 4, f"{counts.total():,}", svg.INK)
        year = start + place * span
        if (year // span) % every == 0 or number == 1:
            shown = _year(year) if span == 1 else f"{_year(year)}–"
            shown += "*" if now is not None and year <= now < year + span else ""
            yield _label(middle, _FLOOR + 16, shown, svg.SOFT)


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"


def _step(highest: int) -> int:
    """The distance of lines, 1, 2 or 5 by a power of ten, of which at most five are needed."""
    tens = (int(f"1{'0' * power}") for power in range(18))
    steps = (factor * ten for ten in tens for factor in (1, 2, 5))
    return next(step for step in steps if highest <= 5 * step)


def _every(room: float, span: int) -> int:
    """Which years have labels: every one, or every second, fifth, tenth ..."""
    needed = _BESIDE_LABELS + (6 if span > 1 else 0)
    return next(one for one in (*_SPANS, 10_000) if room * one >= needed)


def _grid(top: int, step: int, scale: float) -> Iterator[str]:
    for value in range(0, top + 1, step):
        y = _FLOOR - value * scale
        yield svg.line(f"M{_LEFT} {svg.number(y)}H{_LEFT + _ROOM}", svg.LINE, 1)
        end = {"text-anchor": "end", "font-size": "11"}
        yield svg.words(_LEFT - 5, y + 4, _short(value), more=end)


def _short(value: int) -> str:
    """A number in the room of four signs."""
    for unit, sign in ((1_000_000, "M"), (1_000, "k")):
        if value >= unit and value % (unit // 10) == 0:
            return f"{value / unit:.1f}".removesuffix(".0") + sign
    return f"{value:,}"


def _label(x: float, y: float, text: str, colour: str) -> str:
    return svg.words(x, y, text, colour, more={"text-anchor": "middle", "font-size": "11"})
