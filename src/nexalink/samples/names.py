"""Invented people's names: given and family names of several cultures, combined without ever repeating.

The lists hold ordinary names that many people bear; whoever comes out of them is nobody in particular.
"""

from collections.abc import Iterator
from math import gcd
from random import Random
from typing import NamedTuple

from nexalink.formats.handles import fold_name

_STEP = 7_919
"""A prime: stepping through all pairs of given and family name by it mixes them well."""


class Culture(NamedTuple):
    """Names that go together, the cities their bearers mostly live in, and how common they are in the sample."""

    weight: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    cities: tuple[tuple[str, str, str], ...]
    """(city, country, IANA zone)"""


def _culture(weight: int, given: str, family: str, cities: str) -> Culture:
    places = tuple(line.split("/", 2) for line in cities.split(", "))
    return Culture(
        weight,
        tuple(given.split()),
        tuple(name.replace("_", " ") for name in family.split()),
        tuple((city, country, zone) for city, country, zone in places),
    )


CULTURES = (
    _culture(
        24,
        "Jonas Lena Moritz Katharina Jürgen Annika Felix Sabine Matthias Birgit Torsten Frauke Henning Jana Lukas"
        " Käthe Sören Ulrike Bastian Mareike Tobias Silke Rüdiger Antje Malte Gesa Benedikt Wiebke",
        "Achterberg Brinkmöller Dammann Ellerbrock Fährmann Großheim Hasselbrink Immenkamp Kaltenbach Lütjens"
        " Mühlbauer Niedermann Oberländer Pfannenstiel Quandtke Rosenhahn Schönfelder Tiedjens Uhlmann Vossberg"
        " Weißhaupt Zumbusch Bruckdorfer Dreesen Feldkötter Heidbrink Kühnast Lindhorst",
        "Berlin/Germany/Europe/Berlin, Hamburg/Germany/Europe/Berlin, Munich/Germany/Europe/Berlin,"
        " Vienna/Austria/Europe/Vienna, Zurich/Switzerland/Europe/Zurich",
    ),
    _culture(
        20,
        "Olivia Graham Harriet Miles Phoebe Duncan Imogen Callum Beatrice Rowan Fiona Gareth Tamsin Elliot Moira Ewan"
        " Nell Alistair Bronwen Hugh Jocelyn Percy Sian Toby Verity Wilfred Ailsa Conor",
        "Ashdown Birkwood Catterall Dunmore Eastbrook Fernsby Gillingwater Hartnell Inglethorpe Jessop Kettlewell"
        " Lathbury Marchbanks Netherby Oakshott Penhallow Quigley Ravensdale Stanbridge Thistlewood Underhay"
        " Venables Wetherall Yardley Applegarth Blenkinsop Crossthwaite O'Dunne",
        "London/United Kingdom/Europe/London, Leeds/United Kingdom/Europe/London, Dublin/Ireland/Europe/Dublin,"
        " New York/United States/America/New_York, Boston/United States/America/New_York",
    ),
    _culture(
        10,
        "Inés Mateo Lucía Álvaro Carmen Joaquín Pilar Rodrigo Ximena Nicolás Begoña Tomás Marisol Gonzalo Itziar"
        " Raúl Noemí Sebastián Yolanda Íñigo João Beatriz Catarina Tiago",
        "Arrizabalaga Barrionuevo Cifuentes Doblado Echegaray Fuensanta Galdeano Hinojosa Iturralde Jaramillo"
        " Lizárraga Monteagudo Navascués Olavarría Peñaranda Quiñones Rebolledo Santisteban Trujeque Urrutia"
        " Villaseñor Zamorano Figueiredo Carvalhosa",
        "Madrid/Spain/Europe/Madrid, Bilbao/Spain/Europe/Madrid, Lisbon/Portugal/Europe/Lisbon,"
        " Bogotá/Colombia/America/Bogota, São Paulo/Brazil/America/Sao_Paulo",
    ),
    _culture(
        8,
        "Éloïse Guillaume Maëlle Thibault Solène Benoît Clémence Aurélien Margaux Étienne Océane Rémi Noémie Loïc"
        " Sandrine Fabrice Anaïs Gaël Zoé Cédric",
        "Aubertin Bellegarde Chastagnier Delacourt Estienne Fontanelle Garnault Hautefeuille Jolivet Kerbrat"
        " Lacombière Marchandeau Noirot Peltier Quéméneur Rochebois Saintonge Thévenard Vauclair Yvernault",
        "Paris/France/Europe/Paris, Lyon/France/Europe/Paris, Brussels/Belgium/Europe/Brussels,"
        " Montréal/Canada/America/Toronto",
    ),
    _culture(
        9,
        "Aarav Diya Rohan Ananya Kiran Meera Sanjay Lakshmi Vikram Nandini Arjun Kavya Harish Ishita Manoj Pooja"
        " Siddharth Tara Uday Vidya Farhan Sana",
        "Achrekar Bhandarkar Chitnis Deshpande Easwaran Ghoshal Hiremath Iyengar Joglekar Kulkarni Limaye Mukundan"
        " Nadkarni Oberai Padmanabhan Raghunath Sathe Talwalkar Upadhyay Varadarajan Wadekar Qureishi",
        "Bengaluru/India/Asia/Kolkata, Pune/India/Asia/Kolkata, Singapore/Singapore/Asia/Singapore,"
        " London/United Kingdom/Europe/London",
    ),
    _culture(
        6,
        "Adaeze Babatunde Chidi Damilola Ebele Femi Gbenga Ifeoma Jide Kehinde Nneka Obinna Sade Tunde Uche Yetunde"
        " Kwame Abena Kofi Akosua",
        "Adebowale Babalola Chukwuma Dike Egbuna Fashola Gbadamosi Ibekwe Kolawole Ladipo Mbanefo Nwachukwu"
        " Ogunleye Popoola Sowande Taiwo Umeh Asantewaa Boateng Darkwa",
        "Lagos/Nigeria/Africa/Lagos, Accra/Ghana/Africa/Accra, London/United Kingdom/Europe/London",
    ),
    _culture(
        6,
        "Astrid Bjørn Camilla Eskil Frida Gustav Hedda Ingrid Jesper Kajsa Lars Maja Nils Oda Pål Ragnhild Sigrid"
        " Torbjörn Åsa Øyvind",
        "Almgren Bergsund Dahlqvist Ekeberg Fjällborg Grønvold Håkansmo Isaksrud Kvarnström Lövdahl Mørkved Nyhagen"
        " Öhrström Rydbeck Skogheim Tunestad Vinterdal Ågren Østbye Hellström",
        "Stockholm/Sweden/Europe/Stockholm, Oslo/Norway/Europe/Oslo, Copenhagen/Denmark/Europe/Copenhagen",
    ),
    _culture(
        6,
        "Agnieszka Bartosz Dorota Grzegorz Jadwiga Krzysztof Łucja Mieszko Żaneta Paweł Šárka Vojtěch Zdeněk Ludmila"
        " Ondřej Květa Milan Radka Tomasz Wiesława",
        "Bieńkowska-Ryś Chmielarz Dąbek Głowienko Jaśkiewicz Kołodziejek Łapiński Mrozek Niedźwiecki Ożóg Przybyła"
        " Ślęzak Wróblicki Żurawski Hradecký Jelínek Kadlečík Smetánka Vávrovec Zábranský",
        "Warsaw/Poland/Europe/Warsaw, Kraków/Poland/Europe/Warsaw, Prague/Czechia/Europe/Prague",
    ),
    _culture(
        5,
        "Ayşe Burak Cansu Deniz Elif Ferhat Gülşen Hakan İpek Kerem Leyla Nazlı Onur Selin Tarık Yasemin Omar Rania"  # noqa: RUF001 - Turkish
        " Karim Nadia",
        "Akbulut Bozkaya Çetinkaya Demirsoy Erdoğmuş Göksal Hançer İnceoğlu Karaduman Özgenç Sarıkaya Şentürk"  # noqa: RUF001 - Turkish
        " Tokgözlü Ünlüer Yıldıran Haddadin Khoury-Nasser Mansouri Sabbagh Tawil",  # noqa: RUF001 - Turkish
        "Istanbul/Turkey/Europe/Istanbul, Dubai/United Arab Emirates/Asia/Dubai, Cairo/Egypt/Africa/Cairo",
    ),
    _culture(
        5,
        "Haruka Daichi Sakura Kenta Misaki Takumi Yui Shota Jiwoo Minseo Seojun Hayoon Linh Minh Thao Quang Meilin"
        " Junhao Xiaoyu Weiting",
        "Aizawa Fukamachi Hoshikawa Kurosaki Minamoto Nishizono Shirakawa Tachibana Bangmoon Hwangbo Namkoong Seomun"
        " Dinhphuc Luongthe Phanvu Trieuquoc Ouyang-Lin Shangguan Situ-Chen Zhugeng",
        "Tokyo/Japan/Asia/Tokyo, Seoul/South Korea/Asia/Seoul, Hanoi/Vietnam/Asia/Ho_Chi_Minh,"
        " Taipei/Taiwan/Asia/Taipei",
    ),
    _culture(
        1,
        "伟明 静怡 遥香 健太 지우 서준 Алёна Дмитро Ελένη Νικηφόρος",
        "欧阳 上官 星川 黒崎 남궁 황보 Берёзкина Ковальчук-Рудь Παπαδήμου Καραγιαννόπουλος",
        "Shanghai/China/Asia/Shanghai, Tokyo/Japan/Asia/Tokyo, Athens/Greece/Europe/Athens",
    ),
)


class NewName(NamedTuple):
    """A name nobody else of this sample bears, and the culture it is from."""

    given: str
    family: str
    culture: Culture

    @property
    def full(self) -> str:
        """Return given and family name."""
        return f"{self.given} {self.family}"


class Namer:
    """Hands out names, each once; two namers with generators of one seed hand out the same."""

    def __init__(self, rng: Random, *, taken: tuple[str, ...] = ()) -> None:
        """Start anew; the full names of ``taken`` are never handed out."""
        self._rng = rng
        self._taken = {fold_name(name) for name in taken}
        self._cultures = [_pairs(culture, rng.randrange(10_000)) for culture in CULTURES]
        self._weights = [culture.weight for culture in CULTURES]

    def new(self) -> NewName:
        """Return a name that was not handed out before."""
        while True:
            number = self._rng.choices(range(len(CULTURES)), self._weights)[0]
            name = next(self._cultures[number])
            folded = fold_name(name.full)
            if folded not in self._taken:
                self._taken.add(folded)
                return name


def _pairs(culture: Culture, offset: int) -> Iterator[NewName]:
    """Yield all pairs of the culture's names, then all again with a middle initial, and so on."""
    size = len(culture.given) * len(culture.family)
    step = next(step for step in range(_STEP, _STEP + size) if gcd(step, size) == 1)
    number = 0
    while True:
        round_, place = divmod(number, size)
        family, given = divmod((offset + place * step) % size, len(culture.given))
        yield NewName(culture.given[given] + _initials(round_), culture.family[family], culture)
        number += 1


def _initials(round_: int) -> str:
    letters = ""
    while round_ > 0:
        round_, letter = divmod(round_ - 1, 26)
        letters = f" {chr(ord('A') + letter)}.{letters}"
    return letters
