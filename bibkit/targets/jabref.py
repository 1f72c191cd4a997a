"""A JabRef library, or any BibTeX file, updated in place: what changes, and nothing else."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bibkit import api, outputs, registry, titles
from bibkit.citekeys import with_keys
from bibkit.codecs.jabref import group_name, groups_of, split_groups, subjects_of
from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.errors import UnreadableError, UnwritableError
from bibkit.exporters import jabref as exporter
from bibkit.model import Citation, Field, Source, replace
from bibkit.normalizer import denormalize, is_failed
from bibkit.reencoding import Charset, charset_of
from bibkit.targets.jabref_entries import may_be, spelled, united
from bibkit.targets.jabref_file import Library
from bibkit.targets.works import work_of


@dataclass(slots=True)
class Update:
    """A library's new bytes, and which keys are new or changed in it."""

    path: Path
    before: bytes
    after: bytes
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0


def update(
    path: str | Path,
    citations: Iterable[Citation],
    *,
    group: str = "",
    by: Sequence[str] = ("profile",),
    report: Report = ignore,
) -> Update:
    """What a library becomes with ``citations``; nothing is written.

    A record is looked for by its identifiers, by the key that it came with, and by title and
    first author. What it says replaces what its entry says, and what only the entry says
    stays; where only the title tells that they are one, it fills empty fields. New entries
    stand behind the last one. All are in ``group``, and in a group for each of what is named in
    ``by``: their author profiles, their subjects.

    The file's encoding stays: letters that it lacks become LaTeX; a record with letters that
    LaTeX lacks too is told and left out.

    Raises:
        UnreadableError: the file cannot be read, or is no text.
        UnwritableError: its encoding would change what stands in it.
    """
    file = Path(path)
    try:
        before = file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}") from error
    charset = charset_of(before, str(path), report)
    updating = _Updating(Library(charset.text(before)), charset, group, by, report)
    updating.take(citations)
    after = charset.encode(updating.text())
    return Update(file, before, after, updating.added, updating.changed, updating.same)


def write(update: Update, *, backup: bool = False) -> None:
    """Put the new text in place of the old: whole or not at all.

    Raises:
        UnwritableError: the file cannot be written, or somebody changed it meanwhile.
    """
    if update.after == update.before:
        return
    path = update.path
    if path.read_bytes() != update.before:
        raise UnwritableError(
            f"{path}: was changed while it was updated; run the command again"
        )
    if backup:
        try:
            shutil.copy2(path, path.with_name(f"{path.name}.bak"))
        except OSError as error:
            raise UnwritableError(f"{path}.bak: {error.strerror or error}") from error
    outputs.write_files([(path, [update.after])], force=True)


class _Updating:
    """One library under change: pieces of text and the places that they go to."""

    def __init__(
        self,
        library: Library,
        charset: Charset,
        group: str,
        by: Sequence[str],
        report: Report,
    ) -> None:
        self.library = library
        self.charset = charset
        self.group = group_name(group)
        self.by = by
        self.report = report
        self.format = registry.find(library.mode)
        self.render = self.format.renderer()
        self.created = exporter.now()
        self.edits: dict[int, tuple[int, str]] = {}
        self.new: list[str] = []
        self.entries: dict[int, Citation] = {}
        self.groups: dict[str, None] = {}
        self.left_out: set[str] = set()
        self.added: list[str] = []
        self.changed: list[str] = []
        self.same = 0

    def take(self, citations: Iterable[Citation]) -> None:
        unknown: list[Citation] = []
        for citation in citations:
            if is_failed(citation):
                continue
            found = self.entry_of(citation)
            if found is None:
                unknown.append(citation)
            else:
                self.update(*found, citation)
        taken = [Citation(key=key) for key in self.library.keys]
        for citation in list(with_keys([*taken, *unknown], self.report))[len(taken) :]:
            if text := self.fitting(citation, ()):
                self.new.append(text)
                self.added.append(citation.key)

    def entry_of(self, citation: Citation) -> tuple[int, bool] | None:
        """The number of a record's entry, and whether it may be replaced by it."""
        work = work_of(citation)
        tried: set[int] = set()
        for number, is_sure in self.candidates(citation):
            if number in tried:
                continue
            tried.add(number)
            known = work_of(self.entry(number))
            if set(work.ids) & set(known.ids):
                return number, True
            if is_sure and may_be(work, known):
                return number, True
            if work.title == known.title and work.is_same(known):
                return number, self.entry(number).type == citation.type
        return None

    def candidates(self, citation: Citation) -> Iterator[tuple[int, bool]]:
        """Entries that may be a record's; True where the record came with the entry's key."""
        library = self.library
        if citation.key in library.by_key:
            yield library.by_key[citation.key], bool(citation.key)
        for scheme in ("doi", "arxiv", "pmid", "pmcid"):
            if value := citation.id(scheme):
                for number in library.holding(value):
                    yield number, False
        for number in library.by_title.get(titles.key(citation.title), ()):
            yield number, False

    def entry(self, number: int) -> Citation:
        """The citation of an entry, as read with the macros of its library."""
        if number not in self.entries:
            start, end = self.library.span(number)
            text = f"{self.library.strings}\n{self.library.text[start:end]}"
            found = list(api.read(text.encode(), "bibtex", originals=False))
            self.entries[number] = found[-1] if found else Citation()
        return self.entries[number]

    def update(self, number: int, may_replace: bool, citation: Citation) -> None:
        old = self.entry(number)
        if is_failed(old):
            self.same += 1
            return
        new = united(old, citation, may_replace=may_replace)
        own = split_groups(", ".join(map(str, old.extra.get("bibtex/groups", ()))))
        missing = [name for name in self.groups_for(citation) if name not in own]
        self.groups.update(dict.fromkeys(self.groups_for(citation)))
        if new == old and not missing:
            self.same += 1
            return
        extra = {**new.extra, "bibtex/modificationdate": (self.created,)}
        if missing:
            extra["bibtex/groups"] = (", ".join([*own, *missing]),)
        start, end = self.library.span(number)
        text = self.fitting(replace(new, extra=extra, key=self.library.keys[number]), own)
        if not text:
            self.same += 1
            return
        lead = len(self.library.text[start:end]) - len(self.library.text[start:end].lstrip())
        self.edits[start + lead] = (end, text.strip("\n"))
        self.entries[number] = new
        self.changed.append(self.library.keys[number])

    def groups_for(self, citation: Citation) -> list[str]:
        found = [self.group]
        if "profile" in self.by:
            found += groups_of(citation.sources)
        if "subject" in self.by:
            found += subjects_of((*citation.keyword, citation.eprint_class))
        return [name for name in dict.fromkeys(filter(None, found)) if self.fits(name)]

    def fits(self, name: str) -> bool:
        """Whether the library's encoding has the letters of a group's name; told if not."""
        lacking = self.charset.lacks(name)
        if lacking and name not in self.left_out:
            self.left_out.add(name)
            self.tell_lacking(lacking, f"the group {name}", Source())
        return not lacking

    def tell_lacking(self, letters: str, what: str, source: Source) -> None:
        """Tell what is left out because the library's encoding cannot say it."""
        message = (
            f"{self.charset.name} has no {', '.join(letters)}: {what} is left out; save the "
            "library as UTF-8 in JabRef (Library properties), then try again"
        )
        self.report(Diagnostic("not-written", message, source))

    def fitting(self, citation: Citation, known: Sequence[str]) -> str:
        """An entry's text in letters that the library's encoding has; nothing if there is none.

        Letters beyond it are LaTeX, as far as LaTeX has them.
        """
        text = self.text_of(citation, known, self.format.table, self.report)
        if lacking := self.charset.lacks(text):
            if (text := spelled(text, lacking)) and not self.charset.lacks(text):
                return text
            text = self.text_of(citation, known, self.format.in_ascii().table, ignore)
        if not (lacking := self.charset.lacks(text)):
            return text
        source = citation.sources[0] if citation.sources else Source()
        self.tell_lacking(lacking, f"the record {citation.key}", source)
        return ""

    def text_of(
        self, citation: Citation, known: Sequence[str], table: Crosswalk, report: Report
    ) -> str:
        """An entry's text, as JabRef writes entries; a new one with its groups and owner."""
        record = denormalize(citation, table, report)
        if citation.key not in self.library.by_key:
            others = [each for each in record.fields if each.tag != "groups"]
            found = dict.fromkeys((*self.groups_for(citation), *exporter.group_names(record)))
            groups = [name for name in found if name not in known]
            self.groups.update(dict.fromkeys(groups))
            more = [Field("groups", ", ".join(groups))] if groups else []
            record = exporter.with_owner(record._replace(fields=(*others, *more)), self.created)
        return exporter.capitalized(self.render(record), record.kind)

    def text(self) -> str:
        """The library's text with every change in place."""
        library = self.library
        edits = [(start, end, text) for start, (end, text) in self.edits.items()]
        if self.new:
            at = library.end_of_entries()
            before = library.text[:at]
            lead = "" if not before else "\n\n" if not before.endswith("\n") else "\n"
            body = "\n".join(self.new)
            if library.text[at : at + 1] in ("\n", "\r"):
                body = body.rstrip("\n")
            elif at < len(library.text):
                body += "\n"
            edits.append((at, at, lead + body))
        if self.groups and (edit := library.group_edit(list(self.groups))):
            edits.append(edit)
        pieces: list[str] = []
        done = 0
        for start, end, text in sorted(edits, key=lambda edit: edit[0]):
            pieces += [library.text[done:start], text.replace("\n", library.newline)]
            done = end
        return "".join([*pieces, library.text[done:]])
