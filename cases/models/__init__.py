"""Models of the domain."""

from .adoption import Adoption
from .approval import ApprovalByOthersTask
from .case import Case, CaseCodeCounter
from .city import City
from .images import CaseImage, CaseRendition
from .indicator import Indicator, Measurement
from .pages import CaseIndexPage, CaseStudyPage
from .topic import ConceptScheme, Topic, TopicLabel
from .vocabulary import PartnerRole, Unit

__all__ = [
    "Adoption",
    "ApprovalByOthersTask",
    "Case",
    "CaseCodeCounter",
    "CaseImage",
    "CaseIndexPage",
    "CaseRendition",
    "CaseStudyPage",
    "City",
    "ConceptScheme",
    "Indicator",
    "Measurement",
    "PartnerRole",
    "Topic",
    "TopicLabel",
    "Unit",
]
