"""The records that the site's HTML of the Daily Papers carries as JSON."""

from collections.abc import Iterator, Mapping

from bibkit.model import Field, Json, Record, Source
from bibkit.parsers.pagelines import Page

KIND = "paper"


def data_records(page: Page, path: str) -> Iterator[Record]:
    """The records of ``data-target="DailyPapers"``: arXiv identifiers and all authors."""
    for props, line in page.data("DailyPapers"):
        items = props.get("dailyPapers")
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                fields = [Field(tag, value, line) for tag, value in _facts(item) if value]
                if any(field.tag == "title" for field in fields):
                    yield Record(KIND, tuple(fields), Source(path, line))


def _facts(item: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    inner = item.get("paper")
    paper: Mapping[str, Json] = inner if isinstance(inner, dict) else item
    both = {**item, **{key: value for key, value in paper.items() if value}}
    people = paper.get("authors")
    shown = [_text(person, "name") for person in (people if isinstance(people, list) else ())]
    yield "title", _text(both, "title")
    for name in shown:
        yield "author", name
    yield "count", str(len(shown) or "")
    yield from _organization(both.get("organization"))
    yield "date", _text(both, "publishedAt")[:10]
    yield "code", _text(both, "githubRepo")
    yield "comments", _text(both, "numComments")
    yield "arxiv", _text(both, "id")
    yield "abstract", _text(both, "summary")


def _organization(value: Json) -> Iterator[tuple[str, str]]:
    name, slug = _text(value, "fullname"), _text(value, "name")
    yield "organization", name or slug
    yield "affiliation", slug if name else ""


def _text(value: Json, key: str) -> str:
    """The text of ``value`` or of its ``key``, on one line."""
    if isinstance(value, dict):
        value = value.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(str(value).split())
