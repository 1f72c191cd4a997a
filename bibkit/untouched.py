"""What nobody changed is written as it was read: a file's records within its own text."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bibkit.batches import batches
from bibkit.model import Citation, Manuscript


def is_untouched(citation: Citation) -> bool:
    """Whether a citation still says what the text says that it was read from."""
    if citation.original is None:
        return False
    mine, values = citation.__dict__, citation.original.values
    if len(mine) == len(values) + 1 and all(mine.get(n) is v for n, v in values.items()):
        return True
    return citation == Citation.made(dict(values))


class Weaver:
    """Writes records into the text that stood around them.

    What is between the records of a manuscript (comments, macros, a program's settings)
    stays in place: before the record that it stood before, and behind the last one. An
    untouched record comes back as written if ``accepts`` its text, any other is rendered; a
    manuscript of another format, or any with ``anew``, is rendered throughout, and the text
    between its records is set apart by blank lines.
    """

    def __init__(
        self,
        format: str,
        render: Callable[[Sequence[Citation]], Sequence[str]],
        *,
        anew: bool = False,
        accepts: Callable[[str], bool] = bool,
    ) -> None:
        self._format = format
        self._render = render
        self._anew = anew
        self._accepts = accepts
        self._end = ""  # of what was written so far
        self._closed = False  # whether that is a record with the end of its line
        self._next: dict[Manuscript, int] = {}  # the place before which all was written

    def keeps(self, citation: Citation) -> Manuscript | None:
        """The manuscript in whose words the citation will be written; None if in ours."""
        original = citation.original
        if original is None or self._is_anew(original.manuscript):
            return None
        if not (self._accepts(original.text) and is_untouched(citation)):
            return None
        return original.manuscript

    def weave(self, citations: Iterable[Citation]) -> Iterator[str]:
        """The text of ``citations``, a chunk a record; lines end as in the first manuscript."""
        newline = ""
        for chunk, manuscript in self._chunks(citations):
            if not newline:
                newline = manuscript.newline if manuscript else "\n"
            yield chunk if newline == "\n" else chunk.replace("\n", newline)

    def _chunks(self, citations: Iterable[Citation]) -> Iterator[tuple[str, Manuscript | None]]:
        ours = False
        last: Manuscript | None = None
        for citation, kept, record in self._records(citations):
            manuscript = citation.original.manuscript if citation.original else None
            if not record:
                continue
            lead = ""
            if last and last is not manuscript and self._is_through(last):
                lead = self._written(self._behind(last))
            lead += self._written(self._before(citation) if manuscript else self._gap())
            self._closed = manuscript is None
            yield lead + self._written(record + "\n" * self._closed), manuscript
            ours, last = kept is None, manuscript or last
        rest = "".join([self._written(self._behind(each)) for each in self._next])
        rendered = self._is_anew(last) if rest else ours
        if rendered and self._end[-1:] not in ("", "\n"):
            rest += "\n"
        if rest:
            yield rest, last

    def _records(
        self, citations: Iterable[Citation]
    ) -> Iterator[tuple[Citation, Manuscript | None, str]]:
        """Each citation, the manuscript that has its words if one has, and its text."""
        for batch in batches(citations):
            kept = [self.keeps(citation) for citation in batch]
            ours = [
                each for each, manuscript in zip(batch, kept, strict=True) if not manuscript
            ]
            rendered = iter(self._render(ours))
            for citation, manuscript in zip(batch, kept, strict=True):
                if manuscript and citation.original:
                    yield citation, manuscript, citation.original.text
                else:
                    yield citation, None, next(rendered).strip("\n")

    def _is_anew(self, manuscript: Manuscript | None) -> bool:
        return self._anew or manuscript is None or manuscript.format != self._format

    def _is_through(self, manuscript: Manuscript) -> bool:
        return manuscript.read and self._next[manuscript] == len(manuscript.spans)

    def _written(self, text: str) -> str:
        self._end = (self._end + text)[-2:]
        return text

    def _gap(self) -> str:
        """What a blank line takes here."""
        if not self._end or self._end == "\n\n":
            return ""
        return "\n" if self._end[-1] == "\n" else "\n\n"

    def _before(self, citation: Citation) -> str:
        """The manuscript's text from what was written of it to where the citation stands."""
        assert citation.original is not None
        manuscript, place = citation.original.manuscript, citation.original.place
        done = self._next.get(manuscript, 0)
        opening = self._gap() if manuscript not in self._next else ""
        if place < done:
            return self._gap()
        self._next[manuscript] = place + 1
        if place == done and not self._is_anew(manuscript):
            between = self._continued(manuscript.before(place))
            return between if between[:1] == "\n" else opening + between
        return self._apart(*(manuscript.before(each) for each in range(done, place + 1)))

    def _behind(self, manuscript: Manuscript) -> str:
        """The text behind the last record, and before those that are not written."""
        done, count = self._next[manuscript], len(manuscript.spans)
        if not manuscript.read or done > count:
            return ""
        self._next[manuscript] = count + 1
        if done == count and not self._is_anew(manuscript):
            return self._continued(manuscript.after())
        texts = [*(manuscript.before(each) for each in range(done, count)), manuscript.after()]
        return self._apart(*texts).removesuffix("\n") if any(map(str.strip, texts)) else ""

    def _continued(self, text: str) -> str:
        return text.removeprefix("\n") if self._closed else text

    def _apart(self, *texts: str) -> str:
        """Texts that say something between blank lines; where none does, a blank line."""
        said = [text.strip() for text in texts]
        said = [text for text in said if text.strip(", \n")]
        if not said:
            return self._gap()
        return self._gap() + "\n\n".join(said) + "\n\n"
