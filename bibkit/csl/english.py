"""American English for styles: the terms that CSL 1.0.2 names, its dates and its options.

The names of terms are those of
https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-terms; the words are
the usual ones. A line is ``name: long; short=...; verb=...``, a plural stands behind ``|``.
"""

from collections.abc import Iterator

from bibkit.csl.elements import Element

_TERMS = """\
accessed: accessed
advance-online-publication: advance online publication; short=adv. online pub.
album: album
and: and; symbol=&
and others: and others
anonymous: anonymous; short=anon.
at: at; symbol=@
audio-recording: audio recording; short=audio rec.
available at: available at; short=avail. at
by: by
circa: circa; short=c.
cited: cited; short=cit.
et-al: et al.
film: film; short=film
forthcoming: forthcoming
from: from; short=fr.
henceforth: henceforth
ibid: ibid.
in: in
in press: in press
internet: internet
letter: letter; short=let.
loc-cit: loc. cit.
no date: no date; short=n.d.
no-place: no place; short=n.p.
no-publisher: no publisher; short=n.p.
on: on
online: online
op-cit: op. cit.
original-work-published: original work published; short=orig. pub.
personal-communication: personal communication; short=pers. comm.
podcast: podcast
podcast-episode: podcast episode; short=podcast ep.
preprint: preprint
presented at: presented at the
radio-broadcast: radio broadcast; short=radio bcast.
radio-series: radio series; short=radio ser.
radio-series-episode: radio series episode; short=radio ser. ep.
reference: reference|references; short=ref.|refs.
retrieved: retrieved; short=retr.
review-of: review of; short=rev. of
scale: scale; short=sc.
special-issue: special issue; short=sp. iss.
special-section: special section; short=sp. sec.
television-broadcast: television broadcast; short=TV bcast.
television-series: television series; short=TV ser.
television-series-episode: television series episode; short=TV ser. ep.
video: video; short=vid.
working-paper: working paper; short=wkg. paper
article: preprint|preprints
article-journal: journal article|journal articles; short=journal art.|journal arts.
article-magazine: magazine article|magazine articles; short=mag. art.|mag. arts.
article-newspaper: newspaper article|newspaper articles; short=newspaper art.|newspaper arts.
bill: bill|bills
broadcast: broadcast|broadcasts; short=bcast.|bcasts.
classic: classic|classics; short=cl.|cls.
collection: collection|collections; short=coll.|colls.
dataset: dataset|datasets
document: document|documents; short=doc.|docs.
entry: entry|entries
entry-dictionary: dictionary entry|dictionary entries; short=dictionary ent.|dictionary ents.
entry-encyclopedia: encyclopedia entry|encyclopedia entries; \
short=encyclopedia ent.|encyclopedia ents.
event: event|events
graphic: graphic|graphics; short=graph.|graphs.
hearing: hearing|hearings; verb=testimony of; verb-short=testim. of
interview: interview|interviews; short=interv.|intervs.
legal_case: legal case|legal cases; short=legal cas.|legal cas.
legislation: legislation|pieces of legislation; short=leg.|legs.
manuscript: manuscript|manuscripts; short=MS|MSS
map: map|maps
motion_picture: video recording; short=vid. rec.
musical_score: musical score|musical scores; short=mus. sc.|mus. scs.
pamphlet: pamphlet|pamphlets; short=pam.|pams.
paper-conference: conference paper|conference papers; short=conf. paper|conf. papers
patent: patent|patents; short=pat.|pats.
performance: performance|performances; short=perf.|perfs.
periodical: periodical|periodicals
personal_communication: personal communication|personal communications; \
short=pers. comm.|pers. comms.
post: post|posts
post-weblog: blog post|blog posts
regulation: regulation|regulations; short=reg.|regs.
report: report|reports; short=rep.|reps.
review: review|reviews; short=rev.|revs.; verb=review of; verb-short=rev. of
review-book: book review|book reviews; short=bk. rev.|bk. revs.; verb=review of the book; \
verb-short=rev. of the bk.
software: software|software; short=sw.|sw.
song: audio recording|audio recordings; short=audio rec.|audio recs.
speech: presentation|presentations
standard: standard|standards; short=std.|stds.
thesis: thesis|theses; short=thes.|theses
treaty: treaty|treaties
webpage: webpage|webpages; short=webpg.|webpgs.
ad:  AD
bc:  BC
bce:  BCE
ce:  CE
open-quote: “
close-quote: ”
open-inner-quote: ‘
close-inner-quote: ’
page-range-delimiter: –
ordinal: th
ordinal-01: st
ordinal-02: nd
ordinal-03: rd
ordinal-11: th
ordinal-12: th
ordinal-13: th
long-ordinal-01: first
long-ordinal-02: second
long-ordinal-03: third
long-ordinal-04: fourth
long-ordinal-05: fifth
long-ordinal-06: sixth
long-ordinal-07: seventh
long-ordinal-08: eighth
long-ordinal-09: ninth
long-ordinal-10: tenth
act: act|acts
appendix: appendix|appendices; short=app.|apps.
article-locator: article|articles; short=art.|arts.
book: book|books; short=bk.|bks.
canon: canon|canons; short=can.|cans.
chapter: chapter|chapters; short=chap.|chaps.
column: column|columns; short=col.|cols.
elocation: location|locations; short=loc.|locs.
equation: equation|equations; short=eq.|eqs.
figure: figure|figures; short=fig.|figs.
folio: folio|folios; short=fol.|fols.
issue: issue|issues; short=no.|nos.
line: line|lines; short=l.|ll.
note: note|notes; short=n.|nn.
opus: opus|opera; short=op.|opp.
page: page|pages; short=p.|pp.
paragraph: paragraph|paragraphs; short=para.|paras.; symbol=¶|¶¶
part: part|parts; short=pt.|pts.
rule: rule|rules; short=r.|rr.
scene: scene|scenes; short=sc.|scs.
section: section|sections; short=sec.|secs.; symbol=§|§§
sub-verbo: sub verbo|sub verbis; short=s.v.|s.vv.
supplement: supplement|supplements; short=supp.|supps.
table: table|tables; short=tbl.|tbls.
timestamp: timestamp|timestamps
title-locator: title|titles; short=tit.|tits.
verse: verse|verses; short=v.|vv.
volume: volume|volumes; short=vol.|vols.
chapter-number: chapter|chapters; short=chap.|chaps.
citation-number: citation|citations; short=cit.|cits.
collection-number: number|numbers; short=no.|nos.
edition: edition|editions; short=ed.|eds.
first-reference-note-number: note|notes; short=n.|nn.
number: number|numbers; short=no.|nos.
number-of-pages: page|pages; short=p.|pp.
number-of-volumes: volume|volumes; short=vol.|vols.
page-first: page|pages; short=p.|pp.
printing: printing|printings; short=print.|prints.
version: version|versions; short=v.
chair: chair|chairs; verb=chaired by
collection-editor: editor|editors; short=ed.|eds.; verb=edited by; verb-short=ed. by
compiler: compiler|compilers; short=comp.|comps.; verb=compiled by; verb-short=comp. by
composer: ; verb=composed by; verb-short=comp. by
container-author: ; verb=by
contributor: contributor|contributors; short=contrib.|contribs.; verb=with
curator: curator|curators; short=cur.|curs.; verb=curated by; verb-short=cur. by
director: director|directors; short=dir.|dirs.; verb=directed by; verb-short=dir. by
editor: editor|editors; short=ed.|eds.; verb=edited by; verb-short=ed. by
editor-translator: editor & translator|editors & translators; \
short=ed. & trans.|eds. & trans.; verb=edited & translated by; verb-short=ed. & trans. by
editortranslator: editor & translator|editors & translators; \
short=ed. & trans.|eds. & trans.; verb=edited & translated by; verb-short=ed. & trans. by
editorial-director: editor|editors; short=ed.|eds.; verb=edited by; verb-short=ed. by
executive-producer: executive producer|executive producers; short=exec. prod.|exec. prods.; \
verb=executive produced by; verb-short=exec. prod. by
guest: guest|guests; verb=with guest|with guests
host: host|hosts; verb=hosted by
illustrator: illustrator|illustrators; short=ill.|ills.; verb=illustrated by; verb-short=ill. by
interviewer: ; verb=interview by
narrator: narrator|narrators; short=narr.|narrs.; verb=narrated by; verb-short=narr. by
organizer: organizer|organizers; short=org.|orgs.; verb=organized by; verb-short=org. by
original-author: ; verb=by
performer: performer|performers; short=perf.|perfs.; verb=performed by; verb-short=perf. by
producer: producer|producers; short=prod.|prods.; verb=produced by; verb-short=prod. by
recipient: ; verb=to
reviewed-author: ; verb=by
script-writer: writer|writers; short=writ.|writs.; verb=written by; verb-short=writ. by
series-creator: series creator|series creators; short=cre.|cres.; verb=created by
translator: translator|translators; short=trans.; verb=translated by; verb-short=trans. by
month-01: January; short=Jan.
month-02: February; short=Feb.
month-03: March; short=Mar.
month-04: April; short=Apr.
month-05: May; short=May
month-06: June; short=June
month-07: July; short=July
month-08: August; short=Aug.
month-09: September; short=Sept.
month-10: October; short=Oct.
month-11: November; short=Nov.
month-12: December; short=Dec.
season-01: Spring
season-02: Summer
season-03: Autumn
season-04: Winter
"""
_MATCHES = {"11": "last-two-digits", "12": "last-two-digits", "13": "last-two-digits"}


def locale() -> Element:
    """American English as a ``locale`` element."""
    text = {"name": "month", "suffix": " "}, {"name": "day", "suffix": ", "}, {"name": "year"}
    numeric = (
        {"name": "month", "form": "numeric-leading-zeros", "suffix": "/"},
        {"name": "day", "form": "numeric-leading-zeros", "suffix": "/"},
        {"name": "year"},
    )
    dates = [
        Element("date", {"form": form}, [Element("date-part", part) for part in parts])
        for form, parts in (("text", text), ("numeric", numeric))
    ]
    options = {"punctuation-in-quote": "true", "limit-day-ordinals-to-day-1": "false"}
    return Element(
        "locale",
        {"lang": "en-US"},
        [Element("style-options", options), *dates, Element("terms", children=list(_terms()))],
    )


def _terms() -> Iterator[Element]:
    for line in _TERMS.strip().splitlines():
        name, _, forms = line.partition(": ")
        for place, words in enumerate(forms.split("; ")):
            form, _, text = words.rpartition("=") if place else ("long", "", words)
            if not text:
                continue
            attributes = {"name": name, "form": form}
            if name.startswith("ordinal-") and name[8:] in _MATCHES:
                attributes["match"] = _MATCHES[name[8:]]
            single, several, multiple = text.partition("|")
            if several:
                pair = [Element("single", text=single), Element("multiple", text=multiple)]
                yield Element("term", attributes, pair)
            else:
                yield Element("term", attributes, text=text)
