"""Public page “How cases are reviewed”: criteria, who decides, who sees what, numbers without names."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.review.records.rubric import read_rubric, said
from cases.review.records.visibility import VISIBILITY, From, Part, Viewer
from cases.review.selectors.rounds.numbers import numbers
from cases.review.selectors.rounds.rubrics import versions
from cases.review.services.rounds.opening import LEAST_REVIEWS
from cases.selectors.localized_format import active_language, number


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Page of the rubric in force, or of an earlier version that the address names."""
    found = versions()
    asked = request.GET.get("version", "")
    shown = next((each for each in found if str(each.version) == asked), None if asked else found[0])
    if shown is None:
        raise Http404
    context = {
        "version": shown,
        "versions": found,
        "is_current": shown == found[0],
        "rubric": _rubric(shown.content),
        "numbers": numbers(),
        "needed": max(LEAST_REVIEWS, settings.EXPERT_REVIEWS),
        "answer_days": settings.EXPERT_ANSWER_DAYS,
        "review_days": settings.EXPERT_REVIEW_DAYS,
        "viewers": [VIEWERS[viewer]() for viewer in Viewer],
        "sight": [(PARTS[part](), [MOMENTS[VISIBILITY[part].get(viewer, From.NEVER)]() for viewer in Viewer])
                  for part in Part],
    }  # fmt: skip
    return render(request, "review/rounds/how.html", context)


def _rubric(content: Any) -> dict[str, Any]:
    rubric, language = read_rubric(content), active_language()
    total = sum(rubric.weights.values())
    return {
        "exclusions": [said(each.text, language) for each in rubric.exclusions],
        "criteria": [
            {
                "name": said(each.name, language),
                "question": said(each.question, language),
                "weight": number(each.weight),
                "share": round(100 * each.weight / total),
                "steps": [
                    (step, said(word, language), said(anchor, language))
                    for step, word, anchor in zip(rubric.scale, rubric.scale_words, each.anchors, strict=True)
                ],
            }
            for each in rubric.criteria
        ],
    }


VIEWERS = {
    Viewer.SUBMITTER: lambda: _("Who submitted"),
    Viewer.REVIEWER: lambda: _("Reviewers"),
    Viewer.EDITOR: lambda: _("Editors"),
    Viewer.PUBLIC: lambda: _("Everybody else"),
}
PARTS = {
    Part.PROGRESS: lambda: _("How many reviews are in"),
    Part.REVIEWERS: lambda: _("Names of the reviewers"),
    Part.SCORES: lambda: _("Scores, their spread and median"),
    Part.REASONS: lambda: _("Why each score"),
    Part.FOR_SUBMITTER: lambda: _("Text for the submitter"),
    Part.FOR_EDITORS: lambda: _("Text for the editors"),
    Part.DISCUSSION: lambda: _("Discussion of the reviewers"),
    Part.LETTER: lambda: _("Letter of the decision"),
}
MOMENTS = {
    From.ALWAYS: lambda: _("always"),
    From.OWN_IN: lambda: _("when their own review is handed in"),
    From.ENOUGH: lambda: _("when enough reviews are in"),
    From.ANNOUNCED: lambda: _("when the decision is announced"),
    From.NEVER: lambda: _("never"),
}
