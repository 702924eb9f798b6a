"""Words people use for how a practice stands and how it ended, by value and language: names of the facets ``status``
and ``outcome`` in a search."""

STATUS_WORDS = {
    "discontinued": {
        "fa": """نافرجام|متوقف|متوقف‌شده|متوقف شد|متوقف شده|شکست‌خورده|شکست خورد|شکست خورده|شکست خوردند|شکست|ناموفق|
            ناکام|رهاشده|رها شده|رها شد|لغوشده|لغو شد|لغو شده|لغو|نیمه‌کاره|ناتمام|برچیده|برچیده شد|جمع شد|
            کنار گذاشته شد|
            کنار گذاشته‌شده|منحل|منحل شد|منحل‌شده|تعطیل شد|تعطیل شده|بی‌سرانجام|پایان نافرجام|به نتیجه نرسید|
            جواب نداد""",
        "en": """discontinued|abandoned|stopped|cancelled|canceled|failed|failure|failures|fail|scrapped|halted|shelved|
            dropped|terminated|dismantled|unsuccessful|given up|called off|axed|aborted|defunct|shut down|dissolved""",
        "ar": """متوقفة|متوقف|توقف|توقفت|أوقفت|موقوف|ملغى|ملغاة|ألغي|ألغيت|إلغاء|فاشلة|فاشل|فشل|فشلت|الفشل|مهجور|مهجورة|
            المتوقفة|متروك|تعثر|متعثرة""",
        "tr": """durduruldu|durdurulan|durdurulmuş|iptal|iptal edildi|iptal edilen|başarısız|başarısızlık|vazgeçildi|
            vazgeçilen|terk edildi|terk edilen|yarım kalan|sonlandırıldı|rafa kaldırıldı""",
    },
    "completed": {
        "fa": "پایان‌یافته|پایان یافته|تکمیل‌شده|تکمیل شده|تمام‌شده|به پایان رسیده",
        "en": "completed|finished",
        "ar": "مكتملة|مكتمل|منجزة|منتهية",
        "tr": "tamamlandı|tamamlanan|tamamlanmış|biten",
    },
    "pilot": {
        "fa": "آزمایشی|پایلوت|اجرای آزمایشی",
        "en": "pilot|pilot phase|piloted",
        "ar": "تجريبي|تجريبية|مرحلة تجريبية",
        "tr": "pilot|deneme|pilot uygulama",
    },
    "scaled": {
        "fa": "گسترش‌یافته|گسترش یافته|فراگیرشده",
        "en": "scaled|scaled up",
        "ar": "موسعة|موسع",
        "tr": "yaygınlaştırıldı|yaygınlaştırılan|ölçeklendirildi",
    },
    "planned": {
        "fa": "برنامه‌ریزی‌شده|برنامه‌ریزی شده",
        "en": "planned",
        "ar": "مخطط لها|مخطط له",
        "tr": "planlanan|planlandı",
    },
    "never-started": {
        "fa": "آغازنشده|آغاز نشد|شروع نشد|شروع نشده|هرگز آغاز نشد|هرگز اجرا نشد|اجرا نشد",
        "en": "never started|not started|never built|unbuilt|never implemented",
        "ar": "لم تبدأ|لم يبدأ|لم تنفذ|لم ينفذ",
        "tr": "başlamadı|hiç başlamayan|hiç başlamadı|yapılmadı",
    },
    "running": {
        "fa": "در حال اجرا|در جریان|جاری",
        "en": "running|ongoing|under way",
        "ar": "جارية|جار|قيد التنفيذ",
        "tr": "sürüyor|süren|devam eden|devam ediyor",
    },
}
# What never began was given up as well, and people ask for it in the same words.
STATUS_WORDS["never-started"] = {
    code: f"{names}|{STATUS_WORDS['discontinued'][code]}" for code, names in STATUS_WORDS["never-started"].items()
}

OUTCOME_WORDS = {
    "missed": {
        "fa": """به هدف نرسید|به هدف نرسیده|به هدفش نرسید|به هدف خود نرسید|شکست‌خورده|شکست خورد|شکست خورده|شکست خوردند|
            شکست|ناموفق|ناکام|به نتیجه نرسید|جواب نداد""",
        "en": """missed its goal|missed its target|goal missed|target missed|missed goals|missed targets|fell short|
            failed|failure|failures|fail|unsuccessful""",
        "ar": "لم يتحقق الهدف|لم تحقق هدفها|لم تبلغ هدفها|فاشلة|فاشل|فشل|فشلت|الفشل|تعثر|متعثرة",
        "tr": "hedefe ulaşamadı|hedefine ulaşamayan|hedefini tutturamadı|başarısız|başarısızlık",
    },
}
