"""Mails that answer, made for every program, language and shape: what each says, and what it quotes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP

from .clients import (
    AUTOMATIC,
    CLIENTS,
    FORWARDED,
    LANGUAGES,
    OURS,
    PHONES,
    PREFIXED,
    fields,
    html_of,
    opening,
    prefixed,
    quotation,
)

WORDS = {
    "fa": "خط اتوبوس تندرو سال ۱۳۹۸ در محدودهٔ مرکزی آغاز شد؛ می‌توان هزینه‌ها را از گزارش شهرداری برداشت",
    "ar": "بدأ خط الحافلات السريعة عام ٢٠١٩ في وسط المدينة، ويمكن أخذ التكاليف من تقرير البلدية",
    "tr": "Hızlı otobüs hattı 2019 yılında şehir merkezinde başladı; maliyetler belediye raporundan alınabilir",
    "en": "The rapid bus line began in 2019 in the inner city; take its costs from the city's report",
}
SIGNATURES = {
    "fa": "مینا رضایی\nشهرداری تهران",
    "ar": "مينا رضائي\nبلدية طهران",
    "tr": "Mina Rızai\nTahran Belediyesi",
    "en": "Mina Rezaei\nCity of Tehran",
}
TOP, BOTTOM, BETWEEN = "top", "bottom", "between"
SHAPES = ("plain", "html", "both", "bottom", "inline", "signature", "attachment", "forwarded")


@dataclass(frozen=True)
class Answer:
    """Mail of the corpus. ``said``: words its reader must find; ``quoted``: words that must not be taken for it."""

    name: str
    language: str
    raw: bytes
    said: list[str]
    quoted: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def answers(address: str, sender: str, body: str) -> Iterator[Answer]:
    """Every answer to a mail of this body, from a sender to a reply address."""
    for client in CLIENTS:
        for language in LANGUAGES:
            for shape in SHAPES:
                if shape in ("bottom", "inline") and client not in PREFIXED:
                    continue
                yield _answer(client, language, shape, address, sender, body)


def _answer(client: str, language: str, shape: str, address: str, sender: str, body: str) -> Answer:
    name = f"{client}-{language}-{shape}"
    rng = random.Random(name)
    said = [f"{WORDS[language]} {rng.randrange(10**6)}", "", f"{WORDS[language].split()[0]}-{rng.randrange(10**6)}?"]
    who, subject, quoted = f"{OURS} <{address}>", "Re: Which year?", body.split("\n")
    lines = [*said, "", *opening(client, language, who, subject), *quotation(client, quoted)]
    words = [word for line in said for word in line.split()]
    found = _mail(name, sender, address, subject)
    hidden = [line.split()[-1] for line in quoted if "QUOTED" in line]
    if shape == "bottom":
        lines = [*opening(client, language, who, subject), *quotation(client, quoted), "", *said]
    elif shape == "inline":
        half = len(quoted) // 2
        lines = [
            *opening(client, language, who, subject),
            *prefixed(quoted[:half]),
            "",
            said[0],
            "",
            *prefixed(quoted[half:]),
            "",
            said[2],
        ]
        hidden = []
    elif shape == "signature":
        lines = [*said, "", "-- ", *SIGNATURES[language].split("\n"), "", *lines[len(said) :]]
        hidden += [SIGNATURES[language].split("\n")[1]]
    elif shape == "forwarded":
        other = [f"{word}-{rng.randrange(10**6)}" for word in WORDS[language].split()[:4]]
        lines = [
            *said,
            "",
            FORWARDED[language],
            *fields(language, "Ali <ali@other.example>", "Data"),
            "",
            " ".join(other),
        ]
        words, hidden = [*words, *other], []
    html = html_of(client, language, said, who, subject, quoted)
    if shape == "html":
        found.set_content(html, subtype="html", cte=rng.choice(["base64", "quoted-printable"]))
    else:
        cte = rng.choice(["base64", "quoted-printable"])
        found.set_content("\n".join(lines), charset="utf-8", cte=cte)
        if shape == "both":
            found.add_alternative(html, subtype="html", cte=cte)
    files = ["برنامه.pdf"] if shape == "attachment" else []
    if files:
        found.add_attachment(b"%PDF-1.4\n%%EOF", maintype="application", subtype="pdf", filename=files[0])
    if shape != "forwarded" and PHONES[language] in "\n".join(lines):
        hidden += [PHONES[language]]
    return Answer(name, language, found.as_bytes(policy=SMTP), words, hidden, files)


def automatic_mails(address: str, sender: str) -> Iterator[tuple[str, bytes]]:
    """Notices that programs write: by headers, and by subjects in four languages."""
    marks = [
        {"Auto-Submitted": "auto-replied"},
        {"Precedence": "auto_reply"},
        {"X-Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"Auto-Submitted": "auto-generated (vacation)"},
        {"Return-Path": "<>"},
        {"List-Id": "<all.city.example>"},
    ]
    for number, headers in enumerate(marks):
        mail = _mail(f"auto-{number}", sender, address, "Re: Which year?")
        for name, value in headers.items():
            mail[name] = value
        mail.set_content("I am away until Sunday.")
        yield f"header-{number}", mail.as_bytes(policy=SMTP)
    for language, subjects in AUTOMATIC.items():
        for number, subject in enumerate(subjects):
            mail = _mail(f"auto-{language}-{number}", sender, address, subject)
            mail.set_content(WORDS[language], charset="utf-8")
            yield f"subject-{language}-{number}", mail.as_bytes(policy=SMTP)


def bounce(
    key: str, domain: str, recipient: str, *, verp: bool = True, action: str = "failed", status: str = "5.1.1"
) -> bytes:
    """A notice of non-delivery (RFC 3464), to the address of the envelope, or with the headers of the mail alone."""
    to = f"bounce+{key}@{domain}" if verp else f"noreply@{domain}"
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {to}\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{key}@{domain}>\r\n"
        "Subject: Hello\r\n\r\n--b--\r\n"
    ).encode()


def _mail(name: str, sender: str, address: str, subject: str) -> EmailMessage:
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = sender, address, subject
    found["Message-ID"] = f"<{name}@client.example>"
    return found
