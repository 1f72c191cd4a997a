"""The names of months and seasons, and how a word is looked up among them."""

import unicodedata
from collections.abc import Sequence
from functools import cache

MONTHS: tuple[str, ...] = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""BibTeX's macros for the months."""

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""Their English names, as they are written."""

_MONTH_NAMES = (
    "january januar janvier enero gennaio janeiro januari janner",
    "february februar fevrier febrero febbraio fevereiro februari feber",
    "march marz mars marzo marco maart maerz mrz mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre setiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
)
"""English, German, French, Spanish, Italian, Portuguese, Dutch; shortened to what is clear."""

_MORE_MONTH_NAMES = (
    """styczeń stycznia sty leden ledna siječanj siječnja január január januára januari jaanuar
    janvāris sausis sausio ianuarie ocak gener xaneiro urtarrila tammikuu tammikuuta
    ιανουάριος ιανουαρίου январь января янв січень січня януари јануар""",
    """luty lutego lut únor února veljača veljače február februára veebruar februāris vasaris
    vasario februarie şubat febrer febreiro otsaila helmikuu helmikuuta φεβρουάριος
    φεβρουαρίου февраль февраля фев февр лютий лютого февруари фебруар""",
    """marzec marca březen března ožujak ožujka marec március mars marts märts kovas kovo martie
    mart març martxoa maret maaliskuu maaliskuuta μάρτιος μαρτίου март марта мар березень
    березня""",
    """kwiecień kwietnia kwi duben dubna travanj travnja apríl apríla április april aprill
    aprīlis balandis balandžio aprilie nisan apirila huhtikuu huhtikuuta απρίλιος απριλίου
    апрель апреля апр квітень квітня април""",
    """maj maja květen května svibanj svibnja máj mája május maijs gegužė gegužės mayıs mayis
    maig maiatza toukokuu toukokuuta μάιος μαΐου май мая травень травня мај""",
    """czerwiec czerwca cze červen června lipanj lipnja jún júna június juuni jūnijs birželis
    birželio iunie haziran juny xuño ekaina kesäkuu kesäkuuta junij junija jun ιούνιος ιουνίου
    июнь июня июн червень червня юни јун""",
    """lipiec lipca červenec července srpanj srpnja júl júla július juuli jūlijs liepa liepos
    iulie temmuz juliol xullo uztaila heinäkuu heinäkuuta julij julija jul ιούλιος ιουλίου
    июль июля июл липень липня юли јул""",
    """sierpień sierpnia sie srpen srpna kolovoz kolovoza augusta augusztus augusti augusts
    rugpjūtis rugpjūčio ağustos agost abuztua agustus elokuu elokuuta avgust avgusta αύγουστος
    αυγούστου август августа авг серпень серпня""",
    """wrzesień września wrz září rujan rujna septembra szeptember septembris rugsėjis rugsėjo
    septembrie eylül setembre iraila syyskuu syyskuuta σεπτέμβριος σεπτεμβρίου сентябрь
    сентября сен сент вересень вересня септември септембар""",
    """październik października paź říjen října listopad listopada októbra október október
    oktoober oktobris spalis spalio octombrie ekim urria lokakuu lokakuuta oktobra οκτώβριος
    οκτωβρίου октябрь октября окт жовтень жовтня октомври октобар""",
    """listopad listopada listopadu studeni studenoga studenog novembra novembris lapkritis
    lapkričio noiembrie kasım kasim azaroa nopember marraskuu marraskuuta νοέμβριος νοεμβρίου
    ноябрь ноября ноя нояб листопад листопада ноември новембар""",
    """grudzień grudnia gru prosinec prosince prosinac prosinca decembra detsember decembris
    gruodis gruodžio decembrie aralık aralik desembre decembro desember abendua joulukuu
    joulukuuta δεκέμβριος δεκεμβρίου декабрь декабря дек грудень грудня декември децембар""",
)
"""Names and abbreviations of the other languages of Europe, Turkish and Indonesian.

A word that two languages give to two months ("listopad" is October and November) is none.
"""

_SEASON_NAMES = (
    """spring fruhling fruhjahr printemps primavera lente voorjaar wiosna jaro весна vår forår
    kevät primăvară ilkbahar""",
    "summer sommer ete verano estate verao zomer lato лето літо sommar kesä estiu",
    """autumn fall herbst automne otono autunno outono herfst najaar jesień jesen podzim осень
    осінь höst høst efterår syksy tardor toamnă sonbahar""",
    "winter hiver invierno inverno zima зима vinter talvi hivern iarnă",
)

NOISE = frozenset(
    """of the de del di do le el den am r roku г год года
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi
    mercredi jeudi vendredi samedi dimanche""".split()
)
"""Words beside a date that say nothing more."""


def _by_name(rows: Sequence[str]) -> dict[str, int]:
    """Each folded name that only one row has, to the row's place from 1."""
    places: dict[str, set[int]] = {}
    for place, row in enumerate(rows, 1):
        for name in folded(row).split():
            places.setdefault(name, set()).add(place)
    return {name: min(found) for name, found in places.items() if len(found) == 1}


def _with_beginnings(row: str) -> str:
    """The names of a row, and what they begin with from three letters on."""
    names = row.split()
    return " ".join({name[:end] for name in names for end in range(3, len(name) + 1)})


@cache
def _months() -> dict[str, int]:
    return _by_name(_MORE_MONTH_NAMES) | _by_name(list(map(_with_beginnings, _MONTH_NAMES)))


@cache
def _seasons() -> dict[str, int]:
    return _by_name(_SEASON_NAMES)


def month_named(word: str) -> int:
    """The month that a ``folded`` word names, in full or shortened; 0 if none."""
    return _months().get(word, 0)


def season_named(word: str) -> int:
    """The season that a ``folded`` word names, 1 for spring; 0 if none."""
    return _seasons().get(word, 0)


def folded(text: str) -> str:
    """``text`` in lower case and without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def parse_month(text: str) -> int | None:
    """The month of a macro, a number or a name in the languages of ``parse_words``."""
    word = text.strip().rstrip(".月월")
    if word.isdecimal() and word.isascii() and len(word) <= 2:
        return int(word) if 1 <= int(word) <= 12 else None
    return month_named(folded(word)) or None
