"""Forms of experts: an answer to an invitation, a review, a contribution to its discussion."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.review.choices import Refusal
from cases.review.models import ExpertReview
from cases.review.records.completeness import MOST_REASON, MOST_TEXT, Gaps
from cases.review.records.rubric import Criterion, Exclusion, Rubric, said
from cases.review.services.rounds.invitation_links import ACCEPT, DECLINE
from cases.selectors.localized_format import active_language, number

_AREA = {"rows": 3, "dir": "auto"}


class AcceptForm(forms.Form):
    """Statement that there is no conflict of interest, without which nobody judges."""

    no_conflict = forms.BooleanField(
        label=_(
            "I have no conflict of interest: I do not work and have not worked for that city or on this practice, "
            "gain or lose nothing by it, and am not close to those who submitted it."
        ),
        error_messages={"required": _("Nobody judges without this statement. If there is a conflict, please decline.")},
    )


class RefusalForm(forms.Form):
    """Reason for which an expert declines or resigns."""

    refusal = forms.ChoiceField(label=_("Reason"), choices=Refusal.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=_AREA),
        help_text=_("Editors alone read it."),
    )

    def clean(self) -> dict[str, Any]:
        """Cleaned values of the form. Another reason needs words."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("refusal") == Refusal.OTHER and not (cleaned.get("words") or "").strip():
            self.add_error("words", _("Say what the reason is."))
        return dict(cleaned)


class ContributionForm(forms.Form):
    """Contribution to the discussion of a round."""

    text = forms.CharField(label=_("Your contribution"), max_length=5000, widget=forms.Textarea(attrs=_AREA))


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """Criterion of the form with its two fields, in the reader's language."""

    name: str
    question: str
    weight: int
    score: forms.BoundField
    reason: forms.BoundField
    steps: list[tuple[Any, str, str]]  # each step of the scale: its radio button, its word, what it means here


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """Exclusion of the form with its two fields."""

    text: str
    applies: forms.BoundField
    reason: forms.BoundField


class ReviewForm(forms.Form):
    """Form of a review by the rubric of its round. Nothing is required while it is a draft."""

    for_submitter = forms.CharField(
        label=_("For the submitter"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("What is good, what is missing, what would help another city. It is passed on without your name."),
    )
    for_editors = forms.CharField(
        label=_("For the editors alone"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs=_AREA),
    )

    def __init__(self, *args: Any, rubric: Rubric, review: ExpertReview | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        language = active_language()
        scale = [(step, f"{number(step)} – {said(word, language)}")
                 for step, word in zip(rubric.scale, rubric.scale_words, strict=True)]  # fmt: skip
        for each in rubric.criteria:
            self.fields[f"score_{each.code}"] = forms.TypedChoiceField(
                label=said(each.name, language), choices=scale, coerce=int, required=False, empty_value=None,
                widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[f"reason_{each.code}"] = _reason(_("Why this score"))
        for exclusion in rubric.exclusions:
            self.fields[f"applies_{exclusion.code}"] = forms.BooleanField(
                label=said(exclusion.text, language), required=False
            )
            self.fields[f"excluded_{exclusion.code}"] = _reason(_("Why it applies"))
        if review is not None:
            self.initial = _initial(review)

    @property
    def criteria(self) -> Iterator[CriterionRow]:
        """Criteria in their order."""
        return (self._criterion(each) for each in self.rubric.criteria)

    @property
    def exclusions(self) -> Iterator[ExclusionRow]:
        """Exclusions in their order."""
        return (self._exclusion(each) for each in self.rubric.exclusions)

    def written(self) -> dict[str, Any]:
        """Typed values, also where they are not complete, as ``records.completeness.kept`` reads them."""
        given = self.cleaned_data
        codes = self.rubric.weights
        return {
            "scores": {code: given.get(f"score_{code}") for code in codes},
            "reasons": {code: given.get(f"reason_{code}") or "" for code in codes},
            "exclusions": {
                each.code: given.get(f"excluded_{each.code}") or ""
                for each in self.rubric.exclusions
                if given.get(f"applies_{each.code}")
            },
            "for_submitter": given.get("for_submitter") or "",
            "for_editors": given.get("for_editors") or "",
        }

    def add_gaps(self, gaps: Gaps) -> None:
        """Says at each field what is missing before the review can be handed in."""
        why = _("Say in a sentence why: at least ten letters.")
        for code in gaps.scores:
            self.add_error(f"score_{code}", _("A score is missing."))
        for code in gaps.reasons:
            self.add_error(f"reason_{code}", why)
        for code in gaps.exclusions:
            self.add_error(f"excluded_{code}", why)
        if gaps.for_submitter:
            self.add_error("for_submitter", _("Write something that the submitter can use."))

    def _criterion(self, each: Criterion) -> CriterionRow:
        language = active_language()
        score = self[f"score_{each.code}"]
        words = [said(word, language) for word in self.rubric.scale_words]
        anchors = [said(anchor, language) for anchor in each.anchors]
        steps = [(radio, word, anchor) for radio, word, anchor in zip(score, words, anchors, strict=True)]
        return CriterionRow(said(each.name, language), said(each.question, language), each.weight, score,
                            self[f"reason_{each.code}"], steps)  # fmt: skip

    def _exclusion(self, each: Exclusion) -> ExclusionRow:
        return ExclusionRow(
            said(each.text, active_language()), self[f"applies_{each.code}"], self[f"excluded_{each.code}"]
        )


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=MOST_REASON, widget=forms.Textarea(attrs=_AREA))


def _initial(review: ExpertReview) -> dict[str, Any]:
    return {
        **{f"score_{code}": score for code, score in review.scores.items()},
        **{f"reason_{code}": text for code, text in review.reasons.items()},
        **{f"applies_{code}": True for code in review.exclusions},
        **{f"excluded_{code}": text for code, text in review.exclusions.items()},
        "for_submitter": review.for_submitter,
        "for_editors": review.for_editors,
    }


LINK_FORMS = {ACCEPT: AcceptForm, DECLINE: RefusalForm}  # what the links of an invitation ask
