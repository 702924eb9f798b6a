"""Submissions with what belongs to them; rounds, reviews and decisions; what keeps cases true."""

from .answer import ScreeningAnswer
from .assignment import Assignment
from .co_submitter import CoSubmitter, SubmissionComment
from .decision import Decision
from .expert_review import DiscussionPost, ExpertReview
from .file import SubmissionFile
from .freshness import FreshnessQuestion
from .opinion import ExpertOpinion
from .problem import ProblemReport
from .puzzle import SpentPuzzle
from .round import Round
from .rubric import RubricVersion
from .section import SubmissionSection
from .submission import Submission

__all__ = [
    "Assignment",
    "CoSubmitter",
    "Decision",
    "DiscussionPost",
    "ExpertOpinion",
    "ExpertReview",
    "FreshnessQuestion",
    "ProblemReport",
    "Round",
    "RubricVersion",
    "ScreeningAnswer",
    "SpentPuzzle",
    "Submission",
    "SubmissionComment",
    "SubmissionFile",
    "SubmissionSection",
]
