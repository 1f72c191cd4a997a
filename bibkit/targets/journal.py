"""What a program accepted: remembered in the user's state folder, so that a run can go on."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bibkit.errors import UnwritableError


@dataclass(slots=True)
class Batch:
    """What was sent under one token: marks of works."""

    token: str
    marks: Sequence[str]


@dataclass(slots=True)
class Journal:
    """One target's journal: a line when a batch is sent, and one when it is known to be taken.

    A batch without the second line was under way when a run broke off.
    """

    path: Path
    taken: dict[str, str] = field(default_factory=dict)
    open: dict[str, Batch] = field(default_factory=dict)
    _first: bool = True

    @classmethod
    def of(cls, target: str) -> "Journal":
        """The journal of a target (``zotero-web-users-1``), read if it is there."""
        state = Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser()
        safe = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in target)
        journal = cls(state / "bibkit" / "pushed" / f"{safe}.jsonl")
        for line in journal._lines():
            journal._read(line)
        return journal

    def _lines(self) -> Iterator[Mapping[str, Any]]:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            raise UnwritableError(
                f"{self.path}: {error}; move it away to begin anew"
            ) from error
        for line in text.splitlines():
            try:
                found = json.loads(line)
            except ValueError:
                continue  # the last line of a run that was killed
            if isinstance(found, dict):
                yield found

    def _read(self, line: Mapping[str, Any]) -> None:
        token = str(line.get("token", ""))
        if "sent" in line:
            self.open[token] = Batch(token, tuple(map(str, line["sent"])))
        elif "taken" in line:
            self.taken.update(line["taken"])
            self.open.pop(token, None)

    def send(self, token: str, marks: Sequence[str]) -> None:
        """Note, before a batch goes out, what it holds."""
        self.open[token] = Batch(token, marks)
        self._append({"token": token, "sent": list(marks)})

    def take(self, token: str, taken: Mapping[str, str]) -> None:
        """Note the works of a batch that arrived, each with its key there."""
        self.taken.update(taken)
        self.open.pop(token, None)
        self._append({"token": token, "taken": dict(taken)})

    def _append(self, line: Mapping[str, Any]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                # Behind a line that a killed run left unfinished, a blank one does no harm.
                file.write("\n" * self._first + json.dumps(line) + "\n")
                self._first = False
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            why = error.strerror or error
            raise UnwritableError(
                f"{self.path}: {why}; without this journal nothing is sent"
            ) from error
