"""A data set in the shape of DBLP's: what reading large XML is measured on.

``python -m tests.benchmarks.dblp COUNT [--pubmed] > dblp.xml`` writes articles, conference
papers, preprints, books and theses, namesakes among the authors, accents as entities, as
DBLP writes them; with ``--pubmed`` the same articles as PubMed's XML, which bibutils reads.
Always the same records for the same count. ``/usr/bin/time -v bibkit convert dblp.xml -t
csl-json`` then tells the rate and the peak of memory.
"""

import random
import sys
from collections.abc import Iterator

_GIVEN = (
    "Ada Ben Cy Dee Eve Fay Gus Hal Ida Jan Kay Lee Mia Ned Ola Pam Ray Sue Tom Uma".split()
)
_FAMILY = (
    "Abel Brandt Chen Doe Evans Fischer Garc&iacute;a Hansen Ito Jung Klein Li "
    "M&uuml;ller Nguyen Olsen Park Qu Roe S&oslash;rensen Tanaka Wang Zhang"
).split()
_WORDS = "graphs trees models data systems networks logic queries learning proofs".split()
_KINDS = ["article"] * 4 + ["inproceedings"] * 5 + ["corr"] * 3 + ["book", "phdthesis"]


def records(count: int) -> Iterator[str]:
    """The elements of so many records."""
    drawn = random.Random(7)
    for number in range(count):
        kind = drawn.choice(_KINDS)
        people = [
            f"{drawn.choice(_GIVEN)} {drawn.choice(_FAMILY)}"
            + (f" {drawn.randint(1, 99):04d}" if drawn.random() < 0.1 else "")
            for _ in range(drawn.randint(1, 6))
        ]
        authors = "".join(f"<author>{name}</author>\n" for name in people)
        title = f"On {' and '.join(drawn.sample(_WORDS, 2))}, part {number}."
        year = drawn.randint(1970, 2026)
        yield _record(kind, number, authors, title, year, drawn.randint(1, 400))


def _record(kind: str, number: int, authors: str, title: str, year: int, page: int) -> str:
    inner = f"{authors}<title>{title}</title>\n<pages>{page}-{page + 9}</pages>\n"
    inner += f"<year>{year}</year>\n<ee>https://doi.org/10.5072/{number}</ee>\n"
    name, key, more = (
        kind,
        f"journals/ex/{number}",
        "<volume>12</volume><journal>J. Ex.</journal>",
    )
    attributes = ""
    if kind == "inproceedings":
        key, more = (
            f"conf/ex/{number}",
            "<booktitle>EXAMPLE</booktitle><crossref>conf/ex/1</crossref>",
        )
    elif kind == "corr":
        name, key = "article", f"journals/corr/abs-{number}"
        attributes = ' publtype="informal"'
        volume = f"abs/{2401 + number % 7}.{number % 100_000:05d}"
        more = f"<volume>{volume}</volume><journal>CoRR</journal>"
    elif kind == "book":
        key, more = f"books/ex/{number}", "<publisher>Example Press</publisher>"
    elif kind == "phdthesis":
        key, more = f"phd/{number}", "<school>Example University</school>"
    return f'<{name} mdate="2026-01-02" key="{key}"{attributes}>\n{inner}{more}\n</{name}>\n'


def articles(count: int) -> Iterator[str]:
    """As many articles as PubMed writes them."""
    drawn = random.Random(7)
    for number in range(count):
        authors = "".join(
            f"<Author><LastName>{drawn.choice(_FAMILY[:6])}</LastName>"
            f"<ForeName>{drawn.choice(_GIVEN)}</ForeName></Author>"
            for _ in range(drawn.randint(1, 6))
        )
        title = f"On {' and '.join(drawn.sample(_WORDS, 2))}, part {number}."
        year = drawn.randint(1970, 2026)
        yield (
            f"<PubmedArticle><MedlineCitation><PMID>{number + 1}</PMID><Article><Journal>"
            f"<JournalIssue><Volume>12</Volume><PubDate><Year>{year}</Year>"
            f"</PubDate></JournalIssue><Title>J Ex</Title></Journal><ArticleTitle>{title}"
            f"</ArticleTitle><Pagination><MedlinePgn>1-9</MedlinePgn></Pagination><AuthorList>"
            f"{authors}</AuthorList></Article></MedlineCitation></PubmedArticle>\n"
        )


def main(arguments: list[str]) -> None:
    """Write the file that the command line asks for."""
    count = int(arguments[0])
    pubmed = "--pubmed" in arguments
    root = "PubmedArticleSet" if pubmed else "dblp"
    sys.stdout.write(f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<{root}>\n')
    sys.stdout.writelines(articles(count) if pubmed else records(count))
    sys.stdout.write(f"</{root}>\n")


if __name__ == "__main__":
    main(sys.argv[1:])
