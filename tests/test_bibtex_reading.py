"""What entries of BibTeX and BibLaTeX mean, and what is told of those that mean little."""

import pytest

import bibkit
from bibkit import Citation, Date, Diagnostic, Identifier, Name, replace

DATES = {
    "year, month, day": ("year = 2004, month = feb, day = 29", Date(2004, 2, 29), {}),
    "a month in words": ("year = {2004}, month = {March}", Date(2004, 3), {}),
    "date wins": ("date = {2004-05}, year = 2004", Date(2004, 5), {}),
    "a month nobody reads": (
        "year = 2010, month = {unknown}", Date(2010), {"bibtex/month": ("unknown",)},
    ),
    "a day that is none": (
        "year = 2010, month = feb, day = 30", Date(2010, 2), {"bibtex/day": ("30",)},
    ),
    "date and year disagree": (
        "date = {2004-05}, year = 2006", Date(2004, 5), {"bibtex/year": ("2006",)},
    ),
    "a month beside date": ("date = {2010}, month = 12", Date(2010, 12), {}),
    "words in date": ("date = {March 2004}", Date(2004, 3), {}),
    "a day that date's month lacks": (
        "date = {2001-02-30}", Date(2001, 2), {"bibtex/date": ("2001-02-30",)},
    ),
    "a month that is none": (
        "date = {2001-00-00}", Date(2001), {"bibtex/date": ("2001-00-00",)},
    ),
    "the year within the month": (
        "month = {10-12 June 2005}", Date(2005, 6, 10, end=Date(2005, 6, 12)), {},
    ),
    "words that say when": ("date = {in press}", Date(literal="in press"), {}),
    "words that say that nobody knows": ("date = {n.d.}", Date(literal="n.d."), {}),
    "a date nobody reads": (
        "date = {soon?!}, year = 2006", Date(2006), {"bibtex/date": ("soon?!",)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "issued", "kept"), DATES.values(), ids=DATES.keys())
def test_what_can_be_read_of_a_date_is_read(
    fields: str, issued: Date, kept: dict[str, tuple[str, ...]]
) -> None:
    told: list[Diagnostic] = []
    text = f"@article{{k, {fields}}}"
    (citation,) = bibkit.read(text.encode(), "bibtex", report=told.append)
    expected = Citation(type="article-journal", key="k", issued=issued, extra=kept)
    assert replace(citation, sources=()) == expected
    assert [(d.code, f"bibtex/{d.field}") for d in told] == [("bad-value", tag) for tag in kept]


def read(entry: str) -> tuple[Citation, list[str]]:
    """The only citation of a text, without its key and source, and the codes told."""
    told: list[Diagnostic] = []
    (citation,) = bibkit.read(entry.encode(), "bibtex", report=told.append)
    return replace(citation, sources=(), key=""), [f"{d.code} {d.field}" for d in told]


def arxiv(value: str) -> Identifier:
    return Identifier("arxiv", value)


KINDS = {
    "@misc{k, title={T}, url={http://a.b}, author={A}}": "document",
    "@misc{k, title={T}, url={http://a.b}}": "webpage",
    "@misc{k, title={T}, url={http://a.b}, author={A}, urldate={2020-01-02}}": "webpage",
    "@misc{k, title={T}, author={A}, howpublished={\\url{http://a.b}}, "
    "note={[Online; accessed 22-July-2004]}}": "webpage",
    "@misc{k, title={T}, publisher={{arXiv}}}": "article",
    "@misc{k, title={T}, doi={10.48550/arXiv.2001.01234}}": "article",
    "@misc{k, title={T}, doi={10.1101/2020.01.01.123456}, publisher={X}}": "article",
    "@misc{k, title={T}, doi={10.5281/zenodo.1}, publisher={Zenodo}}": "document",
    "@article{k, title={T}, eprint={2001.01234}, archiveprefix={arXiv}}": "article",
    "@article{k, title={T}, journal={J}, eprint={2001.01234}, archiveprefix={arXiv}}": (
        "article-journal"
    ),
    "@proceedings{k, title={Proc. of Y}, booktitle={Y 1998}, editor={E}}": "book",
    "@proceedings{k, title={A Paper}, booktitle={Y 1998}, author={A}}": "paper-conference",
    "@book{k, title={Part}, booktitle={Whole}, author={A}}": "chapter",
    "@website{k, title={T}, author={A}}": "webpage",
    "@article{k, title={T}, booktitle={Proc. of Y}}": "article-journal",
    "@speech{k, title={T}}": "speech",
    "@interview{k, title={T}}": "interview",
    "@article{k, title={T}, eprint={x1}, archiveprefix={HAL}}": "article-journal",
}


@pytest.mark.parametrize(("entry", "type"), KINDS.items())
def test_values_tell_the_type(entry: str, type: str) -> None:
    assert read(entry)[0].type == type


LEVELS = {
    "@phdthesis{k, title={T}}": "PhD thesis",
    "@thesis{k, title={T}, type={phdthesis}}": "PhD thesis",
    "@thesis{k, title={T}, type={mathesis}}": "Master's thesis",
    "@thesis{k, title={T}, type={Diplomarbeit}}": "Diplomarbeit",
    "@report{k, title={T}, type={techreport}}": "Technical report",
    "@patent{k, title={T}, type={patentus}}": "U.S. patent",
}


@pytest.mark.parametrize(("entry", "genre"), LEVELS.items())
def test_biblatex_s_keys_are_read_as_the_words_they_print(entry: str, genre: str) -> None:
    assert read(entry)[0].genre == genre


# Fields beside @article, the values that they give beyond type and container, what is told.
PLACES: dict[str, tuple[str, dict[str, object], list[str]]] = {
    "Google Scholar's arXiv journal": (
        "journal={arXiv preprint arXiv:2001.01234}",
        {
            "type": "article",
            "container_title": "arXiv preprint arXiv:2001.01234",
            "ids": (arxiv("2001.01234"),),
        },
        [],
    ),
    "DBLP's CoRR": (
        "journal={CoRR}, volume={abs/1706.03762}",
        {
            "type": "article",
            "container_title": "CoRR",
            "volume": "abs/1706.03762",
            "ids": (arxiv("1706.03762"),),
        },
        [],
    ),
    "Zotero's note": (
        "note={arXiv:1706.03762 [cs]}",
        {"type": "article", "note": "arXiv:1706.03762 [cs]", "ids": (arxiv("1706.03762"),)},
        [],
    ),
    "a note that says more": (
        "note={Also arXiv:1706.03762, in print}",
        {"note": "Also arXiv:1706.03762, in print"},
        [],
    ),
    "an eprint of an archive with addresses": (
        "eprint={2118559}, eprinttype={JSTOR}",
        {
            "url": "https://www.jstor.org/stable/2118559",
            "extra": {"bibtex/eprint": ("2118559",), "bibtex/eprinttype": ("JSTOR",)},
        },
        ["bad-value eprint"],
    ),
    "a title that is a link": (
        r"title={{\href{https://a.org/x\_y}{My \emph{Title}}}}",
        {"title": "My <i>Title</i>", "url": "https://a.org/x_y"},
        [],
    ),
    "a title linked elsewhere": (
        r"title={\href{https://a.org}{T}}, url={https://b.org}",
        {"title": "T", "url": "https://b.org"},
        [],
    ),
    "a DOI in a note": (
        "note={doi:10.1234/abc}",
        {"note": "doi:10.1234/abc", "ids": (Identifier("doi", "10.1234/abc"),)},
        [],
    ),
    "PubMed's ids in a note": (
        "note={PMID: 12345678; PMCID: PMC123456}",
        {
            "note": "PMID: 12345678; PMCID: PMC123456",
            "ids": (Identifier("pmid", "12345678"), Identifier("pmcid", "PMC123456")),
        },
        [],
    ),
    "arXiv's own DOI": (
        "doi={10.48550/arXiv.1706.03762}",
        {
            "type": "article",
            "ids": (arxiv("1706.03762"), Identifier("doi", "10.48550/arXiv.1706.03762")),
        },
        [],
    ),
    "a PubMed eprint": (
        "eprint={123456}, eprinttype={pubmed}",
        {"ids": (Identifier("pmid", "123456"),)},
        [],
    ),
    "arXiv's old number beside its class": (
        "journal={J}, eprint={0309136v2}, primaryclass={math.GT}",
        {
            "container_title": "J",
            "ids": (Identifier("arxiv", "math.GT/0309136v2"),),
            "eprint_class": "math.GT",
        },
        [],
    ),
    "arXiv's old number in an archive": (
        "journal={J}, eprint={9901001}, archiveprefix={hep-th}",
        {
            "container_title": "J",
            "ids": (Identifier("arxiv", "hep-th/9901001"),),
            "eprint_class": "hep-th",
        },
        [],
    ),
    "a number of no archive": (
        "journal={J}, eprint={9901001}, archiveprefix={arXiv}",
        {
            "container_title": "J",
            "extra": {"bibtex/eprint": ("9901001",), "bibtex/archiveprefix": ("arXiv",)},
        },
        ["bad-value eprint"],
    ),
    "an eprint elsewhere": (
        "eprint={123}, eprinttype={hal}",
        {"extra": {"bibtex/eprint": ("123",), "bibtex/eprinttype": ("hal",)}},
        ["bad-value eprint"],
    ),
    "an address for howpublished": (
        "howpublished={\\url{http://a.b/c_d}}", {"url": "http://a.b/c_d"}, [],
    ),
    "an address for howpublished, bare": (
        "howpublished={http://a.b/c}", {"url": "http://a.b/c"}, [],
    ),
    "words about an address": (
        "howpublished={Available at \\url{http://a.b}.}",
        {"url": "http://a.b", "medium": "Available at http://a.b."},
        [],
    ),
    "an address beside url": (
        "howpublished={http://a.b}, url={http://c.d}",
        {"url": "http://c.d", "medium": "http://a.b"},
        [],
    ),
    "a note that is an address": ("note={\\url{http://a.b}}", {"url": "http://a.b"}, []),
    "a note that looks like one": ("note={http://a.b}", {"note": "http://a.b"}, []),
    "a marked-up url": ("url={\\url{http://a.b/\\%20}}", {"url": "http://a.b/%20"}, []),
    "a day of visit": (
        "url={http://a.b}, note={Accessed: 2020-01-02}",
        {"url": "http://a.b", "note": "Accessed: 2020-01-02", "accessed": Date(2020, 1, 2)},
        [],
    ),
    "a visit on no day": (
        "url={http://a.b}, note={Accessed: yesterday}",
        {"url": "http://a.b", "note": "Accessed: yesterday"},
        [],
    ),
    "a letter behind the year": (
        "year={1992a}, month=may",
        {"issued": Date(1992, 5), "year_suffix": "a"},
        [],
    ),
    "natbib's letter behind the year": (
        r"year={1992{\natexlab{a}}}",
        {"issued": Date(1992), "year_suffix": "a"},
        [],
    ),
    "a letter of its own": (
        "date={1992-05-01}, yearsuffix={bb}",
        {"issued": Date(1992, 5, 1), "year_suffix": "bb"},
        [],
    ),
    "a letter without a year": ("yearsuffix={a}", {"year_suffix": "a"}, []),
    "two letters": (
        "year={1992a}, yearsuffix={b}",
        {
            "issued": Date(1992),
            "year_suffix": "a",
            "extra": {"bibtex/yearsuffix": ("b",)},
        },
        ["bad-value yearsuffix"],
    ),
    "a letter and no month": (
        "year={1992a}, month={x}",
        {"issued": Date(1992), "year_suffix": "a", "extra": {"bibtex/month": ("x",)}},
        ["bad-value month"],
    ),
    "ORCID iDs": (
        'author={Doe, A and Roe, B}, author+an:orcid={2="0000-0002-1825-0097"}',
        {
            "author": (
                Name("Doe", "A"),
                Name("Roe", "B", ids=(Identifier("orcid", "0000-0002-1825-0097"),)),
            )
        },
        [],
    ),
    "ORCID iDs of nobody": (
        'author={Doe, A}, author+an:orcid={2="0000-0002-1825-0097"}',
        {
            "author": (Name("Doe", "A"),),
            "extra": {"bibtex/author+an:orcid": ('2="0000-0002-1825-0097"',)},
        },
        ["bad-value author+an:orcid"],
    ),
    "identifiers of other schemes": (
        'author={Wang, W and Roe, B}, author+an:id={1="dblp:Wei Wang 0001"; 2="lived:1950-"}',
        {
            "author": (
                Name("Wang", "W", ids=(Identifier("dblp", "Wei Wang 0001"),)),
                Name("Roe", "B", ids=(Identifier("lived", "1950-"),)),
            )
        },
        [],
    ),
    "an identifier without its scheme, beside an ORCID iD": (
        'author={Doe, A}, author+an:orcid={1="0000-0002-1825-0097"}, author+an:id={1="x"}',
        {
            "author": (Name("Doe", "A", ids=(Identifier("orcid", "0000-0002-1825-0097"),)),),
            "extra": {"bibtex/author+an:id": ('1="x"',)},
        },
        ["bad-value author+an:id"],
    ),
    "nobody": (
        "author={,}, editor={~ and \\\\}, translator={{ }}",
        {
            "extra": {
                "bibtex/author": (",",),
                "bibtex/editor": ("~ and \\\\",),
                "bibtex/translator": ("{ }",),
            }
        },
        ["bad-value translator", "bad-value author", "bad-value editor"],
    ),
    "nobody among others": (
        "author={Doe, A and , and others}",
        {"author": (Name("Doe", "A"),), "more_authors": True},
        [],
    ),
    "several ISSNs in Web of Science's braces": (
        "issn={{0378-5955, 2434-561X}}",
        {"ids": (Identifier("issn", "0378-5955"), Identifier("issn", "2434-561X"))},
        [],
    ),
    "AASTeX's journal": ("journal={\\apj}", {"container_title": "Astrophysical Journal"}, []),
    "a journal's unknown macro": (
        "journal={\\foo}",
        {"container_title": "\\foo"},
        ["unknown-macro journal"],
    ),
    "a title's addition alone": (
        "titleaddon={Lecture notes}",
        {"title": "Lecture notes", "extra": {"bibtex/titleaddon": ("Lecture notes",)}},
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "values", "told"), PLACES.values(), ids=PLACES.keys())
def test_values_are_found_in_others_places(
    fields: str, values: dict[str, object], told: list[str]
) -> None:
    expected = Citation(**{"type": "article-journal", **values})  # type: ignore[arg-type]
    found, codes = read(f"@article{{k, {fields}}}")
    assert replace(found, ids=tuple(sorted(found.ids))) == replace(
        expected, ids=tuple(sorted(expected.ids))
    )
    assert codes == told


EXTENTS = {
    "pages={345}": {"number_of_pages": "345"},
    "pages={xii + 345 pp.}": {"number_of_pages": "xii+345"},
    "pages={345}, pagetotal={345}": {"number_of_pages": "345"},
    "pages={12}, pagetotal={345}": {"page": "12", "number_of_pages": "345"},
    "pages={p. 345}": {"page": "345"},
    "pages={10--20}": {"page": "10-20"},
    "pages={12, 14}": {"page": "12, 14"},
    "numpages={9}": {"number_of_pages": "9"},
}


@pytest.mark.parametrize(("fields", "values"), EXTENTS.items())
def test_a_book_s_pages_are_how_many_it_has(fields: str, values: dict[str, str]) -> None:
    assert read(f"@book{{k, {fields}}}") == (Citation(type="book", **values), [])  # type: ignore[arg-type]


WHOLES = {
    "@article{k, booktitle={Proc. X}}": ("Proc. X", []),
    "@article{k, journal={J}, booktitle={Proc. X}}": ("J", ["repeated-field booktitle"]),
    "@misc{k, booktitle={Proc. X}}": ("Proc. X", []),
    "@techreport{k, booktitle={Proc. X}}": ("Proc. X", []),
    "@online{k, journaltitle={Blog}}": ("Blog", []),
    "@online{k, titleaddon={Site}, booktitle={Blog}}": ("Site", ["repeated-field booktitle"]),
    # Where the book itself is the entry it is named for those that refer to it.
    "@book{k, title={X}, booktitle={X}}": ("", ["unknown-field booktitle"]),
}


@pytest.mark.parametrize(("entry", "expected"), WHOLES.items())
def test_what_an_entry_says_it_is_part_of_is_its_container(
    entry: str, expected: tuple[str, list[str]]
) -> None:
    found, told = read(entry)
    assert (found.container_title, told) == expected


STATES = {
    "inpress": "in press",
    "inpreparation": "in preparation",
    "forthcoming": "forthcoming",
    "2nd draft": "2nd draft",
}


@pytest.mark.parametrize(("written", "status"), STATES.items())
def test_biblatex_s_states_are_read_as_the_words_they_print(written: str, status: str) -> None:
    found, told = read(f"@article{{k, pubstate={{{written}}}}}")
    assert (found, told) == (Citation(type="article-journal", status=status), [])


def test_a_page_of_a_book_comes_back() -> None:
    citation = Citation(type="book", key="k", title="T", page="345", number_of_pages="400")
    told: list[Diagnostic] = []
    text = "".join(bibkit.write([citation], "biblatex", report=told.append))
    (back,) = bibkit.read(text.encode(), "biblatex", report=told.append)
    assert (replace(back, sources=()), told) == (citation, [])


def test_acm_s_location_is_the_venue() -> None:
    found, told = read("@inproceedings{k, address={New York}, location={Paris}}")
    paper = Citation(type="paper-conference", event_place="Paris", publisher_place="New York")
    assert (found, told) == (paper, [])


def test_a_conference_paper_in_a_journal_has_its_container() -> None:
    found, told = read("@inproceedings{k, journal={Proc. X}}")
    assert (found, told) == (Citation(type="paper-conference", container_title="Proc. X"), [])


TITLES = {
    "a subtitle": ("title={A}, subtitle={B}", {"title": "A: B"}),
    "a book's": ("booktitle={A}, booksubtitle={B}", {"container_title": "A: B"}),
    "a book's addition": ("booktitle={A}, booktitleaddon={B}", {"container_title": "A. B"}),
    "a journal's": ("journaltitle={A}, journalsubtitle={B}", {"container_title": "A: B"}),
}


@pytest.mark.parametrize(("fields", "values"), TITLES.values(), ids=TITLES.keys())
def test_a_title_goes_on_in_its_own_field(fields: str, values: dict[str, str]) -> None:
    found, _ = read(f"@inproceedings{{k, {fields}}}")
    assert replace(found, extra={}) == Citation(type="paper-conference", **values)  # type: ignore[arg-type]


BROKEN_LINES = {
    r"First. \n Second\nThird": "First.\nSecond\nThird",
    r"One\r\ntwo": "One\ntwo",
    r"One.\n\nTwo": "One.\n\nTwo",
    r"$\nu$ and \nabla and \nRightarrow": r"$\nu$ and ∇and \nRightarrow",
    r"a\nb": r"a\nb",
}


@pytest.mark.parametrize(("written", "text"), BROKEN_LINES.items())
def test_line_ends_that_a_service_wrote_as_in_json_are_read(written: str, text: str) -> None:
    assert read(f"@misc{{k, abstract={{{written}}}}}")[0].abstract == text


@pytest.mark.parametrize("text", [r"a \n b", r"C:\nFoo", r"a\r\nb", r"\n", "a\nb"])
def test_a_text_with_such_signs_comes_back(text: str) -> None:
    citation = Citation(type="document", key="k", abstract=text)
    written = "".join(bibkit.write([citation], "bibtex"))
    assert read(written)[0].abstract == text


DIALECTS: dict[str, tuple[str, dict[str, object]]] = {
    "Scopus": (
        "abbrev_source_title={J. Test.}, art_number={e12}, author_keywords={a; b}, "
        "page_count={9}",
        {
            "container_title_short": "J. Test.",
            "number": "e12",
            "keyword": ("a", "b"),
            "number_of_pages": "9",
        },
    ),
    "Web of Science": (
        "journal-iso={J. Test.}, article-number={12}",
        {"container_title_short": "J. Test.", "number": "12"},
    ),
    "Web of Science's books": (
        "book-author={Doe, Ann}", {"container_author": (Name("Doe", "Ann"),)},
    ),
    "ADS": ("adsurl={https://a.b/c}", {"url": "https://a.b/c"}),
    "DBLP": ("ee={https://a.b/c}", {"url": "https://a.b/c"}),
    "al-folio": ("arxiv={2001.01234}", {"ids": (arxiv("2001.01234"),)}),
    "Mendeley": ("arxivid={2001.01234}", {"ids": (arxiv("2001.01234"),)}),
    "a special issue": ("issuetitle={On {TeX}}", {"volume_title": "On TeX"}),
    "an addendum": ("addendum={Reprinted}", {"note": "Reprinted"}),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "values"), DIALECTS.values(), ids=DIALECTS.keys())
def test_fields_of_services_and_programs_are_read(
    fields: str, values: dict[str, object]
) -> None:
    found, told = read(f"@article{{k, journal={{J}}, {fields}}}")
    expected = Citation(type="article-journal", container_title="J", **values)  # type: ignore[arg-type]
    assert (found, told) == (expected, [])


def test_what_programs_keep_for_themselves_is_kept_and_not_told() -> None:
    found, told = read("@misc{k, ids={a,b}, bdsk-file-1={x}, biburl={y}, unique-id={WOS:1}}")
    kept = {"ids": "a,b", "bdsk-file-1": "x", "biburl": "y", "unique-id": "WOS:1"}
    extra = {f"bibtex/{tag}": (value,) for tag, value in kept.items()}
    assert (found, told) == (Citation(type="document", extra=extra), [])


@pytest.mark.parametrize("stray", [":@Ø(", "see @book{a, title={T}}", "% @book{a", "@a{ @b{"])
def test_text_of_an_entry_never_becomes_an_entry(stray: str) -> None:
    citation = Citation(type="book", key="k", extra={"bibtex/@text": (stray,)})
    written = "".join(bibkit.write([citation], "bibtex"))
    (back,) = bibkit.read(written.encode(), "bibtex")
    assert back.key == "k"
    assert "".join(written.split("@book{k")[0].split()).replace("%", "") == "".join(
        stray.split()
    ).replace("%", "")
