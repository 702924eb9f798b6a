"""Draft of the letter of a decision, in the language of whoever submitted."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.review.choices import Outcome
from cases.review.models import Round
from cases.review.records.rubric import said

from .rubrics import rubric_of
from .standing import counting_reviews, summary_of


def letter_for(round_: Round, outcome: str) -> str:
    """Draft of a letter: what was decided, where the reviews saw strengths and gaps, what comes next. No names."""
    submission = round_.submission
    with override(submission.language):
        lines = {
            Outcome.ACCEPT: _("Experts recommend it, and we have accepted it for the collection."),
            Outcome.WITH_CHANGES: _(
                "The experts recommend it with changes, and we have accepted it on that condition."
            ),
            Outcome.ASK_MORE: _("Before we can decide, the experts need to know more."),
            Outcome.DECLINE: _("After review by experts we could not accept it for the collection."),
        }
        after = {
            Outcome.ACCEPT: _("We now make it a case of the collection and show it to you before it is published."),
            Outcome.WITH_CHANGES: _(
                "Please look at what the experts wrote, below; we go through the changes with you."
            ),
            Outcome.ASK_MORE: _("Please answer what the experts ask, below, on the page of your submission."),
            Outcome.DECLINE: _("What the experts wrote, below, may help you to propose it again later."),
        }
        strong, weak = _ends(round_)
        parts = [
            _("Dear colleague,"),
            _("Thank you for “%(title)s”.") % {"title": submission.title or submission.number},
            lines[Outcome(outcome)],
            _("The reviews saw its strength in: %(names)s.") % {"names": strong} if strong else "",
            _("They saw most room for improvement in: %(names)s.") % {"names": weak} if weak else "",
            after[Outcome(outcome)],
        ]
        return "\n\n".join(filter(None, parts))


def _ends(round_: Round) -> tuple[str, str]:
    """Names of the criteria with the highest and with the lowest median, in the active language."""
    summary = summary_of(round_, counting_reviews(round_))
    if summary is None:
        return "", ""
    names = {each.code: said(each.name, round_.submission.language) for each in rubric_of(round_).criteria}
    order = sorted(summary.criteria, key=lambda spread: spread.median)
    if order[0].median == order[-1].median:
        return "", ""
    return names[order[-1].code], names[order[0].code]
