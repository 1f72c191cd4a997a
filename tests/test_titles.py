import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bibkit.titles import UNIT, key, needs_protection, significant_words


@pytest.mark.parametrize(
    "unit",
    "ReMix LLMs LoRAs fMRI 4D 5G 1B NASA PyG LSTM iPhone G$^3$SR $\\Delta$ ΑΒ нЛП ÉTS".split(),
)
def test_an_inner_capital_needs_protection(unit: str) -> None:
    assert needs_protection(unit)
    assert UNIT.fullmatch(unit)


@pytest.mark.parametrize(
    "unit", ["A", "The", "2bit", "Wasserstein", "É", "Ж", "王", "2020", "$x$", "", "$\\alpha$"]
)
def test_other_units_need_none(unit: str) -> None:
    assert not needs_protection(unit)


@pytest.mark.parametrize(
    ("title", "units"),
    [
        ("LUT-Based", ["LUT", "Based"]),
        ("O'Reilly", ["O", "Reilly"]),
        ("A/B:C d_E", ["A", "B", "C", "d", "E"]),
        ("on G$^3$SR, $x$-ray", ["on", "G$^3$SR", "$x$", "ray"]),
        ("costs $5 and $6, $7/$8", ["costs", "5", "and", "6", "7", "8"]),
        ("$\\alpha$1 Zdr\u030cA", ["$\\alpha$1", "Zdr\u030cA"]),
    ],
)
def test_units_are_runs_of_letters_digits_and_formulas(title: str, units: list[str]) -> None:
    assert UNIT.findall(title) == units


SAME = [
    [
        "G$^3$SR",
        "G^3SR",
        "G3SR",
        "G³SR",
        "$G^3$SR",
        "G<sup>3</sup>SR",
        "{G$^3$SR}",
        r"G\textsuperscript{3}SR",
        r"\textbf{G}$^{3}$SR",
    ],
    [
        "{LoRAs}",
        "<i>LoRAs</i>",
        "LoRAs",
        "loras",
        r"\emph{LoRAs}",
        "LoRAs.",
        " LoRAs ",
        '<span class="nocase">LoRAs</span>',
        "{\\it LoRAs}",
    ],
    ["pages 1–2 — x", "pages 1--2 --- x", "Pages 1-2: x", "pages 12 x"],
    ["A &amp; B", "A & B", r"A \& B", "A &amp;amp; B", "A &#38; B", "A &#x26; B"],
    [r"$\alpha$-stable", "α-stable", "alpha-stable", r"\textalpha-stable", "Α-stable"],
    [r"$\varepsilon$-net", "ε-net", "ϵ-net", r"$\epsilon$ net"],
    ["Théorie", r"Th{\'e}orie", r"Th\'eorie", "Theorie", "THÉORIE", "The\u0301orie"],
    ["Straße", r"Stra{\ss}e", "Strasse", "STRASSE"],
    ["Søren Łęski", r"S{\o}ren {\L}\k{e}ski", "Soren Leski"],
    ["a “quoted” title", "a ``quoted'' title", "A 'Quoted' Title?"],
    ["a~b", "a\u00a0b", "a b"],
    [r"$\mathbb{R}^n$", "ℝⁿ", "R^n"],
]


@pytest.mark.parametrize("renderings", SAME, ids=lambda renderings: str(renderings[0]))
def test_renderings_of_one_title_share_a_key(renderings: list[str]) -> None:
    assert len({key(title) for title in renderings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王", "李"),
        ("G3SR", "G2SR"),
        ("Part I", "Part II"),
        ("+++", "---"),
        ("が", "か"),
        ("किताब", "कताब"),
        ("a < b", "a > c"),
    ],
)
def test_different_titles_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_key_is_letters_and_digits() -> None:
    assert key("ReMix: <i>Reinforcement</i> routing, for {LoRAs}!") == (
        "remixreinforcementroutingforloras"
    )
    assert key("王 in α") == "王inalpha"


def test_a_title_of_signs_is_its_own_key() -> None:
    assert key(" +++ ") == "+++"
    assert key("<i></i>") == "<i></i>"


@given(st.text())
def test_a_title_with_a_sign_has_a_key(title: str) -> None:
    assert bool(key(title)) == bool(title.strip())


@given(st.text(st.characters(max_codepoint=0x52F, categories=["L", "N", "P", "Zs"])))
@example("\\ŉ")
@example("\\é1")
def test_case_does_not_change_a_key(title: str) -> None:
    if title.casefold() == title.upper().casefold():
        assert key(title) == key(title.upper())


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The Attention of a Transformer", ["attention", "transformer"]),
        ("Multi-Marginal Optimal Transport", ["multi", "marginal", "optimal", "transport"]),
        ("G$^3$SR: {LoRAs} for <i>E. coli</i>", ["g3sr", "loras", "e", "coli"]),
        (r"Th{\'e}orie et Søren", ["theorie", "et", "soren"]),
        ("O'Reilly's Don’t", ["oreillys", "dont"]),
        ("王维 and 李白", ["王维", "李白"]),
        ("한국어", ["한국어"]),
        ("किताब", ["किताब"]),
        ("α-stable", ["alpha", "stable"]),
        (r"$\alpha$-stable", ["alpha", "stable"]),
        ("R&amp;D", ["r", "d"]),
        ("CO<sub>2</sub>", ["co2"]),
        ("a~b", ["b"]),
        ("What Is It?", ["what", "is", "it"]),
        ("+++", []),
    ],
)
def test_significant_words(title: str, words: list[str]) -> None:
    assert significant_words(title) == words


@pytest.mark.parametrize(
    "piece", ["<i ", "&amp;", "&#", "\\a", "$a", "a'", "e\u0301", "(", "_"]
)
def test_hostile_titles_are_read_in_time(piece: str) -> None:
    title = piece * 20000
    assert key(title)
    significant_words(title)
    UNIT.findall(title)
