"""The text analysis as data: tables that the Python analyser reads and an engine's own settings are made from."""

import unicodedata

# --- 1. characters -------------------------------------------------------------------------------------------------

_ARABIC = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ێ": "ی",
    "ك": "ک", "ڪ": "ک",
    "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ء": "", "ٴ": "", "ـ": "",
    "ۆ": "و", "ۇ": "و",
    # Letters of neighbours: Pashto, Kurdish, Urdu, and those that Arabic writes foreign names with.
    "ګ": "گ", "ټ": "ت", "ډ": "د", "ړ": "ر", "ږ": "ژ", "ښ": "ش", "ڼ": "ن", "څ": "چ", "ځ": "ز",
    "ڕ": "ر", "ڵ": "ل", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن", "ے": "ی", "ۓ": "ی",
    "ڤ": "ف", "ڥ": "ف", "ڨ": "ق", "ݣ": "گ", "ڭ": "گ", "ڠ": "گ", "ڿ": "چ",
}  # fmt: skip
_LATIN = {
    "ı": "i", "İ": "i", "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
    "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ς": "σ", "ħ": "h", "Ħ": "h",
}  # fmt: skip


def _characters() -> dict[str, str]:
    """Single characters and what they become. Everything not listed is only lower-cased."""
    table: dict[str, str] = {}
    # Presentation forms, ligatures, full-width letters, superscripts, accented Latin: their plain letters.
    ranges = [(0xA0, 0x250), (0x1E00, 0x1F00), (0x2070, 0x20A0), (0x2100, 0x2190), (0xFB00, 0xFDFF), (0xFE70, 0xFF70)]
    for start, end in ranges:
        for code in range(start, end):
            plain = unicodedata.normalize("NFKD", chr(code))
            plain = "".join(c for c in plain if not unicodedata.combining(c))
            if plain != chr(code) and plain.isalnum():
                table[chr(code)] = "".join(_ARABIC.get(c, c) for c in plain).lower()
    for code in (
        *range(0x0300, 0x0370),
        *range(0x0610, 0x061B),
        *range(0x064B, 0x0660),
        0x0670,
        *range(0x06D6, 0x06DD),
    ):
        table[chr(code)] = ""  # combining accents, Arabic vowel marks, Quranic marks
    for code in range(0x06DF, 0x06EE):
        table.setdefault(chr(code), "" if unicodedata.category(chr(code)) == "Mn" else chr(code))
    for code in (0xAD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF):
        table[chr(code)] = ""  # soft hyphen, zero-width joiners and spaces, bidi marks: two halves of a word join
    for zero in (0x0660, 0x06F0):
        table |= {chr(zero + digit): str(digit) for digit in range(10)}
    return table | _ARABIC | _LATIN


# Before the joiner is dropped, since خانه‌ای (one house) and خان‌های (khans) are then the same letters.
ENDINGS_AFTER_HEH = r"(?<=[هةۀ])\u200c+(?:ا[یي]|[یي])(?![\w\u200c])"
CHARACTERS = _characters()
# After CHARACTERS, so that a vowel mark between the two letters cannot hide them: مسئول = مسؤول.
# هیئت is written هیأت and هیات as well, of which the hamza is gone by now.
SEQUENCES = {"یئت": "یات", "ئو": "وو", "ؤو": "وو", "ئ": "ی", "ؤ": "و"}

# --- 2. tokens -----------------------------------------------------------------------------------------------------

WORD = r"[^\W_]+"

# Persian endings and beginnings that belong to the word even where a space was typed: شهر ها, بزرگ تر, می شود.
JOINED_SUFFIXES = frozenset(
    ["ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "تر", "ترین", "ترها", "ترهای"]
)  # fmt: skip
JOINED_PREFIXES = frozenset(["می", "نمی"])

# --- 3. stems: of each group of rules the first that fits is applied, then the next group ---------------------------

PERSIAN_KEYWORDS = frozenset(
    [
        "تنها",
        "تنهایی",
        "تنهای",
        "انها",
        "اینها",
        "انتها",
        "انتهای",
        "منتها",
        "بها",
        "بهای",
        "رها",
        "رهایی",
        "اژدها",
        "مولیها",
        "کیلومتر",
        "سانتیمتر",
        "میلیمتر",
        "فیلتر",
        "تیاتر",
        "کامپیوتر",
        "کامپیوترها",
        "هلیکوپتر",
        "تراکتر",
        "خاکستر",
        "دادگستر",
        "کلانتر",
        "پوستر",
        "توییتر",
        "رویتر",
        "کاراکتر",
        "پیامبر",
        "دموکراتر",
        "سوپراستر",
    ]
)
PERSIAN_RULES: list[list[tuple[str, str]]] = [
    [(r"^(.{2,}?)(?:هایشان|هایتان|هایمان|هایش|هایت|هایم|هایی|های|ها)$", r"\1")],
    [(r"^(.{3,}?)(?:ترین|تر)$", r"\1")],
    [
        (r"^(.{2,})ندگان$", r"\1نده"),
        (r"^(.{2,})وندان$", r"\1وند"),
        (r"^(.{2,}(?:شناس|کار|گر))ان$", r"\1"),
        (r"^(.{2,}[او])ی$", r"\1"),
    ],
]

# Plurals that no rule makes without spoiling other words (تهران، میدان and خیابان end like کودکان): each with its
# singular, after the rules.
PERSIAN_IRREGULAR = (
    "کودکان کودک|نوزادان نوزاد|جوانان جوان|نوجوانان نوجوان|دختران دختر|پسران پسر|مردان مرد|زنان زن|مادران مادر|"
    "پدران پدر|سالمندان سالمند|معلولان معلول|بیماران بیمار|نابینایان نابینا|ناشنوایان ناشنوا|همسایگان همسایه|"
    "ساکنان ساکن|ساکنین ساکن|مالکان مالک|مالکین مالک|مستأجران مستأجر|روستاییان روستایی|مهاجران مهاجر|"
    "مهاجرین مهاجر|پناهجویان پناهجو|مسافران مسافر|مسافرین مسافر|عابران عابر|عابرین عابر|دانشجویان دانشجو|"
    "دانش‌آموزان دانش‌آموز|معلمان معلم|پزشکان پزشک|مدیران مدیر|شهرداران شهردار|مسئولان مسئول|مسئولین مسئول|"
    "کارمندان کارمند|متخصصان متخصص|متخصصین متخصص|مشاوران مشاور|مهندسان مهندس|مهندسین مهندس|معماران معمار|"
    "طراحان طراح|سرمایه‌گذاران سرمایه‌گذار|کاسبان کاسب|دستفروشان دستفروش|مشتریان مشتری|کاربران کاربر|"
    "داوطلبان داوطلب|معتادان معتاد|نیازمندان نیازمند|فقیران فقیر|بازنشستگان بازنشسته|دوچرخه‌سواران دوچرخه‌سوار|"
    "موتورسواران موتورسوار|درختان درخت|گیاهان گیاه|حیوانات حیوان|مدارس مدرسه|معابر معبر|منازل منزل|مناطق منطقه|"
    "نواحی ناحیه|محلات محله|مراکز مرکز|اماکن مکان|مشاغل شغل|اصناف صنف|منابع منبع|مساجد مسجد|میادین میدان|"
    "املاک ملک|قوانین قانون|ضوابط ضابطه|اهداف هدف|افراد فرد|اطفال طفل|آثار اثر|تجارب تجربه|تجربیات تجربه|"
    "حوادث حادثه|سوانح سانحه|تصادفات تصادف|اقدامات اقدام|اعتراضات اعتراض|نتایج نتیجه|مشکلات مشکل|مسائل مسئله|"
    "جرایم جریمه|ذرات ذره|مخازن مخزن|قنوات قنات|باغات باغ|سبزیجات سبزی|کارخانجات کارخانه"
)
ARABIC_IRREGULAR = (
    "شوارع شارع|مدن مدينة|حدائق حديقة|مدارس مدرسة|مباني مبنى|مبان مبنى|مشاريع مشروع|أحياء حي|طرق طريق|"
    "سكان ساكن|أسواق سوق|مراكز مركز|مناطق منطقة|بيوت بيت|منازل منزل|مساكن مسكن|أطفال طفل|شباب شاب|أنهار نهر|"
    "أشجار شجرة|جسور جسر|ركاب راكب|قوانين قانون|مواطنون مواطن|مواطنين مواطن|عمال عامل|شركاء شريك|مخاطر خطر|"
    "أخطار خطر|حلول حل|نتائج نتيجة|مرافق مرفق|أرصفة رصيف|أنفاق نفق|حرائق حريق|كوارث كارثة|جيران جار|تجار تاجر|"
    "باعة بائع|لاجئون لاجئ|لاجئين لاجئ|مسنون مسن|مسنين مسن"
)

ARABIC_KEYWORDS = frozenset(["الله", "المانیا", "البانیا", "الکترونی", "الکترونیه", "الیات", "الیه", "الان"])
ARABIC_RULES: list[list[tuple[str, str]]] = [
    [(r"^(?:وال|بال|کال|فال|ولل|لل|ال)(.{3,})$", r"\1")],
    [(r"^(.{3,})(?:ات|ه)$", r"\1")],
]

# Snowball's Porter puts these together, or cuts them to a word that means something else.
ENGLISH_OVERRIDES = {
    "universe": "universe", "universes": "universe", "universal": "universal", "university": "university",
    "universities": "university", "general": "general", "generally": "general", "generation": "generation",
    "generations": "generation", "generic": "generic", "organ": "organ", "organs": "organ",
    "organisation": "organisation", "organisations": "organisation", "organization": "organisation",
    "organizations": "organisation", "experiment": "experiment", "experiments": "experiment",
    "experimental": "experiment", "experience": "experience", "experiences": "experience",
    "communication": "communication", "communications": "communication", "commune": "commune", "communes": "commune",
    "news": "news", "policing": "police", "international": "international", "internal": "internal",
    "marketing": "marketing", "animate": "animate", "wandering": "wander", "importance": "importance",
    "bus": "bus", "buses": "bus", "gas": "gas", "gases": "gas", "tramway": "tram", "tramways": "tram",
    "organic": "organic", "organics": "organic", "organise": "organise", "organised": "organise",
    "organising": "organise", "organize": "organise", "organized": "organise", "organizing": "organise",
    "communicate": "communication", "communicated": "communication", "communicating": "communication",
    "important": "important", "importantly": "important", "authority": "authority", "authorities": "authority",
    "designate": "designate", "designated": "designate", "designation": "designate", "designations": "designate",
    "parking": "parking", "training": "training", "trainings": "training", "trained": "training",
    "engineer": "engineer", "engineers": "engineer", "engineering": "engineer", "engineered": "engineer",
    "customer": "customer", "customers": "customer", "customs": "customs", "several": "several", "severe": "severe",
    "severely": "severe", "boarding": "boarding", "refusal": "refusal", "refusals": "refusal",
    "container": "container", "containers": "container", "railing": "railing", "railings": "railing",
    "animation": "animation", "animations": "animation", "meaning": "meaning", "meanings": "meaning",
    "objective": "objective", "objectives": "objective", "executive": "executive", "executives": "executive",
    "paste": "paste", "past": "past", "being": "being", "numerical": "numerical", "secondary": "secondary",
}  # fmt: skip
SHORTEST_STEMMED = 3  # Lucene's and Snowball's Porter differ on words of one or two letters

# --- 4. words that stand everywhere: the embedded index knows them only between others (engines/embedded/shingles.py)

LINKING_WORDS = {
    "fa": """
        و در از را به که با برای بر تا آن این یک هر یا اما نیز هم خود است بود شد شده شود شوند کرد کرده کند کنند می‌کند
        می‌کنند می‌شود می‌شوند باید دارد داشت داد داده می‌دهد نیست نشد حدود بیش پس پیش تنها همه دیگر چه اگر میان بین
        درصد سال میلیون هزار میلیارد دو سه
    """,
    "en": """
        the and a an in of to on it its for with by was were is are be been had has have that this these from about not
        at as s or than no over only so some each into them they their which who where when but also after before more
        most all can could would should will did does do
    """,
    "ar": """
        في من إلى على أن إن لا لم ما أو كل مع عن بعد بين قد كان كانت هذا هذه التي الذي وفي ومن وعلى وإلى وأن ولم ولا
        وكان وكانت وقد فقد نحو أكثر قبل منذ غير ثم منها حتى لكن عند
        عام سنة سنوات المئة مليون ألف مليار
    """,
    "tr": """
        ve ile bir bu şu o için de da ki olarak olan daha çok en gibi kadar ise ya veya sonra önce her yıl
        milyon yüzde bin
    """,
}
