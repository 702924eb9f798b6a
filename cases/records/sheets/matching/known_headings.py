"""Headings by which other people's sheets call what a case has, in Persian, English and Arabic."""

# By column: "@" stands for the language of the texts below, "#" for the number of an item. Folded before comparison,
# so that spellings, spaces and capitals need no lines of their own.
KNOWN_HEADINGS: dict[str, str] = {
    "id": "کد تجربه; کد پروژه; کد طرح; شناسه تجربه; شناسه پروژه; کد یکتا; کد; case id; case code; project id; "
          "project code; code; identifier; رمز التجربة; رمز المشروع; رمز الحالة; المعرف",
    "title.@": "عنوان; عنوان تجربه; عنوان پروژه; عنوان طرح; عنوان اقدام; عنوان برنامه; عنوان تجربه موفق; "
               "نام تجربه; نام پروژه; نام طرح; نام اقدام; نام برنامه; تجربه; پروژه; موضوع تجربه; عنوان خلاقیت; "
               "نام ابتکار; title; case title; project title; project name; name of project; name of the project; "
               "project; practice; name of practice; practice name; title of the practice; initiative; "
               "initiative name; programme; programme name; program; program name; case; case study; "
               "case study title; العنوان; عنوان التجربة; عنوان المشروع; اسم المشروع; اسم التجربة; اسم المبادرة; "
               "المبادرة; المشروع; التجربة",
    "brief.@": "چکیده یک جمله ای; در یک جمله; خلاصه یک جمله ای; خلاصه یک جمله‌ای; brief; in one sentence; "
               "one-line summary; in brief; tagline; باختصار; جملة واحدة; في جملة واحدة",
    "city.@": "شهر; نام شهر; شهر اجرا; شهر محل اجرا; محل اجرا; مکان اجرا; شهرداری; کلانشهر; کلان شهر; city; "
              "city name; name of city; municipality; town; city/town; town/city; location; place; المدينة; "
              "اسم المدينة; البلدية; الموقع; مكان التنفيذ",
    "city.country": "کشور; نام کشور; country; country name; nation; state/country; الدولة; البلد; اسم الدولة; "
                    "اسم البلد",
    "city.lat": "عرض جغرافیایی; latitude; lat; خط العرض",
    "city.lon": "طول جغرافیایی; longitude; long; lon; lng; خط الطول",
    "city.population.value": "جمعیت; جمعیت شهر; population; city population; عدد السكان; السكان",
    "topics": "موضوع; موضوعات; حوزه; حوزه موضوعی; زمینه; محور; محور موضوعی; دسته; دسته بندی; طبقه بندی; بخش; "
              "نوع تجربه; کلیدواژه; topic; topics; theme; themes; sector; sectors; category; categories; subject; "
              "subjects; area of work; field; domain; thematic area; keywords; tags; الموضوع; الموضوعات; القطاع; "
              "المجال; المحور; الفئة; التصنيف; الكلمات المفتاحية",
    "sdgs": "اهداف توسعه پایدار; هدف توسعه پایدار; sdg; sdgs; sdg goals; sustainable development goals; un goals; "
            "أهداف التنمية المستدامة",
    "started": "شروع; آغاز; سال شروع; سال آغاز; تاریخ شروع; تاریخ آغاز; زمان شروع; شروع اجرا; آغاز اجرا; "
               "تاریخ شروع پروژه; سال اجرا; زمان اجرا; تاریخ اجرا; سال; دوره اجرا; مدت اجرا; start; started; "
               "start year; start date; year started; date started; from; begin; began; beginning; since; "
               "launched; launch year; launch date; year of launch; year; year of implementation; "
               "implementation year; period; implementation period; years; start of project; البداية; سنة البداية; "
               "سنة البدء; تاريخ البدء; تاريخ البداية; بداية التنفيذ; السنة; سنة التنفيذ; من; فترة التنفيذ; "
               "تاريخ الإطلاق",
    "ended": "پایان; خاتمه; سال پایان; سال خاتمه; تاریخ پایان; تاریخ خاتمه; زمان پایان; پایان اجرا; تاریخ اتمام; "
             "سال اتمام; end; ended; end year; end date; year ended; finish; finished; to; until; completed; "
             "completion; completion year; completion date; النهاية; سنة النهاية; سنة الانتهاء; تاريخ الانتهاء; "
             "تاريخ النهاية; إلى; نهاية التنفيذ",
    "status": "وضعیت; وضعیت اجرا; وضعیت پروژه; وضعیت فعلی; وضعیت کنونی; مرحله; مرحله اجرا; status; state; "
              "current status; project status; stage; phase; implementation status; الحالة; الوضع; حالة التنفيذ; "
              "حالة المشروع; الوضع الحالي; المرحلة",
    "outcome.goal": "فرجام; میزان تحقق هدف; تحقق هدف; outcome; goal reached; goal achieved; تحقق الهدف; "
                    "مدى تحقق الهدف",
    "setbacks": "چه چیز خراب شد; چه مشکلی پیش آمد; آنچه درست پیش نرفت; نوع مشکل; آسیب‌ها; what went wrong; setbacks; "
                "setback; things that went wrong; ما الذي تعثر; ما الخطأ الذي حدث; العثرات",
    "outcome.reason.@": "دلیل فرجام; علت تحقق یا عدم تحقق; reason for the outcome; سبب النتيجة",
    "summary.@": "خلاصه; چکیده; شرح مختصر; خلاصه تجربه; شرح; شرح تجربه; شرح پروژه; توضیح; توضیحات; معرفی; "
                 "خلاصه طرح; summary; abstract; overview; description; short description; about; "
                 "project description; synopsis; الملخص; ملخص; الوصف; نبذة; وصف المشروع; وصف التجربة; موجز",
    "challenge.@": "مسئله; مساله; مشکل; چالش; بیان مسئله; شرح مسئله; مسئله اصلی; ضرورت; ضرورت اجرا; نیاز; "
                   "چالش اصلی; پیشینه; challenge; problem; issue; challenges; the problem; problem statement; "
                   "background; need; context; why; التحدي; المشكلة; التحديات; بيان المشكلة; الخلفية; الحاجة",
    "solution.@": "راه حل; راهکار; راه‌حل; اقدام; اقدامات; اقدامات انجام شده; روش اجرا; شرح اقدام; شرح اقدامات; "
                  "نحوه اجرا; solution; action; actions; intervention; approach; what was done; measures; "
                  "activities; response; implementation; how; الحل; الإجراء; الإجراءات; النهج; التدخل; "
                  "ما تم تنفيذه; الأنشطة; طريقة التنفيذ",
    "results.@": "نتیجه; نتایج; دستاورد; دستاوردها; نتیجه اجرا; نتایج حاصل; خروجی; خروجی ها; اثر; اثرات; اثربخشی; "
                 "پیامدها; result; results; outcomes; impact; impacts; achievements; outputs; effects; "
                 "what changed; benefits; النتائج; النتيجة; الأثر; الآثار; الإنجازات; المخرجات; الفوائد",
    "limits.@": "آنچه نشد; محدودیت; محدودیت ها; موانع; شکست ها; محدودیت‌ها و شکست‌ها; محدودیت ها و ناکامی ها; "
                "ناکامی ها; نقاط ضعف; مشکلات اجرا; چالش های اجرا; موانع و مشکلات; آنچه به نتیجه نرسید; کاستی ها; "
                "limits; limitations; limits and failures; failures; what failed; what did not work; "
                "what didn't work; barriers; obstacles; weaknesses; difficulties; risks; shortcomings; "
                "problems encountered; القيود; الإخفاقات; ما لم ينجح; العقبات; المعوقات; الصعوبات; نقاط الضعف; "
                "أوجه القصور",
    "lessons.@": "درس آموخته; درس‌آموخته‌ها; درس ها; آموخته ها; درس‌های آموخته; تجارب آموخته شده; توصیه ها; "
                 "پیشنهادها; نکات کلیدی; lessons; lessons learned; lessons learnt; lesson; learning; learnings; "
                 "recommendations; key lessons; takeaways; advice; الدروس; الدروس المستفادة; التوصيات; "
                 "الدروس المستخلصة",
    "transfer.@": "شرط لازم برای شهر دیگر; شرایط انتقال; شرط انتقال; شرایط لازم; پیش نیاز; پیش نیازها; "
                  "پیش‌نیازهای اجرا; شرایط اجرا در شهر دیگر; قابلیت تعمیم; قابلیت انتقال; الزامات; الزامات اجرا; "
                  "شرایط به کارگیری; transfer conditions; conditions; conditions for transfer; transferability; "
                  "replicability; replication; prerequisites; requirements; what another city needs; "
                  "success factors; enabling conditions; شروط النقل; شروط التطبيق; المتطلبات; قابلية النقل; "
                  "قابلية التكرار; المتطلبات المسبقة; ما تحتاجه مدينة أخرى",
    "cost.amount": "هزینه; هزینه کل; هزینه اجرا; هزینه پروژه; مبلغ; بودجه مصرفی; اعتبار; اعتبار مصرفی; "
                   "اعتبار هزینه شده; بودجه; هزینه تمام شده; برآورد هزینه; cost; costs; total cost; cost amount; "
                   "project cost; amount; expenditure; spending; investment; budget; total budget; price; التكلفة; "
                   "الكلفة; التكاليف; إجمالي التكلفة; المبلغ; الميزانية; تكلفة المشروع",
    "cost.currency": "ارز; واحد پول; نوع ارز; currency; currency code; العملة",
    "cost.year": "سال هزینه; سال مبلغ; cost year; year of cost; year of the figure; سنة التكلفة",
    "cost.kind": "نوع هزینه; cost type; cost kind; kind of cost; نوع التكلفة",
    "cost.note.@": "توضیح هزینه; شرح هزینه; محل تامین اعتبار; منبع تامین مالی; cost note; cost notes; funding; "
                   "financing; ملاحظات التكلفة; التمويل; مصدر التمويل",
    "sources.#.title": "منبع; منابع; مستند; مستندات; مرجع; مأخذ; عنوان منبع; نام منبع; عنوان سند; source; sources; "
                       "reference; references; source title; source name; citation; document; evidence; المصدر; "
                       "المصادر; المرجع; عنوان المصدر; المراجع",
    "sources.#.url": "نشانی منبع; لینک; پیوند; نشانی اینترنتی; آدرس منبع; آدرس اینترنتی; لینک منبع; نشانی; "
                     "وب سایت; وبگاه; سایت; url; link; links; website; web address; source url; source link; "
                     "web link; address of the source; webpage; الرابط; رابط المصدر; الموقع الإلكتروني; "
                     "عنوان الويب; رابط",
    "sources.#.publisher": "ناشر; ناشر منبع; منتشرکننده; publisher; source publisher; الناشر",
    "sources.#.page": "صفحه منبع; شماره صفحه; صفحه; source page; page number; page; pages; صفحة المصدر; رقم الصفحة",
    "sources.#.year": "سال منبع; سال انتشار; تاریخ انتشار; source year; publication year; year of publication; "
                      "published; سنة النشر; تاريخ النشر",
    "indicators.#.name.@": "شاخص; نام شاخص; عنوان شاخص; سنجه; indicator; indicator name; metric; kpi; "
                           "name of indicator; المؤشر; اسم المؤشر",
    "indicators.#.unit": "واحد شاخص; واحد; واحد اندازه گیری; واحد سنجش; unit; unit of measure; units; "
                         "indicator unit; الوحدة; وحدة القياس",
    "indicators.#.direction": "جهت شاخص; جهت بهبود; جهت; direction; better when; اتجاه المؤشر; الاتجاه",
    "indicators.#.baseline.value": "عدد پایه; مقدار پایه; وضعیت پایه; وضع پیشین; baseline; baseline value; before; "
                                   "خط الأساس; قيمة خط الأساس; قبل",
    "indicators.#.baseline.year": "سال پایه; baseline year; سنة الأساس; سنة خط الأساس",
    "indicators.#.target.value": "هدف کمی; مقدار هدف; عدد هدف; target; target value; القيمة المستهدفة; المستهدف",
    "indicators.#.target.year": "سال هدف; target year; سنة الهدف",
    "indicators.#.measurements": "سنجش ها; سری زمانی; مقادیر سالانه; measurements; values by year; time series; "
                                 "القياسات",
    "partners.#.@": "همکار; همکاران; شریک; شرکا; دستگاه همکار; دستگاه های همکار; مجری; دستگاه مجری; کارفرما; "
                    "نهاد مجری; partner; partners; implementing agency; implementing body; implemented by; "
                    "organisation; organization; agency; department; الشركاء; الشريك; الجهة المنفذة; جهة التنفيذ",
    "unverified": "یادداشت داخلی; یادداشت; ملاحظات; ملاحظه; یادداشت ها; توضیح داخلی; درصد رضایت; عدد امروز; "
                  "مقدار کنونی; notes; note; remarks; remark; comments; comment; internal note; internal notes; "
                  "current value; ملاحظات داخلية; تعليقات; القيمة الحالية",
}  # fmt: skip

# Recognised, and left out: numbers of rows, and people with their numbers, who are no part of a case.
LEFT_OUT = (
    "ردیف; شماره; شماره ردیف; رديف; #; no; no.; nr; row; row number; number; sr. no.; s/n; serial; serial number; "
    "مسئول; مسئول اجرا; مدیر پروژه; نام مسئول; رابط; نام رابط; تلفن; شماره تماس; موبایل; تلفن همراه; ایمیل; "
    "پست الکترونیک; رایانامه; contact; contact person; responsible; responsible person; person in charge; phone; "
    "telephone; mobile; email; e-mail; تاریخ بازدید; تاریخ ثبت; تاریخ مشاهده; timestamp; date of entry; الرقم; "
    "رقم; م; الرقم التسلسلي; المسؤول; الشخص المسؤول; الهاتف; رقم الهاتف; البريد الإلكتروني; جهة الاتصال"
)
LANGUAGES = {
    "fa": "فارسی; به فارسی; persian; farsi; in persian; in farsi; fa; بالفارسية; الفارسية; فا",
    "en": "انگلیسی; به انگلیسی; لاتین; english; in english; en; eng; بالإنجليزية; الإنجليزية; انجليزي",
    "ar": "عربی; به عربی; arabic; in arabic; ar; بالعربية; العربية; عربي",
}
# What may stand at the end of a heading and says how its cells are filled.
REQUIRED_MARKS = "*＊†‡✱"
