"""What stands behind an entry: status, awards, acceptance rates, notes, preprints, links.

Each is a sentence or a badge that the style did not print; the entry itself stays the style's.
"""

from collections.abc import Callable, Iterator, Sequence

from bibkit import identifiers, latex
from bibkit.csl import Run
from bibkit.identifiers import comparable
from bibkit.model import Citation, Identifier, replace
from bibkit.patterns import lazy
from bibkit.publications.kinds import PREPRINT, PUBLISHED, is_status, kind_of, status_of

_AWARDS = ("award", "awards", "award_name", "honor", "honour", "prize")
_RATES = ("acceptance", "acceptance_rate", "acceptancerate", "acceptance-rate")
_ADDED = ("addendum", "cvnote")
_BADGES = {
    "pdf": "PDF", "slides": "Slides", "poster": "Poster", "video": "Video", "data": "Data",
    "website": "Website",
}  # fmt: skip
FIELDS = frozenset({*_AWARDS, *_RATES, *_ADDED, *_BADGES})
"""Tags of BibLaTeX entries, and of lines in a note, that are printed here."""

_LINE = lazy(r"\s*([\w -]+?)\s*[:=]\s*(.+?)\s*")
_ESCAPED = lazy(r"\\([_&%#~])")
_TAG = lazy(r"</?(?:i|b|em|sup|sub|span)\b[^>]*>")
_SHARE = lazy(r"(\d+)\s*/\s*(\d+)")
_ARXIV_PDF = "https://arxiv.org/pdf/"
_ENDS = (".", "?", "!", "”", "’", "。")
Words = Callable[[str], str]


def without_facts(citation: Citation) -> Citation:
    """The citation, its note without the lines that are printed behind the entry.

    Reference managers keep what they have no field for as ``award: ...`` in the note, as CSL
    styles' own variables are kept there.
    """
    lines = citation.note.splitlines()
    kept = [line for line in lines if _fact(line) is None]
    return replace(citation, note="\n".join(kept)) if len(kept) < len(lines) else citation


def _fact(line: str) -> tuple[str, str] | None:
    """The tag and value of a line of a note that says one of our facts."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    tag = "_".join(match[1].casefold().split())
    return (tag, match[2]) if tag in FIELDS else None


def _values(citation: Citation, tags: Sequence[str]) -> list[str]:
    """What a work's own fields and the lines of its note say under some tags, each once."""
    found = [
        _decoded(str(value)) if tag.startswith("bib") else str(value).strip()
        for tag, values in citation.extra.items()
        if tag.rpartition("/")[2].casefold() in tags
        for value in values
    ]
    facts = (_fact(line) for line in citation.note.splitlines())
    found += [fact[1] for fact in facts if fact is not None and fact[0] in tags]
    return [value for value in dict.fromkeys(found) if value and value.casefold() != "true"]


def _decoded(tex: str) -> str:
    """A value of a .bib file as words, or as the address that it is."""
    if "://" in tex:
        return _ESCAPED.sub(r"\1", tex).strip()
    return _TAG.sub("", latex.decode(tex)).strip()


def behind(
    citation: Citation,
    runs: Sequence[Run],
    words: Words,
    *,
    status: bool,
    links: bool,
    notes: bool,
) -> tuple[Run, ...]:
    """What stands behind an entry of ``runs``.

    Args:
        citation: The work.
        runs: Its entry.
        words: English words of a list in its language.
        status: Say that the work has not come out.
        links: Add badges, and the numbers of PubMed.
        notes: Add the work's note.
    """
    out: list[Run] = []
    for each in _sentences(citation, words, status=status, notes=notes):
        if _plain(each) not in _printed([*runs, *out]):
            out.append(Run(f"{_end([*runs, *out])}{each}"))
            if not each.endswith(_ENDS):
                out.append(Run("."))
    out += _also(citation, [*runs, *out], words)
    if links:
        out += _pubmed(citation, [*runs, *out])
        out += _badges(citation, [*runs, *out])
    return tuple(out)


def _sentences(citation: Citation, words: Words, *, status: bool, notes: bool) -> Iterator[str]:
    said = status_of(citation)
    if status and said not in (PUBLISHED, PREPRINT):
        said = words(said)
        yield said[:1].upper() + said[1:]
    yield from _values(citation, _AWARDS)
    for rate in _values(citation, _RATES):
        yield f"{words('Acceptance rate')}: {_rate(rate)}"
    yield from _values(citation, _ADDED)
    note = without_facts(citation).note.strip()
    if notes and note and not is_status(note):
        yield " ".join(note.split())


def _rate(text: str) -> str:
    """A rate; of a share its percentage too: ``148/816 = 18 %``."""
    match = _SHARE.fullmatch(text)
    if match is None or not int(match[2]):
        return text
    return f"{match[1]}/{match[2]} = {100 * int(match[1]) / int(match[2]):.0f} %"


def _printed(runs: Sequence[Run]) -> str:
    return _plain("".join(run.text for run in runs))


def _plain(text: str) -> str:
    return text.casefold().rstrip(".")


def _end(runs: Sequence[Run]) -> str:
    """What goes between an entry and a sentence behind it."""
    printed = "".join(run.text for run in runs)
    is_address = "://" in printed.rpartition(" ")[2]
    return " " if not printed or is_address or printed.endswith(_ENDS) else ". "


def _also(citation: Citation, runs: Sequence[Run], words: Words) -> list[Run]:
    """Where the preprint of a work is, unless the entry says so."""
    printed = _printed(runs)
    for each in citation.ids:
        if each.scheme == "arxiv":
            bare = comparable(each).value
            if bare.casefold() in printed:
                return []
            word = "" if kind_of(citation).name == "preprint" else f"{words('Also')} "
            link = Run(f"arXiv:{bare}", link=identifiers.url(Identifier("arxiv", bare)))
            return [run for run in (Run(_end(runs) + word), link, Run(".")) if run.text]
    return []


def _pubmed(citation: Citation, runs: Sequence[Run]) -> list[Run]:
    """The numbers of PubMed and PubMed Central, as funders ask for them."""
    printed = _printed(runs)
    out: list[Run] = []
    for scheme, word in (("pmid", "PMID: "), ("pmcid", "PMCID: ")):
        value = citation.id(scheme)
        if value and value.casefold() not in printed:
            before = "; " if out else _end(runs)
            link = identifiers.url(Identifier(scheme, value))
            out += [Run(f"{before}{word}"), Run(value, link=link)]
    return [*out, Run(".")] if out else []


def _badges(citation: Citation, runs: Sequence[Run]) -> list[Run]:
    """What the entry does not lead to yet: its DOI, code, PDF, page."""
    there, printed = {run.link for run in runs}, _printed(runs)
    doi, arxiv = citation.id("doi"), citation.id("arxiv")
    own = {tag: next(iter(_values(citation, (tag,))), "") for tag in _BADGES}
    if not own["pdf"] and arxiv:
        own["pdf"] = f"{_ARXIV_PDF}{comparable(Identifier('arxiv', arxiv)).value}"
    found = [
        ("DOI", "" if not doi or doi.casefold() in printed
         else identifiers.url(Identifier("doi", doi))),
        ("Code", citation.code),
        *((word, own[tag]) for tag, word in _BADGES.items()),
        ("Link", "" if doi else citation.url),
    ]  # fmt: skip
    out: list[Run] = []
    for word, link in found:
        if "://" in link and link not in there:
            there.add(link)
            out += [Run(" "), Run(f"[{word}]", link=link)]
    return out
