"""Foreign subjects: what people ask a search engine for and no library of cities has, as names of subjects.

The cosines of a model do not tell by themselves whether anything is near: the nearest case to a recipe is as near as
that to a real question. But a recipe is nearer to the names of dishes than to any topic of the thesaurus.
"""

SUBJECTS: dict[str, dict[str, str]] = {
    "cooking": {
        "fa": "طرز تهیه غذا|دستور پخت کیک|آشپزی خانگی|خورشت و برنج|شیرینی و دسر|مواد لازم برای سوپ",
        "en": "cooking recipe|how to bake a cake|ingredients for soup|easy dinner ideas|rice and stew|dessert recipe",
        "ar": "وصفة طبخ|طريقة عمل الكيك|مقادير الحساء|أكلات سهلة|حلويات منزلية|طريقة تحضير الأرز",
    },
    "football": {
        "fa": "نتیجهٔ بازی فوتبال|لیگ برتر فوتبال|جام جهانی فوتبال|جدول مسابقات|بازیکن و مربی تیم ملی|گل و پنالتی",
        "en": "football match result|premier league table|world cup final|"
        "player transfer news|basketball score|olympic medal",
        "ar": "نتيجة مباراة كرة القدم|ترتيب الدوري|كأس العالم|أخبار اللاعبين|هدف وركلة جزاء|مباراة المنتخب",
    },
    "music": {
        "fa": "دانلود آهنگ جدید|متن ترانه|خواننده و کنسرت|آکورد گیتار|موسیقی پاپ|آلبوم تازه",
        "en": "song lyrics|download music|guitar chords|pop singer album|concert tickets|learn piano",
        "ar": "كلمات أغنية|تحميل أغاني|مطرب وألبوم|تعلم العزف على العود|حفل غنائي|موسيقى",
    },
    "film": {
        "fa": "دانلود فیلم و سریال|بازیگر سینما|کارتون کودکان|قسمت آخر سریال|نقد فیلم|رمان عاشقانه",
        "en": "watch movie online|tv series episode|film actor biography|"
        "cartoon characters|novel summary|celebrity gossip",
        "ar": "مشاهدة فيلم|مسلسل الحلقة الأخيرة|ممثل مشهور|رسوم متحركة|ملخص رواية|أخبار الفنانين",
    },
    "religion": {
        "fa": "متن دعا|تفسیر قرآن|زیارت‌نامه|استخاره|داستان پیامبران|احکام نماز و روزه",
        "en": "prayer text|bible verse|quran interpretation|stories of the prophets|fasting rules|saints and angels",
        "ar": "نص الدعاء|تفسير القرآن|قصص الأنبياء|أحكام الصلاة والصيام|أذكار الصباح|حديث نبوي",
    },
    "fortune": {
        "fa": "تعبیر خواب|فال حافظ|طالع‌بینی ماه تولد|فال قهوه|جادو و طلسم|عدد شانس",
        "en": "horoscope today|meaning of dreams|tarot reading|zodiac signs|lucky numbers|magic spell",
        "ar": "تفسير الأحلام|حظك اليوم|الأبراج الفلكية|قراءة الفنجان|سحر وطلاسم|رقم الحظ",
    },
    "prices": {
        "fa": "قیمت دلار امروز|قیمت سکه و طلا|بورس و سهام|قیمت گوشی موبایل|ارز دیجیتال بیت‌کوین|قیمت خودرو صفر",
        "en": "bitcoin price|gold price today|stock market shares|"
        "exchange rate dollar|cheap mobile phone|used car for sale",
        "ar": "سعر الذهب اليوم|سعر صرف الدولار|أسهم البورصة|عملة البيتكوين|سعر الهاتف الجوال|سيارات مستعملة للبيع",
    },
    "fashion": {
        "fa": "مدل لباس عروس|مدل مو و آرایش|لباس مجلسی|کفش و کیف زنانه|رنگ مو|جواهرات و انگشتر",
        "en": "wedding dress|hairstyle and makeup|fashion shoes|perfume|jewellery ring|nail design",
        "ar": "فستان زفاف|تسريحات الشعر والمكياج|أزياء وأحذية|عطور|خاتم ومجوهرات|صبغة الشعر",
    },
    "medicine": {
        "fa": "درمان دیابت|درد دندان|داروی سردرد|علائم سرماخوردگی|گیاهان دارویی|رژیم لاغری و کاهش وزن",
        "en": "toothache remedy|diabetes treatment|headache medicine|symptoms of flu|herbal medicine|weight loss diet",
        "ar": "علاج السكري|ألم الأسنان|دواء الصداع|أعراض الإنفلونزا|علاج بالأعشاب|حمية لإنقاص الوزن",
    },
    "animals": {
        "fa": "گربه و بچه‌گربه|نژاد سگ خانگی|نگهداری طوطی|دایناسور|ماهی آکواریوم|شیر و ببر",
        "en": "kittens and cats|dog breeds|parrot care|dinosaurs|aquarium fish|lions and tigers",
        "ar": "قطط صغيرة|أنواع الكلاب|تربية الببغاء|ديناصورات|أسماك الزينة|أسود ونمور",
    },
    "games": {
        "fa": "بازی رایانه‌ای|شطرنج|ترفند بازی موبایل|جدول کلمات|معما و چیستان|کارت بازی",
        "en": "video game cheats|chess openings|crossword puzzle|card game rules|riddles|lottery numbers",
        "ar": "ألعاب فيديو|الشطرنج|كلمات متقاطعة|ألغاز وأحاجي|لعبة ورق|يانصيب",
    },
    "programming": {
        "fa": "برنامه‌نویسی پایتون|نصب ویندوز|رفع خطای کد|اکسل و ورد|هک اینستاگرام|دانلود نرم‌افزار",
        "en": "python list comprehension|install windows driver|javascript error|"
        "excel formula|hack a password|download software",
        "ar": "برمجة بايثون|تثبيت ويندوز|خطأ في الكود|معادلات إكسل|اختراق إنستغرام|تحميل برنامج",
    },
    "physics": {
        "fa": "فیزیک کوانتوم|سیاه‌چاله و کهکشان|معادلهٔ دیفرانسیل|جدول تناوبی عناصر|نظریهٔ نسبیت|سفر به مریخ",
        "en": "quantum physics|black holes and galaxies|differential equation|"
        "periodic table|theory of relativity|mission to mars",
        "ar": "فيزياء الكم|الثقوب السوداء والمجرات|معادلة تفاضلية|الجدول الدوري|النظرية النسبية|رحلة إلى المريخ",
    },
    "war": {
        "fa": "زیردریایی اتمی|جنگندهٔ نظامی|تانک و موشک|جنگ جهانی دوم|اسلحه و تفنگ|ناو هواپیمابر",
        "en": "nuclear submarine|fighter jet|tanks and missiles|"
        "second world war battle|rifle ammunition|aircraft carrier",
        "ar": "غواصة نووية|طائرة مقاتلة|دبابات وصواريخ|الحرب العالمية الثانية|بندقية وذخيرة|حاملة طائرات",
    },
    "language": {
        "fa": "ترجمهٔ کلمه به انگلیسی|صرف فعل|معنی ضرب‌المثل|انشا دربارهٔ پاییز|شعر عاشقانه|اسم دختر و پسر",
        "en": "translate a word|verb conjugation|meaning of a proverb|love poem|baby names|how to write an essay",
        "ar": "ترجمة كلمة|تصريف الفعل|معنى المثل|قصيدة حب|أسماء بنات وأولاد|موضوع تعبير",
    },
    "love": {
        "fa": "ازدواج و همسریابی|پیام تبریک تولد|جملهٔ عاشقانه|خیانت همسر|هدیهٔ روز مادر|روان‌شناسی رابطه",
        "en": "dating advice|birthday wishes|love quotes|"
        "how to get over a breakup|wedding anniversary gift|jealous husband",
        "ar": "نصائح الزواج|تهنئة عيد ميلاد|عبارات حب|الخيانة الزوجية|هدية عيد الأم|العلاقات العاطفية",
    },
    "travel": {
        "fa": "بلیت هواپیما ارزان|تور کیش|رزرو هتل|ویزای کانادا|مهاجرت کاری|چمدان سفر",
        "en": "cheap flights|book a hotel room|visa application|airport luggage|beach holiday package|cruise ship",
        "ar": "حجز طيران رخيص|حجز فندق|تأشيرة كندا|هجرة للعمل|أمتعة المطار|عروض شهر العسل",
    },
    "machines": {
        "fa": "تعمیر ماشین لباسشویی|گارانتی یخچال|روغن موتور|دفترچهٔ راهنمای دستگاه|لنت ترمز|باتری گوشی",
        "en": "washing machine repair|refrigerator warranty|engine oil change|user manual|brake pads|phone battery",
        "ar": "تصليح غسالة|ضمان الثلاجة|زيت المحرك|دليل المستخدم|فحمات الفرامل|بطارية الهاتف",
    },
    "school": {
        "fa": "نمونه سؤال امتحان|حل تمرین ریاضی|کنکور و انتخاب رشته|نمرهٔ دانشگاه|پایان‌نامهٔ آماده|تکلیف علوم",
        "en": "exam questions with answers|solve math homework|university ranking grades|"
        "essay for sale|flash cards|spelling test",
        "ar": "نماذج امتحانات|حل تمارين الرياضيات|نتائج الثانوية|بحث جاهز|واجب مدرسي|درجات الجامعة",
    },
    "typing": {
        "fa": "شسیب لاتن|ضصثق فغعه|ظطزر ذدپو|هههه خخخخ|بلبلبل|غتنخ",
        "en": "asdf qwer zxcv|lorem ipsum dolor|blah blah|xyzzy foobar|hjkl uiop|test test test",
        "ar": "شسيب لاتن|ضصثق فغعه|ئءؤر لاىة|هههههه|بلا بلا بلا|تجربة تجربة",
    },
}
