"""The words of a language: terms with their forms, dates, options; and which apply to a style.

https://docs.citationstyles.org/en/stable/specification.html#locale-files-structure
"""

from collections.abc import Mapping
from functools import lru_cache

from bibkit.csl import english
from bibkit.csl.elements import Element
from bibkit.patterns import lazy

_FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
}
_ORDINAL = lazy(r"ordinal(-\d\d)?")


class Locale:
    """Terms by name and form, date formats and options; later ones replace earlier ones."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.terms: dict[tuple[str, str, str], tuple[str, str]] = {}
        self.genders: dict[str, str] = {}
        self.matches: dict[str, str] = {}
        self.dates: dict[str, Element] = {}
        self.options: dict[str, str] = {}

    def add(self, element: Element) -> None:
        """Take in what a ``locale`` element says."""
        for options in element.find_all("style-options"):
            self.options.update(options.attributes)
        for date in element.find_all("date"):
            self.dates[date.get("form")] = date
        terms = list(element.find_all("terms", "term"))
        if any(_ORDINAL.fullmatch(term.get("name")) for term in terms):
            self._forget_ordinals()
        for term in terms:
            self._add_term(term)

    def _forget_ordinals(self) -> None:
        """One set of ordinal suffixes replaces another as a whole."""
        self.terms = {k: v for k, v in self.terms.items() if not _ORDINAL.fullmatch(k[0])}

    def _add_term(self, term: Element) -> None:
        name = term.get("name")
        single, multiple = term.find("single"), term.find("multiple")
        if single is None and multiple is None:
            forms = (term.text, term.text)
        else:
            one = single or multiple
            many = multiple or single
            assert one is not None
            assert many is not None
            forms = (one.text, many.text)
        self.terms[name, term.get("form", "long"), term.get("gender-form")] = forms
        if term.get("gender"):
            self.genders[name] = term.get("gender")
        if term.get("match"):
            self.matches[name] = term.get("match")

    def term(
        self, name: str, form: str = "long", *, plural: bool = False, gender: str = ""
    ) -> str | None:
        """A term in the form, or that which stands for it; None where there is no such."""
        for other in _FALLBACKS.get(form, ("long",)):
            for by_gender in (gender, "") if gender else ("",):
                forms = self.terms.get((name, other, by_gender))
                if forms is not None:
                    return forms[plural]
        return None

    def ordinal(self, number: int, gender: str = "") -> str:
        """The suffix that makes ``number`` an ordinal."""
        for modulus in (100, 10):
            rest = number % modulus
            name = f"ordinal-{rest:02d}"
            suffix = self.term(name, gender=gender)
            if suffix is None:
                continue
            default = "last-digit" if rest < 10 else "last-two-digits"
            match = self.matches.get(name, default)
            if match == "whole-number" and number != rest:
                continue
            if match == "last-two-digits" and number % 100 != rest:
                continue
            return suffix
        return self.term("ordinal", gender=gender) or ""

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether periods and commas move into quotation marks."""
        return self.options.get("punctuation-in-quote") == "true"


@lru_cache(1)
def _english() -> Element:
    return english.locale()


def locale_for(language: str, element: Element | None, style: Element) -> Locale:
    """The locale of a style: English where nothing else is said, the language, the style's own.

    Args:
        language: What the locale is for, as ``de-AT``.
        element: The language's locale file, if there is one.
        style: The style, whose ``locale`` elements come last.
    """
    locale = Locale(language)
    locale.add(_english())
    if element is not None:
        locale.options = {}
        locale.add(element)
    for wanted in ("", language.partition("-")[0], language):
        for own in style.find_all("locale"):
            if own.get("lang") == wanted:
                locale.add(own)
    return locale
