"""Citation keys: deterministic, unique, readable."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain, islice

from bibkit import identifiers, names, titles
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Citation, Identifier, Source, replace

DEFAULT = "[auth:lower][year][word]"
"""``zeng2023hierarchical``: family name, year, first significant word of the title."""


def pattern(text: str) -> Callable[[Citation], str]:
    """The function that makes a citation's key, from a pattern such as ``DEFAULT``.

    Raises:
        UsageError: a marker or modifier that there is not.
    """
    from bibkit import keypatterns  # citations that have keys need none

    return keypatterns.compile(text)


@cache
def _default() -> Callable[[Citation], str]:
    return pattern(DEFAULT)


def default_key(citation: Citation) -> str:
    """The key by ``DEFAULT``, whose pattern is read when the first citation needs it."""
    return _default()(citation)


HELD = 20_000
"""So many works without keys are held, for the earliest of equal keys to have the bare one."""


class Library:
    """The keys of a bibliography that is cited already, by the works that have them."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        self.keys: set[str] = set()
        self._by_id: dict[Identifier, str] = {}
        self._by_title: dict[str, list[Citation]] = {}
        for citation in citations:
            if citation.key:
                self.keys.add(citation.key)
                for known in _telling(citation):
                    self._by_id.setdefault(known, citation.key)
                if citation.title:
                    self._by_title.setdefault(titles.key(citation.title), []).append(citation)

    def key(self, citation: Citation) -> str:
        """The key of the same work: by its DOI or arXiv number, else title and author."""
        ids = _telling(citation)
        for each in ids:
            if each in self._by_id:
                return self._by_id[each]
        for known in (
            self._by_title.get(titles.key(citation.title), ()) if citation.title else ()
        ):
            others = {other.scheme for other in _telling(known)}
            if not others & {each.scheme for each in ids} and all(
                names.compatible(one, other)
                for one, other in zip(citation.author[:1], known.author[:1], strict=False)
            ):
                return known.key
        return ""


def _telling(citation: Citation) -> list[Identifier]:
    """The identifiers that tell a work from every other, in a form that compares."""
    return [
        identifiers.comparable(each) for each in citation.ids if each.scheme in ("doi", "arxiv")
    ]


def with_keys(
    citations: Iterable[Citation],
    report: Report,
    make: Callable[[Citation], str] | None = None,
    *,
    rekey: bool = False,
    known: Iterable[Citation] = (),
    keeps: Callable[[Citation], object] | None = None,
) -> Iterator[Citation]:
    """The same citations, each with a key that no other has.

    Keys that are there stay (with ``rekey`` none is there), the second of two equal ones
    with a suffix, told. Those that differ in case only stay and are told: BibTeX takes them
    for one (biber for a slip of the pen), so no key is made that does. Missing keys are
    made; of equal ones the earliest publication has the bare key and later ones get ``a``,
    ``b`` ..., so that next year's papers change no key that is cited already. A work that
    is among ``known`` has the key that it has there, and no other work is given one of
    these.

    ``keeps`` tells in whose text a citation stays as it is: there it keeps its key even if
    that is missing, or stands twice in that text. Streams until a citation without key
    comes; those behind it are held, unless a stream brings more than ``HELD`` of them: then
    of equal keys the first that comes has the bare one, told.

    Where keys change, those by which records name one another (``keylinks``) change with them.
    """
    library = Library(known)
    keyed = partial(_keyed, report=report, make=make, rekey=rekey, library=library, keeps=keeps)
    return _linked(citations, keyed, report) if rekey or library.keys else keyed(citations)


def _linked(
    citations: Iterable[Citation],
    keyed: Callable[[Iterable[Citation]], Iterator[Citation]],
    report: Report,
) -> Iterator[Citation]:
    """The citations with their new keys and the links to them; of ``HELD`` at the most."""
    from bibkit import keylinks  # few runs change keys

    stream = iter(citations)
    held = list(citations if isinstance(citations, Sequence) else islice(stream, HELD + 1))
    if len(held) <= HELD or isinstance(citations, Sequence):
        yield from keylinks.followed((each.key for each in held), list(keyed(held)))
        return
    told = False
    for citation in keyed(chain(held, stream)):
        if not told and keylinks.is_linked(citation):
            told = True
            message = f"more than {HELD:,} works: where they name others, old keys stay"
            report(Diagnostic("changed-key", message, _place(citation), "key"))
        yield citation


def _keyed(
    citations: Iterable[Citation],
    *,
    report: Report,
    make: Callable[[Citation], str] | None,
    rekey: bool,
    library: Library,
    keeps: Callable[[Citation], object] | None,
) -> Iterator[Citation]:
    make = make or default_key
    keys = _Keys(library.keys, keeps or (lambda _: None))
    stream = (_prepared(citation, library, rekey) for citation in citations)
    for citation in stream:
        if citation.key or keys.keeps(citation):
            yield _unclashed(citation, keys, report)
            continue
        rest = [citation]
        rest += stream if isinstance(citations, Sequence) else islice(stream, HELD)
        if len(rest) > HELD and not isinstance(citations, Sequence):
            yield from _as_they_come(chain(rest, stream), keys, make, report)
            return
        given = {c.key.casefold() for c in rest if c.key}
        made = iter(
            _made([c for c in rest if not c.key and not keys.keeps(c)], keys, make, given)
        )
        for each in rest:
            if each.key or keys.keeps(each):
                yield _unclashed(each, keys, report, given)
            else:
                yield replace(each, key=next(made))


def _prepared(citation: Citation, library: Library, rekey: bool) -> Citation:
    key = library.key(citation) if library.keys else ""
    if key or rekey:
        return citation if citation.key == key else replace(citation, key=key)
    return citation


class _Keys:
    """The keys that are taken, by what text, and for each how far its suffixes are."""

    def __init__(self, reserved: set[str], keeps: Callable[[Citation], object]) -> None:
        self.keeps = keeps
        self.used: dict[str, object] = {}
        self.folded: dict[str, str] = {}
        self.reserved = {key.casefold() for key in reserved}
        self._suffixes: dict[str, Iterator[str]] = {}

    def use(self, key: str, text: object) -> str:
        """Take ``key``; another one that is it in another case, if there is one."""
        self.used[key] = text
        known = self.folded.setdefault(key.casefold(), key)
        return known if known != key else ""

    def take(self, key: str, taken: Collection[str], text: object = None) -> str:
        """``key``, or the first one with a suffix that is neither used nor ``taken``.

        None is that is used in another case; ``taken`` is in lower case.
        """
        folded = key.casefold()
        if folded in self.folded or folded in taken:
            suffixed = map(key.__add__, self._suffixes.setdefault(folded, _suffixes()))
            key = next(
                one
                for one in suffixed
                if (fold := one.casefold()) not in self.folded and fold not in taken
            )
        self.use(key, text)
        return key


def _unclashed(
    citation: Citation, keys: _Keys, report: Report, given: Collection[str] = ()
) -> Citation:
    text = keys.keeps(citation)
    if text and (not citation.key or keys.used.get(citation.key) is text):
        return citation
    source = citation.sources[0] if citation.sources else Source()
    if citation.key not in keys.used:
        similar = keys.use(citation.key, text)
        if similar and not (text and keys.used[similar] is text):
            message = f"key {citation.key!r} is {similar!r} in another case: the same to BibTeX"
            report(Diagnostic("similar-key", message, source, "key"))
        return citation
    key = keys.take(citation.key, given, text)
    message = f"key {citation.key!r} stands twice: the second is written as {key!r}"
    report(Diagnostic("changed-key", message, source, "key"))
    return replace(citation, key=key)


def _made(
    citations: Sequence[Citation],
    keys: _Keys,
    make: Callable[[Citation], str],
    given: Collection[str],
) -> list[str]:
    """The citations' keys, in their order."""
    taken = keys.reserved | set(given)
    made = [make(citation) for citation in citations]
    folded = [key.casefold() for key in made]
    for place in sorted(range(len(made)), key=lambda at: (folded[at], _age(citations[at]))):
        made[place] = keys.take(made[place], taken)
    return made


def _as_they_come(
    citations: Iterable[Citation], keys: _Keys, make: Callable[[Citation], str], report: Report
) -> Iterator[Citation]:
    """Each citation with its key or a made one, and none of them held.

    Of the keys only hashes are held.
    """
    from bibkit.hashes import Hashes  # few runs are so long

    taken = Hashes()
    for key in (*keys.folded, *keys.reserved):
        taken.add(key)
    ends: dict[int, int] = {}
    message = f"more than {HELD:,} works without keys: equal keys get a, b ... as they come"
    for citation in citations:
        if message:
            report(Diagnostic("changed-key", message, _place(citation), "key"))
            message = ""
        if keys.keeps(citation):
            yield citation
            continue
        wanted = citation.key or make(citation)
        key, folded = wanted, hash(wanted.casefold())
        while key.casefold() in taken:
            ends[folded] = ends.get(folded, 0) + 1
            key = wanted + _ending(ends[folded])
        taken.add(key.casefold())
        if citation.key and key != wanted:
            told = f"key {wanted!r} stands twice: the second is written as {key!r}"
            report(Diagnostic("changed-key", told, _place(citation), "key"))
        yield citation if key == citation.key else replace(citation, key=key)


def _place(citation: Citation) -> Source:
    return citation.sources[0] if citation.sources else Source()


def _ending(number: int) -> str:
    """``a`` ... ``z``, ``aa`` ... by their numbers, from 1."""
    text = ""
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _suffixes() -> Iterator[str]:
    """``a`` ... ``z``, ``aa`` ..."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    ends = [""]
    while True:
        ends = [end + letter for end in ends for letter in letters]
        yield from ends


def _age(citation: Citation) -> tuple[tuple[int, int, int], str, str]:
    """Orders by date, undated last; content alone decides between equals."""
    date = citation.issued
    day = (9999, 0, 0)
    if date is not None and date.year is not None:
        day = (date.year, date.month or 13, date.day or 32)
    return day, titles.key(citation.title), repr(citation)
