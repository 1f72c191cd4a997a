"""What is told while sources are read."""

from collections.abc import Mapping

from bibkit.catalogue.explaining import Explained, explained

CODES: Mapping[str, Explained] = {
    # reading
    "unknown-field": explained(
        "A field that no row of the format's table maps",
        "Its value is kept in the citation's extra under the format's name and the tag, and is",
        "written back when the citation is written in a format of the same family.",
    ),
    "unknown-type": explained(
        "A kind of record that the format's table does not list",
        "The citation becomes a CSL 'document' and keeps the kind as written in its extra.",
    ),
    "bad-value": explained(
        "A value that cannot be read as what its field should hold",
        "A DOI that is none, a month 13: the value is kept as written in the citation's extra.",
    ),
    "unknown-macro": explained(
        "A TeX macro that is not known here",
        "It stands in the value as written, with its arguments, and is written back to BibTeX",
        "so. Write what it prints instead where other formats are to have it.",
    ),
    "undefined-macro": explained(
        "A macro that no @string before it defines",
        "A word without braces or quotes is a macro in BibTeX. Its name is used as the value;",
        "put a text in braces, or add the @string that defines it.",
    ),
    "repeated-field": explained(
        "A field that stands twice where one value is expected",
        "The first value is used; the others are kept in the citation's extra.",
    ),
    "failed-record": explained(
        "A record that could not be parsed",
        "Its text is kept as it stands and written back to its own format; the records around",
        "it are read as usual. Mend the record at the given line and read the file again.",
    ),
    "unread-line": explained(
        "A line of a page that belongs to no entry",
        "The line is not part of any citation. If it should be, check that the page was saved",
        "whole and that the right format was chosen (-f).",
    ),
    "cut-entry": explained(
        "An entry that ends before it is complete",
        "The page seems to be cut in the middle of an entry; what is there is read.",
    ),
    "no-records": explained(
        "A source that holds no record",
        "The file is empty, or is a page of another kind. Check that the right file was given.",
    ),
    "doubtful-format": explained(
        "A file of a known suffix that does not look like its format",
        "Many programs write .json, .yaml and .csv. The file was named, so it is read as the",
        "bibliographic format of its suffix; what it holds is kept as extra. Files of a folder",
        "that look like no reference are left out. Name the format with -f if it is another.",
    ),
    "guessed-encoding": explained(
        "A text that is not UTF-8 and does not say what it is",
        "It was read in the encoding named in the message. Save the file as UTF-8 if letters",
        "look wrong.",
    ),
    # pages
    "guessed-year": explained(
        "A date without a year",
        "Profile pages leave the year out of the dates of the current year. The year is taken",
        "from --as-of, else from the page itself, else from the file's modification time.",
    ),
    "guessed-split": explained(
        "A line whose title and authors were told apart by guess",
        "The page runs title and authors together, and neither the names known from other",
        "entries nor the form of the line leave one reading only. Read the title there.",
    ),
    "assumed-type": explained(
        "A page that does not say what its papers are",
        "They are taken as preprints (CSL 'article'). Told once a page.",
    ),
    "several-descriptions": explained(
        "A page that describes its works in several vocabularies",
        "What has the same DOI, arXiv id or title is one citation: the first vocabulary named",
        "in the message counts, the others add what it lacks. Told once a page.",
    ),
    "left-settings": explained(
        "What JabRef keeps in a library beside its references",
        "Save actions, key patterns and the tree of groups stay where a library is updated in",
        "place ('push jabref --into', 'merge --into'), written as BibTeX again, or made by -t",
        "jabref; of several libraries the first keeps its own. No other format has a place for",
        "them. Told once a library.",
    ),
    "mended-name": explained(
        "A name that a comma had broken in two",
        "The whole name stands elsewhere on the page, so the two parts are one person.",
    ),
    "doubtful-name": explained(
        "A name that looks like a part of one",
        "A single word among full names, and nothing on the page proves which whole it belongs",
        "to. It is kept as shown.",
    ),
}
