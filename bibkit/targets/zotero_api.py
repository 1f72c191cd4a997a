"""Zotero's API, version 3: the web's, and that of the program on this machine (Zotero 10).

https://www.zotero.org/support/dev/web_api/v3/write_requests
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bibkit.codecs.zotero_links import child
from bibkit.errors import TargetError
from bibkit.targets.replies import RefusedError, Reply, Server, SilentError
from bibkit.targets.secrets import Secret
from bibkit.targets.sending import Outcome

BATCH = 50
_PAGE = 100
_NEWEST = 200
"""Items among which the notes and links of a batch are, if they have just arrived."""
_TRIES = 6
_USED = "token"
"""The word of the reply to a token that is used up: "Write token already used"."""


class Library:
    """One library: ``users/1``, ``groups/2``; read page by page, written batch by batch.

    ``shown`` is the key of all requests; ``key`` gives one for writing where there is none
    yet, or where it is refused.
    """

    batch = BATCH
    whole = False

    def __init__(
        self, server: Server, path: str, key: Callable[[], Secret], shown: Secret
    ) -> None:
        self.server = server
        self.path = path
        self._key = key
        self._shown = shown
        self.collections: list[str] = []

    def items(self, newest: int = 0) -> Iterator[dict[str, Any]]:
        """Every item of the library, children too; or, of the ``newest``, at least so many."""
        start = 0
        seen: set[str] = set()
        order = "&sort=dateAdded&direction=desc" if newest else ""
        while not newest or start < newest:
            path = f"/{self.path}/items?format=json&start={start}&limit={_PAGE}{order}"
            reply = self._sure(self._ask("GET", path))
            found = reply.json()
            if not isinstance(found, list):
                raise TargetError(f"{self.server.base}: no list of items: {reply.text[:200]}")
            keys = {str(each.get("key", "")) for each in found}
            if keys <= seen:  # a server that knows no pages
                return
            seen |= keys
            yield from found
            total = reply.headers.get("total-results", "")
            start += len(found)
            if not found or (start >= int(total) if total.isdecimal() else len(found) < _PAGE):
                return

    def collection(self, name: str, *, make: bool) -> str:
        """The key of the collection of this name, made if there is none and it may be.

        Raises:
            TargetError: there is none, or the server refuses.
        """
        start = 0
        while True:
            path = f"/{self.path}/collections?format=json&start={start}&limit={_PAGE}"
            found = self._sure(self._ask("GET", path)).json() or []
            for each in found:
                if each["data"]["name"] == name:
                    return str(each["key"])
            start += len(found)
            if len(found) < _PAGE:
                break
        if not make:
            return ""
        reply = self._post("collections", [{"name": name, "parentCollection": False}], _token())
        answer = reply.json() or {}
        if key := (answer.get("success") or {}).get("0"):
            return str(key)
        if reply.status == 412:
            return self.collection(name, make=False)
        raise TargetError(f"the collection {name!r} cannot be made: {_why(answer, reply)}")

    def send(self, items: Sequence[dict[str, Any]], token: str) -> Outcome:
        """What became of a batch."""
        if self.collections:
            items = [
                item if "parentItem" in item else {**item, "collections": self.collections}
                for item in items
            ]
        try:
            return self.post(items, token, repeat=False)
        except SilentError as error:
            return Outcome(silence=str(error))

    def post(
        self, objects: Sequence[dict[str, Any]], token: str, *, repeat: bool = True
    ) -> Outcome:
        """What became of a batch of new items, or of changes to items whose keys they name.

        Raises:
            SilentError: nobody answered what is not to be repeated.
            TargetError: the library stopped answering, or refuses.
        """
        reply = self._post("items", objects, token, repeat=repeat)
        if reply.status == 412 and _USED in reply.text.lower():
            return Outcome(before=True)
        if reply.status == 413:
            return Outcome(too_large=True, unsure=reply.unsure)
        answer = self._sure(reply).json()
        if not isinstance(answer, dict):
            raise TargetError(f"{self.server.base}: no answer to a batch: {reply.text[:200]}")
        failed = answer.get("failed") or {}
        keys = {**(answer.get("success") or {}), **(answer.get("unchanged") or {})}
        return Outcome(
            taken={int(place): str(key) for place, key in keys.items()},
            refused={
                int(place): f"{each.get('code', '')} {each.get('message', '')}".strip()
                for place, each in failed.items()
            },
        )

    def send_parts(self, parts: Sequence[tuple[str, dict[str, Any]]], token: str) -> Outcome:
        """Notes and links, each with the key of the item that it belongs to."""
        outcome = self.send([child(part, key) for key, part in parts], token)
        if not outcome.silence:
            return outcome
        there = {_told(each.get("data", each)) for each in self.items(_NEWEST)}
        taken = {n: "" for n, (key, part) in enumerate(parts) if _told(part, key) in there}
        return Outcome(taken=taken) if taken else outcome

    def _post(
        self, what: str, objects: Sequence[dict[str, Any]], token: str, *, repeat: bool = True
    ) -> Reply:
        if not self._shown:
            self._shown = self._key()
        headers = {"Zotero-Write-Token": token}
        return self._ask("POST", f"/{self.path}/{what}", objects, headers, repeat=repeat)

    def _ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        *,
        repeat: bool = True,
    ) -> Reply:
        """A reply, once more where the key or the server's id was no longer the right one."""
        unsure = False
        for attempt in range(_TRIES):
            sent = dict(headers or {})
            if self._shown:
                sent["Zotero-API-Key"] = self._shown.reveal()
            reply = self.server.ask_patiently(method, path, body, sent, repeat=repeat)
            unsure = unsure or reply.unsure
            reply = replace(reply, unsure=unsure)
            if attempt + 1 == _TRIES:
                return reply
            if reply.status == 409:
                self.server.sleep(reply.seconds("retry-after") or 2.0**attempt)
            elif reply.status == 401:
                self._shown = self._key()
            elif self._is_of_another_server(reply):
                self.identify()
            else:
                return reply
        return reply

    def _is_of_another_server(self, reply: Reply) -> bool:
        if reply.status not in (412, 428) or "Zotero-Server-ID" not in self.server.headers:
            return False
        return _USED not in reply.text.lower()

    def identify(self) -> str:
        """The server's id, which local writes must name; kept for the requests that follow."""
        reply = self.server.ask_patiently("GET", "/")
        found = reply.headers.get("zotero-server-id", "") if reply.status == 200 else ""
        if found:
            self.server.headers["Zotero-Server-ID"] = found
        return found

    def _sure(self, reply: Reply) -> Reply:
        """The reply, if it is one to go on with."""
        if reply.status == 200:
            return reply
        why = _REASONS.get(reply.status, "")
        said = " ".join(reply.text.split())[:200]
        kind = TargetError if reply.unsure else RefusedError
        raise kind(f"{self.server.base}: {reply.status} {said}{why}")


def _told(part: Mapping[str, Any], key: str = "") -> tuple[str, str]:
    """What tells a note or a link from others: whose it is, and its text or address."""
    said = part.get("note") or part.get("url") or ""
    return key or str(part.get("parentItem", "")), str(said)


_REASONS = {
    401: "; the key is not valid",
    403: "; the key may not write here, or the API is off",
    404: "; there is no such library",
    409: "; the library is locked: try again later",
}


def _why(answer: Any, reply: Reply) -> str:
    failed = answer.get("failed") if isinstance(answer, dict) else None
    told = [each.get("message", "") for each in (failed or {}).values()]
    return "; ".join(told) or f"{reply.status} {reply.text[:200]}"


def _token() -> str:
    return secrets.token_hex(16)
