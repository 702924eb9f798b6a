"""Tables of words that people type besides those they look for. Used on queries only; a change needs no rebuild."""

# --- words that ask rather than name: left out where other words remain --------------------------------------------

ASKING_WORDS = {
    "fa": """
        از به با در بر برای و یا که را این آن ها های است هست هستند بود بودند شد شدند شده شود شوند می‌شود نمی‌شود می‌شوند
        نشد نشده کرد کردند کرده کنند کند می‌کند می‌کنند کردن کنیم کنم بکنیم می‌کنیم چه چرا چگونه چطور چه‌طور چی چیست
        چیه کجا کجاست کدام کی کیست آیا چند چندتا چقدر چه‌قدر هم نیز اما ولی اگر تا یک هر همه هیچ پس بین دارد دارند
        داشت داشتند ندارد باید نباید می‌توان نمی‌توان می‌تواند می‌شد خود ما من شما او آنها اینها مثل مانند درباره
        مورد روی تو توی بوده باشد نیست نیستند وقتی می‌خواهم می‌خواهیم می‌خواهد لطفا بهترین تجربه تجربه‌های
        راه‌حل راهکار چکار چه‌کار نمونه مثال پروژه پروژه‌های طرح طرح‌های شهر شهرها شهرهای دیگر دیگه دنیا جهان
        خیلی همین همان فقط هنوز بدهید بگویید بگو نشان موفق انجام داد دادند بدهند بدهد دادن گرفت گرفتن
        جوری واسه رو وجود پیدا مشکل مسئله اجرا استفاده
    """,
    "en": """
        a an the of in on at to for from by with without and or is are was were be been being do does did done doing
        has have had having how what which who whom where when why whose that this these those it its as not no can
        could should would will shall may might must i we you they he she my our your their his her me us them there
        here than then so such about into over under any some many much more most other others another also just if
        else like please show tell find want need needs looking look give let way ways example examples case cases
        study studies project projects practice practices experience experiences city cities town towns get got gets
        make makes made making help helps helped work works worked working use used using deal dealt dealing try tried
        best good anyone someone everyone people's happen happened happens without through during between because
        successful successfully solution solutions solve solved problem problems world anything something against
    """,
    "ar": """
        من في على إلى عن مع و أو أن إن هذا هذه ذلك تلك التي الذي الذين ما ماذا كيف لماذا متى أين هل كم أي هو هي هم كان
        كانت يكون تكون تم قد لا لم لن كل بعض بين بعد قبل عند حول ثم حتى يمكن يجب لديها لديه أفضل تجربة تجارب مشروع
        مشاريع مدينة مدن المدن المدينة طريقة حل حلول مشكلة أريد نريد أمثلة مثال نموذج غير أخرى الأخرى العالم تستطيع
        لماذا الى او ان اين استخدام خلال دون بدون ليس
    """,
    "tr": """
        ve veya ile bir bu şu o için de da mi mı mu mü ne nasıl neden nerede hangi kim kaç var yok olan olarak gibi daha
        çok en şehir şehirler şehirlerde kent kentler örnek örnekler proje projeler
    """,
}

# English words that are a thing of their own as nouns and another one as verbs: what they ask for as verbs.
AS_VERBS = {"park": "parking"}
BEFORE_VERBS = frozenset(
    [
        "to",
        "i",
        "we",
        "you",
        "they",
        "people",
        "cars",
        "drivers",
        "can",
        "cannot",
        "could",
        "should",
        "must",
        "not",
        "never",
        "don",
        "who",
    ]
)
AFTER_VERBS = frozenset(
    ["my", "your", "his", "her", "our", "their", "cars", "car", "illegally", "anywhere", "here", "there"]
)

# --- field words: city:vienna, شهر:وین, مدينة:فيينا, şehir:Viyana ----------------------------------------------------

FIELD_WORDS = {
    "city": "city town شهر مدينة المدينة şehir kent",
    "topic": "topic subject theme موضوع الموضوع konu",
    "country": "country کشور دولة الدولة بلد البلد ülke",
    "status": "status وضعیت حالة الحالة وضع durum",
    "outcome": "outcome فرجام المآل مآل sonuç",
}

# --- spoken Persian, as typed on a phone --------------------------------------------------------------------------

# Words that the rules below would not reach, or would get wrong.
SPOKEN_WORDS = {
    "میشه": "می‌شود", "نمیشه": "نمی‌شود", "بشه": "بشود", "نشه": "نشود", "میشن": "می‌شوند", "نمیشن": "نمی‌شوند",
    "میکنه": "می‌کند", "نمیکنه": "نمی‌کند", "میکنن": "می‌کنند", "نمیکنن": "نمی‌کنند", "کنن": "کنند", "کنه": "کند",
    "میکردن": "می‌کردند", "میده": "می‌دهد", "میدن": "می‌دهند", "بده": "بدهد",
    "میره": "می‌رود", "میرن": "می‌روند", "میاد": "می‌آید", "میخوام": "می‌خواهم", "میخواد": "می‌خواهد",
    "میخوایم": "می‌خواهیم", "میخوان": "می‌خواهند", "میتونه": "می‌تواند", "میتونیم": "می‌توانیم", "نمیتونه": "نمی‌تواند",
    "میتونن": "می‌توانند", "میگیره": "می‌گیرد", "میگیرن": "می‌گیرند", "میسازن": "می‌سازند", "نداره": "ندارد",
    "داره": "دارد", "دارن": "دارند", "ندارن": "ندارند", "نیس": "نیست", "هس": "هست", "هستن": "هستند", "نیستن": "نیستند",
    "واسه": "برای", "اگه": "اگر", "دیگه": "دیگر", "یه": "یک", "چیه": "چیست", "کیه": "کیست", "چجوری": "چگونه",
    "چطوری": "چگونه", "کدوم": "کدام", "کجاس": "کجاست", "چکار": "چه", "چیکار": "چه", "اینا": "اینها", "اونا": "آنها",
    "اون": "آن", "همون": "همان", "رو": "را", "تو": "در", "توی": "در", "باهاش": "با", "ازش": "از", "بهش": "به",
    "مونده": "مانده", "گرون": "گران", "گرونی": "گرانی", "گرونه": "گران", "خونه": "خانه",
    "خونه‌ها": "خانه‌ها", "خونه‌دار": "خانه‌دار", "بی‌خونه": "بی‌خانه", "بی‌خانمون": "بی‌خانمان", "نون": "نان",
    "نونوا": "نانوا", "نونوایی": "نانوایی", "جوون": "جوان", "جوونا": "جوانان", "جوون‌ها": "جوانان",
    "بچها": "بچه‌ها", "خیابون": "خیابان", "میدون": "میدان", "آسمون": "آسمان", "بارون": "باران",
    "تهرون": "تهران", "مهمون": "مهمان", "بیابون": "بیابان", "زمستون": "زمستان", "تابستون": "تابستان", "دندون": "دندان",
    "باغبون": "باغبان", "پشت‌بوم": "پشت‌بام", "حموم": "حمام", "تموم": "تمام", "آروم": "آرام",
    "ایرون": "ایران", "کوچیک": "کوچک", "آشغالا": "آشغال‌ها",
    "دکونا": "دکان‌ها", "دکون": "دکان", "پیرمردا": "پیرمردها", "محله‌مون": "محله", "شهرمون": "شهر",
    "میسوزونن": "می‌سوزانند",
    "آبا": "آب‌ها", "ارزون": "ارزان", "ارزونه": "ارزان", "خودمون": "خودمان",
    "پولش": "پول", "مهمونا": "مهمانان", "خانوما": "خانم‌ها", "زنا": "زنان",
    "مردا": "مردان", "درختا": "درختان", "معلولا": "معلولان",
}  # fmt: skip

# Persian and Arabic words that only link, in Latin letters: left out where a text is read as one of these languages.
LATIN_LINKING_WORDS = "va o e ye dar az be ba baraye bara ra ro fi min ala wa w al el ya"
