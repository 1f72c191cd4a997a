"""Where a title ends and the authors begin, on lines that show nothing between them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit.bylines import Byline, Split, looks_like_byline, parse_byline, split, split_all

# Invented entries: the title, then the byline as the page shows it.
ENTRIES = """
# small letter, then capital
Sparse Routing for Vision Models | Lina Berger, Tomas Okafor, Wei Xu et al.
Deep Learning of Tides | Anna Petersen
Deep Learning of Tides | Anna Petersen, Bo Strand
Deep Learning of Tides | Anna Petersen, Bo Strand, Carl Holm
On the Shape of Small Rivers | Qiwei Ostrander, Fen Bo
A Study of Kites | Wrenna Vost
# an acronym, then a name
Answer Ranking in CQA | Wei Zhang, Lu Chen, Bo Li et al.
Pruning of LLMs | Xiao Lin, Mei Hua
Decoding with fMRI | John Harker, Ada Quill
Safety at OpenAI | John Harker, Ada Quill
Foraging in the WOL | Zichang Rao, Min Tan, Jo Park et al.
Phases of QCD | Lars Holm
A Survey on RLHF | Jane Doe, Ravi Menon
Jets at the LHC | Olga Sharapova
The Physics of GaAs | Hui Lang, Yi Ren
Growth of GaN | Akira Mori
Routing in the IoT | Wei Zhang, Lu Chen
Typesetting in LaTeX | Donna Reed, Max Planckner
Storage of DNAs | Eli Marsh
# a word with capitals inside, then a name
Faster Kernels with PyTorch | Wei Zhang, Lu Chen
Scaling on ImageNet | Wei Zhang
Prompts for ChatGPT | Wei Song, Ada Quill, Bo Strand et al.
Adapters from LoRA | Elin Strand, Bo Holm
Probing RoBERTa | Nils Aker, Eva Rask
Layers of TensorFlow | Xiaoming Dai
A Note on GitHub | Paula Kern
Video on YouTube | Sam Oakley, Ines Prado
Hashing in JavaScript | Omar Haddad
# digits, marks and formulas, then a name
Talking to GPT-4 | Yann LeFort, Ada Quill
Detection with YOLOv8 | Ming Zhao
Challenges of 2024 | Wei Zhang, Lu Chen
Reconstruction in 3D | Anna Petersen
Exhaustion of H2O | Karl Roth, Ida Lund
Where Do Rivers Go? | Anna Petersen, Bo Strand
Stop Counting! | Anna Petersen
Direct Preferences (DPO) | Hugo Brandt, Lea Vogt
Bounds on $\\alpha$ | Pia Lund
Groups with $SU(2)$ | Pia Lund, Jon Aas
The Meaning of "Attention" | Pia Lund
The Meaning of “Attention” | Pia Lund
The Meaning of 'Attention' | Pia Lund
It Just Works. | John Harker, Ada Quill
THE BOUNDARY OF LAYERS. | B. Castor, P. Pollux
Growth in the U.S. | John Harker
Gains of 40% | Mira Sen, Bo Strand
Programming in C++ | Rosa Diaz
Truncated Long Title About Ha… | Rosa Diaz, Ugo Riva
# a single capital at the end
Effects of Vitamin C | Wei Zhang, Lu Chen
There Is No Plan B | John Harker
Introduction to the Theory of K | Mara Lind, Ugo Riva
# capitals all through
THE WEB OF SMALL CONJECTURES | David Nordin, Ada Quill
A SURVEY OF ROUTING | Xiaoling Ma
# capitals inside a name
Sparse Networks | Ian McDonald
Sparse Networks | Ian McDonald, Ada Quill
Sparse Networks | David MacKay
Sparse Networks | Hugo DeVries, Bo Strand
Sparse Networks | Yann LeCun
Sparse Networks | Pat O'Brien
Sparse Networks | Rohan D'Souza, Ada Quill
Sparse Networks | Maurice FitzGerald
Sparse Models | McKenzie Smith
Sparse Models | DeShawn Carter, Ada Quill
Sparse Models | O'Neal Carter
Answer Ranking in CQA | McKenzie Smith, Ada Quill
Sparse Models | XiaoMing Wang, Lu Chen
Sparse Models | Ada Quill, XiaoMing Wang
Sparse Models | Lu Chen, YongSeok Han
# particles
Sparse Models | Laurens van der Berg
Sparse Attention | van der Berg
Sparse Attention | de Silva, Ada Quill
Sparse Models | Ludwig von Bergen, Ada Quill
Sparse Models | Maria dos Santos, Joao da Costa, Ana de Melo et al.
Gauge Theory | G. 't Hooft
Sparse Models | Sara d'Enterria
Sparse Models | Rami al-Rashid
Sparse Models | Casper van het Veen, Ada Quill
Quantum Wells | X. F. Wang, I. C. d. C. Lima, A. Roy
# hyphens
Sparse Models | Zhi-Hong Tan, Yu-Chen Ho
Sparse Models | Jean-Pierre Morel
Sparse Models | Seung-il Nam, Ada Quill
Sparse Models | Ana Ruiz-Soler
Maximum Routing for Mixture-of-Experts | Bo Holm, Ada Quill
# accents
Sparse Models | Émile Durand
Sparse Models | Łukasz Nowak, Ada Quill
Sparse Models | Ángel Ruiz
Sparse Models | Øyvind Aas, Åse Lund
Sparse Models | Šárka Dvořák
Answer Ranking in CQA | Émile Durand
Calculs de la réalité | Zoé Petit
# initials
Sparse Networks | A. B. Castor
Deep Learning | J. Smith
Deep Learning | J. Smith, K. L. Jones, M. Roy et al.
Sparse Models | J.-P. Serrault
Sparse Models | J. -P. Serrault, Ada Quill
Sparse Models | J.P. Morel
Phases of QCD | A. B. Castor
Phases of QCD | J.-P. Serrault, A. Roy
Solar Eruptions | E I Mason, Ada Quill
Sparse Models | John Q. Harker
Local Exponents | S. L. A de Melo, R. Roy
# one word
Deep Learning | Shaochen, Zhong Li
Sparse Models | Madonna
# other scripts
Sparse Models | 王军
Sparse Models | 王军, 李丽
Sparse Models | 山田太郎
Sparse Models | 김민수, 이지은
Sparse Models | Иван Петров, Анна Белова
Обучение нейронных сетей | Иван Петров
Sparse Models | Νίκος Παππάς
Sparse Models | सुशील दत्ता, 陈柳
Sparse Models | סיגל משה
深度学习 | Wei Zhang, Lu Chen
# commas in the title
Can It Reason? Perhaps, but not today | Rui Wang, Lu Chen, Bo Li et al.
Vision, Language, and Action | Wei Zhang
Vision, Language, and Action | Wei Zhang, Lu Chen
Vision, Language | Wei Zhang, Lu Chen
PyTorch, TensorFlow | Wei Zhang, Lu Chen
Berlin, Paris, Rome | Carl Holm
What, Where, When | Carl Holm, Ada Quill, Bo Strand
Rivers, Lakes, and the DeLorean | Carl Holm, Ada Quill
# names in the title
The McKay Correspondence | John Harker
A Note on von Neumann Algebras | Wei Zhang, Ada Quill
Reading Ada Lovelace | Carl Holm
Scaling on ImageNet | Mika M. Nori, A. J. Green, Nila VS Rao
On a Theorem of McDonald | Wei Zhang, Lu Chen
# groups and generations
Measurement of Tiny Decays | CMS Collaboration
Open Weights Report | Falcon Team, Ada Quill, Bo Strand et al.
Sparse Models | Martin King, Jr., Ada Quill
"""


def entries() -> list[tuple[str, str]]:
    rows = [row for row in ENTRIES.splitlines() if row and not row.startswith("# ")]
    return [(title, byline) for title, _, byline in (row.partition(" | ") for row in rows)]


@pytest.mark.parametrize(("title", "byline"), entries())
def test_the_title_ends_where_a_reader_ends_it(title: str, byline: str) -> None:
    found = split(title + byline)
    assert found is not None
    assert (found.title, found.byline) == (title, parse_byline(byline))


@pytest.mark.parametrize(("title", "byline"), entries())
def test_affiliations_do_not_change_where_the_title_ends(title: str, byline: str) -> None:
    found = split(f"{title}{byline} · pku, max-planck")
    assert found is not None
    assert found.title == title
    assert found.byline.affiliations == ("pku", "max-planck")


@pytest.mark.parametrize(("title", "byline"), entries())
def test_known_names_settle_a_line(title: str, byline: str) -> None:
    found = split(title + byline, known=parse_byline(byline).names)
    assert found is not None
    assert (found.title, found.byline, found.guessed) == (title, parse_byline(byline), False)


# --- lines with more than one reading, or none


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "Attention Is All You Need",
        "a title all in small letters",
        "Learning with PyTorch",
        "Scaling on ImageNet",
        "Vision, Language, and Action",
        "An Answer, Wei Zhang",  # a space parts the name from the title: nothing is glued
        "et al.",
        ", , ,",
    ],
)
def test_a_line_without_authors_is_not_split(line: str) -> None:
    assert split(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "THE TCC BOUNDE I Mason, Ada Quill",  # BOUND, BOUNDE
        "Decays at 13 TeVCMS Collaboration",  # TeV, TeVC
        "Surfaces and SymmetryMadonna",
    ],
)
def test_a_line_with_two_readings_is_a_guess(line: str) -> None:
    found = split(line)
    assert found is not None
    assert found.guessed


@pytest.mark.parametrize(
    "line",
    [
        "Deep Learning of TidesAnna Petersen",
        "Answer Ranking in CQAWei Zhang, Lu Chen, Bo Li et al.",
        "Sparse NetworksIan McDonald",
        "Deep LearningJ. Smith, K. L. Jones, M. Roy et al.",
    ],
)
def test_a_plain_line_is_not_a_guess(line: str) -> None:
    found = split(line)
    assert found is not None
    assert not found.guessed


def test_known_names_decide_between_readings() -> None:
    line = "Decays at 13 TeVCMS Collaboration"
    found = split(line, known={"CMS Collaboration"})
    assert found == Split("Decays at 13 TeV", Byline(("CMS Collaboration",)), False)


def test_a_known_name_is_found_in_a_script_without_capitals() -> None:
    assert split("深度学习综述王军") is None
    assert split("深度学习综述王军", known=["王军"]) == Split(
        "深度学习综述", Byline(("王军",)), False
    )


def test_lines_of_a_page_settle_one_another() -> None:
    lines = [
        "深度学习综述王军",
        "Decays at 13 TeVCMS Collaboration",
        "Deep Learning of TidesAnna Petersen, 王军, CMS Collaboration et al.",
    ]
    first, second, third = split_all(lines)
    assert first == Split("深度学习综述", Byline(("王军",)), False)
    assert second == Split("Decays at 13 TeV", Byline(("CMS Collaboration",)), False)
    assert third is not None
    assert third.title == "Deep Learning of Tides"


def test_a_first_name_that_is_clear_settles_others() -> None:
    lines = [
        "Decays at 13 TeVCMS Collaboration",
        "A Study of TidesCMS Collaboration, Ada Quill",
    ]
    assert [each and each.title for each in split_all(lines)] == [
        "Decays at 13 TeV",
        "A Study of Tides",
    ]


# --- bylines on lines of their own


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("Shibo Rao", Byline(("Shibo Rao",))),
        ("Shibo Rao, Zhi-Hong Tan", Byline(("Shibo Rao", "Zhi-Hong Tan"))),
        (
            "Shibo Rao, Zhi-Hong Tan · pku",
            Byline(("Shibo Rao", "Zhi-Hong Tan"), affiliations=("pku",)),
        ),
        (
            "A. Roy, B. Lind, C. Holm et al. · big-lab, pku",
            Byline(("A. Roy", "B. Lind", "C. Holm"), True, None, ("big-lab", "pku")),
        ),
        (
            "Ada Quill · University of Tides",
            Byline(("Ada Quill",), affiliations=("University of Tides",)),
        ),
        ("Martin King, Jr., Ada Quill", Byline(("Martin King, Jr.", "Ada Quill"))),
        ("6 authors", Byline(count=6)),
        ("1 author", Byline(count=1)),
        ("  • 4 authors", Byline(count=4)),
        ("• 30 authors ", Byline(count=30)),
        ("", Byline()),
    ],
)
def test_a_byline_is_read(text: str, byline: Byline) -> None:
    assert parse_byline(text) == byline


@pytest.mark.parametrize(
    "text",
    [
        "Shibo Rao",
        "Shibo Rao, Zhi-Hong Tan · pku",
        "Wei Zhang, Lu Chen, Bo Li et al.",
        "J. Smith, K. L. Jones",
        "Laurens van der Berg",
        "王军, 李丽",
        "• 4 authors",
        "CMS Collaboration",
    ],
)
def test_authors_look_like_a_byline(text: str) -> None:
    assert looks_like_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Convolutional Bypasses Are Better Adapters",
        "Why Tides?",
        "Efficient Attention",
        "GPT-4: A Study",
        "G$^3$SR: Global Graph",
        "Vision, Language, and Action",
        "Deep Learning of TidesAnna Petersen",
        "A Survey",
        "Mar 30, 2017",
        "5,576citations",
        "Wei Zhang, Lu Chen, Bo Li, Jo Park",  # more than a page shows
    ],
)
def test_titles_do_not_look_like_a_byline(text: str) -> None:
    assert not looks_like_byline(text)


# --- what holds for any text

_ALPHABET = "AbcÉØłMé王军김И .,'’-·$()?!1\u0301\n"
_TEXT = st.one_of(
    st.text(),
    st.text(alphabet=_ALPHABET, max_size=60),
    st.builds("{}{}{}".format, st.text(max_size=20), st.sampled_from(["Wei Zhang", "J. Roy, "]),
              st.sampled_from(["", ", Lu Chen, Bo Li et al.", " · pku", " et al. · pku, lab"])),
)  # fmt: skip


@given(_TEXT, st.lists(st.text(max_size=8), max_size=3))
def test_no_letter_is_lost(line: str, known: list[str]) -> None:
    found = split(line, known)
    if found is None:
        return
    text = line.strip()
    assert found.title
    assert text.startswith(found.title)
    rest = text[len(found.title) :]
    assert rest.startswith(", ".join(found.byline.names))
    left = rest.removeprefix(", ".join(found.byline.names))
    shown = (" et al." if found.byline.more else "") + "".join(found.byline.affiliations)
    assert sorted(re.sub(r"[\s,·.]", "", left)) == sorted(re.sub(r"[\s,·.]", "", shown))


@given(st.lists(_TEXT, max_size=6))
def test_a_page_has_one_answer_a_line(lines: list[str]) -> None:
    assert len(split_all(lines)) == len(lines)


@given(_TEXT)
def test_any_text_is_read_as_a_byline(text: str) -> None:
    looks_like_byline(text)
    assert all(name == name.strip() != "" for name in parse_byline(text).names)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 50_000,
        "Ab" * 50_000,
        "a, " * 50_000,
        "A B " * 50_000,
        "· " * 50_000,
        "Jr, " * 50_000,
    ],
)
def test_a_long_line_takes_no_long_time(text: str) -> None:
    split(text)
    looks_like_byline(text)
    parse_byline(text)


# --- the page that the layout is known from

# One row an entry, in the page's order: how the title ends, and the first author.
PAGE = """
Successor to Transformer for Large Language Models | Yutao Sun
Discriminative Pre-trained Language Models | Yuan Yao
Few-Shot Knowledge Base Question Answering | Zhenyu Li
Cross-Layer Sparse Attention with Shared Routing | Yutao Sun
Understanding of Long Context by Dynamic Condensing | Zhenyu Li
Geometric Autoencoder for Diffusion Models | Hangyu Liu
Scalable Data Representation and Classification | Zhuo Wang
Open Knowledge Base Canonicalization and Linking | Yinan Liu
Few-Shot Named Entity Linking by Meta-Learning | Xiuxing Li
Entity Linking Features for Emerging Entities | Chenwei Ran
dementia diagnosis? Maybe, but not today | Zhuo Wang
Knowledge Injected Multilingual Question Answering | Zhichao Duan
Decoder-Decoder Architectures for Language Models | Yutao Sun
Personalized Review-based Rating Prediction | Quanxiu Wang
Explicit Syntax Refinement and Subsentence Modeling | Zhichao Duan
Complex Table Reasoning via Self-Training Framework | Zhenyu Li
Structure-aware Recommendation Embedding Evolution | Cong Xu
Language Models via Frequency-Ranked Speculative Sampling | Weilin Zhao
Federated Learning Benchmark on Cardiovascular Disease Data | Yukun Zhang
Rectified Sparse Attention | Yutao Sun
Maximum Score Routing For Mixture-of-Experts | Bowen Dong
Learnable K Cache Channel Pruning for Efficient Decoding | Yike Zhang
Rule-Based Representation Learning for Interpretable Classification | Zhuo Wang
Multilayer Logical Perceptrons and Random Binarization | Zhuo Wang
Multiplicative Feature Embedding for Visual Question Answering | Pan Lu
Multimodal Latent Language Modeling with Next-Token Diffusion | Yutao Sun
Attention Mechanisms for Large Language Models: A Survey | Yutao Sun
Anchor-Token-Aware Pooling for Enhanced Text Embeddings | Tengyu Pan
Sparse Voxel Selection for Enhanced fMRI Visual Decoding | Ziyu Wang
Universal YOCO for Efficient Depth Scaling | Yutao Sun
Limits of Low-Bit Optimizers: A Focus on EMA Dynamics | Cong Xu
Maximization for Robust Document-Level Relation Extraction | Zhichao Duan
Data-Free Knowledge Transfer: A Survey | Yuang Liu
Entity Linking Meets Deep Learning: Techniques and Solutions | Wei Shen
User-Item Interaction Graphs for Sequential Recommendation | Zeyuan Chen
Multi-View Matching Network from Spatio-Temporal Trajectories | Wei Zhang
Tri-Attention Network for Answer Ranking in CQA | Wei Zhang
Adversarial Training for Short Text Clustering | Wei Zhang
Style Transfer as Unsupervised Machine Translation | Zhirui Zhang
Semantic Attention for Visual Question Answering | Pan Lu
""".strip().splitlines()


def page() -> list[str]:
    root = Path(__file__).resolve().parents[1]
    places = [
        root / "seeds" / "unnamed-profile.txt",
        root.parent / "shared" / "seeds" / "facts" / "unnamed-profile.txt",
    ]
    found = next((place for place in places if place.exists()), None)
    if found is None:
        pytest.skip("the page without a header is absent")
    lines = found.read_text(encoding="utf-8").splitlines()
    # An entry's line follows the line of its subject and date; a page may hold more.
    heads = re.compile(r"[A-Z]{2}[A-Z][a-z]{2} \d{1,2}(, \d{4})?(Code)?$")
    kept = [line for line in lines if line.strip()]
    return [line for head, line in pairwise(kept) if heads.match(head)]


def test_every_entry_of_the_page_is_split() -> None:
    lines = page()
    assert len(lines) == len(PAGE) == 40
    for each in (split_all(lines), [split(line) for line in lines]):
        for found, row in zip(each, PAGE, strict=True):
            end, first = row.split(" | ")
            assert found is not None
            assert found.title.endswith(end)
            assert found.byline.names[0] == first
            assert len(found.byline.names) == 3
            assert not found.guessed


def test_two_entries_of_the_page_show_all_their_authors() -> None:
    complete = [
        each.byline.names for each in split_all(page()) if each and not each.byline.more
    ]
    assert complete == [
        ("Hangyu Liu", "Jianyong Wang", "Yutao Sun"),
        ("Wei Zhang", "Xin Lai", "Jianyong Wang"),
    ]
