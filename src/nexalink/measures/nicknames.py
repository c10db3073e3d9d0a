"""Short and familiar forms of given names in several languages, for telling whether two forms can be one name."""

_GROUPS = """
abigail abby abbie gail
abraham abe bram ibrahim
adalbert bert
adelheid heidi heide
agnes agnieszka aga
albert al bert albrecht
alberto beto tito
alexandra sandra alex alexa lexi sascha sasha
alejandra ale alexa
alexander alex al sandy xander sascha sasha lex sandro
alejandro ale alex
alessandro sandro ale alex
alfred al fred alf alfredo fredo
alice ali alicia
allison alison ali allie
aloysius alois lois luis
amanda mandy
amelia amy millie emily
anastasia nastya stasia asya
andrea andi andie
andreas andy andi anders
andrew andy drew
angela angie angelika geli angelica
anna ann annie anni anja anya nina ania anka
anne ann annie anneke
annette anni nettie
hannah hanna anni
annemarie anne marie annemieke
anton toni tony
antonio toni tony toño tonio
anthony tony ant
antonia toni tonia
antje antja
archibald archie
arnold arno arnie
arthur art artie artur
augustus gus august
barbara barb babs barbie bärbel basia
bartholomew bart bartosz bartek
beatrice bea trixie beatrix beatriz
benedict ben benny benedikt bene
benjamin ben benny benji
bernadette bernie detta
bernard bernie bernd bernhard bert bernardo
bertram bert
bradley brad
brenda bren
bridget biddy bridie brigitte gitte birgit
calvin cal
cameron cam
candace candy candice
carl karl
carlos charly carlitos
carolina caro caroline carol carrie karoline line lina
cassandra cass cassie
catherine cathy kathy kate katie kat katherine kathryn katharine cathrine cate kit kitty
katharina kathi kati katja kat katrin trina
katarzyna kasia
ekaterina katya katja
kathleen kathy kate
cecilia cece celia cilla
charles charlie chuck chas chaz charley
charlotte charlie lottie lotte lotta
christian chris christiano kristian
christina chris tina christine chrissy christa kristin kristina kirsten krystyna cristina
christopher chris kit topher christoph christof kristof christophe cristobal krzysztof
clarence clare
clement clem klemens
clifford cliff
constance connie conny konstanze
constantin kostya konstantin costa
cornelius neil cor kees cornelis
cynthia cindy
daniel dan danny dani daniil
daniela dani daniella
danielle dani
david dave davey davide dawid
deborah deb debbie debra
demetrius dimitri dmitri dima dmitry mitya
dennis denny den
diana di diane
dietrich dieter
dolores lola
dominic dom nick dominik domenico mimmo
donald don donnie
dorothy dot dottie dolly dorothea dora thea doro
douglas doug
edmund ed eddie ned
edward ed eddie ned ted teddy
eduard edi eddy ed
eduardo lalo edu
edwin ed eddie
eleanor ellie nell nora ella elle
eleonora nora lora ella
elijah eli
elisabeth elizabeth lisa elise elsa liesl lise sissi bess beth betsy betty eliza lizzie liz libby ela else ilse betti
elżbieta ela
emanuel manu manny manuel immanuel
emily em emmy emilia
emma em
enrique quique kike
erich eric erik rick
ernest ernie ernst ernesto
esther essie hester
eugene gene
evgeny zhenya
eva eve evi evie ewa
evelyn evie eve
ezekiel zeke
felix lix
ferdinand ferdi fernando nando ferdy
florence flo flossie
florian flo flori
frances fran frannie francie fanny
franziska franzi fran zissi
francisco paco pancho kiko curro fran chico
francis frank frankie fran
franz franzl
francesco franco ciccio
fred freddie freddy frederick frederik
friedrich fritz fred friedel
friederike frieda rike fritzi
gabriel gabe gabi
gabriela gabi gaby gabriele gabrielle
geoffrey geoff jeff jeffrey jeffery
georg schorsch
george geo georgie
gerald gerry jerry
gerard gerry gérard
gerhard gerd gert
gertrude trudy gertie gertrud trude
gilbert gil bert
giovanni gianni nanni vanni
giuseppe beppe peppe pino
giulia julia jule
grace gracie
graciela chela
gregory greg gregor
grzegorz grzesiek
guadalupe lupe
guillermo memo guille
gustav gus gustavo
günter gunther günther
harold hal harry
harriet hattie
harvey harv
heinrich heinz heiner hein
helene lena leni
helen nell nellie ellie
helena lena
henrietta etta hettie henriette jette
henry hank harry hal
hendrik henk
herbert herb bert
hermann herman
hieronymus jerome
hubert bert hugh hubertus
ignacio nacho ignatius iggy ignaz
irene irina ira
isaac ike zac
isabella bella izzy isa isabel isabelle bel
ivan vanya
jacob jake jakob
jakub kuba
jacqueline jackie jacqui
james jim jimmy jamie jem
jane janie jenny janet
johan hans jan
jason jay
jean jeannie jeanne
jennifer jen jenny jenn
jeremy jerry jem jeremiah
jerome jerry
jesus chucho chuy
jessica jess jessie
jessamine jess
joachim jochen achim jo joaquin
joan joanie
joanna jo joanne
johanna hanna jo hanne
joanna asia joasia
joel joe
johannes hannes hans johann jan
john jack johnny jon jock
jonathan jon jonny nathan johnny
jose pepe chepe
josef sepp jupp jef
joseph joe joey jo
josefina pepa josephine jo josie fina josefine
joshua josh
joyce joy
juan juanito
judith judy jude judit
julia julie jule jules julka
julian jules jule julio
justin just jus
karin kari
karl carl kalle karel karol
karoline karo lina
kazimierz kazik
kenneth ken kenny
kevin kev
klaus claus nikolaus
konrad conny conrad con kurt
kristen kris kirsten
larissa lara
laura laurie lori laurence
lawrence larry laurence laurie
leah lea
leopold leo poldi
leonard leo lenny len leonardo leonhard
leslie les
letitia lettie tish
lewis lew louis lou louie
ludwig lutz luggi
lillian lily lil lilly
lorraine lori
louise lou lulu luisa lu luise
lucas luke luca lukas luc
lucia lucy luz lucie
lydia liddy
madeline maddie madeleine magda magdalena lena leni
magdalena magda lena leni maddalena
malcolm mal
manfred fred manni manne
manuela manu
marcel marc marcello
marcus mark marc markus
margaret maggie meg peggy marge margie daisy
margarete margarethe greta gretchen grete gretel
margarita rita marga
małgorzata gosia
maria mia mitzi ria maruja marysia masha
marie mia mariechen
mary molly polly
maria-jose maría-josé marijo
mariana anna marianne
martha marty marta patty
martin marty tino
martina tina
matilda tilly mathilde tilda
matthew matt matty
matthias mathias mats matze hias
maurice mo moritz mauricio maurizio
maximilian max maxim maxime
maximiliane maxi
megan meg meghan
melanie mel melli
melissa mel missy lissa
mercedes mercy merche
michael mike mick mickey micky michi mitch mischa
mikhail misha mischa
michaela michi micki
michelle shelly michele
mildred millie
miroslav mirek
mohammed mohamed muhammad mo mohammad mehmet muhammed
montague monty
nadezhda nadia nadja
nancy nan nance
natalia natasha natalie nat talia nataliya nathalie
nathaniel nate nathan nat
nicholas nick nicky nico nicolas nikolas niko
nikolai kolya nick niko
nikolaus klaus claus niko nick
nicole nicki nikki nicola
norbert bert norb
norman norm
oliver ollie olli
olivia liv livvy
oscar ozzie oskar
oswald oz ozzie
pamela pam
patricia pat patty tricia trish patsy patti
patrick pat paddy rick patryk
paul pauly
paula polly paulina pauline
penelope penny
peter pete
pieter piet
piotr piotrek
philip phil pip philipp philippe flip filip
priscilla cilla
rachel rae rahel raquel
raimund ray raymond
rainer reiner
ramona mona
randall randy randolph
rafael rafa raphael
rebecca becky becca bex rebekka
reginald reg reggie
reinhard reini
reinhold reini
renate renata nate
ricardo rick rico ricky
richard rich rick dick ricky richie
robert bob rob bobby robbie bert
roberto beto rob
roberta bobbie robbie
rodney rod
roger rodge rüdiger
roland rolf rollo
ronald ron ronnie
rosa rosie rose rosalie rosemary rosario
rosemary rose rosie rosemarie romy
rudolf rudi rudy rolf rudolph
russell russ
ruth ruthie
salvador chava
salvatore toto turi sal
samantha sam sammy
samuel sam sammy
sarah sally sadie sara
sebastian seb basti bastian sébastien
sergei sergey serge sergio seryozha
sharon shari
sheila sheelagh
siegfried sigi siggi
sigmund sigi
silvester vester sly
simone simona
simon si
sofia sophia sophie sonja sonia
zofia zosia
stanislaw staszek stan stanislav stas
stanley stan
stefan stephan steff
steve steven stephen ste stevie
stefanie steffi stephanie steph
susan sue susie suzy susanna suzanne
susanne susi sanne sanni
sylvester syl
sylvia silvia sylvie
tabitha tabby
tadeusz tadek
tamara tammy toma
tatiana tanya tanja tania
teresa terry tess tessa therese theresa resi maite
terence terry
thaddeus thad tad
theodor theo ted teddy theodore
fyodor fedor fedya
thomas tom tommy thom tomas
tomasz tomek
tommaso maso tom
timothy tim timmy timo timotheus
tobias tobi toby
ulrich uli ulli
ulrike uli rike
ursula uschi ulla ursel urs
valentin val
valentina tina vale
valerie val
vanessa nessa
veronica ronnie roni vero veronika vroni
victor vic vick viktor
victoria vicky vicki tori tory viktoria vittoria
vincent vince vinny vinzenz vincenzo enzo vicente
violet vi
virginia ginny ginger
vladimir vova volodya vlad wladimir
vladislav vlad slava
vyacheslav slava
walter walt wally walther wat
wanda wandy
werner wern
wilfred wilf fred wilfried
wilhelm willi willy will bill wim
willem wim
wilhelmina mina minnie willa wilma
william bill will billy willie liam
winfried winni fred
winston winnie
wolfgang wolf wolfi
xavier xavi javier javi
yevgeny zhenya
yolanda yoli
yvonne vonnie
zachary zach zack zacharias
zbigniew zbyszek
"""

Groups = frozenset[int]
_NONE: Groups = frozenset()


def _index() -> dict[str, Groups]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


_BY_NAME = _index()


def forms() -> dict[str, Groups]:
    """Return every form with the numbers of the groups it belongs to."""
    return dict(_BY_NAME)
