"""Abbreviations of clocks: what each of them stands for, in every part of the world that uses it.

The table holds every alphabetic abbreviation that the IANA time zone data base had in use since
1970, and those that the press writes besides. The data base gave up most abbreviations that no
speaker of English used; atlases and news agencies still have them.
"""

from __future__ import annotations

from dataclasses import dataclass

HOUR = 60


@dataclass(frozen=True)
class Zone:
    """A fixed ``offset`` in minutes east of Greenwich, or the rules of ``iana``.

    ``home`` is the IANA name of a place whose standard time has the abbreviation, and whose clock
    of the day people may mean by it.
    """

    label: str
    offset: int | None = None
    iana: str = ""
    home: str = ""


#: Abbreviation, offset from UTC, home whose clock of the day may be meant ("-": none), meaning.
#: Of one abbreviation the most usual meaning in news copy comes first.
_TABLE = """
UTC   +00:00 -                               UTC
UCT   +00:00 -                               UTC
GMT   +00:00 -                               UTC
Z     +00:00 -                               UTC
ZULU  +00:00 -                               UTC
WET   +00:00 Europe/Lisbon                   Western European
WEST  +01:00 -                               Western European Summer
BST   +01:00 -                               British Summer
BST   +06:00 -                               Bangladesh
BST   +11:00 -                               Bougainville
BST   -11:00 -                               Bering
CET   +01:00 Europe/Berlin                   Central European
CEST  +02:00 -                               Central European Summer
MEZ   +01:00 Europe/Berlin                   Central European
MESZ  +02:00 -                               Central European Summer
MET   +01:00 Europe/Berlin                   Middle European
MEST  +02:00 -                               Middle European Summer
EET   +02:00 Europe/Athens                   Eastern European
EEST  +03:00 -                               Eastern European Summer
FET   +03:00 Europe/Minsk                    Further-eastern European
MSK   +03:00 Europe/Moscow                   Moscow
MSD   +04:00 -                               Moscow Summer
TRT   +03:00 Europe/Istanbul                 Turkey
KALT  +02:00 Europe/Kaliningrad              Kaliningrad
SAMT  +04:00 Europe/Samara                   Samara
VOLT  +03:00 Europe/Volgograd                Volgograd
YEKT  +05:00 Asia/Yekaterinburg              Yekaterinburg
OMST  +06:00 Asia/Omsk                       Omsk
NOVT  +07:00 Asia/Novosibirsk                Novosibirsk
KRAT  +07:00 Asia/Krasnoyarsk                Krasnoyarsk
IRKT  +08:00 Asia/Irkutsk                    Irkutsk
YAKT  +09:00 Asia/Yakutsk                    Yakutsk
VLAT  +10:00 Asia/Vladivostok                Vladivostok
SAKT  +11:00 Asia/Sakhalin                   Sakhalin
MAGT  +11:00 Asia/Magadan                    Magadan
SRET  +11:00 Asia/Srednekolymsk              Srednekolymsk
PETT  +12:00 Asia/Kamchatka                  Kamchatka
ANAT  +12:00 Asia/Anadyr                     Anadyr
GET   +04:00 Asia/Tbilisi                    Georgia
AZT   +04:00 Asia/Baku                       Azerbaijan
AZST  +05:00 -                               Azerbaijan Summer
AMT   -04:00 America/Manaus                  Amazon
AMT   +04:00 Asia/Yerevan                    Armenia
AMST  -03:00 -                               Amazon Summer
AMST  +05:00 -                               Armenia Summer
IRST  +03:30 Asia/Tehran                     Iran Standard
IRDT  +04:30 -                               Iran Daylight
GST   +04:00 -                               Gulf
GST   -02:00 -                               South Georgia
GST   +10:00 Pacific/Guam                    Guam
GDT   +11:00 -                               Guam Daylight
AST   +03:00 -                               Arabia
AST   -04:00 America/Halifax                 Atlantic
ADT   -03:00 -                               Atlantic Daylight
ADT   +04:00 -                               Arabia Daylight
ADDT  -02:00 -                               Atlantic Double Daylight
IST   +05:30 -                               India
IST   +02:00 Asia/Jerusalem                  Israel
IST   +01:00 -                               Irish Summer
IDT   +03:00 -                               Israel Daylight
IDDT  +04:00 -                               Israel Double Daylight
SYT   +02:00 Asia/Damascus                   Syria
PKT   +05:00 Asia/Karachi                    Pakistan
PKST  +06:00 -                               Pakistan Summer
AFT   +04:30 -                               Afghanistan
NPT   +05:45 Asia/Kathmandu                  Nepal
BTT   +06:00 Asia/Thimphu                    Bhutan
BDT   +06:00 -                               Bangladesh
BDT   +08:00 -                               Brunei
BDT   -10:00 -                               Bering Daylight
SLST  +05:30 Asia/Colombo                    Sri Lanka
MVT   +05:00 -                               Maldives
IOT   +06:00 Indian/Chagos                   British Indian Ocean
BIOT  +06:00 Indian/Chagos                   British Indian Ocean
MUT   +04:00 Indian/Mauritius                Mauritius
RET   +04:00 -                               Reunion
SCT   +04:00 -                               Seychelles
TFT   +05:00 -                               French Southern Territories
UZT   +05:00 Asia/Tashkent                   Uzbekistan
TMT   +05:00 Asia/Ashgabat                   Turkmenistan
TJT   +05:00 Asia/Dushanbe                   Tajikistan
KGT   +06:00 Asia/Bishkek                    Kyrgyzstan
ALMT  +06:00 Asia/Almaty                     Almaty
AQTT  +05:00 Asia/Aqtau                      Western Kazakhstan
ORAT  +05:00 Asia/Oral                       Oral
QYZT  +05:00 Asia/Qyzylorda                  Qyzylorda
MMT   +06:30 -                               Myanmar
MST   -07:00 America/Denver                  North American Mountain
MST   +08:00 -                               Malaysia
MST   +06:30 -                               Myanmar
CCT   +06:30 -                               Cocos Islands
CCT   +08:00 -                               China Coast
ICT   +07:00 -                               Indochina
THA   +07:00 -                               Thailand
CXT   +07:00 -                               Christmas Island
HOVT  +07:00 Asia/Hovd                       Hovd
HOVST +08:00 -                               Hovd Summer
ULAT  +08:00 Asia/Ulaanbaatar                Ulaanbaatar
ULAST +09:00 -                               Ulaanbaatar Summer
CHOT  +08:00 Asia/Choibalsan                 Choibalsan
CHOST +09:00 -                               Choibalsan Summer
WIB   +07:00 -                               Western Indonesia
WITA  +08:00 -                               Central Indonesia
WIT   +09:00 -                               Eastern Indonesia
CST   +08:00 Asia/Shanghai                   China
CST   -06:00 America/Chicago                 North American Central
CST   -05:00 America/Havana                  Cuba
CST   +09:30 Australia/Adelaide              Central Australia
CDT   -05:00 -                               North American Central Daylight
CDT   -04:00 -                               Cuba Daylight
CDT   +09:00 -                               China Daylight
CDT   +10:30 -                               Central Australia Daylight
BJT   +08:00 Asia/Shanghai                   Beijing
TST   +08:00 Asia/Taipei                     Taiwan
HKT   +08:00 Asia/Hong_Kong                  Hong Kong
HKST  +09:00 -                               Hong Kong Summer
SGT   +08:00 -                               Singapore
SST   -11:00 Pacific/Pago_Pago               Samoa
SST   +08:00 -                               Singapore
SST   +11:00 -                               Solomon Islands
PHT   +08:00 Asia/Manila                     Philippines
PHST  +08:00 Asia/Manila                     Philippines
MYT   +08:00 -                               Malaysia
BNT   +08:00 -                               Brunei
JST   +09:00 Asia/Tokyo                      Japan
JDT   +10:00 -                               Japan Daylight
KST   +09:00 Asia/Seoul                      Korea
KST   +08:30 Asia/Pyongyang                  North Korea from 2015 to 2018
KDT   +10:00 -                               Korea Daylight
TLT   +09:00 -                               East Timor
PWT   +09:00 -                               Palau
CHST  +10:00 Pacific/Guam                    Chamorro
CHUT  +10:00 -                               Chuuk
PGT   +10:00 -                               Papua New Guinea
DDUT  +10:00 -                               Dumont d'Urville
AWST  +08:00 Australia/Perth                 Western Australia
AWDT  +09:00 -                               Western Australia Daylight
WST   +08:00 Australia/Perth                 Western Australia
WST   +13:00 Pacific/Apia                    West Samoa
ACWST +08:45 -                               Central Western Australia
CWST  +08:45 -                               Central Western Australia
ACST  +09:30 Australia/Adelaide              Central Australia
ACDT  +10:30 -                               Central Australia Daylight
AEST  +10:00 Australia/Sydney                Eastern Australia
AEDT  +11:00 -                               Eastern Australia Daylight
LHST  +10:30 Australia/Lord_Howe             Lord Howe
LHDT  +11:00 -                               Lord Howe Daylight
NFT   +11:00 Pacific/Norfolk                 Norfolk Island
NFDT  +12:00 -                               Norfolk Island Daylight
NCT   +11:00 -                               New Caledonia
SBT   +11:00 -                               Solomon Islands
VUT   +11:00 -                               Vanuatu
PONT  +11:00 -                               Pohnpei
KOST  +11:00 -                               Kosrae
NZST  +12:00 Pacific/Auckland                New Zealand
NZDT  +13:00 -                               New Zealand Daylight
CHAST +12:45 Pacific/Chatham                 Chatham
CHADT +13:45 -                               Chatham Daylight
FJT   +12:00 Pacific/Fiji                    Fiji
FJST  +13:00 -                               Fiji Summer
GILT  +12:00 -                               Gilbert Islands
MHT   +12:00 -                               Marshall Islands
NRT   +12:00 -                               Nauru
TVT   +12:00 -                               Tuvalu
WAKT  +12:00 -                               Wake Island
WFT   +12:00 -                               Wallis and Futuna
TOT   +13:00 Pacific/Tongatapu               Tonga
TKT   +13:00 -                               Tokelau
PHOT  +13:00 -                               Phoenix Islands
LINT  +14:00 -                               Line Islands
NUT   -11:00 -                               Niue
CKT   -10:00 -                               Cook Islands
TAHT  -10:00 -                               Tahiti
MART  -09:30 -                               Marquesas
GAMT  -09:00 -                               Gambier
PST   -08:00 America/Los_Angeles             North American Pacific
PST   +08:00 Asia/Manila                     Philippines
PST   +05:00 Asia/Karachi                    Pakistan
PDT   -07:00 -                               North American Pacific Daylight
PDT   +09:00 -                               Philippines Daylight
HST   -10:00 -                               Hawaii
HDT   -09:00 -                               Hawaii-Aleutian Daylight
AHST  -10:00 -                               Alaska-Hawaii
AHDT  -09:00 -                               Alaska-Hawaii Daylight
YST   -09:00 -                               Yukon
YDT   -08:00 -                               Yukon Daylight
AKST  -09:00 America/Anchorage               Alaska
AKDT  -08:00 -                               Alaska Daylight
EST   -05:00 America/New_York                North American Eastern
EST   +10:00 Australia/Sydney                Eastern Australia
EDT   -04:00 -                               North American Eastern Daylight
EDT   +11:00 -                               Eastern Australia Daylight
MDT   -06:00 -                               North American Mountain Daylight
NST   -03:30 America/St_Johns                Newfoundland
NST   +05:45 Asia/Kathmandu                  Nepal
NDT   -02:30 -                               Newfoundland Daylight
NDDT  -01:30 -                               Newfoundland Double Daylight
PMST  -03:00 America/Miquelon                Saint Pierre and Miquelon
PMDT  -02:00 -                               Saint Pierre and Miquelon Daylight
WGT   -02:00 America/Nuuk                    West Greenland
WGT   -03:00 -                               West Greenland until 2023
WGST  -01:00 -                               West Greenland Summer
WGST  -02:00 -                               West Greenland Summer until 2022
EGT   -01:00 America/Scoresbysund            East Greenland
EGST  +00:00 -                               East Greenland Summer
AZOT  -01:00 Atlantic/Azores                 Azores
AZOST +00:00 -                               Azores Summer
CVT   -01:00 -                               Cape Verde
BRT   -03:00 America/Sao_Paulo               Brasilia
BRST  -02:00 -                               Brasilia Summer
FNT   -02:00 -                               Fernando de Noronha
ACT   -05:00 America/Rio_Branco              Acre
ACT   +09:30 Australia/Adelaide              Central Australia
ART   -03:00 America/Argentina/Buenos_Aires  Argentina
ARST  -02:00 -                               Argentina Summer
CLT   -04:00 America/Santiago                Chile
CLST  -03:00 -                               Chile Summer
EAST  -06:00 Pacific/Easter                  Easter Island
EASST -05:00 -                               Easter Island Summer
UYT   -03:00 America/Montevideo              Uruguay
UYST  -02:00 -                               Uruguay Summer
PYT   -03:00 America/Asuncion                Paraguay
PYT   -04:00 America/Asuncion                Paraguay until 2024
PYST  -03:00 -                               Paraguay Summer
BOT   -04:00 -                               Bolivia
VET   -04:00 America/Caracas                 Venezuela
COT   -05:00 -                               Colombia
PET   -05:00 -                               Peru
ECT   -05:00 -                               Ecuador
ECT   -04:00 -                               Eastern Caribbean
GALT  -06:00 -                               Galapagos
GYT   -04:00 America/Guyana                  Guyana
GFT   -03:00 -                               French Guiana
SRT   -03:00 America/Paramaribo              Suriname
FKT   -04:00 Atlantic/Stanley                Falkland Islands
FKST  -03:00 -                               Falkland Islands Summer
EAT   +03:00 -                               East Africa
CAT   +02:00 -                               Central Africa
CAST  +03:00 -                               Central Africa Summer
SAST  +02:00 -                               South Africa
WAT   +01:00 -                               West Africa
WAST  +02:00 -                               West Africa Summer
MAWT  +05:00 -                               Mawson
VOST  +06:00 -                               Vostok
SYOT  +03:00 -                               Syowa
ROTT  -03:00 -                               Rothera
"""

#: Abbreviations that are words besides: in capital letters only.
_WORDS = """ACT ADT ART BOT CAST CAT COT EAST EAT FET GET MART MET NUT PET RET SCT THA TOT WAT WEST
WIT"""


def signed(minutes: int) -> str:
    """An offset from UTC as "+5:30"."""
    hours, rest = divmod(abs(minutes), HOUR)
    return f"{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _fixed() -> dict[str, tuple[Zone, ...]]:
    found: dict[str, tuple[Zone, ...]] = {}
    for line in _TABLE.strip().splitlines():
        name, offset, home, meaning = line.split(maxsplit=3)
        minutes = int(offset[1:3]) * HOUR + int(offset[4:])
        minutes = -minutes if offset[0] == "-" else minutes
        label = "UTC" if meaning == "UTC" else f"{meaning} (UTC{signed(minutes)})"
        zone = Zone(label, minutes, home="" if home == "-" else home)
        found[name] = (*found.get(name, ()), zone)
    # Not on whole minutes: Liberia was 44.5 minutes behind Greenwich until 1972.
    liberia = Zone("Liberia until 1972 (the clock of Africa/Monrovia)", iana="Africa/Monrovia")
    found["MMT"] = (*found["MMT"], liberia)
    return found


#: What each abbreviation stands for, most usual first.
ABBREVIATIONS = _fixed()
#: Abbreviations after a clock time; those that are words as well only in capital letters.
PATTERN = "|".join(
    rf"(?-i:{name})" if name in _WORDS.split() else name
    for name in sorted(ABBREVIATIONS, key=lambda name: (-len(name), name))
)
