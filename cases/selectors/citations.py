"""Citations of a case page for reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from cases.models import CaseStudyPage

_BIBTEX = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """Parts of a citation, in the language of the page. ``day``: of the last publication; None before the first."""

    key: str
    title: str
    author: str
    site: str
    day: date | None
    url: str
    language: str
    abstract: str
    licence: str


def citation_of(page: CaseStudyPage, root: str) -> Citation:
    """Citation of a page of a saved case; ``root`` stands before the address."""
    assert page.case
    language = page.locale.language_code
    published = page.last_published_at or page.first_published_at
    with override(language):
        site = gettext("Cities in practice")
    return Citation(
        key=f"{page.case.code}-{language}",
        title=_line(page.title),
        author=_line(settings.OPERATOR_NAME or site),
        site=site,
        day=timezone.localdate(published) if published else None,
        url=root + page.permanent_url(),
        language=language,
        abstract=_line(page.brief.get(language) or page.summary),
        licence=page.licence,
    )


def bibtex(cited: Citation) -> str:
    """Entry for BibTeX and biber, in UTF-8. Names stand in a second pair of braces, so that they are kept whole."""
    fields = {
        "title": f"{{{_escaped(cited.title)}}}",
        "author": f"{{{_escaped(cited.author)}}}",
        "publisher": _escaped(cited.site),
        "year": str(cited.day.year) if cited.day else "",
        "date": cited.day.isoformat() if cited.day else "",
        "url": cited.url,
        "langid": {"fa": "persian", "en": "english", "ar": "arabic"}.get(cited.language, ""),
        "abstract": _escaped(cited.abstract),
        "note": _escaped(cited.licence),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{cited.key},\n{''.join(lines)}}}\n"


def ris(cited: Citation) -> str:
    """Record in RIS, one line a field."""
    fields = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        ("TI", cited.title),
        ("AU", cited.author),
        ("PB", cited.site),
        ("PY", str(cited.day.year) if cited.day else ""),
        ("DA", cited.day.strftime("%Y/%m/%d") if cited.day else ""),
        ("UR", cited.url),
        ("LA", cited.language),
        ("AB", cited.abstract),
        ("N1", cited.licence),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in fields if value) + "ER  - \r\n"


def csl_json(cited: Citation) -> str:
    """Item for programs of the Citation Style Language."""
    day = cited.day
    item = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "author": [{"literal": cited.author}],
        "publisher": cited.site,
        "container-title": cited.site,
        "URL": cited.url,
        "language": cited.language,
        "abstract": cited.abstract,
        "note": cited.licence,
        **({"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _line(text: str) -> str:
    """Text in one line: a second would be taken for another field."""
    return re.sub(r"\s+", " ", text).strip()


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in text)
