"""What tells the parts of a name apart: particles, suffixes, families of many bearers."""

from bibkit.patterns import lazy

SUFFIXES = frozenset("jr sr ii iii iv".split())
"""Suffixes that are one without a comma before them, lower-case and without full stop."""

_DEGREES = frozenset("PhD Phd MD Esq MSc MPH DDS JD".split())

PARTICLES = frozenset(
    """aan abu ad af al am ap as auf aus av aw ben bin bint d' d’ da dal dall' dalla das de
    degli dei del dela della delle dello den der des di do dos du e el f. ibn il im in
    't ’t l' l’ la las le lo los of op ould s' 's ’s te ten ter tho thoe to toe uit und
    v. van vande vanden vander ver vom von y za zu zum zur""".split()
)
"""Lower-case words that stand before a family name and belong to it."""

FAMILY_WORDS = frozenset(
    "De Van Von Le La Di Del Della Dos El Al Ben Bin Mac Ter Ten St. Vander Vanden".split()
)
"""Capitalised words that begin a family name when they do not begin the name."""

EAST_ASIAN_FAMILIES = frozenset(
    """bai bao bi bui cai cao chan chang chen cheng choi chu cui dai dang deng ding do dong du
    duan duong fan fang feng fu gao ge gong gu guo han hao he ho hoang hong hou hu huang huynh
    jia jiang jin kang kim kong lai lam le lee lei li lian liang liao lim lin liu long lou lu
    luo luu lv ly ma mai mao meng mo ngo nguyen nie ning pan park peng pham phan qi qian qiao
    qin qiu ren shao shen shi song su sun tan tang tao tian tong tran trinh truong tu vo vu wan
    wang wei wen wong wu xia xiang xiao xie xing xiong xu xue yan yang yao ye yi yin yu yuan
    yue zeng zhai zhan zhang zhao zheng zhong zhou zhu zhuang zou""".split()
)
"""Frequent Chinese, Korean and Vietnamese families: "Van" and "Bin" before one are given."""

CONNECTORS = frozenset("y i".split())
"""Words between two family names: Ortega y Gasset, Puig i Cadafalch."""

CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
"""A letter of Chinese, Japanese or Korean script."""


def is_suffix(word: str) -> bool:
    """Whether ``word`` is a suffix by itself: ``Jr.``, ``III``."""
    return word.removesuffix(".").casefold() in SUFFIXES


def is_degree(word: str) -> bool:
    """Whether ``word`` is what some append to a name: ``PhD``, ``M.D.``."""
    return word.replace(".", "") in _DEGREES
