"""What a check tells of a library."""

from collections.abc import Mapping

from bibkit.catalogue.explaining import Explained, explained

CODES: Mapping[str, Explained] = {
    "missing-field": explained(
        "A field that the type of the record asks for is not there",
        "BibTeX's and biblatex's data models ask for it, and styles print a gap without it.",
        "Add the field, or choose the type that the work has.",
    ),
    "missing-for-bibtex": explained(
        "A field that only BibTeX's own styles ask for",
        "BibTeX warns that it is empty; biblatex does not need it.",
    ),
    "duplicate-key": explained(
        "A key that another record of the source has already",
        "BibTeX and biber use the first record and drop the others. Give each its own key.",
    ),
    "possible-duplicate": explained(
        "Two records that may be one work",
        "They share a DOI, or the title with authors or date. 'bibkit merge' makes one of",
        "them.",
    ),
    "unescaped-tex": explained(
        "A sign that means something else to TeX",
        "Unescaped, & % # _ and a single $ stop TeX or swallow text. Write a backslash before",
        "the sign, or the letter itself for an HTML entity.",
    ),
    "all-capitals": explained(
        "A title that is all in capitals",
        "No style can tell its names and acronyms from its other words. Write it as printed in",
        "running text.",
    ),
    "unprotected-capitals": explained(
        "A word whose capitals BibTeX's styles lower-case",
        "Many styles print titles in lower case but for the first letter. Put the word in",
        "braces, as the message shows.",
    ),
    "odd-name": explained(
        "A name that can hardly be a person's",
        "An organisation without braces, 'et al.' or 'others' among the names, digits,",
        "capitals throughout, or several people in one name. Organisations take braces in",
        "BibTeX, {World Bank}, and 'and' parts the names of a list.",
    ),
    "odd-pages": explained(
        "A range of pages with a single hyphen",
        "BibTeX's older styles print it as it stands; write two hyphens.",
    ),
    "odd-year": explained(
        "A year that is none, is in the future or lacks digits",
        "Compare it with the work. What is not out yet has a status: pubstate in BibLaTeX.",
    ),
    "odd-month": explained(
        "A month that is written out",
        "Styles translate and abbreviate only the macros jan to dec: write month = jan,",
        "without braces.",
    ),
    "empty-field": explained(
        "A field without a value",
        "It says nothing, and BibTeX warns of it. Fill it in or delete it.",
    ),
    "contradiction": explained(
        "Two fields that say different things",
        "The address resolves another DOI than the record states. Compare both with the work.",
    ),
    "backward-pages": explained(
        "A range of pages whose last comes before its first",
        "Digits may be missing or in the wrong order. Compare it with the work.",
    ),
    "odd-url": explained(
        "An address that no program can open",
        "It lacks its scheme (https://), holds blanks, or stands in \\url, which styles add",
        "themselves.",
    ),
    "odd-identifier": explained(
        "A DOI that is written with more than itself",
        "Styles put the resolver's address before a DOI: write it bare, 10.1000/182.",
    ),
    "odd-number": explained(
        "A number with the word that styles write before it",
        "Volume 'vol. 3' is printed as 'vol. vol. 3': write the number alone.",
    ),
    "left-html": explained(
        "HTML that is left in a text",
        "Few programs decode it, and the others print it. Write the character itself, and in",
        "BibTeX \\emph{...} for <i>.",
    ),
    "odd-character": explained(
        "Characters that show damage, or that nobody sees",
        "UTF-8 was once read as Windows-1252, a letter was lost (U+FFFD), or a blank of no",
        "width stands in a word. Type the text anew.",
    ),
    "odd-brackets": explained(
        "A bracket without its partner",
        "A part of the title may be lost.",
    ),
    "double-braces": explained(
        "A title that is braced as a whole",
        "No style can change its capitals. Put braces around names and acronyms only.",
    ),
    "dangling-link": explained(
        "A record that names one which is not in the source",
        "A crossref, xdata, xref, related or entryset gives a key that no record has. Correct",
        "the key or add the record.",
    ),
    "parent-first": explained(
        "A record that stands behind the one that its crossref names",
        "BibTeX finds parents behind their children only; biber finds them anywhere.",
    ),
    "similar-key": explained(
        "A key that differs from another in case only",
        "To BibTeX they are one key, and it drops the second record; biber tells them apart.",
    ),
    "program-field": explained(
        "Fields that programs keep for themselves",
        "Managers write when an entry was added and by whom, BibLaTeX how it is sorted. The",
        "values are kept in the citation's extra, as those of every field that no row maps.",
        "Told once of a file, with how often each field stands there.",
    ),
    "odd-key": explained(
        "A key that is missing or that some programs refuse",
        "Keys of letters, digits and - _ : . / + work everywhere.",
    ),
    "non-ascii-key": explained(
        "A key with letters beyond ASCII",
        "biber and today's engines take them; BibTeX in older installations does not.",
    ),
    "not-composed": explained(
        "Text that is not in Unicode's normal form C",
        "Its accents are characters of their own, so that searching and sorting may fail.",
    ),
    "other-reader": explained(
        "Something that another program reads otherwise",
        "The message names the program: bibtexparser 2 or pybtex. What it drops or takes apart",
        "differently, other programs of its kind will too.",
    ),
    "not-read-again": explained(
        "A text that another program was not asked about",
        "It is large, and --all-readers asks all the same; or the program gave no answer: the",
        "message says why.",
    ),
}
