"""Words that tell a name from a title: syllables, given names, particles, closing words.

None of these lists decides alone and none need be complete: ``bylines`` weighs them where
the shape of the letters leaves two readings.
"""

_INITIALS_BY_FINAL = """
a: b p m f d t n l g k h z c s zh ch sh -
o: b p m f w -
e: m d t n l g k h z c s zh ch sh r -
i: b p m d t n l j q x z c s zh ch sh r y
u: b p m f d t n l g k h j q x z c s zh ch sh r y w
v: n l
ai: b p m d t n l g k h z c s zh ch sh w -
ei: b p m f d n l g h z sh w
ui: d t g k h z c s zh ch sh r
ao: b p m d t n l g k h z c s zh ch sh r y -
ou: p m f d t n l g k h z c s zh ch sh r y -
iu: m d n l j q x
ie: b p m d t n l j q x
ye: y
ue: n l j q x y
er: -
an: b p m f d t n l g k h z c s zh ch sh r w y -
en: b p m f n g k h z c s zh ch sh r w -
in: b p m n l j q x y
un: d t l g k h j q x z c s zh ch sh r y
ang: b p m f d t n l g k h z c s zh ch sh r w y -
eng: b p m f d t n l g k h z c s zh ch sh r w
ing: b p m d t n l j q x y
ong: d t n l g k h z c s zh ch r y
iao: b p m d t n l j q x
ian: b p m d t n l j q x
iang: n l j q x
iong: j q x
ia: l j q x
ua: g k h zh sh
uai: g k h ch sh
uan: d t n l g k h j q x z c s zh ch sh r y
uang: g k h zh ch sh
uo: d t n l g k h z c s zh ch sh r
"""
_PINYIN = {
    "ye" if final == "ye" else ("" if initial == "-" else initial) + final
    for final, initials in (row.split(": ") for row in _INITIALS_BY_FINAL.split("\n") if row)
    for initial in initials.split()
}
_KOREAN = """byung chul eun geun gyu hae hee hoon hwan hye hyeok hyeon hyuk hyun hyung in jae
jeong ji jin joo joon jung kwang kyu kyung min moon myung nam sang seok seon
seong seul seung sik soo sook sung tae woo woong yeon yeong yong yoon young""".split()
SYLLABLES = frozenset(_PINYIN) | frozenset(_KOREAN)
"""Syllables of Chinese (pinyin) and Korean given names, in lower case."""

GIVEN_NAMES = frozenset(
    """aaron abdul abhishek abigail adam aditya adrian agnes ahmad ahmed aidan akash akira alan
albert alberto aleksander alessandro alex alexander alexandra alexandre alexei alexey alfred
ali alice alicia alina alison amanda amelia amina amir amit amy ana anastasia anders andre
andrea andreas andrei andrew andrey andrzej angela angelo anh anil anita anja ankit ann anna
anne annie anthony anton antoine antonio anupam aria ariel arjun armand arnaud arthur artur
arun ashish ashley asuka astrid aurora avi axel ayesha barbara bart beatrice ben benjamin
benoit bernard bernd bert bjorn bob boris brad brandon brian bruce bruno bryan camille carl
carla carlo carlos carmen carol caroline catherine cecilia cedric charles charlie charlotte
chiara chris christian christina christine christof christoph christophe christopher claire
clara claudia claudio colin connor craig cristina cyril daichi daisuke damien dan dana
daniel daniela daniele danny dave david deborah deepak denis dennis derek diana diego dieter
dimitri dimitris dina dirk dmitri dmitry dominik donald dorothy duc dung dylan edgar eduardo
edward edwin elena eleni eli elias elisa elizabeth ella ellen emil emilie emily emma
emmanuel enrico eric erica erik erika ernst esther ethan eugene eva evan evgeny fabian fabio
fatima federico felix fernando filip filippo finn florian francesca francesco francis
francisco franck francois frank franz fred frederic frederik fritz gabriel gabriele gary
gaurav gavin george georg georgios gerard gerhard giacomo gianluca gilles giorgio giovanni
giulia giuseppe gonzalo grace graham greg gregory guido guillaume gustavo guy hamid hanna
hannah hans hao harald harry hassan heather hector heidi helen helena helmut henri henrik
henry herbert hideki hiroshi hoang holger howard hubert hugh hugo hung hussein ian ibrahim
ida igor ilya ingrid irene irina isaac isabel isabella ivan ivo jack jacob jacopo jacques
jaime jake jakob jakub jamal james jamie jan jana jane janet jason javier jay jayden jean
jeff jeffrey jennifer jens jeremy jerome jessica jesus jill jim jiri joan joanna joao joe
joel joerg johan johann johannes john johnny jon jonas jonathan jordan jorge jose josef
joseph joshua juan judith julia julian julie julien julius jun jurgen justin kai karen karin
karl karsten kate katharina katherine kathryn katie kazuki keith kelly ken kenji kenneth
kenta kevin khaled kim klaus kristian kristina krzysztof kurt kyle lars laura lauren
laurence laurens laurent lea leo leon leonard leonardo leonid leslie liam lila lina linda
lisa lorenz lorenzo louis louise luc luca lucas lucia lucy ludwig luigi luis lukas luke
maarten madonna magdalena magnus mahmoud maja manuel marc marcel marcin marco marcos marcus
margaret maria mariana marie marina mario marion mark marko markus marta martha martin
martina mary masato massimo mathias mathieu mats matt matteo matthew matthias matthieu
maurice max maxim maxime maya megan mehdi melanie michael michal michel michele michelle
miguel mihai mikael mike mikhail milan minh mira miriam mohamed mohammad mohammed molly
monica morgan morten muhammad mustafa nadia naoki natalia natalie nathan neha neil nhat
nicholas nick nicola nicolas nicole niels nikita nikolai nikolaos nikos nils nina noah noam
nora norbert olaf ole oleg olga oliver olivia olivier omar oscar oskar otto pablo paola
paolo pascal patricia patrick paul paula paulo pavel pawel pedro peng per peter petr petra
phil philip philipp philippe phong phuong pierre pieter piotr prakash pranav priya quang
quoc rachel radu rahul raj rajesh ralf ralph ramon raphael raul ravi raymond rebecca regina
renato rene reza ricardo riccardo richard rob robert roberta roberto robin rodrigo roger
rohan rohit roland roman ronald rosa ross roy ruben rudolf rui russell ruth ryan ryo saeed
sam samantha samir samuel sandeep sandra sanjay sara sarah sascha satoshi scott sean
sebastian serena serge sergei sergey sergio seth shane shaun shawn shin shreya shun silvia
simon simone sofia sonia sophia sophie stefan stefano stephan stephane stephanie stephen
steve steven stuart sunil susan suzanne sven sylvain takashi takeshi takuya tanja tanya tara
taro tatiana ted teresa thanh theo theodore thi thibault thierry thomas thorsten tim timo
timothy tina tobias todd tom tomas tomasz tommaso tony torsten tran trevor tuan tyler udo
ulrich ulrike umberto ursula uwe valentin valentina valerie vanessa vasily vera veronica
victor victoria viet vijay viktor vikram vincent vincenzo virginia vivek vladimir volker
walter wei wendy werner wilhelm will willem william winston wolfgang xavier yann yannick
yasmin yoshua yuki yuri yusuke yuta yves yvonne zachary zoe zoltan""".split()
)
"""Common given names of many languages, lower case and without accents."""

PARTICLES = frozenset(
    """'t af al am ap aus bar bei ben bin binte d' da das de degli dei del della delle den der
des di do dos du e el ibn in la las le les lo los mac of op st 's te ten ter thor tot und van
vande vanden vander vom von vor y zu zum zur ’t ’s""".split()
) - {"in", "of", "am", "und"}
"""Lower-case words inside or before a family name."""

FAMILY_PREFIXES = frozenset(
    """Mc Mac Fitz De Del Della Dell Di Du Des Da Dal Dos La Le Les Lo Van Vander VanDer VanDe
Von O' O’ D' D’ L' L’ N' Al El Abd Abdel Abdul Abu Ben Bin Ibn St Saint San Ter Ten Te Mb Ng Jo
Mary Anna Anne Ann""".split()
)
"""What may stand before a capital inside one word of a name: ``McDonald``, ``LeCun``."""

TITLE_WORDS = frozenset(
    """a adaptation agents algorithm algorithms alignment an analysis and application
applications approach approaches architecture architectures are as at attack attacks
attention autoencoder autoencoders base be bench benchmark benchmarks better but by can
challenge challenges classification clustering code cognition communication complexity
compression computing consistency construction context control data dataset datasets
decoding design detection diagnosis diffusion distillation distribution distributions does
domain driving dynamics editing effects efficiency embedding embeddings encoder
enhancement enough equation equations estimation evaluation evolution experiments
exploration extraction feedback field fields flow for forecasting forest former framework
from fusion games generalization generation graph graphs group groups guidance how hub
identification if image images imaging in inference information integration intelligence
interaction interactions is it its knowledge label language languages layer layers
learning less limits linking localization machine machines maps matching matrices matter
measurement mechanism mechanisms memory method methods mining mixture model modeling
modelling models more motion need net nets network networks neurons no nodes noise not of
on operators optimization optimizers or our out over parameters parsing perspective
perspectives phase planning policy prediction problem problems processes processing
programs properties pruning quality quantization question questions reading reasoning
recognition recommendation reconstruction regression regularization removal report
representation representations research restoration retrieval review revisited robots
robustness routing rules sampling scale scaling scattering scenes search security
segmentation selection sequences sets signals simulation simulations solutions space
spaces sparsity spectra speech speed stability star stars states strategies structure
structures study summarization supervision surface surfaces survey synthesis system
systems tasks techniques text than that the theorem theory this time to today tools
topology torch tracking training transfer transformer transformers translation tree trees
uncertainty understanding unlearning using verification via video videos vision we what
when who why with words world you your""".split()
)
"""Words that titles are made of and names are not, above all the ones that close a title."""
