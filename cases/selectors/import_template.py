"""Template of an import file with all columns, their explanations, and an example."""

import csv
import io
from collections.abc import Iterable

from django.conf import settings

from cases.records.case import PROSE
from cases.records.sheets.columns import KINDS, pattern_of
from cases.records.sheets.example import EXAMPLE_TITLES

from .import_workbook import workbook_of_template

_EXAMPLE = {
    "city.en": "Tehran", "city.fa": "تهران", "city.country": "IR", "topics": "waste|recycling", "sdgs": "11|12",
    "city.population.value": "8693706", "city.population.year": "۱۳۹۵", "city.population.scope": "city",
    "city.population.source": "Statistical Centre of Iran, census", "city.area_km2": "615", "city.climate": "BSk",
    "city.income": "upper-middle", "started": "۱۳۹۸", "status": "running", "outcome.goal": "partly",
    "setbacks": "delay|protest",
    "outcome.source": "1", "licence": "CC-BY-4.0", "sources.1.title": "Annual report", "sources.1.kind": "official",
    "sources.1.publisher": "Tehran Municipality", "sources.1.year": "۱۴۰۲", "sources.1.lang": "fa",
    "sources.1.copy": "no", "sources.1.page": "12–15",
    "sources.1.url": "https://example.org/report", "sources.1.seen": "yes",
    "indicators.1.unit": "%", "indicators.1.direction": "up",
    "indicators.1.measurements": "۱۳۹۸: 4 estimated | ۱۴۰۲: 21.5 measured [1]",
    "cost.amount": "1500000", "cost.currency": "EUR", "cost.year": "2019", "cost.source": "1",
    "cost.kind": "part", "cost.planned": "no", "results_points.1.sources": "1",
}  # fmt: skip
_TEXTS = {
    "title": EXAMPLE_TITLES,
    "summary": {"en": "What was done, and what came of it.", "fa": "چه شد و چه نتیجه‌ای داد."},
    "brief": {"en": "One sentence: what was done and what came of it.", "fa": "یک جمله: چه شد و چه نتیجه‌ای داد."},
    "outcome.reason": {"en": "The goal and what became of it.", "fa": "هدف و آنچه از آن به دست آمد."},
    "results_points.1": {"en": "A fifth of dry waste is sorted (2023).", "fa": "یک‌پنجم پسماند خشک جدا می‌شود (۱۴۰۲)."},
    "limits_points.1": {"en": "Two districts are without collection.", "fa": "دو منطقه هنوز پوشش ندارد."},
    "conditions_points.1": {"en": "A contract for sorted waste.", "fa": "قرارداد خرید پسماند جداشده."},
    "unchecked.1": {"en": "The share of 2019 is an estimate.", "fa": "سهم سال ۱۳۹۸ برآورد است."},
    "cost.basis": {"en": "vehicles only", "fa": "تنها خودروها"},
    "indicators.1.name": {"en": "Share of dry waste sorted", "fa": "سهم پسماند خشک تفکیک‌شده"},
}
_PROSE = {
    "challenge": {"en": "What was wrong, for whom.", "fa": "چه چیز، برای چه کسی، درست نبود."},
    "solution": {"en": "What was done, by whom.", "fa": "چه کاری و به دست چه کسی انجام شد."},
    "results": {"en": "What changed.", "fa": "چه چیز تغییر کرد."},
    "limits": {"en": "What did not work.", "fa": "چه چیز به نتیجه نرسید."},
    "lessons": {"en": "What a colleague should know.", "fa": "آنچه همکاران باید بدانند."},
    "transfer": {"en": "What another city needs first.", "fa": "شهر دیگر پیش از هر چیز چه نیاز دارد."},
}


def template_columns() -> list[str]:
    """Names of the columns, in the order of writing; languages in the order of the site, lists with one item."""
    languages = [code for code, _name in settings.LANGUAGES]
    names: list[str] = []
    for pattern, kind in KINDS.items():
        if kind is KINDS["cost"]:  # the JSON columns, which no person writes by hand
            continue
        name = pattern.replace("#", "1")
        names += [name.replace("@", code) for code in languages] if "@" in name else [name]
    return names


def template_rows() -> list[list[str]]:
    """Rows of the template: header, explanations in the reader's language (left out by the import), example."""
    columns = template_columns()
    helps = [str(_help(name)) for name in columns]
    helps[0] = f"# {helps[0]}"
    return [columns, helps, [_example(name) for name in columns]]


def template_csv() -> bytes:
    """Template as CSV, with the mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(template_rows())
    return text.getvalue().encode("utf-8-sig")


def template_xlsx(topics: Iterable[tuple[str, str, int]] = ()) -> bytes:
    """Template as a workbook of the columns that most need; ``topics``: label, code and depth of each."""
    return workbook_of_template(topics)


def _help(name: str) -> object:
    return KINDS[pattern_of(name)].help


def _example(name: str) -> str:
    stem, _dot, language = name.rpartition(".")
    texts = {**_TEXTS, **_PROSE}.get(stem, {})
    return texts.get(language) or _EXAMPLE.get(name, "")


assert set(_PROSE) == set(PROSE)  # a new section needs its example
