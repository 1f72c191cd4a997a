"""The works that a saved page describes for programs: meta elements, JSON-LD, COinS."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from bibkit import identifiers
from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Field, Json, Record, Source
from bibkit.parsers import jsonld
from bibkit.parsers.pagelines import Page, documents
from bibkit.parsers.uniting import TYPE, UNTYPED, Description, united

_MOST = 1 << 24  # characters of a script, of a span's title
_PEOPLE = frozenset(("author", "editor", "contributor"))
Tell = Callable[[str, int], None]


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record a work of every page in the source, in the tags of schema.org.

    ``syntax``: as for ``jsonld``; ``meta``, the tags of meta elements by vocabulary, and
    ``kinds``, what those say of the type; ``openurl``, the same of COinS by their format;
    ``words``, types by the words for them; ``same``, tags of which one is enough. Where
    several vocabularies describe one work, the fields of the first count.
    """
    for text, before in documents(source.text):
        page = Page(text, before)

        def tell(message: str, line: int) -> None:
            report(Diagnostic("failed-record", message, Source(source.path, line)))

        found: list[tuple[str, list[Description]]] = [
            ("citation_ tags", list(_described(page, syntax, "citation"))),
            ("JSON-LD", list(_in_scripts(page, syntax, tell))),
            ("COinS", list(_in_spans(page, syntax))),
            ("Dublin Core", list(_described(page, syntax, "dc"))),
        ]
        found = [(name, works) for name, works in found if works]
        works, shared = united([works for _, works in found], syntax.get("same", ()))
        if shared:
            names = ", ".join(name for name, _ in found)
            message = (
                f"{shared} of {len(works)} in several vocabularies ({names}): the first counts"
            )
            where = Source(source.path, works[0].line)
            report(Diagnostic("several-descriptions", message, where))
        for work in works:
            yield Record(work.kind, work.fields, Source(source.path, work.line))


def _described(page: Page, syntax: Mapping[str, Any], vocabulary: str) -> Iterator[Description]:
    """What the meta elements of one vocabulary say: a work from each title on."""
    tags: Mapping[str, str] = syntax["meta"][vocabulary]
    prefixes: Sequence[str] = syntax["prefixes"][vocabulary]
    work: _Open | None = None
    for attributes, _, line in page.elements("meta", "link"):
        name = attributes.get("name") or attributes.get("property") or ""
        text = " ".join(attributes.get("content", "").split())
        word = _word(name, prefixes)
        if not word or not text:
            continue
        tag = tags.get(word, "")
        if work and tag == "name" and any(field.tag == "name" for field in work.fields):
            if any(f.tag == "name" and f.value == text for f in work.fields):
                continue
            yield work.closed(syntax, vocabulary)
            work = None
        work = work or _Open([], [], line)
        work.words.append((word, text))
        if tag:
            work.fields.extend(_fields(tag, text, line))
        else:
            work.fields.append(Field(name, text, line))
    if work and any(field.tag == "name" for field in work.fields):
        yield work.closed(syntax, vocabulary)


def _word(name: str, prefixes: Sequence[str]) -> str:
    lowered = name.casefold()
    for prefix in prefixes:
        if lowered.startswith(prefix):
            return lowered.removeprefix(prefix)
    return ""


class _Open(NamedTuple):
    """A work whose elements are still being read."""

    fields: list[Field]
    words: list[tuple[str, str]]
    line: int

    def closed(self, syntax: Mapping[str, Any], vocabulary: str) -> Description:
        """The description, with the type that its words say."""
        type = _type(self.words, syntax["kinds"][vocabulary], syntax["words"])
        fields = [*self.fields, *([Field(TYPE, type, self.line)] if type else [])]
        return Description(UNTYPED, tuple(fields), self.line)


def _type(
    words: Sequence[tuple[str, str]], kinds: Mapping[str, str], types: Mapping[str, str]
) -> str:
    """The type that a word's value says, else the first word that says one by being there."""
    for word, text in words:
        if kinds.get(word) == "*" and (found := types.get(text.casefold().strip())):
            return found
    there = {word for word, _ in words}
    return next((type for word, type in kinds.items() if word in there and type != "*"), "")


def _fields(tag: str, text: str, line: int) -> Iterator[Field]:
    """The fields of a value; an identifier's scheme is told by what it says."""
    if tag in _PEOPLE and ";" in text:
        yield from (Field(tag, name.strip(), line) for name in text.split(";") if name.strip())
        return
    if tag.startswith("identifier/"):
        try:
            text = identifiers.parse(tag.partition("/")[2], text).value
        except ValueError:
            yield Field(tag, text, line)
            return
    if tag != "identifier":
        if tag != "-":
            yield Field(tag, text, line)
        return
    found = identifiers.find(text)
    for each in found:
        yield Field(f"identifier/{each.scheme}", each.value, line)
    if text.startswith(("http://", "https://")):
        yield Field("url", text, line)
    elif text.casefold().startswith(("issn", "urn:issn:")):
        yield Field("isPartOf/issn", text[-9:], line)
    elif text.casefold().startswith(("isbn", "urn:isbn:")):
        yield Field("isbn", text.rpartition(":")[2].removeprefix("ISBN").strip(), line)
    elif text.casefold().startswith("info:pmid/"):
        yield Field("identifier/pmid", text.rpartition("/")[2], line)
    elif not found:
        yield Field("identifier/other", text, line)


def _in_scripts(page: Page, syntax: Mapping[str, Any], tell: Tell) -> Iterator[Description]:
    for attributes, text, line in page.elements("script"):
        if "ld+json" not in attributes.get("type", "").casefold() or len(text) > _MOST:
            continue
        try:
            value: Json = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            if "schema.org" in text:
                tell("a script of JSON-LD that is not valid JSON: not read", line)
            continue
        for record in jsonld.records(value, syntax, Source(line=line)):
            said = {field.tag for field in record.fields}
            # Pages say of themselves that they are pages.
            if said & {"name", "headline"} and said & _OF_WORKS:
                fields = tuple(Field(tag, text, line) for tag, text, _ in record.fields)
                yield Description(record.kind, fields, line)


_OF_WORKS = frozenset(
    """author creator editor datePublished identifier/doi identifier/arxiv identifier/pmid isbn
    isPartOf/name pagination additionalProperty/citation-key""".split()
)


def _in_spans(page: Page, syntax: Mapping[str, Any]) -> Iterator[Description]:
    """The works of COinS.

    ANSI/NISO Z39.88-2004; http://ocoins.info/
    """
    for attributes, _, line in page.elements("span"):
        if "Z3988" not in attributes.get("class", "").split():
            continue
        title = attributes.get("title", "")
        pairs = [
            (key.strip(), " ".join(value.split()))
            for key, value in parse_qsl(title[:_MOST], max_num_fields=None)
        ]
        form = next((v for k, v in pairs if k == "rft_val_fmt"), "").rpartition(":")[2]
        tags = {**syntax["openurl"]["any"], **syntax["openurl"].get(form, {})}
        kinds: Mapping[str, str] = syntax["kinds"].get(f"openurl_{form}", {})
        genre = next((v for k, v in pairs if k in ("rft.genre", "rft.type")), "")
        type = kinds.get(genre) or kinds.get("") or syntax["words"].get(genre.casefold(), "")
        fields: list[Field] = []
        families = 0
        for key, value in pairs:
            tag = tags.get(f"{key}:{genre}") or tags.get(key)
            families += key == "rft.aulast"
            if key == "rft.aulast" and families > 1:  # who has but one name, as we write it
                fields.append(Field("author", _person(value, ""), line))
            elif tag:
                fields += _fields(tag, value, line)
            elif key.startswith("rft.") and value:
                fields.append(Field(key, value, line))
        _put_first(dict(reversed(pairs)), fields, line)
        if type:
            fields.append(Field(TYPE, type, line))
        if any(field.tag != TYPE for field in fields):
            yield Description(UNTYPED, tuple(fields), line)


def _put_first(said: Mapping[str, str], fields: list[Field], line: int) -> None:
    """The first author by parts, in the place of the name as it is shown."""
    family = said.get("rft.aulast", "")
    given = said.get("rft.aufirst") or said.get("rft.auinit") or ""
    if not family:
        return
    author = Field("author", _person(family, given), line)
    place = next((n for n, field in enumerate(fields) if field.tag == "author"), len(fields))
    shown = fields[place].value if place < len(fields) else ""
    if shown in (f"{given} {family}", f"{family}, {given}", family):
        fields[place] = author
    elif not shown or not (given or (isinstance(shown, str) and family in shown)):
        fields.insert(place, author)


def _person(family: str, given: str) -> Json:
    return {"@type": "Person", "familyName": family, "givenName": given}
