"""Submissions and what belongs to them; questions whether cases still hold, reported problems, expert opinions."""

from .answer import ScreeningAnswer
from .co_submitter import CoSubmitter, SubmissionComment
from .file import SubmissionFile
from .freshness import FreshnessQuestion
from .opinion import ExpertOpinion
from .problem import ProblemReport
from .puzzle import SpentPuzzle
from .section import SubmissionSection
from .submission import Submission

__all__ = [
    "CoSubmitter",
    "ExpertOpinion",
    "FreshnessQuestion",
    "ProblemReport",
    "ScreeningAnswer",
    "SpentPuzzle",
    "Submission",
    "SubmissionComment",
    "SubmissionFile",
    "SubmissionSection",
]
