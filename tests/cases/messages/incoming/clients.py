"""How programs for mail quote, in four languages: lines of attribution, blocks of fields, and their HTML."""

from html import escape

LANGUAGES = ("fa", "ar", "tr", "en")
OURS = "Cities in practice"
RLE, PDF, LRE, RLM = "\u202b", "\u202c", "\u202a", "\u200f"

# By program and language; {who} is “name <address>”. Dates in every calendar and digits.
ATTRIBUTIONS = {
    "gmail": {
        "en": "On Tue, 1 Dec 2026 at 10:15, {who}\nwrote:",
        "fa": RLE + "در تاریخ سه‌شنبه ۱۰ آذر ۱۴۰۵ ساعت ۱۰:۱۵ " + LRE + "{who}" + PDF + RLM + " نوشت:" + PDF,
        "ar": RLE
        + "في الثلاثاء، ١ ديسمبر ٢٠٢٦ في ١٠:١٥ ص تمت كتابة ما يلي بواسطة "
        + LRE
        + "{who}"
        + PDF
        + RLM
        + ":"
        + PDF,
        "tr": "{who}, 1 Ara 2026 Sal, 10:15\ntarihinde şunu yazdı:",
    },
    "apple": {
        "en": "> On 1 Dec 2026, at 10:15, {who} wrote:",
        "fa": "> در ۱۰ آذر ۱۴۰۵، ساعت ۱۰:۱۵، {who} نوشت:",
        "ar": "> في ١١ جمادى الآخرة ١٤٤٨، الساعة ١٠:١٥ ص، كتب {who}:",
        "tr": "> {who} şunları yazdı (1 Ara 2026 10:15):",
    },
    "thunderbird": {
        "en": "On 01/12/2026 10:15, {who} wrote:",
        "fa": "در 1405/9/10 10:15، {who} نوشت:",
        "ar": "في 1/12/2026 10:15 ص، كتب {who}:",
        "tr": "1.12.2026 10:15 tarihinde {who} yazdı:",
    },
    "yahoo": {
        "en": "On Tuesday, December 1, 2026 at 10:15:00 AM GMT+3:30, {who} wrote:",
        "fa": "در سه‌شنبه ۱۰ آذر ۱۴۰۵ در ۱۰:۱۵:۰۰ (+۳:۳۰ گرینویچ)، {who} نوشت:",
        "ar": "في الثلاثاء، 1 ديسمبر 2026 في 10:15:00 ص غرينتش+3، كتب {who}:",
        "tr": "1 Aralık 2026 Salı 10:15:00 GMT+3 saatinde, {who} şunu yazdı:",
    },
}
FIELDS = {
    "en": ("From", "Sent", "To", "Subject", "Tuesday, December 1, 2026 10:15 AM"),
    "fa": ("از", "ارسال شده", "به", "موضوع", "سه‌شنبه ۱۰ آذر ۱۴۰۵ ۱۰:۱۵"),
    "ar": ("من", "تم الإرسال", "إلى", "الموضوع", "الثلاثاء، 1 ديسمبر 2026 10:15 ص"),
    "tr": ("Kimden", "Gönderildi", "Kime", "Konu", "1 Aralık 2026 Salı 10:15"),
}
ORIGINAL = {
    "en": "-------- Original message --------",
    "fa": "-------- پیام اصلی --------",
    "ar": "-------- الرسالة الأصلية --------",
    "tr": "-------- Orijinal mesaj --------",
}
FORWARDED = {
    "en": "---------- Forwarded message ---------",
    "fa": "---------- پیام هدایت شده ---------",
    "ar": "---------- رسالة معاد توجيهها ---------",
    "tr": "---------- İletilen mesaj ---------",
}
PHONES = {
    "en": "Sent from my Galaxy",
    "fa": "ارسال شده از گوشی سامسونگ من",
    "ar": "تم الإرسال من هاتفي",
    "tr": "iPhone'umdan gönderildi",
}
AUTOMATIC = {
    "en": ("Automatic reply: your comment", "Out of office: back on Sunday"),
    "fa": ("پاسخ خودکار: دیدگاه شما", "خارج از دفتر: تا شنبه"),
    "ar": ("رد تلقائي: تعليقك", "خارج المكتب: حتى الأحد"),
    "tr": ("Otomatik yanıt: yorumunuz", "Ofis dışında: pazartesiye kadar"),
}
# Clients that put a sign before each quoted line; the others only say where the quotation begins.
PREFIXED = ("gmail", "apple", "thunderbird")
CLIENTS = ("gmail", "apple", "thunderbird", "outlook", "yahoo", "phone")


def fields(language: str, who: str, subject: str) -> list[str]:
    sender, sent, to, about, moment = FIELDS[language]
    return [f"{sender}: {who}", f"{sent}: {moment}", f"{to}: Mina <mina@city.example>", f"{about}: {subject}"]


def prefixed(lines: list[str]) -> list[str]:
    return [f"> {line}" if line else ">" for line in lines]


def opening(client: str, language: str, who: str, subject: str) -> list[str]:
    """Lines between an answer and what it quotes."""
    if client == "outlook":
        return ["________________________________", *fields(language, who, subject), ""]
    if client == "phone":
        return [PHONES[language], "", ORIGINAL[language], *fields(language, who, subject), ""]
    return [*ATTRIBUTIONS[client][language].format(who=who).split("\n"), ""]


def quotation(client: str, lines: list[str]) -> list[str]:
    return prefixed(lines) if client in PREFIXED else [f"  {line}" for line in lines] if client == "yahoo" else lines


def html_of(client: str, language: str, answer: list[str], who: str, subject: str, quoted: list[str]) -> str:
    """An answer above what it quotes, as each program writes it."""
    said = "".join(f'<div dir="auto">{escape(line) or "<br>"}</div>' for line in answer)
    below = "<br>".join(map(escape, quoted))
    lines = " ".join(line.removeprefix("> ") for line in opening(client, language, who, subject) if line)
    if client == "gmail":
        return (
            f'<div dir="rtl">{said}</div><br><div class="gmail_quote gmail_quote_container">'
            f'<div dir="ltr" class="gmail_attr">{escape(lines)}<br></div>'
            f'<blockquote class="gmail_quote" style="margin:0">{below}</blockquote></div>'
        )
    if client == "apple":
        return (
            f'<html><body style="word-wrap: break-word">{said}<br><div><br><blockquote type="cite"><div>{escape(lines)}'
            f"</div><br><div>{below}</div></blockquote></div></body></html>"
        )
    if client == "thunderbird":
        return (
            f'<html><head><style>p {{}}</style></head><body>{said}<div class="moz-cite-prefix">'
            f"{escape(lines)}<br></div>"
            f'<blockquote type="cite" cite="mid:1"><pre>{below}</pre></blockquote></body></html>'
        )
    if client == "yahoo":
        return (
            f'<div class="ydp1">{said}</div><div id="ydp" class="yahoo_quoted"><div><div>{escape(lines)}</div>'
            f"<div><br></div><div>{below}</div></div></div>"
        )
    head = "<br>".join(
        f"<b>{line.partition(':')[0]}:</b>{escape(line.partition(':')[2])}" for line in fields(language, who, subject)
    )
    if client == "outlook":
        return (
            f'<body>{said}<div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" dir="rtl">'
            f'<font>{head}</font><div>&nbsp;</div></div><div class="PlainText">{below}</div></body>'
        )
    return (
        f'<body>{said}<div class="OutlookMessageHeader" dir="ltr">{escape(PHONES[language])}<br>{head}</div>'
        f"<div>{below}</div></body>"
    )
