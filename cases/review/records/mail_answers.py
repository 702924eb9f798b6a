"""Answers by mail to an invitation: yes or no by the first word, in the languages of the site; else neither."""

import re
from dataclasses import dataclass

# A yes counts only where nothing but a sign of punctuation follows on its line: "قبول نمی‌کنم" is none.
_YES = ("yes", "accept", "i accept", "بله", "بلی", "آری", "می پذیرم", "میپذیرم", "قبول می کنم", "قبول میکنم", "نعم", "اقبل", "موافق")
_NO = ("no", "decline", "i decline", "نه", "خیر", "نمی پذیرم", "نمیپذیرم", "قبول نمی کنم", "قبول نمیکنم", "لا", "اعتذر", "ارفض")
_FOLD = str.maketrans({"ي": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "\u200c": " ", "\u0640": " "})
_PUNCTUATION = ".,;:!،؛–—-"


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """Answer to an invitation: accepted, declined, or (None) not understood; with the words beside the first."""

    accepts: bool | None
    words: str = ""


def answer_of(text: str) -> MailAnswer:
    """Answer that a text gives. Its first words say which; everything after them is kept as well."""
    lines = [line.strip() for line in text.strip().splitlines()]
    first = lines[0] if lines else ""
    for phrases, accepts in ((_NO, False), (_YES, True)):
        for phrase in phrases:
            rest = _after(first, phrase)
            if rest is None or (accepts and rest and rest[0] not in _PUNCTUATION):
                continue
            return MailAnswer(accepts, "\n".join(filter(None, [rest.lstrip(_PUNCTUATION + " "), *lines[1:]])).strip())
    return MailAnswer(None)


def _after(line: str, phrase: str) -> str | None:
    """Rest of a line that begins with a phrase; None where it does not."""
    pattern = r"\s+".join(map(re.escape, _folded(phrase).split()))
    found = re.match(rf"\W*{pattern}(?!\w)", _folded(line))
    return None if found is None else line[found.end() :].strip()


def _folded(text: str) -> str:
    """Text without what is written in several ways; letter by letter, so that places in both agree."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text.translate(_FOLD))
