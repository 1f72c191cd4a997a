"""Parcels to a place, each once: what is there is looked up, the rest goes in batches."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bibkit.errors import TargetError
from bibkit.targets.journal import Journal
from bibkit.targets.replies import ATTEMPTS, GO_ON, RefusedError
from bibkit.targets.works import Works
from bibkit.targets.zotero_items import Parcel


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a place did with a batch.

    ``taken`` and ``refused`` are by an item's number in the batch; ``before`` says that the
    batch's token was used already: it was taken once, and what of it is to be looked up.
    ``unsure`` says so where an earlier try of a batch that is ``too_large`` got no answer.
    ``silence`` is why nobody answered: any part of the batch may have been taken.
    """

    taken: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    before: bool = False
    too_large: bool = False
    unsure: bool = False
    silence: str = ""


class Place(Protocol):
    """A library that takes items; with their notes and links, where they are ``whole``."""

    batch: int
    whole: bool

    def send(self, items: Sequence[dict[str, Any]], token: str) -> Outcome:
        """Send a batch; a token that was used before sends nothing again."""

    def send_parts(self, parts: Sequence[tuple[str, dict[str, Any]]], token: str) -> Outcome:
        """Send notes and links, each with the key of its item."""


@dataclass(slots=True)
class Sent:
    """What became of the parcels; those that are known with the keys that they have there."""

    known: dict[Parcel, str] = field(default_factory=dict)
    taken: list[Parcel] = field(default_factory=list)
    refused: list[tuple[Parcel, str]] = field(default_factory=list)

    def keys(self, journal: Journal) -> dict[Parcel, str]:
        """Every parcel that is there, with its key."""
        taken = {parcel: journal.taken.get(parcel.work.mark, "") for parcel in self.taken}
        return {**self.known, **taken}


class Sender:
    """Sends parcels to one place.

    ``look`` reads which works the place has, all or the newest; None where it cannot be
    read, and the journal alone says. It is asked before anything is sent, and whenever a
    batch's answer is unsure.
    """

    def __init__(
        self,
        place: Place,
        journal: Journal,
        look: Callable[[int], Works] | None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.place = place
        self.journal = journal
        self.look = look
        self.tell = tell
        self.sent = Sent()

    def unknown(self, parcels: Iterable[Parcel]) -> list[Parcel]:
        """The parcels whose works the place does not have; the others are known."""
        works = self.look(0) if self.look else None
        # Of a batch that was under way notes and links may be missing.
        unfinished = {mark for batch in self.journal.open.values() for mark in batch.marks}
        new: list[Parcel] = []
        for parcel in parcels:
            mark = parcel.work.mark
            key = works.find(parcel.work) if works is not None else self.journal.taken.get(mark)
            if key is None or mark in unfinished:
                new.append(parcel)
            else:
                self.sent.known[parcel] = key
        return new

    def send(self, parcels: Iterable[Parcel]) -> Sent:
        """Send what the place does not have.

        Raises:
            TargetError: the place stopped answering; what it took is in the journal.
        """
        for batch, token, again in self._batches(self.unknown(parcels)):
            self._send(batch, token, again=again)
            done = len(self.sent.taken) + len(self.sent.refused)
            self.tell(f"sending {done:,}")
        return self.sent

    def _batches(self, new: Sequence[Parcel]) -> Iterator[tuple[Sequence[Parcel], str, bool]]:
        """Batches with their tokens: first, again, those of a run that broke off."""
        by_mark = {parcel.work.mark: parcel for parcel in new}
        for batch in list(self.journal.open.values()):
            again = [by_mark[mark] for mark in batch.marks if mark in by_mark]
            if len(again) == len(batch.marks):
                for parcel in again:
                    del by_mark[parcel.work.mark]
                yield again, batch.token, True
            else:
                self.journal.take(batch.token, {})
        rest = list(by_mark.values())
        for start in range(0, len(rest), self.place.batch):
            yield rest[start : start + self.place.batch], _token(), False

    def _send(self, batch: Sequence[Parcel], token: str, *, again: bool = False) -> None:
        """Send a batch, and again what of it was refused: a place may have been busy."""
        for attempt in range(_ATTEMPTS):
            known = self._found(batch, again=True) if again else None
            outcome = known or self._sent(batch, token)
            again = False
            if outcome.too_large:
                self._send_in_parts(batch, token)
                return
            self._note(batch, token, outcome)
            left = [n for n in range(len(batch)) if n not in outcome.taken]
            if not left:
                return
            reasons = [outcome.refused.get(n, _UNSAID) for n in left]
            batch, token = [batch[n] for n in left], _token()
            if attempt + 1 == _ATTEMPTS:
                self.sent.refused += zip(batch, reasons, strict=True)

    def _sent(self, batch: Sequence[Parcel], token: str) -> Outcome:
        """What became of a batch; where its answer got lost, what the place has of it."""
        self.journal.send(token, [parcel.work.mark for parcel in batch])
        items = [parcel.whole if self.place.whole else parcel.item for parcel in batch]
        unsure = False
        for _ in range(ATTEMPTS):
            try:
                outcome = self.place.send(items, token)
            except RefusedError as error:
                if unsure:
                    raise TargetError(f"{error}; {GO_ON}") from error
                self.journal.take(token, {})
                raise
            if not outcome.silence:
                break
            if found := self._found(batch, glance=True):
                return found
            unsure = True
        else:
            raise TargetError(f"{outcome.silence}; {GO_ON}")
        if outcome.too_large and (outcome.unsure or unsure):
            return self._found(batch, glance=True) or outcome
        if not outcome.before:
            return outcome
        if self.look is None:
            return Outcome(taken=dict.fromkeys(range(len(batch)), ""))
        return self._found(batch) or Outcome()

    def _found(
        self, batch: Sequence[Parcel], *, again: bool = False, glance: bool = False
    ) -> Outcome | None:
        """What of a batch the place has, if anything and if it can be asked.

        What arrives in this run is among the newest items; of a batch that is sent ``again``,
        or if none is there, the whole library is looked through, but not for a ``glance``.
        """
        if self.look is None:
            return None
        taken: dict[int, str] = {}
        for newest in (_GLANCE, 0):
            works = self.look(newest)
            keys = (works.find(parcel.work) for parcel in batch)
            taken = {number: key for number, key in enumerate(keys) if key is not None}
            if len(taken) == len(batch) or glance or (taken and not again):
                break
        return Outcome(taken=taken) if taken else None

    def _send_in_parts(self, batch: Sequence[Parcel], token: str) -> None:
        self.journal.take(token, {})
        if len(batch) == 1:
            self.sent.refused.append((batch[0], "413 too large"))
            return
        half = len(batch) // 2
        for part in (batch[:half], batch[half:]):
            self._send(part, _token())

    def _note(self, batch: Sequence[Parcel], token: str, outcome: Outcome) -> None:
        """Remember what was taken, and send the notes and links that belong to it."""
        taken = {batch[n]: key for n, key in outcome.taken.items()}
        if not self.place.whole:
            parts = ((key, part) for parcel, key in taken.items() for part in parcel.parts)
            self._send_parts(list(parts), token)
        self.journal.take(token, {parcel.work.mark: key for parcel, key in taken.items()})
        self.sent.taken += taken

    def _send_parts(self, parts: Sequence[tuple[str, dict[str, Any]]], token: str) -> None:
        """Send what belongs to a batch; its token is made of the batch's, as in another run."""
        size = self.place.batch
        if len(parts) > size:
            for start in range(0, len(parts), size):
                self._send_parts(parts[start : start + size], f"{token}{start}")
            return
        for attempt in range(_ATTEMPTS):
            if not parts:
                return
            outcome = self._parts_sent(parts, _derived(token, attempt))
            if outcome.before:
                return
            if outcome.too_large and len(parts) > 1:
                for number, part in enumerate(parts):
                    self._send_parts([part], f"{token}.{number}")
                return
            parts = [part for n, part in enumerate(parts) if n not in outcome.taken]

    def _parts_sent(self, parts: Sequence[tuple[str, dict[str, Any]]], token: str) -> Outcome:
        for _ in range(ATTEMPTS):
            outcome = self.place.send_parts(parts, token)
            if not outcome.silence:
                return outcome
        raise TargetError(f"{outcome.silence}; {GO_ON}")


_ATTEMPTS = 4
_GLANCE = 200
"""Items among the newest in which a batch that has just been sent is looked for first."""
_UNSAID = "the answer does not say what became of it"


def _derived(token: str, attempt: int) -> str:
    return hashlib.sha256(f"notes of {token} {attempt}".encode()).hexdigest()[:32]


def _token() -> str:
    return secrets.token_hex(16)
