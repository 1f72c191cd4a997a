"""The codes of what runs tell: how much each matters, and what a person should do about it."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How much a finding matters: told for completeness, doubtful, or failed."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Code(NamedTuple):
    """A kind of finding: its severity and what a person should know and do about it."""

    severity: Severity
    title: str
    explanation: str


def _code(severity: Severity, title: str, *sentences: str) -> Code:
    return Code(severity, title, " ".join(sentences))


CODES: Mapping[str, Code] = {
    # reading
    "unknown-field": _code(
        Severity.WARNING,
        "A field that no row of the format's table maps",
        "Its value is kept in the citation's extra under the format's name and the tag, and is",
        "written back when the citation is written in a format of the same family.",
    ),
    "unknown-type": _code(
        Severity.WARNING,
        "A kind of record that the format's table does not list",
        "The citation becomes a CSL 'document' and keeps the kind as written in its extra.",
    ),
    "bad-value": _code(
        Severity.WARNING,
        "A value that cannot be read as what its field should hold",
        "A DOI that is none, a month 13: the value is kept as written in the citation's extra.",
    ),
    "unknown-macro": _code(
        Severity.WARNING,
        "A TeX macro that is not known here",
        "It stands in the value as written, with its arguments, and is written back to BibTeX",
        "so. Write what it prints instead where other formats are to have it.",
    ),
    "undefined-macro": _code(
        Severity.WARNING,
        "A macro that no @string before it defines",
        "A word without braces or quotes is a macro in BibTeX. Its name is used as the value;",
        "put a text in braces, or add the @string that defines it.",
    ),
    "repeated-field": _code(
        Severity.WARNING,
        "A field that stands twice where one value is expected",
        "The first value is used; the others are kept in the citation's extra.",
    ),
    "failed-record": _code(
        Severity.ERROR,
        "A record that could not be parsed",
        "Its text is kept as it stands and written back to its own format; the records around",
        "it are read as usual. Mend the record at the given line and read the file again.",
    ),
    "unread-line": _code(
        Severity.WARNING,
        "A line of a page that belongs to no entry",
        "The line is not part of any citation. If it should be, check that the page was saved",
        "whole and that the right format was chosen (-f).",
    ),
    "cut-entry": _code(
        Severity.WARNING,
        "An entry that ends before it is complete",
        "The page seems to be cut in the middle of an entry; what is there is read.",
    ),
    "no-records": _code(
        Severity.ERROR,
        "A source that holds no record",
        "The file is empty, or is a page of another kind. Check that the right file was given.",
    ),
    "doubtful-format": _code(
        Severity.WARNING,
        "A file of a known suffix that does not look like its format",
        "Many programs write .json, .yaml and .csv. The file was named, so it is read as the",
        "bibliographic format of its suffix; what it holds is kept as extra. Files of a folder",
        "that look like no reference are left out. Name the format with -f if it is another.",
    ),
    "guessed-encoding": _code(
        Severity.WARNING,
        "A text that is not UTF-8 and does not say what it is",
        "It was read in the encoding named in the message. Save the file as UTF-8 if letters",
        "look wrong.",
    ),
    # pages
    "guessed-year": _code(
        Severity.INFO,
        "A date without a year",
        "Profile pages leave the year out of the dates of the current year. The year is taken",
        "from --as-of, else from the page itself, else from the file's modification time.",
    ),
    "guessed-split": _code(
        Severity.INFO,
        "A line whose title and authors were told apart by guess",
        "The page runs title and authors together, and neither the names known from other",
        "entries nor the form of the line leave one reading only. Read the title there.",
    ),
    "assumed-type": _code(
        Severity.INFO,
        "A page that does not say what its papers are",
        "They are taken as preprints (CSL 'article'). Told once a page.",
    ),
    "several-descriptions": _code(
        Severity.INFO,
        "A page that describes its works in several vocabularies",
        "What has the same DOI, arXiv id or title is one citation: the first vocabulary named",
        "in the message counts, the others add what it lacks. Told once a page.",
    ),
    "left-settings": _code(
        Severity.INFO,
        "What JabRef keeps in a library beside its references",
        "Save actions, key patterns and the tree of groups stay where a library is updated in",
        "place ('push jabref --into', 'merge --into'), written as BibTeX again, or made by -t",
        "jabref; of several libraries the first keeps its own. No other format has a place for",
        "them. Told once a library.",
    ),
    "mended-name": _code(
        Severity.INFO,
        "A name that a comma had broken in two",
        "The whole name stands elsewhere on the page, so the two parts are one person.",
    ),
    "doubtful-name": _code(
        Severity.WARNING,
        "A name that looks like a part of one",
        "A single word among full names, and nothing on the page proves which whole it belongs",
        "to. It is kept as shown.",
    ),
    # checking
    "missing-field": _code(
        Severity.WARNING,
        "A field that the type of the record asks for is not there",
        "BibTeX's and biblatex's data models ask for it, and styles print a gap without it.",
        "Add the field, or choose the type that the work has.",
    ),
    "missing-for-bibtex": _code(
        Severity.INFO,
        "A field that only BibTeX's own styles ask for",
        "BibTeX warns that it is empty; biblatex does not need it.",
    ),
    "duplicate-key": _code(
        Severity.ERROR,
        "A key that another record of the source has already",
        "BibTeX and biber use the first record and drop the others. Give each its own key.",
    ),
    "possible-duplicate": _code(
        Severity.WARNING,
        "Two records that may be one work",
        "They share a DOI, or the title with authors or date. 'bibkit merge' makes one of",
        "them.",
    ),
    "unescaped-tex": _code(
        Severity.WARNING,
        "A sign that means something else to TeX",
        "Unescaped, & % # _ and a single $ stop TeX or swallow text. Write a backslash before",
        "the sign, or the letter itself for an HTML entity.",
    ),
    "all-capitals": _code(
        Severity.WARNING,
        "A title that is all in capitals",
        "No style can tell its names and acronyms from its other words. Write it as printed in",
        "running text.",
    ),
    "unprotected-capitals": _code(
        Severity.INFO,
        "A word whose capitals BibTeX's styles lower-case",
        "Many styles print titles in lower case but for the first letter. Put the word in",
        "braces, as the message shows.",
    ),
    "odd-name": _code(
        Severity.WARNING,
        "A name that can hardly be a person's",
        "An organisation without braces, 'et al.' or 'others' among the names, digits,",
        "capitals throughout, or several people in one name. Organisations take braces in",
        "BibTeX, {World Bank}, and 'and' parts the names of a list.",
    ),
    "odd-pages": _code(
        Severity.INFO,
        "A range of pages with a single hyphen",
        "BibTeX's older styles print it as it stands; write two hyphens.",
    ),
    "odd-year": _code(
        Severity.WARNING,
        "A year that is none, is in the future or lacks digits",
        "Compare it with the work. What is not out yet has a status: pubstate in BibLaTeX.",
    ),
    "odd-month": _code(
        Severity.INFO,
        "A month that is written out",
        "Styles translate and abbreviate only the macros jan to dec: write month = jan,",
        "without braces.",
    ),
    "empty-field": _code(
        Severity.INFO,
        "A field without a value",
        "It says nothing, and BibTeX warns of it. Fill it in or delete it.",
    ),
    "contradiction": _code(
        Severity.WARNING,
        "Two fields that say different things",
        "The address resolves another DOI than the record states. Compare both with the work.",
    ),
    "backward-pages": _code(
        Severity.WARNING,
        "A range of pages whose last comes before its first",
        "Digits may be missing or in the wrong order. Compare it with the work.",
    ),
    "odd-url": _code(
        Severity.WARNING,
        "An address that no program can open",
        "It lacks its scheme (https://), holds blanks, or stands in \\url, which styles add",
        "themselves.",
    ),
    "odd-identifier": _code(
        Severity.INFO,
        "A DOI that is written with more than itself",
        "Styles put the resolver's address before a DOI: write it bare, 10.1000/182.",
    ),
    "odd-number": _code(
        Severity.INFO,
        "A number with the word that styles write before it",
        "Volume 'vol. 3' is printed as 'vol. vol. 3': write the number alone.",
    ),
    "left-html": _code(
        Severity.WARNING,
        "HTML that is left in a text",
        "Few programs decode it, and the others print it. Write the character itself, and in",
        "BibTeX \\emph{...} for <i>.",
    ),
    "odd-character": _code(
        Severity.WARNING,
        "Characters that show damage, or that nobody sees",
        "UTF-8 was once read as Windows-1252, a letter was lost (U+FFFD), or a blank of no",
        "width stands in a word. Type the text anew.",
    ),
    "odd-brackets": _code(
        Severity.INFO,
        "A bracket without its partner",
        "A part of the title may be lost.",
    ),
    "double-braces": _code(
        Severity.INFO,
        "A title that is braced as a whole",
        "No style can change its capitals. Put braces around names and acronyms only.",
    ),
    "dangling-link": _code(
        Severity.WARNING,
        "A record that names one which is not in the source",
        "A crossref, xdata, xref, related or entryset gives a key that no record has. Correct",
        "the key or add the record.",
    ),
    "parent-first": _code(
        Severity.INFO,
        "A record that stands behind the one that its crossref names",
        "BibTeX finds parents behind their children only; biber finds them anywhere.",
    ),
    "similar-key": _code(
        Severity.WARNING,
        "A key that differs from another in case only",
        "To BibTeX they are one key, and it drops the second record; biber tells them apart.",
    ),
    "program-field": _code(
        Severity.INFO,
        "Fields that programs keep for themselves",
        "Managers write when an entry was added and by whom, BibLaTeX how it is sorted. The",
        "values are kept in the citation's extra, as those of every field that no row maps.",
        "Told once of a file, with how often each field stands there.",
    ),
    "odd-key": _code(
        Severity.WARNING,
        "A key that is missing or that some programs refuse",
        "Keys of letters, digits and - _ : . / + work everywhere.",
    ),
    "non-ascii-key": _code(
        Severity.INFO,
        "A key with letters beyond ASCII",
        "biber and today's engines take them; BibTeX in older installations does not.",
    ),
    "not-composed": _code(
        Severity.INFO,
        "Text that is not in Unicode's normal form C",
        "Its accents are characters of their own, so that searching and sorting may fail.",
    ),
    "other-reader": _code(
        Severity.WARNING,
        "Something that another program reads otherwise",
        "The message names the program: bibtexparser 2 or pybtex. What it drops or takes apart",
        "differently, other programs of its kind will too.",
    ),
    "not-read-again": _code(
        Severity.INFO,
        "A text that another program was not asked about",
        "It is large, and --all-readers asks all the same; or the program gave no answer: the",
        "message says why.",
    ),
    # writing
    "not-written": _code(
        Severity.WARNING,
        "A fact that the target format has no place for",
        "It is not in the written file. CSL-JSON holds everything.",
    ),
    "not-rendered": _code(
        Severity.WARNING,
        "A citation that a style prints nothing of, or that is left out of a list",
        "Some styles print only some types of works, or only works with a certain field. A",
        "citation that cannot be rendered at all is left out; the others are printed.",
    ),
    "no-locale": _code(
        Severity.WARNING,
        "A language whose words are not installed",
        "The list is printed with English words and dates. pip install 'bibkit-refs[styles]'",
        "brings the words of 60 languages; --locale also takes the path of a locale file.",
    ),
    "tied-name": _code(
        Severity.WARNING,
        "A paper of which two authors are as likely the owner of the list",
        "It is listed, and nobody is set off. Give your names in full with --me and --also-me,",
        "or your ORCID with --orcid, or write the names of the paper in full.",
    ),
    "weak-name": _code(
        Severity.WARNING,
        "A name that may be that of the owner of the list",
        "The paper is listed, and nobody is set off. If it is you, add the name with",
        "--also-me, or take all such names with --accept.",
    ),
    "unknown-mark": _code(
        Severity.WARNING,
        "An annotation of an author that is none of the marks of lists",
        "Nothing is printed for it. Known are equal, corresponding, student and mentee, as in",
        "author+an = {1=equal,corresponding; 2=student}.",
    ),
    "cut-authors": _code(
        Severity.WARNING,
        "A list of authors of which the source knows only the first",
        "It is printed with 'et al.', and what depends on places is not known: whether the",
        "owner is the last author, and who the others are. Merge a source that knows them all.",
    ),
    "no-identifier": _code(
        Severity.WARNING,
        "A paper of a list that leads nowhere",
        "It has no DOI, and no number of arXiv or PubMed either. Readers, funders and other",
        "programs find a paper by one of them.",
    ),
    "missing-glyph": _code(
        Severity.WARNING,
        "Letters of a list that no font has which can be used for a PDF",
        "Boxes stand in their place. Install a font with these letters, as Noto Sans CJK for",
        "Chinese, Japanese and Korean, and make the file again.",
    ),
    "undated-metrics": _code(
        Severity.WARNING,
        "Figures of a profile page that does not say of which day they are",
        "Citations grow: a reader wants to know when they were counted. Say the day on which",
        "you saved the page with --as-of; or leave the figures out with --no-metrics.",
    ),
    "doubtful-metrics": _code(
        Severity.WARNING,
        "Figures of a profile page that cannot be true together",
        "An h-index of 38 needs 38 papers and 1,444 citations. The line is printed as the page",
        "has it; leave it out with --no-metrics.",
    ),
    "no-orcid-id": _code(
        Severity.WARNING,
        "A work for ORCID without an identifier",
        "ORCID imports it, but cannot see that a record of a publisher or library is of the",
        "same work, and shows both. Add its DOI, arXiv number, PMID or ISBN to the library.",
    ),
    "kept-page": _code(
        Severity.WARNING,
        "A page of a site that was changed by hand, or is not bibkit's",
        "It is left as it is, with what stands beside it. Delete it to have it made anew, or",
        "give --force, which replaces all that were changed.",
    ),
    "old-page": _code(
        Severity.WARNING,
        "A page of a site whose paper is not on the list",
        "bibkit wrote it in an earlier run; its paper was taken from the list, or has another",
        "key or day now. Nothing is deleted: do that if the page is no longer wanted.",
    ),
    "not-drawn": _code(
        Severity.WARNING,
        "A picture that nothing is known for",
        "It is left out. Citations are drawn where the sources tell them for single papers,",
        "co-authors where papers have any.",
    ),
    "unlisted-authors": _code(
        Severity.WARNING,
        "A paper of which not all authors are known, and so not all collaborators",
        "Pages show three authors of a paper. Add a library that has them all (a DOI's BibTeX",
        "or the record of DBLP) to the sources: the paper is then one with all its authors.",
    ),
    "undated-work": _code(
        Severity.WARNING,
        "A published work without a year: whether its authors are recent is not known",
        "Give the work its year, or enter its authors in the table yourself.",
    ),
    "changed-value": _code(
        Severity.WARNING,
        "A fact that the target format holds only in part",
        "Reading the written file gives the value in the message.",
    ),
    "changed-type": _code(
        Severity.WARNING,
        "A type that the target format has no kind for",
        "It is written as the nearest kind, which reads back as the type in the message.",
    ),
    # sending
    "sent-once": _code(
        Severity.INFO,
        "Two records of one work, of which one is sent",
        "They share an identifier, or title, first author and year. 'bibkit merge' makes one",
        "of them that has what both say.",
    ),
    # merging
    "merged": _code(
        Severity.INFO,
        "Several records that became one citation",
        "The message gives the reason; every source stays with the citation.",
    ),
    "conflict": _code(
        Severity.WARNING,
        "Merged records that disagree on a field",
        "The value used is named first; the other is in the message.",
    ),
    "other-version": _code(
        Severity.INFO,
        "A version of a merged work that is not the one cited",
        "Venue, volume, pages, year and DOI are those of one version, which --prefer chooses;",
        "the identifiers of the others stay, and merge --explain KEY shows what they say.",
    ),
    "odd-decision": _code(
        Severity.WARNING,
        "A decision that says nothing, or contradicts another or the records",
        "bibkit-decisions.txt says 'same' or 'different' and two names of records. Of a chain",
        "that joins what is different the last link is refused; correct the file, or delete",
        "the line and ask again with bibkit review.",
    ),
    "changed-key": _code(
        Severity.INFO,
        "A citation key that another citation has already",
        "Keys are unique in a written file, so this one got a suffix.",
    ),
}

LOSSES = frozenset({"not-written", "changed-value", "changed-type"})
"""The codes of facts that a written file does not hold, or holds as others."""
