"""Models of the domain."""

from .adoption import Adoption
from .case import Case, CaseCodeCounter
from .city import City, CityRedirect
from .imports import ImportedItem, ImportRun
from .indicator import Indicator, Measurement
from .pages import CaseIndexPage, CaseStudyPage
from .topic import ConceptScheme, Topic, TopicLabel, TopicRedirect
from .vocabulary import PartnerRole, Unit

__all__ = [
    "Adoption",
    "Case",
    "CaseCodeCounter",
    "CaseIndexPage",
    "CaseStudyPage",
    "City",
    "CityRedirect",
    "ConceptScheme",
    "ImportRun",
    "ImportedItem",
    "Indicator",
    "Measurement",
    "PartnerRole",
    "Topic",
    "TopicLabel",
    "TopicRedirect",
    "Unit",
]
