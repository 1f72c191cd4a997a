"""arXiv's ids (https://info.arxiv.org/help/arxiv_identifier.html)."""

import re

from bibkit.patterns import lazy

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|"
    "comp-gas|cond-mat|cs|dg-ga|econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|"
    "math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|"
    "solv-int|stat|supr-con"
)
_ARXIV_ID = (
    rf"(?:[0-9]{{2}}(?:0[1-9]|1[0-2])\.[0-9]{{4,5}}"
    rf"|(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/[0-9]{{2}}(?:0[1-9]|1[0-2])[0-9]{{3}})(?:v[0-9]+)?"
)
_ARXIV_CLASS = rf"(?:{_ARCHIVES})(?:\.[A-Za-z]{{2}}|\.[a-z-]{{2,}})?"
_ARXIV = lazy(
    rf"(?:\S*[/:.])?\s*({_ARXIV_ID})(?:\.pdf)?/?(?:[?#]\S*)?(?:\s*[\[(]{_ARXIV_CLASS}[\])])?[.,;]?",
    re.I,
)
ARXIV_IN_TEXT = lazy(
    r"(?:\barxiv(?:\s++(?:preprint|e-?prints?),?)?(?:\s++(?:p\.\s++)?arxiv)?[:\s]++|arxiv\.org/[a-z-]+/|\bcorr[,\s]++abs/"
    rf"|10\.48550/arxiv\.|alphaxiv\.org/[a-z-]+/|huggingface\.co/papers/)({_ARXIV_ID})(?![0-9])",
    re.I,
)
_SHOWN_CLASS = lazy(rf"\[({_ARXIV_CLASS})\]")
_OLD_CLASS = lazy(rf"(?:^|[\s:/])((?:{_ARCHIVES})(?:\.[A-Z]{{2}})?)/[0-9]{{7}}")


def parse_arxiv(text: str) -> str:
    """Read an arXiv id (https://info.arxiv.org/help/arxiv_identifier.html)."""
    found = _ARXIV.fullmatch(text.strip()) or ARXIV_IN_TEXT.search(text)
    if not found:
        raise ValueError(f"no arXiv id: {text!r}")
    return found[1]


def arxiv_class(text: str) -> str:
    """The class that an arXiv id shows ("[cs.CL]", "math.GT/0309136"), or ``""``."""
    found = _SHOWN_CLASS.search(text) or _OLD_CLASS.search(text)
    return found[1] if found else ""
