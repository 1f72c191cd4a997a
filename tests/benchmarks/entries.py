"""A file of diverse BibTeX entries: accents, macros, concatenation, crossref, comments."""

import random
from collections.abc import Iterator

_FAMILIES = (
    "Garc{\\'i}a M{\\'a}rquez,Knuth,Lamport,{\\'E}mile-Zola,M{\\\"u}ller,van der Berg,"
    "O'Reilly,Zhang,{\\L}ukasiewicz,Erd{\\H o}s,Goossens,Nguyễn,Smith,Jones,Deng"
).split(",")
_GIVEN = "Ada,Donald E.,Leslie,Jean-Paul,Zhi-Hong,J. R. R.,Grace,Wei,Krzysztof,P{\\'a}l".split(
    ","
)
_PLAIN = (
    "graph neural attention sparse learning of for the a retrieval networks optimal transport "
    "approach analysis study models results show that we propose a method which improves over"
).split()
_TEX = [
    "{LLM}",
    "{B}ayesian",
    "$O(n \\log n)$",
    "{TCP/IP}",
    'na{\\"\\i}ve',
    "\\emph{in vitro}",
    "R\\&D",
]
_JOURNALS = [
    "jmlr",
    "{Nature}",
    '"Journal of " # ml',
    "{ACM Computing Surveys}",
    "{Phys. Rev. D}",
]
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def entries(count: int) -> Iterator[str]:
    """The file's text, a chunk an entry; always the same."""
    chance = random.Random(1)
    yield "% a library\n@string{jmlr = {Journal of Machine Learning Research}}\n"
    yield '@string{ml = "Machine Learning"}\n\n'
    for number in range(count):
        yield _entry(chance, number)
    for number in range(_WHOLES):
        yield (
            f"@comment{{volume {number}}}\n@proceedings{{whole{number},\n"
            f"  title = {{Proceedings of Meeting {number}}},\n  year = 20{number:02},\n}}\n\n"
        )


_WHOLES = 20  # volumes that entries refer to


def _entry(chance: random.Random, number: int) -> str:
    authors = " and ".join(
        f"{chance.choice(_FAMILIES)}, {chance.choice(_GIVEN)}"
        for _ in range(chance.randint(1, 6))
    )
    fields = {
        "author": f"{{{authors}}}",
        "title": f"{{{_prose(chance, chance.randint(5, 14), 0.1)}}}",
        "year": str(chance.randint(1950, 2026)),
        "month": chance.choice(_MONTHS),
        "doi": f"{{10.{chance.randint(1000, 9999)}/ab_{number}}}",
        "url": f"{{https://example.org/{number}?a=1&b=2}}",
        "pages": f"{{{(first := chance.randint(1, 900))}--{first + chance.randint(1, 40)}}}",
        "keywords": "{graphs, learning, transport}",
        "abstract": f"{{{_prose(chance, chance.randint(15, 60), 0.01)}.}}",
    }
    kind = chance.choice(["article"] * 5 + ["inproceedings"] * 3 + ["book", "misc"])
    if kind == "article":
        fields["journal"] = chance.choice(_JOURNALS)
        fields["volume"] = f"{{{chance.randint(1, 90)}}}"
        fields["number"] = f'"{chance.randint(1, 12)}"'
    elif kind == "inproceedings":
        if number % 10 == 0:
            fields["crossref"] = f"{{whole{number % _WHOLES}}}"
        else:
            fields["booktitle"] = (
                "{Proceedings of the " + str(chance.randint(1, 40)) + "th Conference}"
            )
    elif kind == "book":
        fields["publisher"] = "{Springer {\\&} Sons}"
    body = "".join(f"  {tag} = {value},\n" for tag, value in fields.items())
    return f"@{kind}{{key{number},\n{body}}}\n\n"


def _prose(chance: random.Random, count: int, tex: float) -> str:
    """So many words, some of them TeX."""
    return " ".join(
        chance.choice(_TEX if chance.random() < tex else _PLAIN) for _ in range(count)
    )
