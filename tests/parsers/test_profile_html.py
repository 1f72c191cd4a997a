"""Saved HTML pages are read as their text is, however they are marked up."""

import json
from collections.abc import Callable
from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import api
from bibkit.diagnostics import Diagnostic
from bibkit.inputs import Input
from bibkit.model import Citation, Identifier, Profile, Record
from bibkit.parsers import profile
from tests.test_seeds import COUNTS, PROFILES, Shown, pages, shown, without_places

FRAME = """<!DOCTYPE html>
<!-- saved from url=(0035)https://pages.example.org/authors/7 -->
<html><head><title>Some author</title><style>.a{{color:red}}</style>
<script>window.data = {{"h-index": 99, "papers": ["LGMay 27"]}}</script></head><body>
<nav><a href="/">Home</a><a href="/papers">Papers</a><a href="/login">Sign in</a></nav>
{body}
<footer><p>Terms</p><p>© 2026 Some site</p></footer>
<script type="application/json">{{"LGAug 27, 2023Code": 1}}</script>
</body></html>
"""


def figures(profile: Profile) -> list[tuple[str, str, bool]]:
    """The header's labels and numbers, and whether the number comes first."""
    return [
        ("h-index", f"{profile.h_index}", False),
        ("papers", f"{profile.papers}", True),
        ("citations", f"{profile.citations:,}", True),
        ("Novelty", f"{profile.novelty}%", False),
        ("AI Score", f"{profile.score}", False),
    ]


def in_order(label: str, number: str, number_first: bool) -> tuple[str, str]:
    return (number, label) if number_first else (label, number)


def names(entry: Shown) -> tuple[list[str], str, str]:
    """The names of a byline, its "et al.", its affiliations."""
    people, _, affiliations = escape(entry.byline).partition(" · ")
    return (
        people.removesuffix(" et al.").split(", "),
        " et al." if people.endswith(" et al.") else "",
        affiliations,
    )


def paragraphs(entry: Shown, tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(p)}</{tag}>" for p in entry.abstract.split("\n") if p)


def closing(entry: Shown) -> str:
    return f"{entry.date} {entry.comments}".strip()


# Markups: each gives the header and the entry of a profile, and an entry of the Daily Papers.


def divs(profile: Profile | None, entries: list[Shown]) -> str:
    """Each fact in a div of its own."""
    head = ""
    if profile:
        facts = [profile.owner, profile.subject]
        facts += [part for each in figures(profile) for part in in_order(*each)]
        head = "".join(f"<div>{fact}</div>" for fact in [*facts, f"{profile.papers} Papers"])
    return head + "".join(
        f"<div class=card><div>{e.subject}</div><div>{e.date}</div><div>{e.badge}</div>"
        f"<div>{escape(e.title)}</div>\n<div>{escape(e.byline)}</div>{paragraphs(e, 'div')}"
        "</div>"
        for e in entries
    )


def spans(profile: Profile | None, entries: list[Shown]) -> str:
    """Facts run together in spans without any blank."""
    head = ""
    if profile:
        boxes = "".join(
            f"<span>{a}</span><span>{b}</span>"
            for a, b in (in_order(*f) for f in figures(profile))
        )
        head = (
            f"<div><h1>{profile.owner}</h1><span>{profile.subject}</span></div>"
            f"<div>{boxes}</div><h2>{profile.papers} Papers</h2>"
        )
    return head + "".join(
        f"<section><div><span>{e.subject}</span><time>{e.date}</time><span>{e.badge}</span></div>"
        f"<h3>{escape(e.title)}</h3><p>{escape(e.byline)}</p>{paragraphs(e)}</section>"
        for e in entries
    )


def lines(profile: Profile | None, entries: list[Shown]) -> str:
    """Lines broken by ``<br>``; facts with blanks between; numbers before their labels."""
    head = ""
    if profile:
        head = f"<b>{profile.owner}</b><br>{profile.subject}<br>" + "".join(
            f"{number} {label}<br>" for label, number, _ in figures(profile)
        )
    return head + "".join(
        f"<p><b>{e.subject}</b> <i>{e.date}</i> <u>{e.badge}</u><br/>\n"
        f"{escape(e.title)}<br>\n"
        f"{escape(e.byline)}<br>{'<br>'.join(escape(e.abstract).splitlines())}</p>\n"
        for e in entries
    )


def table(profile: Profile | None, entries: list[Shown]) -> str:
    """A row an entry, a cell a fact, and the figures with their labels first."""
    head = ""
    if profile:
        rows = "".join(
            f"<tr><th>{label}:</th><td>{number}</td></tr>"
            for label, number, _ in figures(profile)
        )
        head = f"<h1>{profile.owner}</h1><h2>{profile.subject}</h2><table>{rows}</table>"
    return f"{head}<table><tbody>" + "".join(
        f"<tr><td>{e.subject}</td><td>{e.date}</td><td>{e.badge}</td><td>{escape(e.title)}</td>"
        f"<td>{escape(e.byline)}</td><td>{paragraphs(e)}</td></tr>"
        for e in entries
    )


def cards(profile: Profile | None, entries: list[Shown]) -> str:
    """A list of cards: links around titles and around each name, each name its own item."""
    head = ""
    if profile:
        head = (
            f"<header><h1>{profile.owner}</h1><p>{profile.subject}</p><dl>"
            + "".join(f"<dt>{label}<dd>{number}" for label, number, _ in figures(profile))
            + f"</dl></header><h2>{profile.papers} Papers</h2>"
        )

    def card(e: Shown) -> str:
        people, more, affiliations = names(e)
        items = "".join(f'<li><a href="/authors/1">{name}</a></li>' for name in people)
        items += f"<li>{more.strip()}</li>" if more else ""
        items += f"<li>· {affiliations}</li>" if affiliations else ""
        badge = '<a class=badge href="/x">Code</a>' if e.badge else ""
        return (
            f"<li><div style='display:flex'><a>{e.subject}</a> · <time>{e.date}</time> {badge}"
            f"</div><a href='/papers/1'><h3>{escape(e.title)}</h3></a><ul>{items}</ul>"
            f"{paragraphs(e)}</li>"
        )

    return f"{head}<ol>{''.join(map(card, entries))}</ol>"


def run_together(profile: Profile | None, entries: list[Shown]) -> str:
    """All facts of an entry in inline elements of one block, names as links."""
    head = ""
    if profile:
        facts = [profile.owner, profile.subject]
        facts += [part for each in figures(profile) for part in in_order(*each)]
        head = "<div>" + "".join(f"<span>{fact}</span>" for fact in facts) + "</div>"

    def entry(e: Shown) -> str:
        people, more, affiliations = names(e)
        linked = ", ".join(f"<a href='/a'>{name}</a>" for name in people)
        where = f" · <i>{affiliations}</i>" if affiliations else ""
        return (
            f"<div><span>{e.subject}</span><span>{e.date}</span><span>{e.badge}</span>"
            f"<b>{escape(e.title)}</b><span>{linked}{more}{where}</span></div>{paragraphs(e)}"
        )

    return head + "".join(map(entry, entries))


def wrapped(profile: Profile | None, entries: list[Shown]) -> str:
    """Each entry inside one link; hidden doubles; comments and icons between the facts."""
    head = ""
    if profile:
        head = f"<h1>{profile.owner}<!-- owner --></h1><div>{profile.subject}</div>" + "".join(
            "<div><svg><title>icon</title></svg>{}<!-- -->{}</div>".format(*in_order(*each))
            for each in figures(profile)
        )
    return head + "".join(
        f"<a href='/p/1'><div>{e.subject}<!-- -->{e.date}{e.badge}</div><div hidden>{e.subject}"
        f"</div><div style='display: none'>Code</div><h3>{escape(e.title)}</h3>"
        f"<p>{escape(e.byline)}</p>{paragraphs(e)}</a>"
        for e in entries
    )


def preformatted(profile: Profile | None, entries: list[Shown]) -> str:
    """A text file as a browser saves it."""
    head = []
    if profile:
        head = [profile.owner, "", profile.subject]
        head += ["".join(in_order(*each)) for each in figures(profile)]
    body = [
        f"{e.subject}{e.date}{e.badge}\n{e.title}\n\n{e.byline}\n\n{e.abstract}\n"
        for e in entries
    ]
    return f"<pre>{escape(chr(10).join([*head, '', *body]))}</pre>"


MARKUPS: list[Callable[[Profile | None, list[Shown]], str]] = [
    divs, spans, lines, table, cards, run_together, wrapped, preformatted,
]  # fmt: skip


def daily_divs(e: Shown) -> str:
    return (
        f"<div>{escape(e.title)}</div>{paragraphs(e)}<div>{e.byline}</div><div>·</div>"
        f"<div>{closing(e)}</div>"
    )


def daily_line(e: Shown) -> str:
    return (
        f"<article><h3><a href='/x'>{escape(e.title)}</a></h3>{paragraphs(e)}"
        f"<footer>{e.byline} · {closing(e)}</footer></article>"
    )


def daily_spans(e: Shown) -> str:
    comments = f"<span>{e.comments}</span>" if e.comments else ""
    return (
        f"<section><b>{escape(e.title)}</b>{paragraphs(e)}<div><span>{e.byline}</span>"
        f"<span>·</span><time>{e.date}</time>{comments}</div></section>"
    )


def daily_items(e: Shown) -> str:
    return (
        f"<p>{escape(e.title)}<br>{escape(e.abstract)}</p>"
        f"<ul><li>{e.byline.lstrip('• ')}</li></ul>"
        f"<span>·</span><div>{e.date}</div><a href='#c'>{e.comments}</a>"
    )


def daily_table(e: Shown) -> str:
    return (
        f"<table><tr><td>{escape(e.title)}<td>{paragraphs(e)}<td>{e.byline}"
        f"<td>·<td>{closing(e)}</table>"
    )


def daily_breaks(e: Shown) -> str:
    facts = [escape(e.title), "", escape(e.abstract), e.byline, "·", closing(e), ""]
    return "<br>".join(facts)


DAILY_MARKUPS = [daily_divs, daily_line, daily_spans, daily_items, daily_table, daily_breaks]


def read(html: str) -> tuple[list[Citation], list[Diagnostic]]:
    told: list[Diagnostic] = []
    return list(api.read(html.encode(), report=told.append)), told


def assert_read_as(html: str, path: object) -> None:
    citations, told = read(html)
    assert [without_places(c) for c in citations] == [without_places(c) for c in api.read(path)]  # type: ignore[arg-type]
    assert {each.code for each in told} <= {"guessed-year", "assumed-type", "mended-name"}


@pytest.mark.parametrize("markup", MARKUPS, ids=lambda markup: markup.__name__)
@pytest.mark.parametrize("name", [name for name in COUNTS if name != "daily-papers"])
def test_a_profile_reads_alike_in_any_markup(
    name: str, markup: Callable[[Profile | None, list[Shown]], str]
) -> None:
    for path in pages(name):
        entries = shown(path.read_text(encoding="utf-8"), name)
        assert_read_as(FRAME.format(body=markup(PROFILES[name], entries)), path)


@pytest.mark.parametrize("markup", DAILY_MARKUPS, ids=lambda markup: markup.__name__)
def test_the_daily_papers_read_alike_in_any_markup(markup: Callable[[Shown], str]) -> None:
    for path in pages("daily-papers"):
        entries = shown(path.read_text(encoding="utf-8"), "daily-papers")
        chrome = "<p>new</p><h1>Daily Papers</h1><p>by<a>AK</a> and the research community</p>"
        body = f"{chrome}<div>Apr 17</div>{''.join(map(markup, entries))}"
        assert_read_as(FRAME.format(body=body), path)


ENTRY = (
    "<div>LGMay 27, 2024{badge}</div><h3>{title}</h3><p>Ada Quill, Bo Strand</p><p>{prose}</p>"
)


def one(**parts: str) -> Citation:
    facts = {"badge": "", "title": "On Kites", "prose": "Kites fly.", **parts}
    (citation,), _ = read(FRAME.format(body=ENTRY.format(**facts)))
    return citation


def test_links_give_identifiers_and_code() -> None:
    linked = one(
        badge='<a href="https://kites.example.com/">Code</a>',
        title='<a href="http://arxiv.org/abs/2401.01234">On Kites</a>',
        prose="Kites fly.</p><p><a href='https://doi.org/10.1145/3292500.3330961'>DOI</a>",
    )
    assert linked.title == "On Kites"
    assert linked.abstract == "Kites fly."
    assert linked.code == "https://kites.example.com/"
    assert sorted(linked.ids) == [
        Identifier("arxiv", "2401.01234"), Identifier("doi", "10.1145/3292500.3330961"),
    ]  # fmt: skip
    hosted = one(title='On Kites <a href="https://github.com/ada/kites">[x]</a>')
    assert hosted.code == "https://github.com/ada/kites"


def test_links_to_other_works_in_an_abstract_are_not_the_works_own() -> None:
    cited = one(prose='As in <a href="https://arxiv.org/abs/2401.01234">Quill</a>.')
    assert cited.ids == ()
    coded = one(prose='Code is at <a href="https://kites.example.com/">this URL</a>.')
    assert coded.code == "https://kites.example.com/"


@pytest.mark.parametrize(
    ("comment", "year"),
    [
        ("<!--\n Page saved with SingleFile \n url: https://a.org/ \n saved date: "
         "Fri Mar 13 2020 10:00:00 GMT+0100 (CET)\n-->", 2020),
        ("<!-- saved from url=(0045)https://huggingface.co/papers/date/2021-04-17 -->", 2021),
        ("<!-- FILE ARCHIVED ON 10:22:33 Apr 17, 2022 AND RETRIEVED FROM -->", 2022),
        ("<!-- saved on 2019-02-31 -->", 2018),
        ("<!-- saved from url=(0030)https://a.org/?from=2021-04-17 -->", 2018),
    ],
)  # fmt: skip
def test_a_stamp_says_when_a_page_was_saved(comment: str, year: int) -> None:
    body = ENTRY.format(badge="", title="On Kites", prose="x").replace(", 2024", "")
    other = ENTRY.format(badge="", title="On Boats", prose="x").replace("2024", "2017")
    citation, _ = read(f"<!DOCTYPE html>{comment}<html><body>{body}{other}</body></html>")[0]
    assert citation.issued
    assert citation.issued.year == year


def carried(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    visible = "".join(map(daily_divs, [Shown("Seen", "• 2 authors", "Mar 3, 2020")]))
    return FRAME.format(
        body='<div class="SVELTE_HYDRATER contents" data-target="DailyPapers" '
        f'data-props="{escape(text)}"></div>{visible}'
    )


def test_data_beats_what_is_visible() -> None:
    data = {
        "dailyPapers": [
            {
                "paper": {
                    "id": "2401.01234",
                    "title": "On\nKites",
                    "summary": "Kites fly.",
                    "authors": [{"name": "Ada Quill"}, {"name": "Bo Strand", "hidden": True}],
                    "publishedAt": "2024-01-02T10:00:00.000Z",
                    "githubRepo": "https://github.com/ada/kites",
                },
                "organization": {"name": "kitelab", "fullname": "Kite Lab"},
                "numComments": 3,
            }
        ]
    }
    (citation,), told = read(carried(data))
    assert citation.title == "On Kites"
    assert [str(name) for name in citation.author] == ["Ada Quill", "Bo Strand"]
    assert citation.ids == (Identifier("arxiv", "2401.01234"),)
    assert (citation.organization, citation.affiliation) == ("Kite Lab", ("kitelab",))
    assert (citation.comments, citation.author_count) == (3, 2)
    assert citation.code == "https://github.com/ada/kites"
    assert [each.code for each in told] == ["assumed-type"]


@pytest.mark.parametrize(
    "data",
    ["{broken", "null", "[]", "[" * 100_000, {}, {"dailyPapers": 1}, {"dailyPapers": [1, {}]},
     {"dailyPapers": [{"paper": {"title": None, "authors": [3, None]}}]}],
)  # fmt: skip
def test_broken_data_falls_back_to_what_is_visible(data: object) -> None:
    assert [c.title for c in read(carried(data))[0]] == ["Seen"]


def test_documents_in_one_file_have_their_own_owners() -> None:
    chosen = ["zhichen-zeng", "zhaozhuo-xu", "unnamed-profile"]
    html = ""
    for name in chosen:
        entries = shown(pages(name)[0].read_text(encoding="utf-8"), name)
        html += FRAME.format(body=spans(PROFILES[name], entries))
    alone = [without_places(c) for name in chosen for c in api.read(pages(name)[0])]
    assert [without_places(c) for c in read(html)[0]] == alone


@pytest.mark.parametrize("body", ["", "<h1>News</h1><p>On May 27 it rained.</p>", "<!-- -->"])
def test_a_page_of_another_kind_holds_no_records(body: str) -> None:
    citations, told = read(FRAME.format(body=body))
    assert citations == []
    assert told[-1].code == "no-records"
    assert {each.code for each in told[:-1]} <= {"unread-line"}


TAGS = st.sampled_from(
    """<div> </div> <span> </span> <p> <br> <h1> </h1> <pre> </pre> <a\thref="http://["> </a>
    <footer> </footer> <nav> <script> </script> <!-- --> </html> <html> <table> <td> <li> &amp;
    <p\tstyle="white-space:pre"> <svg> <title> LG Aug\t27,\t2023 Code h-index 38 h-index38 ·
    LGMay\t27 Ada\tQuill On\tKites Mar\t10\t4 •\t4\tauthors Daily\tPapers ]]> <![CDATA["""
    .split(" ")
).map(lambda text: text.strip().replace("\t", " "))  # fmt: skip


@given(
    st.lists(st.one_of(TAGS, st.text(max_size=5))),
    st.sampled_from(["<html>", "<p>", "<!-- -->"]),
)
def test_any_html_is_read_without_raising(parts: list[str], start: str) -> None:
    told: list[Diagnostic] = []
    records: list[Record] = list(
        profile.parse(Input(start + "".join(parts), as_of=date(2026, 1, 1)), {}, told.append)
    )
    assert all(record.kind == "paper" for record in records)
