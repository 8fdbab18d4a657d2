"""Clocks by the names of places: "Kyiv time", "Chinese time", "New York time", "Gulf time".

A city is found under the name that the IANA time zone data base has for it, now or formerly, or
among the capitals and large cities that it has under another name. A country, by its name or its
adjective, is every zone that the data base lists for it: one, or as many ordinary meanings.
"""

from __future__ import annotations

import difflib
import unicodedata
import zoneinfo
from functools import cache
from importlib import resources

from skywitness.errors import SkywitnessError

#: Parts of the world under which the data base lists cities.
AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
         "Indian", "Pacific")  # fmt: skip

#: Cities that the data base has under another name, by the zone whose clock they have.
_CITIES = {
    "Africa/Abidjan": "yamoussoukro", "Africa/Blantyre": "lilongwe", "Africa/Bujumbura": "gitega",
    "Africa/Casablanca": "rabat", "Africa/Dar_es_Salaam": "dodoma", "Africa/Douala": "yaounde",
    "Africa/Johannesburg": "pretoria; cape town; durban", "Africa/Lagos": "abuja",
    "Africa/Ndjamena": "n'djamena", "Africa/Sao_Tome": "sao tome",
    "America/Antigua": "saint john's",
    "America/Argentina/Buenos_Aires": "buenos aires", "America/Barbados": "bridgetown",
    "America/Belize": "belmopan", "America/Cayman": "george town",
    "America/Costa_Rica": "san jose", "America/Dominica": "roseau",
    "America/El_Salvador": "san salvador", "America/Grenada": "st george's; saint george's",
    "America/Guatemala": "guatemala city", "America/Guayaquil": "quito",
    "America/Guyana": "georgetown", "America/Jamaica": "kingston", "America/La_Paz": "sucre",
    "America/New_York": "washington; washington dc; washington d.c.; pentagon; white house",
    "America/Panama": "panama city", "America/Puerto_Rico": "san juan",
    "America/Sao_Paulo": "brasilia; rio de janeiro; rio", "America/St_Johns": "st john's",
    "America/St_Kitts": "basseterre", "America/St_Lucia": "castries",
    "America/St_Vincent": "kingstown", "America/Toronto": "ottawa",
    "Asia/Aden": "sanaa; sana'a", "Asia/Almaty": "astana; nur-sultan", "Asia/Bahrain": "manama",
    "Asia/Bangkok": "hanoi", "Asia/Brunei": "bandar seri begawan",
    "Asia/Colombo": "sri jayawardenepura kotte",
    "Asia/Dubai": "abu dhabi", "Asia/Karachi": "islamabad; lahore",
    "Asia/Kolkata": "delhi; new delhi; mumbai; bombay", "Asia/Kuwait": "kuwait city",
    "Asia/Qatar": "doha", "Asia/Riyadh": "jeddah", "Asia/Shanghai": "beijing; peking",
    "Asia/Yangon": "naypyidaw; nay pyi taw", "Atlantic/Cape_Verde": "praia",
    "Australia/Sydney": "canberra", "Europe/Amsterdam": "the hague; hague",
    "Europe/Istanbul": "ankara", "Europe/Kyiv": "kiyv; kyev; odesa; odessa; kharkiv; kharkov; lviv",
    "Europe/Malta": "valletta", "Europe/Moscow": "st petersburg; saint petersburg; msk",
    "Europe/Simferopol": "sevastopol", "Europe/Tirane": "tirana",
    "Europe/Zurich": "bern; berne; geneva", "Indian/Comoro": "moroni", "Indian/Mahe": "victoria",
    "Indian/Maldives": "male", "Indian/Mauritius": "port louis", "Pacific/Auckland": "wellington",
    "Pacific/Efate": "port vila", "Pacific/Fiji": "suva", "Pacific/Guadalcanal": "honiara",
    "Pacific/Nauru": "yaren", "Pacific/Palau": "ngerulmud", "Pacific/Pohnpei": "palikir",
    "Pacific/Tahiti": "papeete", "Pacific/Tongatapu": "nuku'alofa",
}  # fmt: skip

#: Regions with a clock: names → IANA zones.
_REGIONS = {
    "greenwich; universal; coordinated universal": "Etc/UTC",
    "central european; middle european": "Europe/Berlin", "eastern european": "Europe/Athens",
    "western european": "Europe/Lisbon",
    "eastern; us eastern; et; american eastern": "America/New_York",
    "central; us central; ct; american central": "America/Chicago",
    "mountain; us mountain; mt": "America/Denver",
    "pacific; us pacific; pt; american pacific": "America/Los_Angeles",
    "atlantic": "America/Halifax", "alaska; alaskan": "America/Anchorage",
    "hawaii; hawaiian; hawaii-aleutian": "Pacific/Honolulu", "newfoundland": "America/St_Johns",
    "gulf": "Asia/Dubai", "arabia; arabian; arab": "Asia/Riyadh", "indochina": "Asia/Bangkok",
    "east africa; east african; eastern african": "Africa/Nairobi",
    "west africa; west african; western african": "Africa/Lagos",
    "central africa; central african": "Africa/Maputo",
    "western indonesian; western indonesia": "Asia/Jakarta",
    "central indonesian; central indonesia": "Asia/Makassar",
    "eastern indonesian; eastern indonesia": "Asia/Jayapura",
    "australian eastern; eastern australian; eastern australia":
        "Australia/Sydney Australia/Brisbane",
    "australian central; central australian; central australia":
        "Australia/Adelaide Australia/Darwin",
    "australian western; western australian; western australia": "Australia/Perth",
    "crimea; crimean": "Europe/Simferopol", "kosovo; kosovar": "Europe/Belgrade",
    "chamorro": "Pacific/Guam",
}  # fmt: skip

#: Countries where zones of the list are not on the country's own clock: code → its clock.
_NATIONAL = {"CN": "Asia/Shanghai", "UA": "Europe/Kyiv"}

#: Names and adjectives of countries besides their names in the data base, by ISO 3166 code.
_COUNTRIES = {
    "AE": "uae; emirates; emirati", "AF": "afghan", "AL": "albanian", "AM": "armenian",
    "AO": "angolan", "AR": "argentine; argentinian", "AT": "austrian", "AU": "australian",
    "AZ": "azerbaijani; azeri", "BA": "bosnia; bosnia and herzegovina; bosnian",
    "BB": "barbadian", "BD": "bangladeshi", "BE": "belgian", "BF": "burkinabe",
    "BG": "bulgarian", "BH": "bahraini", "BI": "burundian", "BJ": "beninese",
    "BN": "bruneian", "BO": "bolivian", "BR": "brazilian", "BS": "bahamian",
    "BT": "bhutanese", "BW": "botswanan", "BY": "belarusian; belarussian; byelorussian",
    "BZ": "belizean", "CA": "canadian",
    "CD": "congolese; dr congo; democratic republic of the congo",
    "CF": "central african republic", "CG": "republic of the congo",
    "CH": "swiss", "CI": "ivorian; ivory coast; cote d'ivoire", "CL": "chilean",
    "CM": "cameroonian", "CN": "chinese", "CO": "colombian", "CR": "costa rican",
    "CU": "cuban", "CV": "cabo verde", "CY": "cypriot", "CZ": "czechia; czech", "DE": "german",
    "DJ": "djiboutian", "DK": "danish", "DO": "dominican", "DZ": "algerian", "EC": "ecuadorian",
    "EE": "estonian", "EG": "egyptian", "EH": "sahrawi", "ER": "eritrean", "ES": "spanish",
    "ET": "ethiopian", "FI": "finnish", "FJ": "fijian", "FR": "french", "GA": "gabonese",
    "GB": "britain; great britain; united kingdom; uk; u.k.; british; english; scottish",
    "GE": "georgian", "GH": "ghanaian", "GL": "greenlandic", "GM": "gambian", "GN": "guinean",
    "GR": "greek", "GT": "guatemalan", "GY": "guyanese", "HN": "honduran", "HR": "croatian",
    "HT": "haitian", "HU": "hungarian", "ID": "indonesian", "IE": "irish", "IL": "israeli",
    "IN": "indian", "IQ": "iraqi", "IR": "iranian; persian", "IS": "icelandic", "IT": "italian",
    "JM": "jamaican", "JO": "jordanian", "JP": "japanese", "KE": "kenyan",
    "KG": "kyrgyz", "KH": "cambodian", "KP": "north korea; north korean; dprk",
    "KR": "south korea; south korean; korea; korean; rok", "KW": "kuwaiti",
    "KZ": "kazakh; kazakhstani", "LA": "lao; laotian", "LB": "lebanese", "LK": "sri lankan",
    "LR": "liberian", "LT": "lithuanian", "LU": "luxembourgish", "LV": "latvian", "LY": "libyan",
    "MA": "moroccan", "MD": "moldovan", "ME": "montenegrin", "MG": "malagasy",
    "MK": "macedonia; macedonian", "ML": "malian", "MM": "myanmar; burma; burmese",
    "MN": "mongolian", "MO": "macao", "MR": "mauritanian", "MT": "maltese", "MU": "mauritian",
    "MV": "maldivian", "MW": "malawian", "MX": "mexican", "MY": "malaysian",
    "MZ": "mozambican", "NA": "namibian", "NE": "nigerien", "NG": "nigerian",
    "NI": "nicaraguan", "NL": "dutch; holland", "NO": "norwegian", "NP": "nepalese; nepali",
    "NZ": "new zealander", "OM": "omani", "PA": "panamanian", "PE": "peruvian",
    "PG": "papuan", "PH": "philippine; filipino", "PK": "pakistani", "PL": "polish",
    "PS": "palestinian", "PT": "portuguese", "PY": "paraguayan", "QA": "qatari",
    "RO": "romanian", "RS": "serbian", "RU": "russian; russian federation", "RW": "rwandan",
    "SA": "saudi; saudi arabian", "SD": "sudanese", "SE": "swedish", "SG": "singaporean",
    "SI": "slovenian; slovene", "SK": "slovak", "SL": "sierra leonean", "SN": "senegalese",
    "SO": "somali", "SR": "surinamese", "SS": "south sudanese", "SV": "salvadoran",
    "SY": "syrian", "SZ": "eswatini; swaziland; swazi", "TD": "chadian", "TG": "togolese",
    "TH": "thai", "TJ": "tajik", "TL": "timor leste; timorese", "TM": "turkmen", "TN": "tunisian",
    "TO": "tongan", "TR": "turkish; turkiye", "TW": "taiwanese", "TZ": "tanzanian",
    "UA": "ukrainian", "UG": "ugandan", "US": "us; u.s.; usa; america; american",
    "UY": "uruguayan", "UZ": "uzbek", "VA": "vatican", "VE": "venezuelan",
    "VN": "viet nam; vietnamese", "WS": "samoa; samoan", "YE": "yemeni", "ZA": "south african",
    "ZM": "zambian", "ZW": "zimbabwean",
}  # fmt: skip


def clocks_named(words: str) -> tuple[str, ...]:
    """The IANA zones whose clocks "WORDS time" may mean, the first listed first.

    Raises:
        SkywitnessError: nothing of that name has a clock; the remedy names the nearest.
    """
    known = _known()
    found = known.get(_folded(words)) or known.get(_folded(words).removeprefix("the "))
    if found:
        return found
    near = difflib.get_close_matches(_folded(words), known, n=1, cutoff=0.75)
    remedy = "write the offset, such as UTC+3, or an IANA name, such as Europe/Minsk"
    if near:
        remedy = f"did you mean '{_titled(near[0])} time'? Else {remedy}"
    raise SkywitnessError(f"no clock is known as '{words} time'", remedy=remedy)


def _titled(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Folded names of cities, countries and regions → their zones."""
    found: dict[str, list[str]] = {}

    def add(name: str, *zones: str) -> None:
        listed = found.setdefault(_folded(name), [])
        listed += [zone for zone in zones if zone not in listed]

    for names, zones in _REGIONS.items():
        for name in names.split("; "):
            add(name, *zones.split())
    listed = _listed()
    every = sorted(zoneinfo.available_timezones())
    # The zone that a country lists comes before a former name of it.
    current = {zone for zones in listed.values() for zone in zones}
    links = {row[2]: row[1] for row in _rows("tzdata.zi", " ") if row[0] == "L"}
    for zone in sorted(every, key=lambda name: name not in current):
        if zone.startswith(AREAS) and "/" in zone:
            city = zone.rsplit("/", 1)[1].replace("_", " ")
            target = links.get(zone, zone)
            if not found.get(_folded(city)):
                add(city, zone if zone in current or target not in current else target)
    for zone, names in _CITIES.items():
        for name in names.split("; "):
            add(name, zone)
    countries = {code: zones for code, zones in listed.items() if code not in _NATIONAL}
    countries.update({code: (zone,) for code, zone in _NATIONAL.items()})
    for code, country in _countries().items():
        if code in countries:
            spelt = [] if " (" in country else [country, country.replace("&", "and")]
            also = _COUNTRIES.get(code, "").split("; ")
            # A city of that name has the country's clock, or one of them.
            for each in filter(None, dict.fromkeys([*spelt, *also])):
                add(each, *countries[code])
    return {name: tuple(zones) for name, zones in found.items()}


def _listed() -> dict[str, tuple[str, ...]]:
    """ISO 3166 codes → the zones of the country, the most populous first as the list has them."""
    found: dict[str, tuple[str, ...]] = {}
    for code, _, zone, *_ in _rows("zone.tab"):
        found[code] = (*found.get(code, ()), zone)
    return found


def _countries() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("iso3166.tab")}


def _rows(name: str, between: str = "\t") -> list[list[str]]:
    text = (resources.files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
    return [line.split(between) for line in text.splitlines() if line and not line.startswith("#")]


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
