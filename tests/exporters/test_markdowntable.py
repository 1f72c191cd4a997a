"""A table for people: a row a citation, no sign of a title breaks it."""

import bibkit
from bibkit.model import Citation, Date, Identifier, Name

ROWS = {
    "an article": (
        Citation(
            type="article-journal",
            title="On <i>trees</i> | a 5 * 3 <script>",
            author=(Name("Doe", "Jane"), Name(literal="A|B [group]")),
            more_authors=True,
            issued=Date(2020, 5),
            container_title="Journal",
            ids=(Identifier("doi", "10.1000/(a|b)"), Identifier("arxiv", "2001.00001")),
        ),
        r"| Jane Doe, A\|B \[group\], et al. | 2020 "
        r"| [On *trees* \| a 5 \* 3 &lt;script>](https://doi.org/10.1000/%28a%7Cb%29) "
        r"| Journal, [arXiv:2001.00001](https://arxiv.org/abs/2001.00001) |",
    ),
    "a collection": (
        Citation(
            type="book",
            title="A book",
            editor=(Name("Roe", "R."),),
            publisher="Press",
            url="https://example.org/a b",
        ),
        "| R. Roe (ed.) |  | [A book](https://example.org/a%20b) | Press |",
    ),
    "nothing": (Citation(type="book"), "|  |  |  |  |"),
    "a bar behind a backslash": (
        Citation(type="book", title="a\\|b\nc"),
        r"|  |  | a\\\|b c |  |",
    ),
}


def test_a_citation_is_a_row() -> None:
    told: list[bibkit.Diagnostic] = []
    text = "".join(
        bibkit.write([c for c, _ in ROWS.values()], "markdown-table", report=told.append)
    )
    head = ["| Authors | Year | Title | Venue |", "| --- | --- | --- | --- |"]
    assert text.splitlines() == [*head, *(row for _, row in ROWS.values())]
    assert [str(each) for each in told if each.code != "changed-value"] == []


def test_what_the_table_leaves_out_is_told() -> None:
    told: list[bibkit.Diagnostic] = []
    citation = Citation(type="book", title="A", abstract="Text", issued=Date(2020, 5, 3))
    "".join(bibkit.write([citation], "markdown-table", report=told.append))
    assert [each.message for each in told] == [
        "issued 2020-05-03 reads back as 2020",
        "Markdown table has no place for abstract Text",
    ]
