"""Forms of the sections of a submission. Nothing is required while it is written: the meter says what is missing."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MinValueValidator, RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.blocks.points import MOST_LETTERS
from cases.choices import CostKind, Outcome, Status, SustainableDevelopmentGoal
from cases.forms.city_choice import CityChoiceField
from cases.forms.localized.fields import FigureFormField
from cases.models import City
from cases.review.choices import SectionName
from cases.review.models.section_fields import label_of
from cases.selectors.topics import preferred_tree

from .answers import Year, label, lazy_help, line, prose, read, written
from .rows import Rows, rows_of

LONGEST_REASON = 300


class SectionForm(forms.Form):
    """Form of a section. ``said``: what is kept, by field; ``unknown``: why something is not known, by field."""

    section: ClassVar[SectionName]
    may_be_unknown: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *, said: dict[str, Any], unknown: dict[str, str]) -> None:
        initial = {name: read(field, said.get(name)) for name, field in self.base_fields.items()}
        super().__init__(data, initial=initial)
        self.said, self.use_required_attribute = said, False
        self.reasons: dict[str, str] = {}
        for name in self.may_be_unknown:
            self.fields[f"unknown-{name}"] = line(
                _("Not known? Say why."), LONGEST_REASON, initial=unknown.get(name, "")
            )
        self.rows: dict[str, Rows] = rows_of(self.section, data, said)

    @property
    def answer_fields(self) -> list[tuple[Any, Any]]:
        """Fields of answers, each with the field of why it is not known; of lists, with their rows."""
        names = [name for name in self.fields if not name.startswith("unknown-")]
        return [(self[name], self._reason(name)) for name in names]

    @property
    def row_lists(self) -> list[tuple[str, str, Rows, Any]]:
        """Lists of rows: name, label, rows, and the field of why it is not known."""
        return [(name, label_of(name), rows, self._reason(name)) for name, rows in self.rows.items()]

    def _reason(self, name: str) -> Any:
        return self[f"unknown-{name}"] if f"unknown-{name}" in self.fields else None

    def is_right(self) -> bool:
        """Whether everything that was typed can be kept."""
        rows_are = [rows.is_valid() for rows in self.rows.values()]
        return self.is_valid() and all(rows_are)

    def kept(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Answers and reasons that are right; of what is wrong, what was kept before."""
        self.is_right()
        cleaned = self.cleaned_data
        answers: dict[str, Any] = {}
        for name in self.base_fields:
            value = written(cleaned[name]) if name in cleaned else self.said.get(name)
            if value not in (None, "", []):
                answers[name] = value
        for name, rows in self.rows.items():
            if said := rows.answers():
                answers[name] = said
        reasons = {name: cleaned.get(f"unknown-{name}", "") for name in self.may_be_unknown}
        return answers, {name: reason for name, reason in reasons.items() if reason}


class SnapshotForm(SectionForm):
    """Form of a submission in short."""

    section = SectionName.SNAPSHOT
    title = line(
        _("Title"),
        200,
        help_text=_("What was done and where, as a headline would say it."),
    )
    city = CityChoiceField(
        label=_("City"),
        queryset=City.objects.filter(is_confirmed=True),
        required=False,
        empty_label=_("Not in the list"),
    )
    city_name = line(
        _("City that is not in the list"), 150, help_text=_("With its country, if you did not find it above.")
    )
    challenge = prose("challenge")
    solution = prose("solution")
    asked = line(
        _("Whom to ask about it"), 200, help_text=_("An office or a person who knows it. Readers do not see this.")
    )

    def kept(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Answers with the city by its key."""
        answers, reasons = super().kept()
        if isinstance(city := answers.get("city"), City):
            answers["city"] = city.pk
        return answers, reasons


class StoryForm(SectionForm):
    """Form of the story."""

    section = SectionName.STORY
    brief = prose("brief", MOST_LETTERS, 2)
    summary = prose("summary", 700, 4)


def topic_choices() -> list[tuple[str, str]]:
    """Topics by code in the order and depth of the tree, in the active language, without deprecated ones."""
    language = get_language() or "fa"
    nodes = (node for node in preferred_tree().values() if not node.deprecated)
    return [(node.code, node.indented(language)) for node in nodes]


class FactsForm(SectionForm):
    """Form of the facts."""

    section = SectionName.FACTS
    may_be_unknown = ("started", "outcome_reason", "cost_amount")
    topics = forms.MultipleChoiceField(
        label=label("topics"),
        help_text=lazy_help("topics"),
        choices=topic_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    status = forms.ChoiceField(label=label("status"), choices=Status.choices, required=False)
    started = Year(label=label("started"), required=False)
    ended = Year(label=label("ended"), required=False)
    outcome = forms.ChoiceField(
        label=label("outcome"),
        help_text=lazy_help("outcome"),
        choices=Outcome.choices,
        required=False,
        initial=Outcome.UNKNOWN,
    )
    outcome_reason = prose("outcome_reason", 400, 3)
    cost_amount = FigureFormField(
        label=label("cost_amount"),
        required=False,
        max_digits=20,
        decimal_places=2,
        validators=[MinValueValidator(0)],
    )
    cost_currency = forms.CharField(
        label=label("cost_currency"),
        max_length=3,
        required=False,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("A three-letter currency code, such as EUR."))],
        help_text=_("Three letters, such as IRR or EUR."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    cost_kind = forms.ChoiceField(label=label("cost_kind"), choices=[("", "—"), *CostKind.choices], required=False)
    cost_year = Year(label=label("cost_year"), required=False)
    cost_note = prose("cost_note", 1000, 2)
    sdgs = forms.TypedMultipleChoiceField(
        label=label("sdgs"),
        choices=SustainableDevelopmentGoal.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """The practice ends after it began; a cost has its currency."""
        given: dict[str, Any] = super().clean() or {}
        started, ended = given.get("started"), given.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", _("The practice cannot end before it started."))
        if (
            given.get("cost_amount") is not None
            and not given.get("cost_currency")
            and not self.has_error("cost_currency")
        ):
            self.add_error("cost_currency", _("A cost needs its currency."))
        return given


class ResultsForm(SectionForm):
    """Form of the results."""

    section = SectionName.RESULTS
    may_be_unknown = ("results", "figures", "limits", "lessons")
    results = prose("results")
    limits = prose("limits")
    lessons = prose("lessons")


class ContextForm(SectionForm):
    """Form of what another city needs to know."""

    section = SectionName.CONTEXT
    may_be_unknown = ("transfer",)
    transfer = prose("transfer")


class MediaForm(SectionForm):
    """Form of the media, whose files come by a form of their own."""

    section = SectionName.MEDIA


class SourcesForm(SectionForm):
    """Form of the sources."""

    section = SectionName.SOURCES
    may_be_unknown = ("sources",)
    unchecked = prose("unchecked", 400, 3)


FORMS: dict[SectionName, type[SectionForm]] = {
    form.section: form
    for form in (SnapshotForm, StoryForm, FactsForm, ResultsForm, ContextForm, MediaForm, SourcesForm)
}
