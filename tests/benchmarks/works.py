"""Large files of records, some of them twice: what merging is measured on.

``python -m tests.benchmarks.works COUNT > works.jsonl`` writes CSL-JSON, a record a line. The
part of an id before its dash is the work. Always the same records for the same count.
"""

import json
import random
import sys
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, TypeAlias

Csl: TypeAlias = dict[str, Any]

_TWICE = 0.09
"""The share of works of which there are further records."""
_SYLLABLES = (
    "ba be bi bo ca ce co cu da de di do fa fe fi ga ge go ha he hi la le li lo lu ma me mi mo "
    "na ne ni no pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi za ze zo"
).split()
_ENDINGS = "n r s t l m x tion ity ing al ic ous ment ase gram".split()
_SMALL = "of the in and for with on a by from under".split()
_FIELDS = (
    "Applied Physics|Clinical Oncology|Graph Theory|Soil Science|Machine Learning"
    "|Marine Biology|Medical Imaging|Number Theory|Organic Chemistry|Plant Ecology"
    "|Social Psychology|Surgery"
).split("|")
_FORMS = (
    ("Journal of {}", "J. {}"), ("{} Letters", "{} Lett."), ("Annals of {}", "Ann. {}"),
    ("International Journal of {}", "Int. J. {}"), ("{} Research", "{} Res."),
    ("European Review of {}", "Eur. Rev. {}"), ("Proceedings of {}", "Proc. {}"),
)  # fmt: skip


class _Words:
    """Made-up words; the frequent ones come often, as in a language (Zipf's law)."""

    def __init__(self, chance: random.Random, count: int, power: float) -> None:
        self.chance = chance
        found: dict[str, None] = {}
        while len(found) < count:
            length = chance.randint(1, 4)
            stem = "".join(chance.choice(_SYLLABLES) for _ in range(length))
            found[stem + chance.choice(_ENDINGS)] = None
        self.words = list(found)
        self.weights = list(accumulate(1 / (rank + 3) ** power for rank in range(count)))

    def some(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)


def works(count: int) -> Iterator[Csl]:
    """So many records as CSL-JSON; of one in ten works there are several, of all kinds."""
    chance = random.Random(20260)
    words = _Words(chance, 20_000, 0.8)
    families = _Words(chance, 30_000, 0.75)
    made = number = 0
    while made < count:
        work = _work(chance, words, families, number)
        copies = [{**work, "id": f"w{number}-0"}]
        if chance.random() < _TWICE:
            more = chance.choice((1, 1, 1, 2, 3))
            copies += [
                {**_again(chance, work), "id": f"w{number}-{copy}"}
                for copy in range(1, more + 1)
            ]
        elif chance.random() < 0.01:
            # Not the same work, and hard to tell from it.
            copies.append({**_sequel(chance, work), "id": f"s{number}-0"})
        number += 1
        yield from copies[: count - made]
        made += len(copies)


def _work(chance: random.Random, words: _Words, families: _Words, number: int) -> Csl:
    title = _title(chance, words)
    full, _ = _venue(chance, number)
    page = chance.randint(1, 1800)
    year = min(2026, int(2027 - chance.expovariate(0.08)))
    found: Csl = {
        "type": "article-journal",
        "title": title,
        "author": [
            {"family": name.capitalize(), "given": _given(chance)}
            for name in families.some(chance.choice((1, 2, 2, 3, 3, 4, 5, 6, 8)))
        ],
        "issued": {"date-parts": [[max(1950, year)]]},
        "container-title": full,
        "volume": str(chance.randint(1, 120)),
        "issue": str(chance.randint(1, 12)),
        "page": f"{page}-{page + chance.randint(3, 25)}",
    }
    if chance.random() < 0.75:
        found["DOI"] = f"10.{1000 + number % 700}/{_code(chance)}.{number}"
    if chance.random() < 0.4:
        found["abstract"] = " ".join(words.some(chance.randint(30, 60))).capitalize() + "."
    return found


def _title(chance: random.Random, words: _Words) -> str:
    if chance.random() < 0.005:
        return chance.choice(
            ("Editorial", "Introduction", "Book reviews", "Letter to the editor")
        )
    parts: list[str] = []
    for at, word in enumerate(words.some(chance.randint(4, 11))):
        if at and chance.random() < 0.35:
            parts.append(chance.choice(_SMALL))
        parts.append(word)
    if chance.random() < 0.2:
        parts[len(parts) // 2] += ":"
    return " ".join(parts).capitalize()


def _venue(chance: random.Random, number: int) -> tuple[str, str]:
    field = _FIELDS[number % len(_FIELDS)]
    form = _FORMS[chance.randrange(len(_FORMS))]
    return form[0].format(field), form[1].format(field)


def _given(chance: random.Random) -> str:
    return chance.choice(
        ("Ada", "Boris M.", "Chen", "Dana", "Elif", "Fumiko", "Gil", "H. J.", "Ines")
    )


def _code(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghjkmnpqrstuvwxyz", k=4))


def _again(chance: random.Random, work: Csl) -> Csl:
    """Another database's record of a work, or another version of it."""
    if chance.random() < 0.2:
        return _preprint(chance, work)
    copy = dict(work)
    if chance.random() < 0.45:
        copy.pop("DOI", None)
    if chance.random() < 0.5:
        copy.pop("abstract", None)
    if chance.random() < 0.4:
        full = copy["container-title"]
        for long, short in _FORMS:
            lead, _, tail = long.partition("{}")
            if full.startswith(lead) and full.endswith(tail):
                field = full[len(lead) : len(full) - len(tail) or None]
                copy["container-title"] = short.format(field)
    if chance.random() < 0.5:
        copy["author"] = [{**a, "given": f"{a['given'][0]}."} for a in copy["author"]]
    if chance.random() < 0.3:
        copy["title"] = _slip(chance, copy["title"])
    if chance.random() < 0.3:
        copy["title"] = chance.choice((str.upper, str.title, lambda t: t + "."))(copy["title"])
    if chance.random() < 0.3:
        first, _, last = copy["page"].partition("-")
        copy["page"] = first if len(first) != len(last) else f"{first}-{last[1:] or last}"
    if chance.random() < 0.2:
        del copy["issue"]
    if chance.random() < 0.15:
        copy["issued"] = {"date-parts": [[copy["issued"]["date-parts"][0][0] - 1]]}
    return copy


def _preprint(chance: random.Random, work: Csl) -> Csl:
    year = work["issued"]["date-parts"][0][0]
    title = work["title"]
    if chance.random() < 0.3:
        title = " ".join(word for word in title.split() if chance.random() < 0.85) or title
    number = f"{year % 100:02}{chance.randint(1, 12):02}.{chance.randint(0, 99999):05}"
    preprint: Csl = {
        "type": "article",
        "title": title,
        "author": work["author"],
        "issued": {"date-parts": [[year - chance.choice((0, 1, 1, 2))]]},
        "publisher": "arXiv",
        "custom": {"arxiv": number},
    }
    if len(work["author"]) > 3 and chance.random() < 0.5:
        preprint["author"] = work["author"][:3]
        preprint["custom"]["more_authors"] = True
    if "abstract" in work:
        preprint["abstract"] = work["abstract"]
    return preprint


def _slip(chance: random.Random, title: str) -> str:
    """A letter left out, doubled or swapped with the next."""
    at = chance.randrange(len(title) - 1)
    one, two = title[at], title[at + 1]
    return title[:at] + chance.choice((two, one + one + two, two + one)) + title[at + 2 :]


def _sequel(chance: random.Random, work: Csl) -> Csl:
    sequel = {
        **work,
        "title": f"{work['title']}, part II",
        "volume": str(chance.randint(1, 120)),
    }
    sequel.pop("DOI", None)
    sequel.pop("abstract", None)
    return sequel


def main() -> None:
    for record in works(int(sys.argv[1])):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
