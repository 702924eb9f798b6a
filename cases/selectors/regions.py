"""Regions of the world, as the United Nations Statistics Division draws them (standard M49); names from CLDR."""

from functools import lru_cache

from babel import Locale

# M49 code -> ISO 3166-1 alpha-2 codes. The finest M49 division: the intermediate region where there is one (Eastern
# Africa, the Caribbean), else the sub-region (Southern Asia). M49 does not list Taiwan (TW) and Kosovo (XK, not in ISO
# 3166-1): they stand where CLDR puts them. Antarctica (AQ) belongs to no region.
REGIONS: dict[str, str] = {
    "015": "DZ EG EH LY MA SD TN",  # Northern Africa
    "014": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",  # Eastern Africa
    "017": "AO CD CF CG CM GA GQ ST TD",  # Middle Africa
    "018": "BW LS NA SZ ZA",  # Southern Africa
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",  # Western Africa
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",  # Caribbean
    "013": "BZ CR GT HN MX NI PA SV",  # Central America
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",  # South America
    "021": "BM CA GL PM US",  # Northern America
    "143": "KG KZ TJ TM UZ",  # Central Asia
    "030": "CN HK JP KP KR MN MO TW",  # Eastern Asia
    "035": "BN ID KH LA MM MY PH SG TH TL VN",  # South-eastern Asia
    "034": "AF BD BT IN IR LK MV NP PK",  # Southern Asia
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",  # Western Asia
    "151": "BG BY CZ HU MD PL RO RU SK UA",  # Eastern Europe
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",  # Northern Europe
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",  # Southern Europe
    "155": "AT BE CH DE FR LI LU MC NL",  # Western Europe
    "053": "AU CC CX HM NF NZ",  # Australia and New Zealand
    "054": "FJ NC PG SB VU",  # Melanesia
    "057": "FM GU KI MH MP NR PW UM",  # Micronesia
    "061": "AS CK NU PF PN TK TO TV WF WS",  # Polynesia
}
_REGION_OF = {country: region for region, countries in REGIONS.items() for country in countries.split()}


def region_of(country: str) -> str | None:
    """M49 code of the region of a country (ISO 3166-1 alpha-2); None where there is none."""
    return _REGION_OF.get(country)


@lru_cache(maxsize=500)
def region_name(code: str, language: str) -> str:
    """Name of a region for readers of ``language``; the code itself where there is none."""
    return str(Locale(language).territories.get(code, code))
