"""The report of a merge as one web page that needs nothing else."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from bibkit import identifiers
from bibkit.dedupe.clusters import Link
from bibkit.dedupe.provenance import ROWS, RULES, Choice, place, said, shown
from bibkit.dedupe.reporting import Figures, Written, figures
from bibkit.model import Citation, Identifier
from bibkit.pageframe import closing, opening
from bibkit.patterns import lazy

_UNPRINTABLE = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONG = 300
_OUTCOMES = {
    "merged": "Merged",
    "decided": "Merged because a person said so",
    "doubtful": "Doubtful, left apart",
}
_CONTROLS = """<form id="controls" role="search" hidden>
<label>Search <input type="search" id="search" autocomplete="off"></label>
<fieldset>
<legend>Show</legend>
{choices}</fieldset>
<p id="count" role="status"></p>
</form>
"""


def page(written: Written, lost: Iterable[str] = ()) -> Iterator[str]:
    """The page in pieces; ``lost`` are lines on what the written files do not hold."""
    merged = written.merged
    counts = dict.fromkeys(_OUTCOMES, 0)
    for outcome in merged.outcomes:
        counts[outcome] += 1
    counts["doubtful"] = len(merged.review)
    yield opening("Merge report", "bibkit.dedupe", "page.css")
    yield from _figures(figures(merged), merged.level, merged.prefer)
    if lost := list(lost):
        items = "".join(f"<li>{_text(line)}</li>\n" for line in lost)
        yield f"<h2>What the written files do not hold</h2>\n<ul>\n{items}</ul>\n"
    choices = "".join(
        f'<label><input type="checkbox" name="outcome" value="{outcome}" checked> '
        f"{_OUTCOMES[outcome]} ({count:,})</label>\n"
        for outcome, count in counts.items()
        if count
    )
    yield f"</header>\n{_CONTROLS.format(choices=choices)}<main>\n"
    if not any(counts.values()):
        yield "<p>No two records are one, and none is doubtful.</p>\n"
    for number in range(len(merged.clusters)):
        yield from _cluster(written, number)
    for link in merged.review:
        yield from _doubt(link, merged.given[link.one], merged.given[link.other])
    yield closing("bibkit.dedupe", "page.js")


def _figures(known: Figures, level: str, prefer: str) -> Iterator[str]:
    yield (
        '<ol class="flow">\n'
        f"<li><strong>{known.records:,}</strong> records read</li>\n"
        f"<li><strong>{known.removed:,}</strong> duplicates removed, "
        f"in {known.clusters:,} {'cluster' if known.clusters == 1 else 'clusters'}</li>\n"
        f"<li><strong>{known.left:,}</strong> citations left</li>\n"
        f"<li><strong>{known.doubtful:,}</strong> doubtful pairs among them</li>\n"
        "</ol>\n"
        f"<p>Level: {level}. Version cited: {prefer}.</p>\n"
        "<table>\n<caption>Records by source</caption>\n"
        '<thead><tr><th scope="col">Source</th><th scope="col" class="number">Records</th>'
        '<th scope="col" class="number">Duplicates removed</th>'
        '<th scope="col" class="number">Left</th></tr></thead>\n<tbody>\n'
    )
    for path, (read, removed) in known.sources.items():
        numbers = "".join(
            f'<td class="number">{number:,}</td>' for number in (read, removed, read - removed)
        )
        yield f'<tr><th scope="row">{_text(path or "(no file)")}</th>{numbers}</tr>\n'
    yield "</tbody>\n</table>\n"


def _cluster(written: Written, number: int) -> Iterator[str]:
    merged = written.merged
    citation = written.citation(number)
    members = merged.members(number)
    one, outcome = merged.clusters[number], merged.outcomes[number]
    yield from _opening(outcome, citation.title, citation.key)
    why = "; ".join(one.reasons)
    weakest = min((link.match.score for link in one.links), default=1.0)
    yield f"<p>{len(members)} records: {_text(why)} (lowest score {weakest:.2f})</p>\n"
    choices = {each.field: each for each in merged.choices(number)}
    yield from _table(members, citation, choices)
    yield "</article>\n"


def _doubt(link: Link, one: Citation, other: Citation) -> Iterator[str]:
    yield from _opening("doubtful", one.title or other.title, "")
    why = "; ".join(link.match.reasons)
    yield f"<p>Score {link.match.score:.2f}: {_text(why)}</p>\n"
    yield from _table((one, other), None, {})
    yield "</article>\n"


def _opening(outcome: str, title: str, key: str) -> Iterator[str]:
    named = f" <code>{_text(key)}</code>" if key else ""
    yield (
        f'<article data-outcome="{outcome}">\n'
        f'<h2><span dir="auto">{_text(title) or "(no title)"}</span>{named} '
        f'<span class="outcome">{_OUTCOMES[outcome]}</span></h2>\n'
    )


def _table(
    members: Iterable[Citation], result: Citation | None, choices: dict[str, Choice]
) -> Iterator[str]:
    """Records side by side, a field a row; what differs is marked."""
    members = tuple(members)
    records = [said(each) for each in members]
    union = said(result) if result else {}
    heads = ["<th scope='col'>Merged</th>"] if result else []
    heads += [f"<th scope='col'>{_text(_named(each))}</th>" for each in members]
    yield "<div class='scroll' tabindex='0'><table>\n"
    yield f"<thead><tr><td></td>{''.join(heads)}</tr></thead>\n<tbody>\n"
    shown_at_all = set(union).union(*records)
    for name in ROWS:
        if name not in shown_at_all:
            continue
        values = [each.get(name) for each in records]
        used = union.get(name) if result else values[0]
        differs = any(value is not None and value != used for value in values)
        if result is None:
            differs = any(value != used for value in values)
        cells = [
            _cell(value, differs and value is not None and value != used) for value in values
        ]
        if result:
            rule = choices[name].rule if name in choices and differs else ""
            cells.insert(0, _cell(used, False, RULES.get(rule, "")))
        mark = " class='differs'" if differs else ""
        yield f"<tr{mark}><th scope='row'>{name.replace('_', ' ')}</th>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _cell(value: Any, differs: bool, note: str = "") -> str:
    if value is None:
        text = "<span class='none'>–</span>"
    elif isinstance(value, tuple) and value and isinstance(value[0], Identifier):
        text = "<br>".join(map(_linked, value))
    else:
        text = _text(shown(value))
        if len(text) > _LONG:
            text = f"<div class='long' tabindex='0'>{text}</div>"
    if differs:
        text = f"<mark><span class='sign'>differs: </span>{text}</mark>"
    if note:
        text += f"<br><small>{note}</small>"
    return f"<td dir='auto'>{text}</td>"


def _linked(one: Identifier) -> str:
    address = identifiers.url(one)
    text = _text(f"{one.scheme} {one.value}")
    if not address:
        return text
    return f"<a href='{escape(address)}' rel='noreferrer'>{text}</a>"


def _named(citation: Citation) -> str:
    source = place(citation)
    return " ".join(
        filter(None, (str(source) or "record", f"[{source.key}]" * bool(source.key)))
    )


def _text(text: str) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", text))
