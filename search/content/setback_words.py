"""Words people use for what went wrong, by value and language: names of the facet ``setback`` in a search.

They are compared with a question as words and by meaning, so that sentences belong here as much as single words.
"""

SETBACK_WORDS = {
    "cost-overrun": {
        "fa": """هزینهٔ بیش از برنامه|افزایش هزینه|هزینه‌شان چند برابر شد|هزینه چند برابر شد|هزینه‌اش چند برابر شد|
            گران‌تر از برنامه|گران‌تر از پیش‌بینی|گران تمام شد|بیشتر از بودجه خرج شد|بودجه تمام شد|بودجه کم آمد|
            پول کم آمد|از بودجه بیشتر شد|سرریز هزینه|خرج بیش از برآورد|هزینه از برآورد بالاتر رفت|پول هدر رفت|
            خیلی گران شد|کسری بودجه پیدا کرد|خرجش دو برابر شد|هزینه‌های پیش‌بینی‌نشده""",
        "en": """cost overrun|cost overruns|over budget|cost far more than planned|cost more than planned|
            costs more than expected|budget overrun|went over budget|blew the budget|exceeded the budget|
            far more expensive than planned|price doubled|costs tripled|costs exploded|cost escalation|
            ran out of money|money ran out|too expensive in the end|cost blowout|wasted money|hidden costs|
            budget was not enough""",
        "ar": """تجاوز الميزانية|تجاوز التكاليف|تكلفة أكثر من المخطط|كلفت أكثر من المتوقع|تضاعفت التكلفة|
            ارتفاع التكاليف|زيادة التكلفة|تكاليف فاقت التقديرات|نفدت الأموال|نفاد الميزانية|أغلى من المتوقع|
            تجاوزت الموازنة|عجز في الميزانية|هدر المال العام|تكاليف غير متوقعة|تضخم التكاليف|
            تكلفتها تضاعفت عدة مرات|ميزانية غير كافية""",
        "tr": """maliyet aşımı|bütçe aşımı|bütçeyi aştı|planlanandan pahalı|planlanandan çok daha pahalıya mal olan|
            beklenenden pahalı|maliyeti katlandı|maliyet artışı|para bitti|bütçe yetmedi|ödenek yetersizliği|
            israf|öngörülmeyen maliyetler|fiyatı ikiye katlandı""",
    },
    "delay": {
        "fa": """تأخیر|دیرکرد|عقب‌افتادگی|عقب افتاد|عقب‌افتاده|عقب از برنامه|دیر تمام شد|دیرتر از موعد|طولانی شد|
            سال‌ها طول کشید|به موقع تمام نشد|به‌موقع نرسید|کش پیدا کرد|تأخیر در اجرا|تأخیر در بهره‌برداری|
            کند پیش رفت|کندی اجرا|نیمه‌کاره مانده|معطل ماند|سال‌ها دیرتر|از زمان‌بندی عقب ماند|پروژه‌های معطل""",
        "en": """delay|delays|delayed|behind schedule|late|years late|finished late|took longer than planned|
            took years longer|not finished on time|missed the deadline|missed deadlines|slow progress|dragged on|
            postponed|overdue|stalled|slipped|slower than planned|opened years late|still not finished""",
        "ar": """تأخير|تأخر|تأخرت|متأخر عن الموعد|تأخر التنفيذ|تأخر الإنجاز|استغرق وقتا أطول|استغرقت سنوات|
            لم ينجز في موعده|لم تكتمل في الوقت المحدد|تجاوز الجدول الزمني|بطء التنفيذ|تأجيل|تأجلت|مماطلة|
            تقدم بطيء|متأخرة سنوات|لم تنته بعد""",
        "tr": """gecikme|gecikti|geciken|geç kaldı|zamanında bitmedi|takvimin gerisinde|yıllarca sürdü|
            planlanandan uzun sürdü|ertelendi|ertelenen|yavaş ilerledi|süresi uzadı|geç açıldı|
            hâlâ bitmeyen projeler""",
    },
    "protest": {
        "fa": """اعتراض|اعتراض مردم|اعتراض مردمی|اعتراض ساکنان|اعتراض کسبه|اعتراض اصناف|مخالفت مردم|مخالفت ساکنان|
            مردم اعتراض کردند|مردم مخالفت کردند|تجمع اعتراضی|تظاهرات|نارضایتی مردم|شکایت اهالی|کسبه ناراضی بودند|
            مقاومت محلی|مقاومت مردم|درگیری با مردم|اعتصاب|جنجال|کمپین مخالفان|اهالی زیر بار نرفتند""",
        "en": """protest|protests|protested|public opposition|residents opposed it|people were against it|
            opposition from residents|local resistance|shopkeepers protested|angry residents|demonstrations|
            demonstrators|strike|backlash|public outcry|outrage|controversy|campaign against it|vandalised|
            people fought the plan|neighbours objected|not in my back yard|NIMBY""",
        "ar": """احتجاج|احتجاجات|احتجاجات السكان|معارضة شعبية|معارضة السكان|مظاهرات|اعتراض الأهالي|اعتراض التجار|
            رفض السكان|رفض شعبي|غضب الأهالي|مقاومة محلية|استياء شعبي|إضراب|حملة ضد المشروع|جدل واسع|
            خرج الناس ضده|تذمر السكان""",
        "tr": """protesto|protestolar|halk karşı çıktı|halkın tepkisi|tepki çekti|mahallelinin itirazı|
            esnafın itirazı|gösteri|eylem|direniş|grev|kamuoyu tepkisi|istemezük|karşı kampanya|tartışma yarattı""",
    },
    "court": {
        "fa": """دادگاه|حکم دادگاه|دادگاه جلوی آن را گرفت|رأی دیوان عدالت اداری|دیوان عدالت اداری|شکایت حقوقی|
            شکایت به دادگاه|دعوای حقوقی|دعوی حقوقی|دادخواست|ابطال مصوبه|لغو با حکم دادگاه|پرونده قضایی|پروندهٔ قضایی|
            کارش به دادگاه کشید|از شهرداری شکایت کردند|داوری|حکم قضایی|غیرقانونی اعلام شد|مشکل قانونی|ایراد قانونی""",
        "en": """court|courts|court case|court cases|court ruling|lawsuit|lawsuits|sued|sued the city|litigation|
            legal challenge|legal dispute|legal action|judge stopped it|judges|annulled by a court|struck down|
            ruled illegal|ruled unlawful|arbitration|taken to court|ended up in court|judicial review""",
        "ar": """محكمة|المحكمة|حكم قضائي|قرار المحكمة|دعوى قضائية|دعاوى قضائية|قضية أمام المحكمة|نزاع قانوني|
            طعن قضائي|ألغته المحكمة|أوقفه القضاء|القضاء|تحكيم|مخالف للقانون|رفعوا دعوى|مقاضاة البلدية|
            قضايا المحاكم|إبطال القرار""",
        "tr": """mahkeme|mahkeme kararı|dava|davalar|davalık oldu|dava açıldı|yürütmeyi durdurma|mahkeme iptal etti|
            hukuki anlaşmazlık|yargı|yargıya taşındı|Danıştay|tahkim|hukuka aykırı bulundu|belediyeye dava""",
    },
    "new-leadership": {
        "fa": """تغییر مدیریت|تغییر شهردار|عوض شدن شهردار|با تغییر شهردار متوقف شد|شهردار جدید|شهردار بعدی ادامه نداد|
            شورای جدید|تغییر دولت|مدیر بعدی رها کرد|تغییر مدیران|جابه‌جایی مدیران|با رفتن مدیر|وابسته به یک نفر|
            قائم به شخص|بی‌ثباتی سیاسی|رقابت سیاسی|پس از انتخابات کنار گذاشته شد|دولت بعدی کنار گذاشت|
            اختلاف سیاسی|مدیر که رفت کار خوابید""",
        "en": """change of leadership|new leadership|new mayor|mayor changed|next mayor scrapped it|new government|
            change of government|change of administration|after the election|political change|new council|
            ended with the mayor's term|depended on one leader|died when the champion left|successor dropped it|
            politics killed it|party politics|political instability|reversed by the next government""",
        "ar": """تغيير القيادة|تغير الإدارة|عمدة جديد|رئيس بلدية جديد|تغير رئيس البلدية|حكومة جديدة|تغير الحكومة|
            بعد الانتخابات|المجلس الجديد|أوقفها العمدة التالي|ألغتها الإدارة الجديدة|ارتبطت بشخص واحد|
            عدم الاستقرار السياسي|خلاف سياسي|تغير المسؤولين|انتهت بانتهاء الولاية""",
        "tr": """yönetim değişikliği|başkan değişti|yeni başkan|yeni belediye başkanı|yeni yönetim|seçimden sonra|
            iktidar değişikliği|sonraki başkan iptal etti|tek kişiye bağlıydı|siyasi istikrarsızlık|
            siyasi çekişme|yeni meclis|başkan gidince bitti""",
    },
    "little-use": {
        "fa": """استقبال کم|استقبال نشد|کم‌استقبال|مردم استفاده نکردند|کسی استفاده نکرد|کم‌استفاده|بلااستفاده ماند|
            خالی ماند|بدون مشتری|مسافر نداشت|مشتری نداشت|مراجعه‌کننده کم بود|مشارکت کم|مشارکت پایین|بی‌رغبتی مردم|
            ظرفیت خالی|کاهش مسافران|کسی خبر نداشت|استفاده نمی‌شود|خاک می‌خورد|کسی نیامد""",
        "en": """little used|few users|low usage|low uptake|low ridership|nobody used it|people did not use it|
            hardly anyone came|few passengers|falling ridership|losing passengers|stood empty|stands idle|idle|
            underused|unused|low turnout|few participants|low participation|people stopped coming|
            nobody knew about it|white elephant|demand lower than forecast""",
        "ar": """استخدام ضعيف|إقبال ضعيف|ضعف الإقبال|قلة المستخدمين|قلة الركاب|لم يستخدمه الناس|لم يستخدمها أحد|
            بقيت فارغة|طاقة معطلة|مشاركة ضعيفة|عزوف الناس|تراجع عدد الركاب|غير مستغل|لا يعرفها أحد|
            طلب أقل من المتوقع|فيل أبيض""",
        "tr": """az kullanılan|kullanılmıyor|kimse kullanmadı|ilgi görmedi|rağbet görmedi|yolcu azaldı|düşük katılım|
            katılım az|boş kaldı|atıl kaldı|atıl kapasite|beklenen talep olmadı|kimse gelmedi|yolcu kaybı""",
    },
    "privacy": {
        "fa": """حریم خصوصی|نقض حریم خصوصی|نگرانی از حریم خصوصی|اطلاعات شخصی مردم|داده‌های شخصی|جمع‌آوری داده از مردم|
            رصد شهروندان|پاییدن مردم|دوربین و حریم خصوصی|ردیابی مردم|جاسوسی از مردم|نظارت بر شهروندان|
            افشای اطلاعات|نشت اطلاعات|سوءاستفاده از داده‌ها""",
        "en": """privacy|privacy concerns|privacy worries|surveillance|personal data|data collected about people|
            tracking people|being watched|spying on residents|data misuse|data leak|data breach|
            who owns the data|cameras everywhere|facial recognition|loss of anonymity""",
        "ar": """الخصوصية|مخاوف الخصوصية|انتهاك الخصوصية|البيانات الشخصية|جمع بيانات الناس|مراقبة السكان|
            المراقبة|تتبع الناس|التجسس على السكان|تسرب البيانات|إساءة استخدام البيانات|كاميرات المراقبة""",
        "tr": """mahremiyet|gizlilik|gizlilik endişesi|kişisel veriler|kişisel verilerin toplanması|gözetim|
            gözetleme|insanların izlenmesi|veri sızıntısı|verilerin kötüye kullanımı|özel hayatın gizliliği""",
    },
    "contractor": {
        "fa": """مشکل با پیمانکار|پیمانکار|تخلف پیمانکار|پیمانکار رها کرد|پیمانکار کار را نیمه‌کاره گذاشت|
            اختلاف با پیمانکار|قرارداد بد|قرارداد نادرست|فسخ قرارداد|شرکت خصوصی کنار کشید|سرمایه‌گذار کنار کشید|
            شرکت ورشکست شد|کیفیت بد ساخت|بد ساخته شد|طبق نقشه ساخته نشد|برون‌سپاری ناموفق|خصوصی‌سازی ناموفق|
            اختلاف با شرکت|مشکل با بخش خصوصی""",
        "en": """contractor|contractors|trouble with a contractor|contractor failed|contractor walked away|
            company pulled out|private partner withdrew|investor withdrew|contract dispute|bad contract|
            badly written contract|contract cancelled|company went bankrupt|poor construction quality|shoddy work|
            built badly|not built as drawn|failed outsourcing|failed privatisation|conflict with the company|
            vendor lock-in""",
        "ar": """مشكلة مع المقاول|المقاول|المقاولون|فشل المقاول|انسحاب الشركة|انسحاب المستثمر|نزاع مع الشركة|
            عقد سيئ|عقود معيبة|فسخ العقد|إفلاس الشركة|رداءة التنفيذ|سوء جودة البناء|فشل الخصخصة|
            فشل التعاقد الخارجي|خلاف مع الشركة المنفذة|شركات خاصة أخفقت""",
        "tr": """yüklenici|müteahhit|yüklenici sorunu|müteahhit işi bıraktı|şirket çekildi|yatırımcı çekildi|
            sözleşme anlaşmazlığı|kötü sözleşme|sözleşme feshi|şirket iflas etti|kötü işçilik|
            başarısız özelleştirme|projeye uygun yapılmadı|taşeron sorunu""",
    },
    "faked-figures": {
        "fa": """آمار ساختگی|آمارسازی|آمار دروغ|آمار غلط|گزارش جعلی|گزارش ساختگی|دست‌کاری آمار|عدد دروغ|عکس جعلی|
            گزارش غیرواقعی|تقلب|تقلب در گزارش|صوری بودن کار|کار صوری|نمایشی|آمار باورنکردنی|فریب‌کاری""",
        "en": """faked figures|fake figures|false figures|fake reports|fabricated data|falsified data|
            manipulated statistics|cooked the books|cheating|fraud|gaming the system|gamed|fake photos|
            numbers nobody believes|inflated numbers|lied about results|only on paper""",
        "ar": """أرقام مزيفة|بيانات مزورة|تزوير الأرقام|تلاعب بالإحصاءات|تقارير وهمية|بلاغات وهمية|صور مزيفة|غش|
            احتيال|أرقام مبالغ فيها|أرقام لا يصدقها أحد|إنجازات على الورق|التحايل على النظام""",
        "tr": """sahte rakamlar|uydurma veriler|sahte raporlar|istatistiklerle oynama|veri manipülasyonu|hile|
            sahtecilik|sahte fotoğraf|şişirilmiş rakamlar|kâğıt üzerinde kaldı|yalan rapor""",
    },
    "displacement": {
        "fa": """جابه‌جایی مردم|آوارگی|مردم آواره شدند|بیرون راندن ساکنان|کوچ اجباری|جابه‌جایی اجباری|تخلیهٔ ساکنان|
            تخلیه اجباری|از خانه بیرون کردن|رانده شدن کسبه|کاسب‌ها جا به جا شدند|دستفروش‌ها را بیرون کردند|
            اعیانی‌سازی|گران شدن اجاره|بالا رفتن اجاره‌ها|اهالی قدیمی رفتند|از دست دادن محل کسب|مغازه‌ها تعطیل شدند|
            فقرا بیرون رانده شدند|تخریب خانه‌ها""",
        "en": """displacement|displaced|people displaced|residents displaced|evictions|evicted|forced relocation|
            forced to move|pushed out|driven out|gentrification|rising rents|rents rose|traders lost their places|
            vendors removed|vendors lost their livelihood|homes demolished|poor people pushed out|
            small shops closed|lost their livelihoods|resettlement""",
        "ar": """تهجير|تهجير السكان|إخلاء قسري|إخلاء السكان|نزوح السكان|طرد السكان|إبعاد الباعة|
            فقد الباعة أماكنهم|نقل قسري|هدم المنازل|ارتفاع الإيجارات|إزاحة الفقراء|التحسين الطبقي|
            أغلقت المحلات الصغيرة|فقدان مصدر الرزق|إعادة توطين""",
        "tr": """yerinden edilme|yerinden edildi|zorla tahliye|tahliye|zorunlu göç|soylulaştırma|kiralar arttı|
            kiraların yükselmesi|esnaf yerinden oldu|seyyar satıcılar kovuldu|evleri yıkıldı|
            yoksullar dışarı itildi|geçim kaynağını yitirdi""",
    },
    "upkeep": {
        "fa": """نگهداری نشد|نگهداری ضعیف|نبود نگهداری|بی‌توجهی به نگهداری|خراب شد و درست نکردند|رها شد و خراب شد|
            خراب شدن تجهیزات|دستگاه‌ها خراب شدند|از کار افتاد|از کار افتاده|فرسوده شد|فرسودگی ناوگان|تعمیر نشد|
            درخت‌ها خشک شدند|خشک شد|کسی رسیدگی نکرد|بودجهٔ نگهداری نداشت|هزینهٔ نگهداری|خرابی مکرر|
            بعد از افتتاح رها شد|پوسید""",
        "en": """poor maintenance|lack of maintenance|neglected|not maintained|badly maintained|upkeep|
            no money for maintenance|fell into disrepair|disrepair|broke down|broken equipment|breakdowns|
            out of order|out of service|ageing fleet|worn out after opening|plants died|trees dried out|
            maintenance was forgotten|nobody looked after it|decayed|falling apart|leaks and cracks""",
        "ar": """إهمال الصيانة|غياب الصيانة|ضعف الصيانة|سوء الصيانة|لم تتم صيانته|بلا صيانة|تعطلت الأجهزة|
            أعطال متكررة|خارج الخدمة|تدهور الحالة|تقادم الأسطول|حافلات قديمة متهالكة|جفت الأشجار|ماتت النباتات|
            لا ميزانية للصيانة|أهمل بعد الافتتاح|معطل|تكاليف الصيانة""",
        "tr": """bakımsızlık|bakımsız kaldı|bakım yapılmadı|kötü bakım|bakım parası yok|bozuldu|arızalar|
            sık sık bozuluyor|hizmet dışı|yaşlanan filo|ihmal edildi|ağaçlar kurudu|çürüdü|
            açılıştan sonra unutuldu""",
    },
    "target-missed": {
        "fa": """نرسیدن به هدف|به هدف نرسید|هدف محقق نشد|اهداف محقق نشد|وعده‌ها عملی نشد|به وعده عمل نشد|
            کمتر از برنامه انجام شد|عقب ماندن از هدف|از هدف دور ماند|فقط بخشی ساخته شد|نیمی از هدف|
            نتیجهٔ کمتر از انتظار|قولش را دادند و نشد|هدف کنار گذاشته شد""",
        "en": """target missed|missed its target|target not reached|goal not reached|goals not met|
            did not reach its goal|fell short of the target|broken promise|promises not kept|
            only part was built|less than promised|far from the target|did not deliver|
            goal was dropped|ambition not reached|below expectations""",
        "ar": """لم يتحقق الهدف|الهدف لم يتحقق|لم تبلغ الهدف|أهداف لم تتحقق|وعود لم تنفذ|لم يف بالوعود|
            أقل من الهدف|بعيد عن الهدف|نتائج أقل من المتوقع|نفذ جزء فقط|تخلت عن الهدف|أقل مما وعد به""",
        "tr": """hedef tutmadı|hedefe ulaşılamadı|hedefin gerisinde kaldı|sözler tutulmadı|verilen söz tutulmadı|
            yalnızca bir kısmı yapıldı|beklenenin altında|hedeften vazgeçildi|vaat edilenin altında""",
    },
}
