"""The codes of the reasons for a match and against one, and what each means."""

from bibkit.dedupe import rules
from bibkit.dedupe.features import Row
from bibkit.dedupe.fingerprints import Fingerprint

REASONS: dict[str, str] = {
    # for
    "same-doi": "Both have one DOI, and titles that agree.",
    "version-doi": "One names the other's DOI as another version's, or both name one such DOI: "
    "one work, though not one record.",
    "same-arxiv": "Both have one arXiv id (of any version), and titles that agree.",
    "same-id": "Both have one PubMed id or are one Cochrane review, and titles that agree.",
    "same-place": "Volume, first and last page, venue and authors are the same: the titles may "
    "be one in two languages.",
    "title-authors": "Title and all authors are the same, and no number of the title differs.",
    "same-title": "The titles have the same letters and digits; case, accents, punctuation, "
    "markup and TeX do not count.",
    "similar-title": "The titles differ in few letters or words.",
    "title-cut": "One title is the beginning of the other.",
    "same-authors": "Both lists have the same people.",
    "truncated-list": "One list of authors is cut off; those that both can show are the same.",
    "shared-authors": "Most of the people in the shorter list are in the other.",
    "owner-among-authors": "The owner of the page of one is an author of the other.",
    "same-year": "Both have the same year.",
    "same-volume": "Volume and first page are the same.",
    "same-venue": "Journal or conference are the same, one perhaps abbreviated.",
    "same-abstract": "The abstracts begin alike.",
    "preprint-published": "One is a preprint or was seen on a page without a venue, the other "
    "is a publication.",
    "decided": "A person decided it.",
    # against
    "titles-differ": "The titles have little in common.",
    "numbers-differ": "The titles have different numbers.",
    "part-differs": "One is another part of a series; no number counts as part 1.",
    "erratum": "Only one is an erratum, a correction or a retraction.",
    "preprint": "Only one is a preprint, the other is published: one work perhaps, but not one "
    "record.",
    "comment": "Only one is a comment, a reply or a discussion.",
    "book-review": "Only one is a review of a book.",
    "data-set": "Only one is a data set or a supplement.",
    "shared-doi": "Both have one DOI, but neither title nor authors agree: the DOI is a whole "
    "issue's or supplement's.",
    "doi-differs": "The DOIs are two of one registrar.",
    "arxiv-differs": "The arXiv ids are two.",
    "authors-differ": "Nobody is an author of both.",
    "owner-not-among-authors": "The owner of the page that one was seen on is missing from the "
    "other's complete list.",
    "sibling-title": "One title calls itself another work: more, further, revisited.",
    "short-title": "The titles are short, as many works have them, and something else differs.",
    "place-differs": "Volume and pages differ: another publication.",
    "venue-differs": "Journal or conference differ: another publication.",
    "issue-differs": "The issues differ, and there are no pages: another publication.",
    "years-differ": "The years are further apart than versions of one work usually are.",
}
"""Every code and its explanation."""


def of(row: Row, one: Fingerprint, other: Fingerprint, decisive: str) -> tuple[str, ...]:
    """The codes for a pair, the decisive one first."""
    found = [decisive] if decisive else []
    if row[rules.TITLE] >= 100:
        found.append("same-title")
    elif row[rules.BEGINS]:
        found.append("title-cut")
    elif row[rules.TITLE] >= 75 or row[rules.WORDS] >= 85:
        found.append("similar-title")
    else:
        found.append("titles-differ")
    found += _of_people(row, one, other)
    found += _of_place(row, one, other)
    return tuple(dict.fromkeys(found))


def _of_people(row: Row, one: Fingerprint, other: Fingerprint) -> list[str]:
    found = []
    if one.people.words and other.people.words:
        whole = one.people.complete and other.people.complete
        if row[rules.AUTHORS] >= 95 and (row[rules.ALL] >= 95 or not whole):
            found.append("same-authors" if whole else "truncated-list")
        elif row[rules.AUTHORS] >= 60:
            found.append("shared-authors")
        elif row[rules.AUTHORS] < 1:
            found.append("authors-differ")
    if row[rules.OWNER] > 0:
        found.append("owner-among-authors")
    elif row[rules.OWNER] < 0:
        found.append("owner-not-among-authors")
    return found


def _of_place(row: Row, one: Fingerprint, other: Fingerprint) -> list[str]:
    found = []
    if row[rules.YEARS] == 0:
        found.append("same-year")
    elif row[rules.YEARS] < -3:
        found.append("years-differ")
    if row[rules.DOI] >= 2:
        found.append("same-doi")
    elif row[rules.DOI] <= -2:
        found.append("doi-differs")
    if row[rules.ARXIV] >= 1:
        found.append("same-arxiv")
    if row[rules.VOLUME] > 0 and row[rules.PAGE] > 0:
        found.append("same-volume")
    elif row[rules.VENUE] >= 80:
        found.append("same-venue")
    if row[rules.ABSTRACT] >= 80:
        found.append("same-abstract")
    early, late = (one, other) if one.early else (other, one)
    if early.early and not late.early and (early.arxiv or early.people.owners):
        found.append("preprint-published")
    return found
