"""How the lines of profile pages look: heads, dates, closings, and what is no content."""

import re

from bibkit.patterns import lazy

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"{_MONTH} [0-9]{{1,2}}(?:, ?[0-9]{{4}})?"
_SUBJECT = (
    r"(?:[A-Z]{2}|optics|soft|[a-z]+(?:-[a-z]+)+|"
    r"[a-z]+(?:-[a-z]+)?\.(?:[A-Z]{2}|[a-z]+(?:-[a-z]+)?))"
)
_BETWEEN = r"[ ·•|,]{0,3}"

SUBJECT = lazy(_SUBJECT)

HEAD = lazy(
    rf"(?P<subject>{_SUBJECT}){_BETWEEN}(?P<date>{_DATE})(?:{_BETWEEN}(?P<badge>Code))?"
)
"""What opens an entry of a profile: ``LGAug 27, 2023Code``."""

HEAD_START = lazy(rf"{_SUBJECT}(?:{_BETWEEN}{_DATE})?")
"""The first line of a head whose facts have lines of their own."""

CUT_HEAD = lazy(r"[A-Z]{2}(?:[A-Z][a-z]{0,8}\.?(?: [0-9]{1,2},?)?)?")
"""The beginning of a head, at which a page may be cut."""

CLOSING = lazy(rf"(?P<date>{_DATE})(?: (?P<comments>[0-9]{{1,6}}))?")
"""What closes an entry of the Daily Papers: ``Mar 10 4``."""

CLOSING_LINE = lazy(rf"(?:(?P<by>\S.{{0,200}}?) ?)?· ?(?P<closing>{CLOSING.pattern})")
"""The same with authors or organisation on its line: ``• 4 authors · Mar 10 4``."""

DAILY_TITLE = lazy(r"Daily Papers", re.I)

CHROME = lazy(
    r"new|get trending papers in your email inbox!?|subscribe|daily papers|"
    r"by ?AK and the research community|previous|next|(?:load|show) more|back to top|"
    r"log ?in|sign (?:up|in)|(?:system theme )?company|TOS|privacy|about|careers|website|"
    r"models|datasets|spaces|pricing|docs|[·•|]|©.{0,80}",
    re.I,
)
"""Lines that the site itself puts around its entries."""

LINK_LABEL = lazy(
    r"\[?(?:arXiv|PDF|HTML|DOI|code|source code|github|project(?: page)?|abstract|paper|"
    r"view (?:paper|PDF)|links?)\]?:?",
    re.I,
)
"""A line of an entry that only names what a link leads to."""

CODE_LABEL = lazy(r"\[?(?:code|source code|github)\]?:?", re.I)
"""The label of a link to a paper's code."""

ET_AL = lazy(r"(?:and )?et\.? al\b\.?|and others", re.I)

AFFILIATIONS = lazy(r"[a-z0-9][a-z0-9.&+_-]{1,40}+(?:, [a-z0-9][a-z0-9.&+_-]{1,40}+)*+")
"""Affiliations as the site's slugs: ``microsoft-research, tsinghua``."""
