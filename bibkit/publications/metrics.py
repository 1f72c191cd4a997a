"""The line of figures under a list's title, as a page says them, with the page and its day."""

from collections.abc import Iterable, Iterator

from bibkit import names
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Citation, Profile, Source
from bibkit.publications.likeness import SURE
from bibkit.publications.owner import Owner


def metrics(citations: Iterable[Citation], owner: Owner | None, report: Report) -> list[str]:
    """A line for each profile page of the owner, the latest first; figures are never added up.

    A page of somebody else, or whose owner is unknown, says nothing about her. Figures that
    cannot be true together are told, and a page that does not say of which day it is: a
    file's own day is that of its last copy, and no day is made up of it.
    """
    found: dict[Profile, Source] = {}
    for citation in citations:
        for source in citation.sources:
            if source.profile and _is_hers(source.profile, owner):
                found.setdefault(source.profile, source)
    pages = sorted(found, key=lambda page: (page.date, page.papers or 0), reverse=True)
    for page in pages:
        _doubt(page, found[page], report)
        if not page.date and any(_figures(page)):
            message = "the page has no day, and its figures are printed as undated"
            report(Diagnostic("undated-metrics", message, Source(found[page].path)))
    lines = (_line(page, found[page]) for page in pages)
    return list(dict.fromkeys(filter(None, lines)))


def _is_hers(profile: Profile, owner: Owner | None) -> bool:
    if owner is None or not profile.owner:
        return False
    return owner.likeness(names.parse_shown(profile.owner)).score >= SURE


def _line(profile: Profile, source: Source) -> str:
    figures = list(_figures(profile))
    if not figures:
        return ""
    page = source.path.replace("\\", "/").rpartition("/")[2] or "a profile page"
    when = f" of {profile.date}" if profile.date else ", undated"
    return f"{' · '.join(figures)} ({page}{when})"


def _figures(profile: Profile) -> Iterator[str]:
    for count, thing in ((profile.papers, "paper"), (profile.citations, "citation")):
        if count is not None:
            yield f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
    if profile.h_index is not None:
        yield f"h-index {profile.h_index}"


def _doubt(profile: Profile, source: Source, report: Report) -> None:
    """Say so where the h-index is more than the papers, or needs more citations."""
    index = profile.h_index or 0
    wrong = [
        f"{count:,} {things}"
        for count, things, least in (
            (profile.papers, "papers", index),
            (profile.citations, "citations", index * index),
        )
        if count is not None and count < least
    ]
    if wrong:
        message = (
            f"h-index {index} cannot be with {' and '.join(wrong)}: printed as the page says"
        )
        report(Diagnostic("doubtful-metrics", message, Source(source.path)))
