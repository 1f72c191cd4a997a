"""Every code of the catalogue has an input that raises it, and reads as editors expect."""

import dataclasses
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bibkit import api, dedupe
from bibkit.catalogue.codes import CODES
from bibkit.checking import check
from bibkit.dedupe.decisions import parse
from bibkit.diagnostics import SEVERITIES, Diagnostic, Report, Severity, ignore
from bibkit.model import Citation, Date, Name, Profile, Source, replace
from bibkit.publications import Document, Options, Owner, build, content, findings
from bibkit.publications.as_pdf import pdf
from bibkit.publications.collaborators import collaborators
from bibkit.publications.folders import write_pages
from bibkit.publications.owner import Standing
from bibkit.publications.pictures import drawn
from bibkit.publications.webpages import pages
from bibkit.targets.zotero_items import parcels


def reading(text: str | bytes, format: str) -> Callable[[Report], object]:
    data = text.encode() if isinstance(text, str) else text
    return lambda report: list(api.read(data, format, report=report))


def named(name: str, text: str) -> Callable[[Report], object]:
    class File(BytesIO):
        pass

    file = File(text.encode())
    file.name = name
    return lambda report: list(api.read(file, report=report))


def writing(format: str, *citations: Citation) -> Callable[[Report], object]:
    return lambda report: list(api.write(citations, format, report=report))


def merging(*citations: Citation) -> Callable[[Report], object]:
    return lambda report: dedupe.merge(citations, report=report)


def page(*entries: str) -> Callable[[Report], object]:
    return reading("\n".join(entries) + "\n", "profile")


def checking(*entries: str, readers: bool = False) -> Callable[[Report], object]:
    text = "\n".join(entries).encode()
    return lambda report: list(map(report, check(text, "bibtex", ask_readers=readers)))


def listing(*citations: Citation) -> Callable[[Report], object]:
    owner = Owner.of("Ada Lovelace")
    return lambda report: build(citations, owner, Options(), report)


def checking_list(citation: Citation) -> Callable[[Report], object]:
    whole = replace(citation, issued=Date(2001), container_title="Woods")
    made = build([whole], Owner.of("Ada Lovelace"), Options()).document
    return lambda report: list(map(report, findings(made)))


def collaborating(citation: Citation) -> Callable[[Report], object]:
    papers = [(citation, Standing("found", {"author": 0}))]
    return lambda report: collaborators(papers, date(2026, 6, 4), (), report)


def site(report: Report, *documents: Document, changed: bool = False) -> None:
    with TemporaryDirectory() as folder:
        for made in documents:
            for found in Path(folder).glob("*.md") if changed else ():
                found.write_text("", encoding="utf-8")
            write_pages(
                Path(folder), pages(made, "jekyll", ()),
                lambda each: report(dataclasses.replace(each, source=Source())),
            )  # fmt: skip


TREE = Citation(
    title="The growth of trees in northern woods",
    author=(Name(family="Lovelace", given="Ada"),),
)


def paged(**figures: Any) -> Citation:
    """A citation from a profile page."""
    return replace(TREE, sources=(Source(profile=Profile(owner="Ada Lovelace", **figures)),))


LISTED = build([replace(TREE, key="k")], Owner.of("Ada Lovelace"), Options()).document
TREES = "CLJul 17, 2023\nOn TreesAda Lovelace, Charles Babbage et al."
RAISED: dict[str, tuple[Callable[[Report], object], str]] = {
    "unknown-field": (
        reading("TY  - JOUR\nZZ  - x\n", "ris"),
        "warning: kept ZZ as extra [unknown-field]",
    ),
    "unknown-type": (
        reading("TY  - XYZ\n", "ris"),
        "warning: RIS has no type 'XYZ': read as a document [unknown-type]",
    ),
    "bad-value": (
        reading("TY  - JOUR\nSN  - 12\n", "ris"),
        "warning: kept SN as extra: ",
    ),
    "repeated-field": (
        reading("TY  - JOUR\nTI  - A\nTI  - B\n", "ris"),
        "warning: kept a second TI as extra [repeated-field]",
    ),
    "unknown-macro": (
        reading(r"@misc{a, title = {A \foo{b} $\alpha$}}", "bibtex"),
        r"warning: kept as written: \foo [unknown-macro]",
    ),
    "undefined-macro": (
        reading("@misc{a, journal = tcs}", "bibtex"),
        "warning: no @string defines 'tcs': its name is used [undefined-macro]",
    ),
    "failed-record": (
        reading("@book{a, title={", "bibtex"),
        "error: @book a is kept as text: close the { of line 1 [failed-record]",
    ),
    "unread-line": (
        page("what is this", TREES),
        "warning: 'what is this' belongs to no entry [unread-line]",
    ),
    "cut-entry": (
        page("CLJul 18, 2023", TREES),
        "warning: an entry without title [cut-entry]",
    ),
    "no-records": (reading("", "ris"), "error: no record found (read as RIS) [no-records]"),
    "doubtful-format": (
        named("data.csv", "name\nA\n"),
        "data.csv:1: warning: does not look like CSV, and is read as that for its suffix [doub",
    ),
    "guessed-encoding": (
        reading(b"TY  - JOUR\nTI  - \xe9\n", "ris"),
        "warning: not UTF-8 at line 2: read as Windows-1252 [guessed-encoding]",
    ),
    "guessed-year": (
        page("CLJul 17\nOn TreesAda Lovelace, Bob Li"),
        "info: 'Jul 17' taken as 20",
    ),
    "guessed-split": (
        page("CLJul 17, 2023\nDecays at 13 TeVCMS Collaboration"),
        "info: title taken to end in ",
    ),
    "assumed-type": (page(TREES), "info: taken as preprints [assumed-type]"),
    "several-descriptions": (
        reading(
            '<meta name="citation_title" content="A"><meta name="dc.title" content="A">',
            "webpage",
        ),
        "info: 1 of 1 in several vocabularies (citation_ tags, Dublin Core): the first counts",
    ),
    "left-settings": (
        lambda report: list(
            api.read(
                b"@book{a, title = {A}}\n@Comment{jabref-meta: databaseType:bibtex;}",
                report=report,
                originals=False,
            )
        ),
        "info: JabRef's settings and groups are no part of the references: left out",
    ),
    "mended-name": (
        page(
            "CLJul 17, 2023\nOn Trees\n\nAda Lovelace, Wei, Zhang et al.\n",
            "CLJul 18, 2023\nOn Bushes\n\nWei Zhang, Ada Lovelace et al.\n",
        ),
        "info: 'Wei' and 'Zhang' are 'Wei Zhang' [mended-name]",
    ),
    "doubtful-name": (
        page("CLJul 17, 2023\nOn TreesAda Lovelace, Zhang, Charles Babbage et al."),
        "warning: 'Zhang' may be a part of a name [doubtful-name]",
    ),
    "missing-field": (
        checking("@misc{a, year = 2001}"),
        "warning: document without title or author or note",
    ),
    "missing-for-bibtex": (
        checking("@book{a, author = {Ada Lovelace}, title = {Notes}, year = 1843}"),
        "info: BibTeX's styles ask for the publisher of @book [missing-for-bibtex]",
    ),
    "duplicate-key": (
        checking("@misc{a, title = {A}}", "@misc{a, title = {B}}"),
        "error: the key 'a' stands in line 1 already [duplicate-key]",
    ),
    "possible-duplicate": (
        checking("@misc{a, title = {A}, year = 2001}", "@misc{b, title = {A}, year = 2001}"),
        "warning: may be the work in line 1: same-title, same-year [possible-duplicate]",
    ),
    "unescaped-tex": (
        checking("@misc{a, title = {A & b}}"),
        "warning: title holds &: write \\& [unescaped-tex]",
    ),
    "all-capitals": (
        checking("@misc{a, title = {NOTES ON ENGINES}}"),
        "warning: the title is all in capitals: NOTES ON ENGINES [all-capitals]",
    ),
    "unprotected-capitals": (
        checking("@misc{a, title = {On DNA}}"),
        "info: styles lower-case what braces do not protect: write {DNA} [unprotected-",
    ),
    "odd-name": (
        checking("@misc{a, title = {A}, author = {LOVELACE, Ada}}"),
        "warning: author 'Ada LOVELACE' is in capitals [odd-name]",
    ),
    "odd-pages": (
        checking("@misc{a, title = {A}, pages = {1-3}}"),
        "info: pages '1-3': a range is written 1--3 [odd-pages]",
    ),
    "odd-year": (
        checking("@misc{a, title = {A}, year = 9000}"),
        "warning: 9000 lies in the future [odd-year]",
    ),
    "odd-month": (
        checking("@misc{a, title = {A}, year = 2001, month = {May}}"),
        "info: month 'May' is no macro (jan ... dec), which styles translate [odd-month]",
    ),
    "empty-field": (
        checking("@misc{a, title = {A}, note = {}}"),
        "info: note is empty [empty-field]",
    ),
    "odd-key": (checking("@misc{, title = {A}}"), "warning: @misc has no key [odd-key]"),
    "contradiction": (
        checking("@misc{a, title = {A}, doi = {10.1000/a}, url = {https://doi.org/10.1000/b}}"),
        "warning: url resolves the DOI 10.1000/b, the record's is 10.1000/a [contradiction]",
    ),
    "backward-pages": (
        checking("@misc{a, title = {A}, pages = {31--13}}"),
        "warning: pages '31-13' run backwards [backward-pages]",
    ),
    "odd-url": (
        checking("@misc{a, title = {A}, url = {example.org}}"),
        "warning: url 'example.org' has no scheme such as https:// [odd-url]",
    ),
    "odd-identifier": (
        checking("@misc{a, title = {A}, doi = {doi:10.1000/a}}"),
        "info: doi: write 10.1000/a alone [odd-identifier]",
    ),
    "odd-number": (
        checking("@misc{a, title = {A}, volume = {vol. 3}}"),
        "info: volume 'vol. 3': styles write the word themselves [odd-number]",
    ),
    "left-html": (
        checking("@misc{a, title = {A <i>b</i>}}"),
        "warning: title holds <i>, which is HTML [left-html]",
    ),
    "odd-character": (
        checking("@misc{a, title = {A}, note = {Caf\u00c3\u00a9s}}"),
        "warning: note holds 'Caf\u00c3\u00a9s': a letter that a wrong encoding spoiled [odd-",
    ),
    "odd-brackets": (
        checking("@misc{a, title = {A (or b}}"),
        "info: the title holds a ( without its partner: A (or b [odd-brackets]",
    ),
    "double-braces": (
        checking("@misc{a, title = {{On trees}}}"),
        "info: title is braced as a whole: brace names and acronyms only [double-braces]",
    ),
    "dangling-link": (
        checking("@misc{a, title = {A}, related = {b}}"),
        "warning: related names 'b', a key that no entry has [dangling-link]",
    ),
    "parent-first": (
        checking("@misc{b, title = {B}}", "@misc{a, title = {A}, crossref = {b}}"),
        "info: crossref names 'b' in line 1: BibTeX wants parents behind [parent-first]",
    ),
    "similar-key": (
        checking("@misc{a, title = {A}}", "@misc{A, title = {B}}"),
        "warning: 'A' is 'a' in line 1 but for its case [similar-key]",
    ),
    "program-field": (
        checking("@misc{a, title = {A}, owner = {ada}}"),
        "info: fields of programs, which no style prints: owner (1) [program-field]",
    ),
    "non-ascii-key": (
        checking("@misc{wáng, title = {A}}"),
        "info: key 'wáng' holds á [non-ascii-key]",
    ),
    "not-composed": (
        checking("@misc{a, title = {Pe\u0301rez}}"),
        "info: title is not in Unicode's normal form C [not-composed]",
    ),
    "other-reader": (
        checking("@string{x = {A}}", "@misc{a, title = x # { b}}", readers=True),
        "warning: bibtexparser reads the title ",
    ),
    "not-read-again": (
        checking("@misc{a, title = {A}}" + " " * 5_000_000, readers=True),
        "info: over 5,000,000 characters: other programs were not asked (--all-readers)",
    ),
    "not-written": (
        writing("ris", Citation(key="k", comments=3)),
        "warning: RIS has no place for comments 3 [not-written]",
    ),
    "tied-name": (
        listing(replace(TREE, author=(Name("Lovelace", "Ada"),) * 2, key="a")),
        "warning: a: 'Ada Lovelace' and 'Ada Lovelace' are as likely Ada Lovelace: "
        "nobody is set off [tied-name]",
    ),
    "weak-name": (
        listing(replace(TREE, author=(Name("Lovelace", "Augusta Ada"),), key="a")),
        "warning: a: 'Augusta Ada Lovelace' may be Ada Lovelace (a middle name): "
        "not set off [weak-name]",
    ),
    "unknown-mark": (
        listing(replace(TREE, key="a", extra={"bibtex/author+an": ("1=equal,famous",)})),
        "warning: a: 'famous' is no mark; known are equal, corresponding, student, mentee [",
    ),
    "cut-authors": (
        checking_list(replace(TREE, key="a", more_authors=True, author_count=9)),
        "warning: a: 1 of 9 authors are known [cut-authors]",
    ),
    "no-identifier": (
        checking_list(replace(TREE, key="a", type="article-journal")),
        "warning: a: has no DOI and no arXiv number [no-identifier]",
    ),
    "missing-glyph": (
        lambda report: pdf(Document("\U0001fa9f \ufdfd \U00013000"), report),
        "warning: no font here has ",
    ),
    "no-orcid-id": (
        lambda report: list(content(LISTED, "orcid", report)),
        "warning: k: has no DOI or other identifier",
    ),
    "kept-page": (
        lambda report: site(report, LISTED, LISTED, changed=True),
        "warning: is not bibkit's: left as it is [kept-page]",
    ),
    "old-page": (
        lambda report: site(report, LISTED, Document("x")),
        "warning: its paper is not on the list: left as it is [old-page]",
    ),
    "not-drawn": (
        lambda report: drawn(LISTED, ["citations"], report),
        "warning: citations: no source says how often a paper was cited [not-drawn]",
    ),
    "unlisted-authors": (
        collaborating(replace(TREE, key="k", more_authors=True, issued=Date(2024))),
        "warning: k: not all authors are known: some are not in the table",
    ),
    "undated-work": (
        collaborating(replace(TREE, key="k")),
        "warning: k: has no year: its authors are not in the table [undated-work]",
    ),
    "undated-metrics": (
        listing(paged(papers=3)),
        "warning: the page has no day, and its figures are printed as undated",
    ),
    "doubtful-metrics": (
        listing(paged(papers=2, h_index=3, date="2026-06-04")),
        "warning: h-index 3 cannot be with 2 papers: printed as the page says",
    ),
    "changed-value": (
        writing("bibtex", Citation(key="a b")),
        "warning: key a b reads back as ab [changed-value]",
    ),
    "changed-type": (
        writing("ris", Citation(key="k", type="article-journal", genre="Review")),
        "warning: article-journal written as JOUR, which reads as review [changed-type]",
    ),
    "sent-once": (
        lambda report: list(parcels(iter([TREE, TREE]), report)),
        "info: another record is of this work, and one is sent: The growth of trees",
    ),
    "not-rendered": (
        lambda report: api.render([Citation(key="k")], "bibkit-compact", report=report),
        "warning: k: the style prints nothing of it [not-rendered]",
    ),
    "no-locale": (
        lambda report: api.render([TREE], "bibkit", locale="xx", report=report),
        "warning: no words of 'xx' are here; English is used [no-locale]",
    ),
    "merged": (
        merging(TREE, TREE),
        "info: The growth of trees in northern woods: 2 records are one (",
    ),
    "other-version": (
        merging(
            replace(TREE, type="article", issued=Date(2001)),
            replace(TREE, type="article-journal", issued=Date(2002)),
        ),
        "info: article-journal, 2002 is cited, not article, 2001 [other-version]",
    ),
    "odd-decision": (
        lambda report: dedupe.merge(
            [Citation(title="A")], decisions=parse("perhaps doi:10.1000/a x:y"), report=report
        ),
        "warning: no decision: 'perhaps doi:10.1000/a x:y' [odd-decision]",
    ),
    "conflict": (
        merging(replace(TREE, language="en", code="a"), replace(TREE, code="b")),
        "warning: code: a is used, not b [conflict]",
    ),
    "changed-key": (
        writing("bibtex", Citation(key="k"), Citation(key="k")),
        "info: key 'k' stands twice: the second is written as 'ka' [changed-key]",
    ),
}


def test_every_code_is_raised() -> None:
    assert RAISED.keys() == CODES.keys() == SEVERITIES.keys()


@pytest.mark.parametrize(("code", "raised"), RAISED.items())
def test_a_code_is_raised(code: str, raised: tuple[Callable[[Report], object], str]) -> None:
    told: list[Diagnostic] = []
    run, message = raised
    run(told.append)
    (found,) = [each for each in told if each.code == code]
    assert str(found).startswith(message)
    beside = {each.code for each in told} - {code}
    expected = {
        "conflict": {"merged"},
        "other-version": {"merged"},
        "dangling-link": {"program-field"},
    }
    assert beside <= {"assumed-type"} | expected.get(code, set())


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained(code: str) -> None:
    entry = CODES[code]
    assert entry.title[0].isupper()
    assert not entry.title.endswith(".")
    assert entry.explanation.endswith(".")
    assert "  " not in entry.explanation


SHOWN: dict[str, Any] = {
    "a.ris:3: warning: x [unknown-field]": Diagnostic("unknown-field", "x", Source("a.ris", 3)),
    "a.ris: error: x [no-records]": Diagnostic("no-records", "x", Source("a.ris")),
    "info: x [merged]": Diagnostic("merged", "x"),
}


@pytest.mark.parametrize(("text", "diagnostic"), SHOWN.items())
def test_a_diagnostic_reads_as_editors_jump_to_it(text: str, diagnostic: Diagnostic) -> None:
    assert str(diagnostic) == text


def test_there_is_no_other_code() -> None:
    with pytest.raises(ValueError, match=r"^no diagnostic code 'nonsense'$"):
        Diagnostic("nonsense", "x")


def test_severities_are_in_order() -> None:
    assert sorted(Severity) == [Severity.INFO, Severity.WARNING, Severity.ERROR]
    assert [str(each) for each in Severity] == ["info", "warning", "error"]
    ignore(Diagnostic("merged", "x"))
