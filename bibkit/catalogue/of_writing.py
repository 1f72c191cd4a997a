"""What is told while records are written, sent and merged."""

from collections.abc import Mapping

from bibkit.catalogue.explaining import Explained, explained

CODES: Mapping[str, Explained] = {
    # writing
    "not-written": explained(
        "A fact that the target format has no place for",
        "It is not in the written file. CSL-JSON holds everything.",
    ),
    "not-rendered": explained(
        "A citation that a style prints nothing of, or that is left out of a list",
        "Some styles print only some types of works, or only works with a certain field. A",
        "citation that cannot be rendered at all is left out; the others are printed.",
    ),
    "no-locale": explained(
        "A language whose words are not installed",
        "The list is printed with English words and dates. pip install 'bibkit-refs[styles]'",
        "brings the words of 60 languages; --locale also takes the path of a locale file.",
    ),
    "tied-name": explained(
        "A paper of which two authors are as likely the owner of the list",
        "It is listed, and nobody is set off. Give your names in full with --me and --also-me,",
        "or your ORCID with --orcid, or write the names of the paper in full.",
    ),
    "weak-name": explained(
        "A name that may be that of the owner of the list",
        "The paper is listed, and nobody is set off. If it is you, add the name with",
        "--also-me, or take all such names with --accept.",
    ),
    "unknown-mark": explained(
        "An annotation of an author that is none of the marks of lists",
        "Nothing is printed for it. Known are equal, corresponding, student and mentee, as in",
        "author+an = {1=equal,corresponding; 2=student}.",
    ),
    "cut-authors": explained(
        "A list of authors of which the source knows only the first",
        "It is printed with 'et al.', and what depends on places is not known: whether the",
        "owner is the last author, and who the others are. Merge a source that knows them all.",
    ),
    "no-identifier": explained(
        "A paper of a list that leads nowhere",
        "It has no DOI, and no number of arXiv or PubMed either. Readers, funders and other",
        "programs find a paper by one of them.",
    ),
    "missing-glyph": explained(
        "Letters of a list that no font has which can be used for a PDF",
        "Boxes stand in their place. Install a font with these letters, as Noto Sans CJK for",
        "Chinese, Japanese and Korean, and make the file again.",
    ),
    "undated-metrics": explained(
        "Figures of a profile page that does not say of which day they are",
        "Citations grow: a reader wants to know when they were counted. Say the day on which",
        "you saved the page with --as-of; or leave the figures out with --no-metrics.",
    ),
    "doubtful-metrics": explained(
        "Figures of a profile page that cannot be true together",
        "An h-index of 38 needs 38 papers and 1,444 citations. The line is printed as the page",
        "has it; leave it out with --no-metrics.",
    ),
    "no-orcid-id": explained(
        "A work for ORCID without an identifier",
        "ORCID imports it, but cannot see that a record of a publisher or library is of the",
        "same work, and shows both. Add its DOI, arXiv number, PMID or ISBN to the library.",
    ),
    "kept-page": explained(
        "A page of a site that was changed by hand, or is not bibkit's",
        "It is left as it is, with what stands beside it. Delete it to have it made anew, or",
        "give --force, which replaces all that were changed.",
    ),
    "old-page": explained(
        "A page of a site whose paper is not on the list",
        "bibkit wrote it in an earlier run; its paper was taken from the list, or has another",
        "key or day now. Nothing is deleted: do that if the page is no longer wanted.",
    ),
    "not-drawn": explained(
        "A picture that nothing is known for",
        "It is left out. Citations are drawn where the sources tell them for single papers,",
        "co-authors where papers have any.",
    ),
    "unlisted-authors": explained(
        "A paper of which not all authors are known, and so not all collaborators",
        "Pages show three authors of a paper. Add a library that has them all (a DOI's BibTeX",
        "or the record of DBLP) to the sources: the paper is then one with all its authors.",
    ),
    "undated-work": explained(
        "A published work without a year: whether its authors are recent is not known",
        "Give the work its year, or enter its authors in the table yourself.",
    ),
    "changed-value": explained(
        "A fact that the target format holds only in part",
        "Reading the written file gives the value in the message.",
    ),
    "changed-type": explained(
        "A type that the target format has no kind for",
        "It is written as the nearest kind, which reads back as the type in the message.",
    ),
    # sending
    "sent-once": explained(
        "Two records of one work, of which one is sent",
        "They share an identifier, or title, first author and year. 'bibkit merge' makes one",
        "of them that has what both say.",
    ),
    # merging
    "merged": explained(
        "Several records that became one citation",
        "The message gives the reason; every source stays with the citation.",
    ),
    "conflict": explained(
        "Merged records that disagree on a field",
        "The value used is named first; the other is in the message.",
    ),
    "other-version": explained(
        "A version of a merged work that is not the one cited",
        "Venue, volume, pages, year and DOI are those of one version, which --prefer chooses;",
        "the identifiers of the others stay, and merge --explain KEY shows what they say.",
    ),
    "odd-decision": explained(
        "A decision that says nothing, or contradicts another or the records",
        "bibkit-decisions.txt says 'same' or 'different' and two names of records. Of a chain",
        "that joins what is different the last link is refused; correct the file, or delete",
        "the line and ask again with bibkit review.",
    ),
    "changed-key": explained(
        "A citation key that another citation has already",
        "Keys are unique in a written file, so this one got a suffix.",
    ),
}
