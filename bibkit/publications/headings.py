"""The headings and words of a list in the language of its entries.

Kinds are named as the registers of research name them in which scholars keep their lists: HAL
in France, IRIS in Italy, Lattes in Brazil, researchmap in Japan.
"""

from collections.abc import Callable, Mapping

from bibkit.diagnostics import Diagnostic, Report

TITLE, SELECTED, OTHERS = "Publications", "Selected publications", "Other publications"

_ENGLISH = """
Publications|Selected publications|Other publications|Refereed publications
Journal articles|Conference papers|Books|Book chapters|Edited volumes|Preprints|Theses|Reports
Reviews|Patents|Software|Datasets|Talks and lectures|Magazines, newspapers and web
Published|In press|Accepted|Under review|In preparation
in press|accepted|under review|in preparation
Without a year|Without a keyword|Also|Acceptance rate
equal contribution|corresponding author|student|mentee
"""
_WORDS: Mapping[str, str] = {
    "de": """
Publikationen|Ausgewählte Publikationen|Weitere Publikationen|Begutachtete Publikationen
Zeitschriftenartikel|Konferenzbeiträge|Bücher|Buchkapitel|Herausgegebene Bände|Preprints
Hochschulschriften|Berichte
Rezensionen|Patente|Software|Datensätze|Vorträge|Presse, Magazine und Web
Erschienen|Im Druck|Angenommen|In Begutachtung|In Vorbereitung
im Druck|angenommen|in Begutachtung|in Vorbereitung
Ohne Jahr|Ohne Schlagwort|Auch|Annahmequote
gleicher Beitrag|Korrespondenzautorschaft|Studierende|Betreute
""",
    "fr": """
Publications|Sélection de publications|Autres publications|Publications avec comité de lecture
Articles dans des revues|Communications dans des congrès|Ouvrages|Chapitres d’ouvrage
Direction d’ouvrages|Prépublications|Thèses et mémoires|Rapports
Comptes rendus|Brevets|Logiciels|Jeux de données|Conférences et exposés
Magazines, journaux et web
Travaux publiés|Sous presse|Travaux acceptés|En cours d’évaluation|En préparation
sous presse|accepté|en cours d’évaluation|en préparation
Sans année|Sans mot-clé|Aussi|Taux d’acceptation
contribution égale|auteur correspondant|étudiant|personne encadrée
""",
    "es": """
Publicaciones|Publicaciones seleccionadas|Otras publicaciones
Publicaciones con revisión por pares
Artículos en revistas|Contribuciones a congresos|Libros|Capítulos de libro|Edición de libros
Prepublicaciones|Tesis|Informes
Reseñas|Patentes|Software|Conjuntos de datos|Conferencias y charlas
Divulgación, prensa y web
Publicadas|En prensa|Aceptadas|En revisión|En preparación
en prensa|aceptado|en revisión|en preparación
Sin año|Sin palabra clave|También|Tasa de aceptación
igual contribución|autor de correspondencia|estudiante|persona tutelada
""",
    "it": """
Pubblicazioni|Pubblicazioni scelte|Altre pubblicazioni|Pubblicazioni con revisione tra pari
Articoli su rivista|Contributi in atti di convegno|Libri|Contributi in volume|Curatele|Preprint
Tesi|Rapporti
Recensioni|Brevetti|Software|Dataset|Conferenze e seminari|Riviste, giornali e web
Pubblicati|In corso di stampa|Accettati|In revisione|In preparazione
in corso di stampa|accettato|in revisione|in preparazione
Senza anno|Senza parola chiave|Anche|Tasso di accettazione
pari contributo|autore corrispondente|studente|allievo
""",
    "pt": """
Publicações|Publicações selecionadas|Outras publicações|Publicações com revisão por pares
Artigos em revistas|Artigos em conferências|Livros|Capítulos de livros|Livros editados|Preprints
Teses|Relatórios
Recensões|Patentes|Software|Conjuntos de dados|Palestras e conferências|Revistas, jornais e web
Publicados|No prelo|Aceites|Em revisão|Em preparação
no prelo|aceite|em revisão|em preparação
Sem ano|Sem palavra-chave|Também|Taxa de aceitação
contribuição igual|autor correspondente|estudante|orientando
""",
    "pt-BR": """
Publicações|Publicações selecionadas|Outras publicações|Publicações com revisão por pares
Artigos em periódicos|Trabalhos em anais de congressos|Livros|Capítulos de livros
Livros organizados|Preprints|Teses e dissertações|Relatórios
Resenhas|Patentes|Software|Conjuntos de dados|Palestras e conferências|Revistas, jornais e web
Publicados|No prelo|Aceitos|Em revisão|Em preparação
no prelo|aceito|em revisão|em preparação
Sem ano|Sem palavra-chave|Também|Taxa de aceitação
contribuição igual|autor correspondente|estudante|orientando
""",
    "zh": """
论著目录|代表性论著|其他论著|同行评审论著
期刊论文|会议论文|著作|著作章节|主编著作|预印本|学位论文|研究报告
评论与书评|专利|软件|数据集|学术报告|报刊与网络文章
已发表|待刊|已录用|审稿中|撰写中
待刊|已录用|审稿中|撰写中
年份不详|无关键词|另见|录用率
同等贡献|通讯作者|学生|指导学生
""",
    "ja": """
業績一覧|主要業績|その他の業績|査読付き業績
学術雑誌論文|会議論文|著書|分担執筆|編著|プレプリント|学位論文|報告書
書評|特許|ソフトウェア|データセット|講演・口頭発表|雑誌・新聞・ウェブ記事
掲載済み|印刷中|採択済み|査読中|準備中
印刷中|採択済み|査読中|準備中
年不明|キーワードなし|別版:|採択率
同等の貢献|責任著者|学生|指導学生
""",
}
_TRADITIONAL = frozenset({"tw", "hk", "mo", "hant"})


def _split(table: str) -> list[str]:
    return [word for line in table.strip().splitlines() for word in line.split("|")]


LANGUAGES = tuple(_WORDS)
"""The languages beside English that have words here."""


def headings(language: str, report: Report) -> Callable[[str], str]:
    """English words of a list to those of a language; what has none is told, and English."""
    if language.casefold().partition("-")[0] == "en":
        return str
    parts = language.replace("_", "-").split("-")
    exact = "-".join([parts[0].lower(), *(part.upper() for part in parts[1:])])
    table = _WORDS.get(exact) or _WORDS.get(parts[0].lower())
    if table is None or _TRADITIONAL & {part.lower() for part in parts[1:]}:
        message = f"no headings in {language!r} are here; English is used"
        report(Diagnostic("no-locale", message))
        return str
    found = dict(zip(_split(_ENGLISH), _split(table), strict=True))
    return lambda word: found.get(word, word)
