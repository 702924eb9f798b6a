"""Models of the domain."""

from .adoption import Adoption
from .approval import ApprovalByOthersTask
from .bulk import BulkRun
from .case import Case, CaseCodeCounter
from .city import City, CityRedirect
from .document_checksum import DocumentChecksum
from .images import CaseImage, CaseRendition
from .imports import ImportedItem, ImportRun, KnownMatching, ThesaurusImport
from .indicator import Indicator, Measurement
from .link import LinkCheck
from .merge import MergeRun
from .page_redirect import CasePageRedirect
from .pages import CaseIndexPage, CaseStudyPage
from .preview_link import PreviewLink
from .proposed_figures import ProposedFigures
from .public_lists import ListKind, PublicCount, PublicListing
from .published_prose import PublishedProse
from .topic import ConceptScheme, Topic, TopicLabel, TopicRedirect
from .vocabulary import PartnerRole, Unit

__all__ = [
    "Adoption",
    "ApprovalByOthersTask",
    "BulkRun",
    "Case",
    "CaseCodeCounter",
    "CaseImage",
    "CaseIndexPage",
    "CasePageRedirect",
    "CaseRendition",
    "CaseStudyPage",
    "City",
    "CityRedirect",
    "ConceptScheme",
    "DocumentChecksum",
    "ImportRun",
    "ImportedItem",
    "Indicator",
    "KnownMatching",
    "LinkCheck",
    "ListKind",
    "Measurement",
    "MergeRun",
    "PartnerRole",
    "PreviewLink",
    "ProposedFigures",
    "PublicCount",
    "PublicListing",
    "PublishedProse",
    "ThesaurusImport",
    "Topic",
    "TopicLabel",
    "TopicRedirect",
    "Unit",
]
