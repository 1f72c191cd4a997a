"""What LaTeX's macros stand for: letters, signs, accents, fonts."""

from bibkit.titles import GREEK


def _pairs(text: str) -> dict[str, str]:
    words = iter(text.split())
    return dict(zip(words, words, strict=True))


# The first macro of a letter or sign is the one that is written.
SYMBOLS = (
    _pairs(
        r"""
    ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ
    DJ Đ ng ŋ NG Ŋ
    textbackslash \ textasciitilde ~ textasciicircum ^ textbraceleft { textbraceright }
    lbrace { rbrace } textunderscore _ textdollar $ textless < textgreater > textbar |
    textquotedbl " textasciigrave ` textquotesingle ' slash / textasteriskcentered *
    textendash – textemdash — ldots … dots … textellipsis …
    textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” lq ‘ rq ’
    quotesinglbase ‚ quotedblbase „ guillemotleft « guillemotright » guilsinglleft ‹
    guilsinglright › guillemetleft « guillemetright » glqq „ grqq “ flqq « frqq »
    textexclamdown ¡ textquestiondown ¿
    S § textsection § P ¶ textparagraph ¶ dag † textdagger † ddag ‡ textdaggerdbl ‡
    copyright © textcopyright © textregistered ® texttrademark ™ textservicemark ℠
    pounds £ textsterling £ euro € texteuro € EUR € textyen ¥ textcent ¢ textcurrency ¤
    textdegree ° degree ° textcelsius ℃ textnumero № textperthousand ‰ textbullet •
    textperiodcentered · textordfeminine ª textordmasculine º textpm ± textmu µ
    texttimes × textdiv ÷ textminus − textlnot ¬ textonehalf ½ textonequarter ¼
    textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³
    textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓
    textmugreek μ textvarsigma ς ij ĳ IJ Ĳ TeX TeX LaTeX LaTeX BibTeX BibTeX LaTeXe LaTeX2ε
    """
    )
    | {f"text{name}": letter for letter, name in GREEK.items() if name != "mu"}
    | {f"text{name.title()}": letter.upper() for letter, name in GREEK.items()}
    | {"nobreakspace": "\u00a0", "thinspace": "\u2009", "quad": "\u2003", "space": " "}
    | dict.fromkeys(["relax", "protect", "allowbreak", "nobreak", "noindent"], "")
)
LETTERS = SYMBOLS | (
    # Read outside formulas too, where many exporters write them; written as the letter.
    {name: letter for letter, name in GREEK.items()}
    | {name.title(): letter.upper() for letter, name in GREEK.items()}
    | _pairs(
        r"""
    varepsilon ε vartheta ϑ varpi ϖ varrho ϱ varsigma ς varphi φ varGamma Γ varDelta Δ
    times × div ÷ pm ± mp ∓ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡
    cong ≅ propto ∝ ll ≪ gg ≫ infty ∞ to → rightarrow → leftarrow ← leftrightarrow ↔
    Rightarrow ⇒ Leftrightarrow ⇔ uparrow ↑ downarrow ↓ mapsto ↦ cdot · bullet • circ ∘ ast ∗
    star ⋆ prime ′ cprime ʹ cdprime ʺ cydot · partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ in ∈ notin ∉
    subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ wedge ∧ vee ∨ oplus ⊕ otimes ⊗
    perp ⊥ parallel ∥ mid ∣ langle ⟨ rangle ⟩ ell ℓ hbar ℏ aleph ℵ deg ° cdots ⋯ dbar đ Dbar Đ
    textTstroke Ŧ texttstroke ŧ textflorin ƒ textohm Ω textmho ℧ textsurd √ textbardbl ‖
    textfractionsolidus ⁄ texthorizontalbar ― textlangle ⟨ textrangle ⟩ textbrokenbar ¦
    textopenbullet ◦ textreferencemark ※ textinterrobang ‽ textmusicalnote ♪ textestimated ℮
    textcircledP ℗ textbaht ฿ textwon ₩ textlira ₤ textpeso ₱ textnaira ₦ textdong ₫
    """
    )
)
LETTERS |= {  # BibLaTeX's punctuation (its manual, section 4.7)
    "hyphen": "-", "nbhyphen": "-", "bibrangedash": "–", "adddot": ".", "addcomma": ",",
    "addcolon": ":", "addsemicolon": ";", "addslash": "/", "addspace": " ", "isdot": "",
    "addnbspace": "\u00a0", "addthinspace": "\u2009",
}  # fmt: skip
# Cyrillic letters by name (LaTeX's encodings T2A to T2C and OT2; fntguide, cyrguide).
_CYRILLIC = _pairs(
    """
    A А B Б V В G Г D Д E Е YO Ё ZH Ж Z З I И ISHRT Й K К L Л M М N Н O О P П R Р S С T Т U У
    F Ф H Х C Ц CH Ч SH Ш SHCH Щ HRDSN Ъ ERY Ы SFTSN Ь EREV Э YU Ю YA Я II І YI Ї IE Є GUP Ґ
    USHRT Ў DJE Ђ JE Ј LJE Љ NJE Њ TSHE Ћ DZHE Џ DZE Ѕ
    YAT Ѣ FITA Ѳ IZH Ѵ GHCRS Ғ ZHDSC Җ ZDSC Ҙ KDSC Қ KVCRS Ҝ KBEAK Ҡ NDSC Ң NG Ҥ SDSC Ҫ Y Ү
    YHCRS Ұ HDSC Ҳ CHRDSC Ҷ CHVCRS Ҹ SHHA Һ AE Ӕ SCHWA Ә OTLD Ө
    """
)
LETTERS |= {f"CYR{name}": letter for name, letter in _CYRILLIC.items()}
LETTERS |= {f"cyr{name.lower()}": letter.lower() for name, letter in _CYRILLIC.items()}
# Logos, of TeX's own kin, are the words that they show.
LETTERS |= {
    name: name
    for name in """XeTeX XeLaTeX LuaTeX LuaLaTeX pdfTeX pdfLaTeX PDFTeX ConTeXt AmSTeX PiCTeX
    SLiTeX METAFONT METAPOST KOMAScript PostScript""".split()
}
LETTERS |= {"MF": "METAFONT", "MP": "METAPOST", "AmS": "AMS", "emdash": "—", "endash": "–"}
LETTERS |= {"hyp": "-", "enspace": "\u2002", "newline": " ", "par": " "}
LETTERS |= dict.fromkeys(
    "null unskip ignorespaces leavevmode frenchspacing nolinebreak cyrchar cyr".split(), ""
)
SIGNS = _pairs("& & % % $ $ # # _ _ { { } }") | {
    " ": " ", "\n": " ", "\t": " ", "\\": " ", ",": "\u2009", ":": " ", ";": " ", ">": " ",
    "!": "", "-": "", "/": "", "@": "",
}  # fmt: skip
LIGATURES = _pairs("-- – --- — `` “ '' ” ?` ¿ !` ¡") | {"~": "\u00a0"}
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327",
    "k": "\u0328", "d": "\u0323", "b": "\u0331", "h": "\u0309", "G": "\u030f", "f": "\u0311",
    "U": "\u030e", "t": "\u0361",
    # LaTeX's comma below, and what MathSciNet defines in the preambles of its exports.
    "textcommabelow": "\u0326", "ocirc": "\u030a", "polhk": "\u0328", "udot": "\u0323",
}  # fmt: skip
CAPS = '<span style="font-variant:small-caps">'
NOCASE = '<span class="nocase">'
TAGS = {  # a tag, what closes it, and the macro that is written for it
    "<i>": ("</i>", r"\emph{"),
    "<b>": ("</b>", r"\textbf{"),
    "<sup>": ("</sup>", r"\textsuperscript{"),
    "<sub>": ("</sub>", r"\textsubscript{"),
    CAPS: ("</span>", r"\textsc{"),
    NOCASE: ("</span>", "{"),
}
_MARKUP = dict.fromkeys("emph textit textsl mathit mkbibemph mkbibitalic".split(), "<i>")
_MARKUP |= dict.fromkeys(["textbf", "mathbf", "mkbibbold"], "<b>") | {"textsc": CAPS}
_MARKUP |= dict.fromkeys(["textsuperscript", "mkbibsuperscript"], "<sup>")
_MARKUP |= dict.fromkeys(["textsubscript", "mkbibsubscript"], "<sub>")
AROUND = {macro: (tag, TAGS[tag][0]) for macro, tag in _MARKUP.items()}
AROUND |= dict.fromkeys(["mkbibquote", "enquote", "textquote"], ("“", "”")) | {
    "enquote*": ("‘", "’")
}
AROUND |= dict.fromkeys(
    """texttt textrm textsf textup textmd textnormal text mbox hbox fbox underline uline mathrm
    mathsf mathnormal operatorname bibcyr textcyr autocap natexlab sout smash NoCaseChange
    acro pkg CRANpkg proglang code singleletter bibstring textgreek textlatin textcyrillic
    textrussian textgerman textfrench textenglish""".split(),
    ("", ""),
)
AROUND |= dict.fromkeys(["mkbibparens", "parentext"], ("(", ")"))
AROUND |= dict.fromkeys(["mkbibbrackets", "brackettext"], ("[", "]"))
SWITCHES = {"it": "<i>", "em": "<i>", "itshape": "<i>", "sl": "<i>", "slshape": "<i>"}
SWITCHES |= {"bf": "<b>", "bfseries": "<b>", "sc": CAPS, "scshape": CAPS}
SWITCHES |= dict.fromkeys("rm sf tt rmfamily sffamily ttfamily upshape normalfont".split(), "")
PHANTOMS = {"hspace": " ", "hspace*": " "} | dict.fromkeys(
    """phantom hphantom vphantom vspace vspace* color selectlanguage
    noopsort SortNoop sortnoop noop""".split(),
    "",
)
"""Macros to what is printed for their argument, which is room, a language, or how to sort.

Better BibTeX pairs lone braces by ``\\vphantom``; ``\\noopsort`` is of BibTeX's own xampl.bib.
"""

ADDRESSES = frozenset("url path nolinkurl".split())
PRINTED = dict.fromkeys(
    "href texorpdfstring foreignlanguage textcolor raisebox bibinfo".split(), (2,)
) | {"printfirst": (1,), "switchargs": (2, 1)}
"""Macros of two arguments to those that are printed; the last two are xampl.bib's."""

CASES = {"uppercase": str.upper, "MakeUppercase": str.upper} | {
    "lowercase": str.lower, "MakeLowercase": str.lower,
}  # fmt: skip
GLYPHS = frozenset(["ElsevierGlyph", "unichar"])
"""Macros whose argument is a letter's number in Unicode."""

CHEMICAL = frozenset(["ce", "cf"])
KNOWN = (
    frozenset(
        [
            *LETTERS,
            *AROUND,
            *SWITCHES,
            *ACCENTS,
            *PHANTOMS,
            *ADDRESSES,
            *PRINTED,
            *CASES,
            *GLYPHS,
        ]
    )
    | CHEMICAL
    | {"ensuremath"}
)
