"""Patterns of quotations in Persian, Arabic and Turkish, and of what programs write themselves, in four languages.

Those of quotations have the form of mail-parser-reply's tables, which have none of these languages. A line of
attribution may say its date in any calendar and digits: it is known by its verb and its colon, and what stands between
is bounded.
"""

import re

from mailparser_reply.constants import MAIL_LANGUAGES, QUOTED_MATCH_INCLUDE

_Q = QUOTED_MATCH_INCLUDE
_BETWEEN = r"[^\n]{2,220}?(?:\n[^\n]{1,120}?){0,2}?"  # such a line is often broken, twice at most
_HEADER = (
    r"((?:(?:^|\n|\n{quote})[* ]*(?:{names})\s?\*?:[ *]*(?:\s{{,2}}).*){{2,}}(?:\n.*){{,1}})"  # as the package's own
)

FA_FIELDS = "از|فرستنده|تاریخ|ارسال|ارسال[ \u200c]شده|فرستاده[ \u200c]شده|زمان|به|گیرنده|موضوع|رونوشت"
AR_FIELDS = "من|مرسل|المرسل|التاريخ|تاريخ|أرسل|أُرسل|أرسلت|تم الإرسال|تاريخ الإرسال|إلى|الى|المستلم|الموضوع|نسخة"
TR_FIELDS = "Kimden|Gönderen|Gönderildi|Gönderilen|Gönderme Tarihi|Tarih|Kime|Alıcı|Konu|Bilgi"

OURS = {
    "fa": {
        "wrote_header": rf"^({_Q}\S{_BETWEEN}(?:نوشت|نوشته|نوشتند|نوشته[ \u200c]?(?:است|بود|اند))\s?:)\s*$",
        "from_header": _HEADER.format(quote=_Q, names=FA_FIELDS),
        "sent_from": "",
    },
    "ar": {
        "wrote_header": rf"^({_Q}\S{_BETWEEN}(?:كتب|كتبت|كتبوا|كتابة ما يلي)"
        r"(?:[^\n]{0,160}?(?:\n[^\n]{1,120}?)?)\s?:)\s*$",
        "from_header": _HEADER.format(quote=_Q, names=AR_FIELDS),
        "sent_from": "",
    },
    "tr": {
        "wrote_header": rf"^({_Q}\S{_BETWEEN}(?:yazdı|yazmış|yazdılar)(?: \([^\n]{{4,60}}\))?\s?:)\s*$",
        "from_header": _HEADER.format(quote=_Q, names=TR_FIELDS),
        "sent_from": "",
    },
}
MAIL_LANGUAGES.update(OURS)  # the package looks them up by their names
LANGUAGES = ["en", "fa", "ar", "tr", "fr", "de", "es", "it"]

# First word of a field in a block of fields that stands above a quotation, by what it says.
FIELDS = {
    "from": re.compile(r"(?:From|De|Von|Da|Kimden|Gönderen|از|فرستنده|من|مرسل|المرسل)", re.I),
    "date": re.compile(
        r"(?:Sent|Date|Envoyé|Gesendet|Datum|Enviado|Fecha|Inviato|Data|Gönderildi|Gönderilen|Gönderme Tarihi|Tarih|"
        r"تاریخ|ارسال|ارسال[ \u200c]شده|فرستاده[ \u200c]شده|زمان|التاريخ|تاريخ|أرسل|أُرسل|أرسلت"
        r"|تم الإرسال|تاريخ الإرسال)",
        re.I,
    ),
    "to": re.compile(r"(?:To|À|An|Para|A|Kime|Alıcı|به|گیرنده|إلى|الى|المستلم)", re.I),
    "subject": re.compile(r"(?:Subject|Objet|Betreff|Asunto|Oggetto|Konu|موضوع|الموضوع)", re.I),
}
SEPARATOR = re.compile(
    r"\s*[-_*=]{2,}\s*(?:Original Message|Original Appointment|Özgün İleti|Orijinal Mesaj|"
    r"پیام اصلی|پیغام اصلی|پیام اولیه|الرسالة الأصلية|رسالة أصلية|Message d'origine"
    r"|Ursprüngliche Nachricht|Mensaje original|Messaggio originale)"
    r"\s*[-_*=]{2,}\s*",
    re.I,
)
FORWARDED = re.compile(
    r"\s*(?:[-_*=]{2,}\s*)?(?:Begin forwarded message:?|Forwarded message|İletilen mesaj|"
    r"Yönlendirilen ileti|İletilen ileti|پیام هدایت[ \u200c]?شده|پیام بازفرستاده[ \u200c]?شده"
    r"|پیام ارسال[ \u200c]?شده به دیگری|"
    r"رسالة معاد توجيهها|رسالة مُعاد توجيهها|الرسالة المعاد توجيهها|بدء الرسالة المعاد توجيهها:?)"
    r"\s*(?:[-_*=]{2,})?\s*:?\s*",
    re.I,
)
LINE_OF_OUTLOOK = re.compile(r"\s*[_\-]{20,}\s*")
SENT_FROM = re.compile(
    r"\s*(?:Sent from (?:my )?.{2,50}|Get Outlook for .{2,30}|Sent (?:with|via) .{2,40}"
    r"|(?:ارسال[ \u200c]?شده|فرستاده[ \u200c]?شده|ارسال[ \u200c]?شد) از .{2,40}"
    r"|از .{2,30} (?:من )?(?:ارسال|فرستاده) شد(?:ه)?"
    r"|Outlook را برای .{2,30} دریافت کنید|دریافت Outlook برای .{2,30}"
    r"|(?:أُرسلت|أرسلت|تم الإرسال|مرسل|مُرسل|أُرسل) من .{2,40}|الحصول على Outlook لـ ?.{2,30}|احصل على Outlook .{2,30}"
    r"|.{2,40}(?:'?[uıiü]mdan|'?den|'?dan|'?ten|'?tan|cihazımdan)(?: .{1,20})? gönderildi"
    r"|.{2,30} için Outlook['’]?u edinin"
    r"|.{2,30} uygulamasından gönderildi)\.?\s*",
    re.I,
)
# Beginnings of subjects that programs write.
AUTOMATIC_SUBJECT = re.compile(
    r"\s*(?:Auto(?:matic)?[ -]?(?:reply|response|answer)|Auto|Autoreply|Out of (?:the )?office(?: reply| autoreply)?"
    r"|OOO|I am (?:currently )?out of (?:the )?office|Vacation (?:reply|notice)"
    r"|پاسخ[ \u200c]خودکار|پاسخ اتوماتیک|پاسخ ماشینی|خارج از دفتر|در مرخصی|عدم حضور در دفتر"
    r"|(?:ال)?رد (?:ال)?تلقائي|(?:ال)?رد (?:ال)?آلي|إجابة تلقائية|خارج المكتب|في إجازة"
    r"|Otomatik (?:yanıt|cevap)|Ofis dışında(?:yım)?|İzindeyim|Büro dışı"
    r"|Abwesenheitsnotiz|Automatische Antwort|Réponse automatique|Absence du bureau|Respuesta automática)"
    r"\s*(?::|[-–—]|\Z|\.\s*\Z|：)",
    re.I,
)
