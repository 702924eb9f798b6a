"""Groups of countries under the names people use for them, in four languages.

Continents follow the United Nations Statistics Division (M49), with which ``cases.selectors.regions`` draws regions.
The other lists: League of Arab States (22 members), Organisation of Islamic Cooperation (57), European Union (27),
Economic Cooperation Organization (10), neighbours of Iran on land and sea, advanced economies of the International
Monetary Fund (World Economic Outlook), all others being called developing.
"""

from cases.selectors.regions import REGIONS


def _of(*regions: str) -> frozenset[str]:
    return frozenset(country for region in regions for country in REGIONS[region].split())


def _countries(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


AFRICA = _of("015", "014", "017", "018", "011")
LATIN_AMERICA = _of("029", "013", "005")
ASIA = _of("143", "030", "035", "034", "145")
EUROPE = _of("151", "154", "039", "155")
OCEANIA = _of("053", "054", "057", "061")
ALL = frozenset(country for countries in REGIONS.values() for country in countries.split())
ARAB = _countries("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE")
ISLAMIC = ARAB | _countries(
    "AF AL AZ BD BJ BN BF CM TD CI GA GM GN GW GY ID IR KZ KG MY MV ML MZ NE NG PK SN SL SR TJ TG TR TM UG UZ"
)
GULF = _countries("BH KW OM QA SA AE")
MIDDLE_EAST = _countries("BH CY EG IR IQ IL JO KW LB OM PS QA SA SY TR AE YE")
NEIGHBOURS_OF_IRAN = _countries("AF AM AZ IQ PK TR TM BH KW OM QA SA AE")
EUROPEAN_UNION = _countries("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE")
ECO = _countries("AF AZ IR KZ KG PK TJ TR TM UZ")
NORDIC = _countries("DK FI IS NO SE")
ADVANCED = _countries(
    "AD AU AT BE CA HR CY CZ DK EE FI FR DE GR HK IS IE IL IT JP KR LV LT LU MO MT NL NZ NO PT PR SM SG SK SI ES SE CH "
    "TW GB US"
)

# Names: with the word for cities or countries too, since a name is looked up as a whole.
GROUPS: tuple[tuple[frozenset[str], dict[str, str]], ...] = (
    (AFRICA, {
        "fa": "آفریقا|افریقا|شهرهای آفریقا|شهرهای آفریقایی|کشورهای آفریقایی|آفریقایی|قارهٔ آفریقا",
        "en": "Africa|African|African cities|African countries|cities in Africa",
        "ar": "أفريقيا|إفريقيا|مدن أفريقيا|المدن الأفريقية|الدول الأفريقية|أفريقية|القارة الأفريقية",
        "tr": "Afrika|Afrika şehirleri|Afrika ülkeleri|Afrika kentleri",
    }),
    (LATIN_AMERICA, {
        "fa": "آمریکای لاتین|امریکای لاتین|شهرهای آمریکای لاتین|کشورهای آمریکای لاتین|آمریکای مرکزی و جنوبی",
        "en": "Latin America|Latin American|Latin American cities|Latin American countries|Central and South America",
        "ar": "أمريكا اللاتينية|أميركا اللاتينية|مدن أمريكا اللاتينية|دول أمريكا اللاتينية",
        "tr": "Latin Amerika|Latin Amerika şehirleri|Latin Amerika ülkeleri|Latin Amerika kentleri",
    }),
    (_of("005"), {
        "fa": "آمریکای جنوبی|شهرهای آمریکای جنوبی",
        "en": "South America|South American|South American cities",
        "ar": "أمريكا الجنوبية|أميركا الجنوبية|مدن أمريكا الجنوبية",
        "tr": "Güney Amerika|Güney Amerika şehirleri",
    }),
    (_of("021"), {
        "fa": "آمریکای شمالی|شهرهای آمریکای شمالی",
        "en": "North America|North American|North American cities",
        "ar": "أمريكا الشمالية|أميركا الشمالية|مدن أمريكا الشمالية",
        "tr": "Kuzey Amerika|Kuzey Amerika şehirleri",
    }),
    (ASIA, {
        "fa": "آسیا|شهرهای آسیا|شهرهای آسیایی|کشورهای آسیایی|آسیایی|قارهٔ آسیا",
        "en": "Asia|Asian|Asian cities|Asian countries|cities in Asia",
        "ar": "آسيا|مدن آسيا|المدن الآسيوية|الدول الآسيوية|آسيوية",
        "tr": "Asya|Asya şehirleri|Asya ülkeleri|Asya kentleri",
    }),
    (_of("030"), {
        "fa": "آسیای شرقی|شرق آسیا|شهرهای آسیای شرقی|شهرهای شرق آسیا|کشورهای شرق آسیا|خاور دور",
        "en": "East Asia|Eastern Asia|East Asian|East Asian cities|Far East",
        "ar": "شرق آسيا|مدن شرق آسيا|دول شرق آسيا|الشرق الأقصى",
        "tr": "Doğu Asya|Doğu Asya şehirleri|Uzak Doğu",
    }),
    (_of("035"), {
        "fa": "آسیای جنوب شرقی|جنوب شرق آسیا|شهرهای جنوب شرق آسیا|شهرهای آسیای جنوب شرقی",
        "en": "Southeast Asia|South-east Asia|South East Asia|Southeast Asian cities|ASEAN",
        "ar": "جنوب شرق آسيا|مدن جنوب شرق آسيا|دول جنوب شرق آسيا",
        "tr": "Güneydoğu Asya|Güneydoğu Asya şehirleri",
    }),
    (_of("034"), {
        "fa": "آسیای جنوبی|جنوب آسیا|شهرهای جنوب آسیا|شبه‌قارهٔ هند|شبه قاره",
        "en": "South Asia|South Asian|South Asian cities|Indian subcontinent",
        "ar": "جنوب آسيا|مدن جنوب آسيا|شبه القارة الهندية",
        "tr": "Güney Asya|Güney Asya şehirleri",
    }),
    (_of("143"), {
        "fa": "آسیای مرکزی|آسیای میانه|شهرهای آسیای مرکزی|شهرهای آسیای میانه",
        "en": "Central Asia|Central Asian|Central Asian cities",
        "ar": "آسيا الوسطى|مدن آسيا الوسطى",
        "tr": "Orta Asya|Orta Asya şehirleri",
    }),
    (EUROPE, {
        "fa": "اروپا|شهرهای اروپا|شهرهای اروپایی|کشورهای اروپایی|اروپایی",
        "en": "Europe|European|European cities|European countries|cities in Europe",
        "ar": "أوروبا|مدن أوروبا|المدن الأوروبية|الدول الأوروبية|أوروبية",
        "tr": "Avrupa|Avrupa şehirleri|Avrupa ülkeleri|Avrupa kentleri",
    }),
    (EUROPEAN_UNION, {
        "fa": "اتحادیهٔ اروپا|کشورهای اتحادیهٔ اروپا",
        "en": "European Union|EU|EU cities|EU countries",
        "ar": "الاتحاد الأوروبي|دول الاتحاد الأوروبي",
        "tr": "Avrupa Birliği|AB ülkeleri",
    }),
    (NORDIC, {
        "fa": "اسکاندیناوی|شهرهای اسکاندیناوی|کشورهای اسکاندیناوی|کشورهای نوردیک|شمال اروپا",
        "en": "Scandinavia|Scandinavian|Scandinavian cities|Nordic|Nordic cities|Nordic countries",
        "ar": "إسكندنافيا|الدول الإسكندنافية|المدن الإسكندنافية|دول الشمال الأوروبي",
        "tr": "İskandinavya|İskandinav şehirleri|İskandinav ülkeleri|Nordik ülkeler",
    }),
    (OCEANIA, {
        "fa": "اقیانوسیه|استرالیا و نیوزیلند",
        "en": "Oceania|Australasia|Australia and New Zealand|Pacific cities",
        "ar": "أوقيانوسيا|أستراليا ونيوزيلندا",
        "tr": "Okyanusya|Avustralya ve Yeni Zelanda",
    }),
    (ARAB, {
        "fa": "شهرهای عربی|کشورهای عربی|جهان عرب|شهرهای عرب|کشورهای عرب|دنیای عرب|شهرهای عرب‌زبان",
        "en": "Arab|Arab cities|Arab countries|Arab world|Arab states|Arabic cities",
        "ar": "المدن العربية|مدن عربية|الدول العربية|دول عربية|العالم العربي|الوطن العربي|البلدان العربية",
        "tr": "Arap şehirleri|Arap ülkeleri|Arap dünyası|Arap kentleri",
    }),
    (ISLAMIC, {
        "fa": "شهرهای اسلامی|کشورهای اسلامی|جهان اسلام|شهرهای مسلمان|کشورهای مسلمان|دنیای اسلام",
        "en": "Islamic cities|Muslim cities|Islamic countries|Muslim countries|Muslim world|Islamic world|OIC",
        "ar": "المدن الإسلامية|مدن إسلامية|الدول الإسلامية|دول إسلامية|العالم الإسلامي",
        "tr": "İslam şehirleri|İslam ülkeleri|Müslüman ülkeler|İslam dünyası",
    }),
    (GULF, {
        "fa": "شهرهای خلیج فارس|کشورهای حاشیهٔ خلیج فارس|کشورهای خلیج فارس|حاشیهٔ خلیج فارس",
        "en": "Gulf|Gulf cities|Gulf countries|Gulf states|GCC|Persian Gulf",
        "ar": "الخليج|مدن الخليج|دول الخليج|دول مجلس التعاون|المدن الخليجية",
        "tr": "Körfez ülkeleri|Körfez şehirleri|Basra Körfezi",
    }),
    (MIDDLE_EAST, {
        "fa": "خاورمیانه|شهرهای خاورمیانه|کشورهای خاورمیانه|غرب آسیا|کشورهای منطقه|شهرهای منطقه",
        "en": "Middle East|Middle Eastern|Middle Eastern cities|West Asia|Near East",
        "ar": "الشرق الأوسط|مدن الشرق الأوسط|دول الشرق الأوسط|غرب آسيا",
        "tr": "Orta Doğu|Ortadoğu|Ortadoğu şehirleri|Orta Doğu ülkeleri|Batı Asya",
    }),
    (NEIGHBOURS_OF_IRAN, {
        "fa": "همسایگان ایران|کشورهای همسایهٔ ایران|شهرهای کشورهای همسایه|کشورهای همسایه|همسایه‌های ایران",
        "en": "neighbours of Iran|neighbors of Iran|Iran's neighbours|countries around Iran",
        "ar": "جيران إيران|الدول المجاورة لإيران|دول الجوار الإيراني",
        "tr": "İran'ın komşuları|İran komşuları|İran'a komşu ülkeler",
    }),
    (ECO, {
        "fa": "کشورهای عضو اکو|سازمان اکو|کشورهای اکو",
        "en": "ECO countries|Economic Cooperation Organization",
        "ar": "منظمة التعاون الاقتصادي|دول منظمة التعاون الاقتصادي",
        "tr": "Ekonomik İşbirliği Teşkilatı|EİT ülkeleri",
    }),
    (ADVANCED, {
        "fa": "کشورهای توسعه‌یافته|کشورهای پیشرفته|کشورهای ثروتمند|شهرهای کشورهای پیشرفته",
        "en": "developed countries|rich countries|advanced economies|high-income countries|global North",
        "ar": "الدول المتقدمة|الدول الغنية|البلدان المتقدمة",
        "tr": "gelişmiş ülkeler|zengin ülkeler",
    }),
    (ALL - ADVANCED, {
        "fa": "کشورهای در حال توسعه|شهرهای در حال توسعه|کشورهای فقیر|جهان سوم|کشورهای جنوب|شهرهای کشورهای در حال توسعه",
        "en": "developing countries|developing cities|developing world|poor countries|low-income countries|third world|"
        "global South|cities of the global South",
        "ar": "الدول النامية|البلدان النامية|دول نامية|الدول الفقيرة|العالم الثالث|دول الجنوب|مدن الدول النامية",
        "tr": "gelişmekte olan ülkeler|gelişen ülkeler|yoksul ülkeler|üçüncü dünya|küresel Güney",
    }),
)  # fmt: skip
