"""Visibility of a round as a table of data: who sees which part of it, and from when. ``README.md`` shows the same."""

from enum import StrEnum


class Part(StrEnum):
    """Parts of a round."""

    PROGRESS = "how many reviews are in"
    REVIEWERS = "names of the reviewers"
    SCORES = "scores, spread, median"
    REASONS = "justifications of the scores"
    FOR_SUBMITTER = "text for the submitter"
    FOR_EDITORS = "text for the editors"
    DISCUSSION = "discussion"
    LETTER = "letter of the decision"


class Viewer(StrEnum):
    """Viewers of a round. Who is several of them in one round sees what the first in this order sees."""

    SUBMITTER = "submitter"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    PUBLIC = "everybody else"


class From(StrEnum):
    """Moments from which something is seen."""

    ALWAYS = "always"
    OWN_IN = "own review handed in"
    ENOUGH = "enough reviews in"
    ANNOUNCED = "decision announced"
    NEVER = ""


VISIBILITY: dict[Part, dict[Viewer, From]] = {
    Part.PROGRESS: {Viewer.SUBMITTER: From.ALWAYS, Viewer.REVIEWER: From.OWN_IN, Viewer.EDITOR: From.ALWAYS},
    Part.REVIEWERS: {Viewer.EDITOR: From.ALWAYS},
    Part.SCORES: {Viewer.SUBMITTER: From.ANNOUNCED, Viewer.REVIEWER: From.OWN_IN, Viewer.EDITOR: From.ENOUGH},
    Part.REASONS: {Viewer.SUBMITTER: From.ANNOUNCED, Viewer.REVIEWER: From.OWN_IN, Viewer.EDITOR: From.ENOUGH},
    Part.FOR_SUBMITTER: {Viewer.SUBMITTER: From.ANNOUNCED, Viewer.REVIEWER: From.OWN_IN, Viewer.EDITOR: From.ENOUGH},
    Part.FOR_EDITORS: {Viewer.EDITOR: From.ENOUGH},
    Part.DISCUSSION: {Viewer.REVIEWER: From.OWN_IN, Viewer.EDITOR: From.ENOUGH},
    Part.LETTER: {Viewer.SUBMITTER: From.ANNOUNCED, Viewer.EDITOR: From.ALWAYS},
}


def sees(
    viewer: Viewer, part: Part, *, own_in: bool = False, is_enough: bool = False, is_announced: bool = False
) -> bool:
    """Whether a viewer sees a part of a round at this moment.

    ``own_in``: the viewer's own review counts; ``is_enough``: as many reviews as needed count, or the round is over.
    """
    when = VISIBILITY[part].get(viewer, From.NEVER)
    reached = {
        From.ALWAYS: True,
        From.OWN_IN: own_in,
        From.ENOUGH: is_enough,
        From.ANNOUNCED: is_announced,
        From.NEVER: False,
    }
    return reached[when]
