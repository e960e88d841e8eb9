"""Countries as addresses of institutions name them, by ISO 3166-1 alpha-2."""

from __future__ import annotations

# Lower case, without accents; a name that is also something else (Georgia, Jersey) stands where it
# is meant most often in such addresses, or not at all.
_NAMES = """
AE united arab emirates;uae
AF afghanistan
AL albania
AM armenia
AO angola
AR argentina
AT austria;osterreich
AU australia;new south wales
AZ azerbaijan
BA bosnia and herzegovina;bosnia
BB barbados
BD bangladesh
BE belgium;belgique;belgie
BF burkina faso
BG bulgaria
BH bahrain
BJ benin
BN brunei
BO bolivia
BR brazil;brasil
BW botswana
BY belarus
CA canada
CD democratic republic of the congo
CH switzerland;schweiz;suisse
CI ivory coast;cote d ivoire
CL chile
CM cameroon
CN china;p r china;pr china;peoples republic of china;people s republic of china
CO colombia
CR costa rica
CU cuba
CY cyprus
CZ czech republic;czechia;ceska republika
DE germany;deutschland;federal republic of germany
DK denmark;danmark
DO dominican republic
DZ algeria;algerie
EC ecuador
EE estonia
EG egypt
ES spain;espana
ET ethiopia
FI finland;suomi
FJ fiji
FR france
GB uk;u k;united kingdom;england;scotland;wales;northern ireland;great britain
GH ghana
GM the gambia;gambia
GR greece;hellas
GT guatemala
HK hong kong;hong kong sar
HN honduras
HR croatia;hrvatska
HU hungary;magyarorszag
ID indonesia
IE ireland;republic of ireland
IL israel
IN india
IQ iraq
IR iran;islamic republic of iran
IS iceland
IT italy;italia
JM jamaica
JO jordan
JP japan
KE kenya
KG kyrgyzstan
KH cambodia
KP north korea
KR korea;south korea;republic of korea
KW kuwait
KZ kazakhstan
LA laos
LB lebanon
LK sri lanka
LT lithuania
LU luxembourg
LV latvia
LY libya
MA morocco;maroc
MC monaco
MD moldova;republic of moldova
ME montenegro
MG madagascar
MK macedonia;north macedonia
ML mali
MM myanmar
MN mongolia
MO macau;macao
MT malta
MU mauritius
MW malawi
MX mexico
MY malaysia
MZ mozambique
NA namibia
NE niger
NG nigeria
NI nicaragua
NL netherlands;the netherlands;nederland;holland
NO norway;norge
NP nepal
NZ new zealand
OM oman
PA panama
PE peru
PG papua new guinea
PH philippines;the philippines
PK pakistan
PL poland;polska
PR puerto rico
PS palestine
PT portugal
PY paraguay
QA qatar
RO romania
RS serbia;srbija
RU russia;russian federation;ussr
RW rwanda
SA saudi arabia;kingdom of saudi arabia
SD sudan
SE sweden;sverige
SG singapore
SI slovenia;slovenija
SK slovakia;slovak republic
SN senegal
SV el salvador
SY syria
TH thailand
TN tunisia;tunisie
TR turkey;turkiye
TT trinidad and tobago
TW taiwan;republic of china;r o c;taiwan roc
TZ tanzania
UA ukraine
UG uganda
US usa;u s a;united states;united states of america;us;u s
UY uruguay
UZ uzbekistan
VE venezuela
VN vietnam;viet nam
YE yemen
ZA south africa;republic of south africa
ZM zambia
ZW zimbabwe
"""
_PARTS = """
AU new south wales;queensland;south australia;tasmania;victoria;western australia
CA alberta;british columbia;manitoba;new brunswick;newfoundland;nova scotia;ontario;quebec
CA saskatchewan
US alabama;alaska;arizona;arkansas;california;colorado;connecticut;delaware;florida;hawaii;idaho
US illinois;indiana;iowa;kansas;kentucky;louisiana;maine;maryland;massachusetts;michigan;minnesota
US mississippi;missouri;montana;nebraska;nevada;new hampshire;new jersey;new mexico;new york
US north carolina;north dakota;ohio;oklahoma;oregon;pennsylvania;rhode island;south carolina
US south dakota;tennessee;texas;utah;vermont;virginia;washington;west virginia;wisconsin;wyoming
"""


def _table(text: str) -> dict[str, str]:
    lines = (line.partition(" ") for line in text.split("\n") if line)
    return {name: code for code, _, names in lines for name in names.split(";")}


COUNTRIES = _table(_NAMES)
# States and provinces, of which addresses name no country; also parts of names: University of Iowa.
PARTS = _table(_PARTS)
