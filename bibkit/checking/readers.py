"""What other programs make of a .bib text, compared with what we make of it.

Each program runs in a process of its own: whatever a text does to it, crash or endless
loop, ends there.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from bibkit.checking.checked import Checked
from bibkit.checking.comparison import Comparison, Known, Row
from bibkit.diagnostics import Diagnostic
from bibkit.inputs import Input
from bibkit.model import Source

PROGRAMS = ("bibtexparser", "pybtex")
LARGEST = 5_000_000
"""The most characters that other programs are given unasked."""
PATIENCE = 60
"""Seconds after which a program is given up, and more for large texts."""
_CHARACTERS_A_SECOND = 50_000


@dataclass(frozen=True, slots=True)
class _Running:
    """A program at work on a text, and the file that takes its answer."""

    program: str
    process: "subprocess.Popen[bytes]"
    answer: IO[bytes]
    complaint: IO[bytes]


def findings(
    given: Input, library: Sequence[Checked], told: Sequence[Diagnostic], *, any_size: bool
) -> Iterator[Diagnostic]:
    """What each program would lose or read otherwise, but for what is ``told`` already."""
    if len(given.text) > LARGEST and not any_size:
        message = f"over {LARGEST:,} characters: other programs were not asked (--all-readers)"
        yield Diagnostic("not-read-again", message, Source(given.path))
        return
    known = Known(told)
    running = [_start(program, given.text) for program in PROGRAMS]
    for one in running:
        try:
            rows = _rows(one, PATIENCE + len(given.text) // _CHARACTERS_A_SECOND)
        except (OSError, ValueError) as error:
            message = f"{one.program} gave no answer: {error}"
            yield Diagnostic("not-read-again", message, Source(given.path))
        else:
            yield from Comparison(one.program, given.path, library, rows, known).findings()


def _start(program: str, text: str) -> _Running:
    script = Path(__file__).with_name(f"with_{program}.py")
    # Files, unlike pipes, let all programs work at the same time.
    with TemporaryFile() as question:
        question.write(text.encode(errors="replace"))
        question.seek(0)
        answer, complaint = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - _rows closes
        process = subprocess.Popen(
            [sys.executable, "-P", str(script)],
            stdin=question, stdout=answer, stderr=complaint,
        )  # fmt: skip
    return _Running(program, process, answer, complaint)


def _rows(running: _Running, seconds: int) -> list[Row]:
    """The answer of a program.

    Raises:
        OSError: it gave none.
        ValueError: it is no answer.
    """
    with running.answer as answer, running.complaint as complaint:
        try:
            code = running.process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            running.process.kill()
            running.process.wait()
            raise OSError(f"none within {seconds} seconds") from error
        if code:
            complaint.seek(0)
            last = complaint.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise OSError(last or f"it ended with code {code}")
        answer.seek(0)
        return [json.loads(line) for line in answer]
