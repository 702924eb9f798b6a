"""Countries as people write them: by a code of two or three letters, or by a name, official, short or in use."""

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from django.conf import settings

from cases.written.letters import label_key

# Unicode has codes for more than countries: unions of states, islands of a country, "unknown region", tests.
_NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
COUNTRIES = frozenset(code for code in Locale("en").territories if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES
_OTHER_LANGUAGES = ("fr", "es", "de", "pt", "tr", "ru")  # after those of the site, which go first
_SEVERAL = ("Congo", "Korea", "کنگو", "کره", "الكونغو", "كوريا")  # more than one country
_OTHER_NAMES = {
    "AE": "UAE; Emirates; امارات; الإمارات; الامارات; دولة الإمارات العربية المتحدة",
    "BA": "Bosnia; بوسنی; بوسنی و هرزگوین",
    "BO": "Plurinational State of Bolivia",
    "BR": "Federative Republic of Brazil; برازیل",
    "CD": "DRC; DR Congo; Democratic Republic of the Congo; Zaire; جمهوری دموکراتیک کنگو; الكونغو الديمقراطية",
    "CG": "Republic of the Congo; Congo Republic; جمهوری کنگو",
    "CI": "Ivory Coast; ساحل عاج; ساحل العاج",
    "CN": "PRC; People's Republic of China; چین; جمهوری خلق چین; الصين الشعبية",
    "CV": "Cape Verde; کیپ ورد",
    "CZ": "Czech Republic; جمهوری چک; التشيك; جمهورية التشيك",
    "DE": "Federal Republic of Germany; آلمان; ألمانيا الاتحادية",
    "DK": "Denmark; دانمارک",
    "EG": "Arab Republic of Egypt; مصر; جمهورية مصر العربية",
    "FM": "Federated States of Micronesia",
    "GB": "UK; U.K.; Great Britain; Britain; England; Scotland; Wales; Northern Ireland; "
          "United Kingdom of Great Britain and Northern Ireland; انگلیس; انگلستان; بریتانیای کبیر; پادشاهی متحده; "
          "بريطانيا; إنجلترا; انجلترا; بریتانیا",
    "GR": "Hellenic Republic; Hellas; یونان",
    "HK": "Hong Kong; هنگ کنگ; هونغ كونغ",
    "IN": "Republic of India; هندوستان; هند; الهند",
    "IR": "Islamic Republic of Iran; Iran (Islamic Republic of); Persia; جمهوری اسلامی ایران; ایران; "
          "الجمهورية الإسلامية الإيرانية; جمهورية إيران الإسلامية",
    "JO": "Hashemite Kingdom of Jordan; اردن; المملكة الأردنية الهاشمية",
    "KP": "DPRK; Democratic People's Republic of Korea; کره شمالی; كوريا الشمالية",
    "KR": "Republic of Korea; Korea, Republic of; Korea (Republic of); ROK; کره جنوبی; جمهوری کره; كوريا الجنوبية",
    "LA": "Lao PDR; Lao People's Democratic Republic",
    "LY": "State of Libya",
    "MD": "Republic of Moldova; مولداوی",
    "MK": "Macedonia; FYROM; مقدونیه; مقدونيا",
    "MM": "Myanmar; Burma; میانمار; برمه; بورما",
    "MO": "Macau; Macao; ماکائو; ماكاو",
    "NL": "Holland; The Netherlands; هلند; هولندا",
    "PS": "Palestine; State of Palestine; فلسطین; فلسطين; دولة فلسطين",
    "RU": "Russian Federation; Russia; فدراسیون روسیه; روسیه; روسيا الاتحادية",
    "SA": "KSA; Kingdom of Saudi Arabia; Saudi; عربستان; عربستان سعودی; السعودية; العربية السعودية",
    "SY": "Syrian Arab Republic; سوریه; الجمهورية العربية السورية",
    "SZ": "Swaziland; سوازیلند",
    "TL": "East Timor; تیمور شرقی",
    "TR": "Turkey; Türkiye; Turkiye; Republic of Turkey; Republic of Türkiye; ترکیه; تركيا; الجمهورية التركية",
    "TW": "Taiwan, Province of China; Chinese Taipei; تایوان",
    "TZ": "United Republic of Tanzania; تانزانیا",
    "US": "USA; U.S.A.; U.S.; America; United States of America; the States; آمریکا; امریکا; ایالات متحده آمریکا; "
          "ایالات متحدهٔ آمریکا; أمريكا; امريكا; الولايات المتحدة الأمريكية",
    "VA": "Holy See; Vatican; واتیکان; الفاتيكان",
    "VE": "Bolivarian Republic of Venezuela",
    "VN": "Viet Nam; Socialist Republic of Vietnam; ویتنام",
    "ZA": "RSA; Republic of South Africa; آفریقای جنوبی; افریقای جنوبی; جنوب إفريقيا",
}  # fmt: skip


def country_code(written: str) -> str | None:
    """Code of two letters (ISO 3166-1) of a country; None where nothing, or more than one country, is called so."""
    code = re.sub(r"[\s.]", "", written).upper()
    return code if code in COUNTRIES else _codes().get(_key(written))


def _key(name: str) -> str:
    """Key of a country's name: no case, accents, blanks, marks, and no article."""
    plain = re.sub(r"^the\s+", "", name.strip().casefold()).replace("&", " and ")
    return re.sub(r"[^\w]|_", "", label_key(re.sub(r"\bst\.?\s", "saint ", plain)))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Codes by the keys of names. Names of the site's languages go before names of others."""
    found: dict[str, str] = {}
    for code, names in _OTHER_NAMES.items():
        found |= {_key(name): code for name in names.split(";")}
    for code, current in get_global("territory_aliases").items():
        if len(current) == 1 and current[0] in COUNTRIES:  # three letters, numbers, and codes that are gone
            found.setdefault(_key(code), current[0])
    for language in (*(code for code, _name in settings.LANGUAGES), *_OTHER_LANGUAGES):
        for code, name in Locale(language).territories.items():
            if code in COUNTRIES:
                found.setdefault(_key(name), code)
    several = set(map(_key, _SEVERAL))
    return {key: code for key, code in found.items() if key not in several}
