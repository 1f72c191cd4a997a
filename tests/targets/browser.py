"""A headless Chromium, driven over a pipe: what a page shows, and says in its console.

https://chromedevtools.github.io/devtools-protocol/ ; messages end in a zero byte.
"""

import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
_PATIENCE = 60.0
_NOT_SAID = ("favicon",)


class Browser:
    """One page of a browser."""

    def __init__(self, wanted: int, given: int) -> None:
        self._wanted, self._given = wanted, given
        self._left = b""
        self._number = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        page = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to one command."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._wanted, json.dumps(message).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self._number:
                assert "error" not in said, said
                found: dict[str, Any] = said["result"]
                return found
            self.events.append(said)

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._left:
            ready, _, _ = select.select([self._given], [], [], until - time.monotonic())
            assert ready, "the browser says nothing"
            self._left += os.read(self._given, 65_536)
        line, _, self._left = self._left.partition(b"\0")
        found: dict[str, Any] = json.loads(line)
        return found

    def show(self, address: str) -> None:
        """Go to a page, and wait until it is there."""
        self.events.clear()
        self.ask("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def value(self, script: str) -> Any:
        """What an expression of the page is, or becomes."""
        answer = self.ask(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def write(self, text: str) -> None:
        """Type into what has the focus."""
        self.ask("Input.insertText", text=text)

    def click(self, element: str) -> None:
        """Click on what an expression of the page gives, as a person does."""
        self.value(f"{element}.scrollIntoView({{block: 'center'}})")
        box = self.value(f"{element}.getBoundingClientRect().toJSON()")
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for type in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=type, button="left", clickCount=1, **at)

    def complaints(self) -> list[str]:
        """What errors and warnings the console had since the page was shown."""
        found = []
        for event in self.events:
            method, params = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(str(params["exceptionDetails"]))
            elif method == "Log.entryAdded" and params["entry"]["level"] in _BAD:
                found.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
            elif method == "Runtime.consoleAPICalled" and params["type"] in _BAD:
                found.append(str(params["args"]))
        return [text for text in found if not any(word in text for word in _NOT_SAID)]


_BAD = ("error", "warning", "assert")


# A browser takes commands from 3 and answers on 4.
_EXEC = """import os, sys
wanted, given, *words = sys.argv[1:]
os.dup2(int(wanted), 3)
os.dup2(int(given), 4)
os.execvp(words[0], words)"""


@contextmanager
def browsing(folder: Path, *options: str) -> Iterator[Browser]:
    """A browser with its files in ``folder``."""
    ends = (*os.pipe(), *os.pipe())
    wanted, to_browser, from_browser, given = (fcntl.fcntl(e, fcntl.F_DUPFD, 10) for e in ends)
    for end in ends:
        os.close(end)
    process = subprocess.Popen(
        [
            sys.executable, "-c", _EXEC, str(wanted), str(given), str(BROWSER),
            "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
            f"--user-data-dir={folder / 'browser'}", *options,
        ],
        pass_fds=(wanted, given), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(wanted)
    os.close(given)
    try:
        yield Browser(to_browser, from_browser)
    finally:
        os.close(to_browser)
        process.terminate()
        process.wait(timeout=30)
        os.close(from_browser)
