"""The frame of a web page that needs nothing else: its style and script stand in it."""

from html import escape
from importlib.resources import files

# Nothing is loaded, and nothing runs but what the page holds itself.
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{title}</title>
{links}<style>
{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
"""
_END = """</main>
<script>
{script}</script>
</body>
</html>
"""


def opening(title: str, home: str, style: str, links: str = "") -> str:
    """The page up to its heading; ``style`` is a file of the package ``home``.

    ``links`` are elements of the page's head.
    """
    return _HEAD.format(title=escape(title), links=links, style=_text(home, style))


def closing(home: str, script: str) -> str:
    """The page's end behind what it shows; ``script`` is a file of the package ``home``."""
    return _END.format(script=_text(home, script))


def _text(home: str, name: str) -> str:
    return (files(home) / name).read_text(encoding="utf-8")
