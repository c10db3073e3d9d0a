"""Which telephone region a country's name or code means, so that a national number can be read in full."""

from functools import lru_cache

import phonenumbers

from nexalink.formats.handles import fold_name

_NAMES = """
AE united arab emirates|uae|emirates
AR argentina|argentinien|argentine
AT austria|osterreich|oesterreich|autriche|oostenrijk
AU australia|australien|australie
BE belgium|belgien|belgique|belgie|belgica|belgio
BG bulgaria|bulgarien
BR brazil|brasil|brasilien|bresil|brasile
CA canada|kanada
CH switzerland|schweiz|suisse|svizzera|suiza|swiss confederation|zwitserland
CL chile
CN china|peoples republic of china|prc|p r china|chine|cina|中国
CO colombia|kolumbien
CR costa rica
CY cyprus|zypern
CZ czech republic|czechia|tschechien|tschechische republik|ceska republika|cesko
DE germany|deutschland|federal republic of germany|allemagne|alemania|alemanha|germania|duitsland|niemcy|brd
DK denmark|danemark|danmark|dinamarca|daenemark
EC ecuador
EE estonia|estland|eesti
EG egypt|agypten|egypte
ES spain|spanien|espana|espagne|espanha|spagna|spanje
FI finland|finnland|suomi|finlande
FR france|frankreich|francia|franca|frankrijk
GB united kingdom|uk|great britain|england|scotland|wales|northern ireland|vereinigtes konigreich
GB grossbritannien|royaume uni|reino unido|regno unito
GH ghana
GR greece|griechenland|grece|hellas|grecia
HK hong kong|hongkong|hong kong sar
HR croatia|kroatien|hrvatska
HU hungary|ungarn|magyarorszag|hongrie
ID indonesia|indonesien
IE ireland|irland|irlande|irlanda|eire|republic of ireland
IL israel
IN india|indien|inde|bharat
IS iceland|island
IT italy|italien|italia|italie
JP japan|japon|nihon|日本
KE kenya|kenia
KR south korea|korea|republic of korea|sudkorea|coree du sud|대한민국
LI liechtenstein
LK sri lanka
LT lithuania|litauen|lietuva
LU luxembourg|luxemburg
LV latvia|lettland|latvija
MA morocco|marokko|maroc
MT malta
MX mexico|mexiko|mexique
MY malaysia
NG nigeria
NL netherlands|the netherlands|niederlande|nederland|holland|pays bas|paises bajos|paesi bassi
NO norway|norwegen|norge|norvege|noruega
NZ new zealand|neuseeland|nouvelle zelande
PE peru
PH philippines|philippinen
PK pakistan
PL poland|polen|polska|pologne|polonia
PT portugal
RO romania|rumanien|roumanie
RS serbia|serbien|srbija
RU russia|russian federation|russland|russie|rusia|россия
SA saudi arabia|saudi arabien|ksa
SE sweden|schweden|sverige|suede|suecia|svezia
SG singapore|singapur|singapour
SI slovenia|slowenien|slovenija
SK slovakia|slowakei|slovensko
TH thailand
TN tunisia|tunesien|tunisie
TR turkey|turkei|turkiye|turquie
TW taiwan
UA ukraine
US united states of america|united states|usa|u s a|u s|us of a|america|vereinigte staaten|etats unis
US estados unidos|stati uniti|verenigde staten
UY uruguay
VE venezuela
VN vietnam|viet nam
ZA south africa|sudafrika|afrique du sud
"""
_REGIONS = {fold_name(name): line[:2] for line in _NAMES.strip().splitlines() for name in line[3:].split("|")}


@lru_cache(maxsize=4_096)
def region_of(country: str) -> str | None:
    """Return the two-letter region of a country's name (in its own and some other languages) or code, or None.

    >>> region_of("Deutschland"), region_of("U.S.A."), region_of("at"), region_of("Atlantis")
    ('DE', 'US', 'AT', None)
    """
    code = country.strip().upper()
    if len(code) == 2 and code in phonenumbers.SUPPORTED_REGIONS:
        return str(code)
    return _REGIONS.get(fold_name(country))
