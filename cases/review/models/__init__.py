"""Submissions, with their sections, files, co-submitters, comments and answers of screening."""

from .answer import ScreeningAnswer
from .co_submitter import CoSubmitter, SubmissionComment
from .file import SubmissionFile
from .section import SubmissionSection
from .submission import Submission

__all__ = [
    "CoSubmitter",
    "ScreeningAnswer",
    "Submission",
    "SubmissionComment",
    "SubmissionFile",
    "SubmissionSection",
]
