"""Requests over HTTP: a reply of any status is a value, and only silence is an error."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from bibkit.errors import TargetError

_PATIENCE = 60.0  # seconds for one reply
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_LONGEST_WAIT = 300.0
_AGENT = "bibkit"
ATTEMPTS = 8
GO_ON = "what was taken is remembered: run the command again to go on"


class SilentError(Exception):
    """A connection that was refused or dropped: nobody knows what was done."""


class RefusedError(TargetError):
    """An answer that says that nothing was taken."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; header names are lower case.

    ``unsure`` says that an earlier try of the request may have been carried out: nobody
    answered it, or only a gateway did.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    unsure: bool = False

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def seconds(self, name: str) -> float:
        """The number of seconds that a header asks to wait."""
        value = self.headers.get(name, "")
        return min(float(value), _LONGEST_WAIT) if value.isdecimal() else 0.0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is a reply like others: a key is sent to nobody else."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Server:
    """One server, asked one request at a time, which waits as the server asks.

    ``sleep`` is what waiting is done with.
    """

    def __init__(
        self,
        base: str,
        *,
        headers: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base = base.rstrip("/")
        self.headers = dict(headers or {})
        self.sleep = sleep
        self._pause = 0.0
        self._silences = 0
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if urlsplit(base).hostname in _LOOPBACK:
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The reply to one request; ``body`` is bytes, or JSON.

        Raises:
            SilentError: there was none.
        """
        if self._pause:
            self.sleep(self._pause)
            self._pause = 0.0
        sent = {"User-Agent": _AGENT, **self.headers, **(headers or {})}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        request = urllib.request.Request(
            f"{self.base}{path}", data=data, headers=sent, method=method
        )
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answer:
                reply = _reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                reply = _reply(error.code, error.headers, error.read())
        except (OSError, HTTPException) as error:
            raise SilentError(f"{self.base}: {error}") from None
        self._pause = reply.seconds("backoff")
        return reply

    def ask_patiently(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        *,
        repeat: bool = True,
    ) -> Reply:
        """As ``ask``, asked again where the server is busy or silent.

        For requests that may be repeated: those that only read, or that have a token. One
        that is not to ``repeat`` is asked again only of a busy server, which did nothing.

        Raises:
            SilentError: there was no reply to what is not to be repeated.
            TargetError: the server was busy or silent each time.
        """
        why = ""
        unsure = False
        for attempt in range(ATTEMPTS):
            wait = min(2.0**attempt, _LONGEST_WAIT)
            try:
                reply = self.ask(method, path, body, headers)
            except SilentError as error:
                if not repeat:
                    self.sleep(min(2.0**self._silences, _LONGEST_WAIT))
                    self._silences += 1
                    raise
                why = str(error)
                unsure = True
            else:
                self._silences = 0
                if reply.status not in _BUSY:
                    return replace(reply, unsure=unsure)
                unsure = unsure or reply.status in _GATEWAY
                why = f"{self.base}: is busy ({reply.status})"
                wait = reply.seconds("retry-after") or wait
            if attempt + 1 < ATTEMPTS:
                self.sleep(wait)
        raise TargetError(f"{why}; {GO_ON}")


_GATEWAY = frozenset({502, 504})
_BUSY = _GATEWAY | {429, 503}


def _reply(status: int, headers: Any, body: bytes) -> Reply:
    return Reply(status, {name.lower(): value for name, value in headers.items()}, body)
