"""Labels of columns, by which people know them: on the screen of matching, and as headings of the template."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.records.sheets.columns import pattern_of
from cases.written.numbers import persian_digits

NOTES = "unverified"
# In the order of the template; "#" and "@" stand for the number of an item and the language of a text.
PARTS: dict[str, tuple[Promise | str, ...]] = {
    "title.@": (_("Title"),),
    "city.@": (_("City"),),
    "city.country": (_("Country"),),
    "topics": (_("Topics"),),
    "status": (_("Status"),),
    "started": (_("started (year)"),),
    "ended": (_("ended (year)"),),
    "summary.@": (_("Summary"),),
    "brief.@": (_("Brief"),),
    "challenge.@": (_("Challenge"),),
    "solution.@": (_("solution"),),
    "results.@": (_("Results"),),
    "limits.@": (_("Limits and failures"),),
    "lessons.@": (_("Lessons"),),
    "transfer.@": (_("transfer conditions"),),
    "outcome.goal": (pgettext_lazy("of a practice", "outcome"),),
    "outcome.reason.@": (_("outcome: reason"),),
    "setbacks": (_("what went wrong"),),
    "cost.amount": (_("cost: amount"),),
    "cost.currency": (_("cost: currency"),),
    "cost.year": (_("cost: year of the figure"),),
    "cost.kind": (_("cost: kind"),),
    "cost.note.@": (_("cost: note"),),
    "sources.#.title": (_("source"), _("title")),
    "sources.#.url": (_("source"), _("address")),
    "sources.#.publisher": (_("source"), _("publisher")),
    "sources.#.year": (_("source"), _("year")),
    "sources.#.page": (_("source"), _("page")),
    "indicators.#.name.@": (_("indicator"), _("name")),
    "indicators.#.unit": (_("indicator"), _("unit")),
    "indicators.#.direction": (_("indicator"), _("direction")),
    "indicators.#.baseline.value": (_("indicator"), _("baseline: value")),
    "indicators.#.baseline.year": (_("indicator"), _("baseline: year")),
    "indicators.#.target.value": (_("indicator"), _("target: value")),
    "indicators.#.target.year": (_("indicator"), _("target: year")),
    "indicators.#.measurements": (_("indicator"), _("measurements")),
    "partners.#.@": (_("partner"),),
    "sdgs": (_("Sustainable Development Goals"),),
    "city.lat": (_("latitude"),),
    "city.lon": (_("longitude"),),
    "city.population.value": (_("population"),),
    "id": (_("Code of the case"),),
    NOTES: (_("Notes for editors"),),
}
_TEMPLATE = (
    "title.@", "city.@", "city.country", "topics", "status", "started", "ended", "summary.@", "challenge.@",
    "solution.@", "results.@", "limits.@", "lessons.@", "transfer.@", "sources.1.title", "sources.1.url",
    "sources.1.publisher", "sources.1.year", "sources.1.page", "cost.amount", "cost.currency", "cost.year", "setbacks",
    NOTES,
)  # fmt: skip
_LANGUAGES: dict[str, Promise | str] = {
    "fa": _("in Persian"),
    "en": _("in English"),
    "ar": _("in Arabic"),
}


def label_of(column: str) -> str:
    """Label of a column in the reader's language: “Source 2: title”, «عنوان (به فارسی)»; its name where it has none."""
    pattern = pattern_of(column)
    if pattern not in PARTS:
        return column
    parts = column.split(".")
    number = next((part for part in parts if part.isdecimal()), "") if "#" in pattern else ""
    if get_language() == "fa":
        number = persian_digits(number)
    label = labelled(pattern, number)
    language = next((part for part in parts[1:] if part in _LANGUAGES), "") if "@" in pattern else ""
    return f"{label} ({_LANGUAGES[language]})" if language else label


def template_columns(language: str) -> list[str]:
    """Columns of the template in a language, in their order."""
    return [column.replace("@", language) for column in _TEMPLATE]


def labelled(pattern: str, number: str = "") -> str:
    """Label of a pattern of columns, without a language."""
    first, *rest = map(str, PARTS[pattern])
    numbered = f"{first} {number}".strip()
    return capfirst(": ".join([numbered, *rest]))


def left_out_label() -> str:
    """Label for a column that is not taken."""
    return _now("Leave out")
