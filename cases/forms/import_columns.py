"""Forms that match the headings of a sheet with our columns, and words in it with our lists."""

from collections import Counter
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.choices import Status
from cases.records.countries import COUNTRIES
from cases.records.sheets.columns import column_of
from cases.records.sheets.matching.labels import PARTS, label_of
from cases.records.sheets.matching.matching import Heading, Headings, Matching, is_joined
from cases.selectors.countries import country_name
from cases.selectors.localized_format import number
from cases.selectors.topics import topic_tree
from cases.written.amounts import TOMAN
from cases.written.letters import label_key

MOST_ASKED = 100  # headings, each with a select of all columns
_ITEMS = 3  # sources, indicators and partners that are offered
_SCALES = ((1, gettext_lazy("as they are")), (10**3, gettext_lazy("thousands")), (10**6, gettext_lazy("millions")),
           (10**9, gettext_lazy("billions")))  # fmt: skip
_CURRENCIES = ("IRR", "EUR", "USD", "GBP", "AED", "SAR", "EGP", "TRY", "CNY", "INR", "JPY", "BRL", "COP", "MXN", "ZAR")


def column_choices() -> list[tuple[str, Any]]:
    """Columns that a heading may mean, by their labels; texts in each language, numbered items up to the third."""
    languages = [code for code, _name in settings.LANGUAGES]
    choices: list[tuple[str, str]] = []
    for pattern in PARTS:
        numbers = [pattern.replace("#", str(item + 1)) for item in range(_ITEMS)] if "#" in pattern else [pattern]
        for name in numbers:
            columns = [name.replace("@", code) for code in languages] if "@" in name else [name]
            choices += [(column, label_of(column)) for column in columns]
    return choices


class ColumnsForm(forms.Form):
    """Form with a select for each heading, what was recognised chosen, and what the sheet itself does not say."""

    city = forms.CharField(
        label=gettext_lazy("City of all rows"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only where no column names the city."),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country of all rows"),
        required=False,
        help_text=gettext_lazy("Only where no column names the country; left empty, it is found by the city."),
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency of the amounts"),
        required=False,
        help_text=gettext_lazy("Where neither a column nor the cell names it. Tomans are kept as rials."),
    )
    scale = forms.TypedChoiceField(label=gettext_lazy("Amounts are in"), coerce=int, choices=_SCALES)

    def __init__(self, *args: Any, headings: Headings, matching: Matching, **kwargs: Any) -> None:
        self.headings, self.matching = headings, matching
        super().__init__(*args, **kwargs)
        language = get_language() or settings.LANGUAGE_CODE
        countries = sorted(((code, country_name(code, language)) for code in COUNTRIES), key=lambda item: item[1])
        currencies = [(TOMAN, _("Toman")), *((code, code) for code in _CURRENCIES)]
        for name, choices in (("country", countries), ("currency", currencies)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "—"), *choices]
        for name in ("city", "country", "currency", "scale"):
            self.initial.setdefault(name, getattr(matching, name))
        offered = column_choices()
        known = {name for name, _label in offered}
        pairs = list(zip(headings.keys, headings.items, strict=True))
        self.asked = _asked([(item, matching.columns.get(key, item.column)) for key, item in pairs])
        for key, item in pairs:
            if item not in self.asked:
                continue
            chosen = matching.columns.get(key, item.column)
            more = [(chosen, label_of(chosen))] if chosen and chosen not in known else []
            field = forms.ChoiceField(choices=[("", _("Leave out")), *offered, *more], required=False, initial=chosen)
            field.label = _("Column for “%(heading)s”") % {"heading": item.text or self._letter(item)}
            self.fields[self._name(item)] = field

    @staticmethod
    def _name(item: Heading) -> str:
        return f"column_{item.position}"

    @staticmethod
    def _letter(item: Heading) -> str:
        return _("column %(number)s") % {"number": number(item.position + 1)}

    def rows(self) -> list[dict[str, Any]]:
        """Rows of the table: heading, samples, the select, and how surely it was recognised."""
        return [
            {"heading": item, "name": item.text or self._letter(item), "field": self[self._name(item)]}
            for item in self.asked
        ]

    @property
    def unasked(self) -> int:
        """Number of headings that are not asked and left out, since there are too many."""
        return len(self.headings.items) - len(self.asked)

    def others(self) -> list[Any]:
        """Fields beside the columns."""
        return [self[name] for name in ("city", "country", "currency", "scale")]

    def clean(self) -> dict[str, Any]:
        """Refuses a column that two headings fill, and a sheet without title or city."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = {self._name(item): cleaned.get(self._name(item), "") for item in self.asked}
        times = Counter(filter(None, chosen.values()))
        for name, column in chosen.items():
            if column and times[column] > 1 and not is_joined(column):
                self.add_error(name, _("Two headings have this column. Choose one of them."))
            elif column and column_of(column, 0) is None:
                self.add_error(name, ValidationError(_("There is no such column.")))
        if not any(column.startswith("title.") for column in chosen.values()):
            self.add_error(None, _("Choose the column with the titles."))
        if not cleaned.get("city") and not any(
            column.startswith("city.") and column.count(".") == 1 and column != "city.country"
            for column in chosen.values()
        ):
            self.add_error("city", _("Choose the column with the cities, or write here the city of all rows."))
        return cleaned

    def chosen(self) -> Matching:
        """The matching that was chosen."""
        data = self.cleaned_data
        columns = {
            key: data.get(self._name(item), "")
            for key, item in zip(self.headings.keys, self.headings.items, strict=True)
        }
        return Matching(
            columns, data["city"], data["country"], data["currency"], data["scale"] or 1, dict(self.matching.words),
            self.headings.sheet,
        )  # fmt: skip


def _asked(pairs: list[tuple[Heading, str]]) -> list[Heading]:
    """Headings that are asked, in their order: those with a column before those that nobody knows."""
    ranked = sorted(range(len(pairs)), key=lambda number: not pairs[number][1])[:MOST_ASKED]
    return [pairs[number][0] for number in sorted(ranked)]


class WordsForm(forms.Form):
    """Form that says which of our topics and statuses words of a sheet mean; nearest topics come first, and chosen."""

    def __init__(self, *args: Any, topics: dict[str, list[str]], statuses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words: dict[str, tuple[str, str]] = {}
        language = get_language() or settings.LANGUAGE_CODE
        tree = topic_tree()
        everything = [(node.code, node.indented(language)) for node in tree.values() if not node.deprecated]
        for word, near in topics.items():
            nearest = [(code, tree[code].label(language)) for code in near if code in tree]
            choices: list[Any] = [("", _("No topic")), *everything]
            if nearest:
                choices = [("", _("No topic")), (_("Near"), nearest), (_("All topics"), everything)]
            self._add("topics", word, choices, nearest[0][0] if nearest else "")
        for word in statuses:
            self._add("status", word, [("", _("Not known")), *Status.choices], "")

    def _add(self, column: str, word: str, choices: list[Any], initial: str) -> None:
        name = f"word_{len(self._words)}"
        self._words[name] = column, label_key(word)
        self.fields[name] = forms.ChoiceField(label=word, choices=choices, required=False, initial=initial)

    def chosen(self, matching: Matching) -> dict[str, dict[str, str]]:
        """Words of a matching, with those that were chosen; a status nobody chose stays unknown."""
        words = {column: dict(known) for column, known in matching.words.items()}
        for name, (column, key) in self._words.items():
            code = self.cleaned_data[name]
            if code or column == "topics":
                words.setdefault(column, {})[key] = code
        return words
