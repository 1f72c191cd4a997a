"""Formulas as people see them, and those that only TeX can show."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bibkit
from bibkit import Citation, replace
from bibkit.formulas import shown

SHOWN = {
    r"$\alpha$-stable, $\Delta$": "α-stable, Δ",
    r"G$^3$SR, $\mathrm{CO}_2$, Cu$_{2-\delta}$O": (
        "G<sup>3</sup>SR, CO<sub>2</sub>, Cu<sub>2-δ</sub>O"
    ),
    r"$25\,^\circ\mathrm{C}$ or $79\,^{\circ}\mathrm{K}$": "25\u2009°C or 79\u2009°K",
    r"$n = 1$, $p<0.05$, $2.7\times$": "n = 1, p<0.05, 2.7×",
    r"$256 \times 256$ and $256\times256$": "256 × 256 and 256×256",
    r"$(000\bar{1})$, $\overline{1}$, $\hat x$": "(0001̄), 1̅, x̂",
    r"$\left( x \right)$, $\langle 100\rangle$": "( x ), ⟨100⟩",
    r"${\rm GaN}$, $T_\mathrm{c}$, $_{\textrm{2}}$": "GaN, T<sub>c</sub>, <sub>2</sub>",
    r"$\mathbb{R}^d$, $\mathcal{N}(0,1)$, $\mathbf{X}$": "ℝ<sup>d</sup>, 𝒩(0,1), <b>X</b>",
    r"$\text{for all } x$, $0.7\,\textrm{\textmu m}$": "for all x, 0.7\u2009µm",
    r"$f'$, $x^\prime$, $a^*$, $x\sp{y}\sb{z}$": (
        "f′, x′, a<sup>*</sup>, x<sup>y</sup><sub>z</sub>"
    ),
    r"$O(n \log n)$, $\{1\}$, $10\%$": "O(n log n), {1}, 10%",
    r"$\sqrt{s}=13$, $\sqrt{s_{NN}}$, $\sqrt2$": "√s=13, √s<sub>NN</sub>, √2",
    r"spin-$\frac{1}{2}$, $\frac12$, $\tfrac{\pi}{2}$": "spin-1/2, 1/2, π/2",
    r"$x^{y^2}$": "x<sup>y<sup>2</sup></sup>",
    r"$L^{p_{1}}_{q}$": "L<sup>p<sub>1</sub></sup><sub>q</sub>",
    r"$\upalpha$, $\circledR$": "α, ®",
    r"$A \sqcup B \implies C$, $G \bowtie H$": "A ⊔ B ⟹ C, G ⋈ H",
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.items())
def test_a_simple_formula_is_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "plain, costs $5 and $6 more, $7/$8",
        r"$\frac{a+b}{2}$",
        r"$2\frac{1}{2}$",
        r"$\frac12x$",
        r"$\frac{1}$",
        r"$\sqrt{x+1}$",
        r"$\sqrt{2}x$",
        r"$\sqrt[3]{2}$",
        r"$x^{y^{z^2}}$",
        r"$\foo x$",
        r"$\hat{xy}$",
        r"$x^$",
        r"$\mathrm{a$",
        "$a}{b$",
        "$" + "x" * 400 + "_1$",
        "$" + "{" * 40 + "_1" + "}" * 40 + "$",
    ],
)
def test_what_text_cannot_show_stays(text: str) -> None:
    assert shown(text) == text


@given(st.text(alphabet=r"$\{}^_ ab1~'&alphamthrbf", max_size=40))
def test_any_text_is_shown_and_loses_nothing_outside_formulas(text: str) -> None:
    assert shown(text).replace("$", "") == shown(text) or "$" in text
    assert shown(text.replace("$", "")) == text.replace("$", "")


@pytest.mark.parametrize("piece", ["{", r"\bar", "^", r"\text{", r"\left", "x_", " "])
def test_a_hostile_formula_costs_no_time(piece: str) -> None:
    start = time.process_time()
    shown(f"${piece * 20_000}$ " * 3)
    assert time.process_time() - start < 2


TITLE = r"{G$^3$SR} at $25\,^\circ\mathrm{C}$ and $\frac{a+b}{2}$"


def test_csl_json_shows_formulas_and_keeps_their_tex() -> None:
    citation = Citation(type="book", key="k", title=TITLE, title_short=r"$\alpha$")
    text = "".join(bibkit.write([citation], "csl-json"))
    assert '"title": "{G<sup>3</sup>SR} at 25\u2009°C and $\\\\frac{a+b}{2}$"' in text
    told: list[bibkit.Diagnostic] = []
    (back,) = bibkit.read(text.encode(), "csl-json", report=told.append)
    assert (replace(back, sources=()), told) == (citation, [])


def test_a_changed_title_wins_over_its_tex() -> None:
    text = '[{"id": "k", "type": "book", "title": "New", "custom": {"title_tex": "$x_1$"}}]'
    (citation,) = bibkit.read(text.encode(), "csl-json")
    assert citation.title == "New"
