"""Faults of an index: what is wrong with it, said in words that tell what to do, and whether a new index mends it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Kind(StrEnum):
    """Kinds of faults, of either engine."""

    NO_INDEX = "no-index"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    NOT_OURS = "not-ours"
    SEVERAL = "several"
    OTHER_FIELDS = "other-fields"
    READ_ONLY = "read-only"
    OTHER_VERSION = "other-version"
    NOT_KNOWN = "not-known"
    NO_RIGHTS = "no-rights"


MENDED_BY_A_NEW_INDEX = {Kind.NO_INDEX, Kind.DAMAGED, Kind.SEVERAL, Kind.OTHER_FIELDS}
STILL_ANSWERS = {Kind.UNWRITABLE, Kind.READ_ONLY}  # as of before: it learns nothing new
# A new index would be built in vain, or take the place of somebody else's.
IN_VAIN = {Kind.NOT_OURS, Kind.UNREADABLE, Kind.OTHER_VERSION, Kind.NOT_KNOWN, Kind.NO_RIGHTS}

SENTENCES: dict[Kind, Promise] = {
    Kind.NO_INDEX: _("There is no index yet. It is built by itself; manage.py search_rebuild builds it at once."),
    Kind.DAMAGED: _(
        "A file of the index is missing or damaged: %(detail)s. The index is built anew by itself; "
        "manage.py search_check --repair does so at once."
    ),
    Kind.UNREADABLE: _(
        "The folder of the index cannot be read: %(detail)s. Give the account that runs the site the right to read and "
        "to write it."
    ),
    Kind.UNWRITABLE: _(
        "The folder of the index cannot be written: %(detail)s. No change becomes searchable until it can. Make room "
        "on the disk, or give the account that runs the site the right to write."
    ),
    Kind.NOT_OURS: _(
        "%(detail)s bears the name under which this site searches, and is not an index of this site. Nothing was "
        "deleted or built. Rename it or take it away, or set ELASTICSEARCH_PREFIX to a name of its own."
    ),
    Kind.SEVERAL: _(
        "The name under which this site searches stands for several indexes: %(detail)s. A new one is built by itself "
        "and takes their place."
    ),
    Kind.OTHER_FIELDS: _(
        "The index %(detail)s has other fields or another text analysis than this site gave it. A new one is built by "
        "itself and takes its place."
    ),
    Kind.READ_ONLY: _(
        "The index takes no changes: %(detail)s. Make room on the disks of the cluster, or take the block away. "
        "Changes wait until then, and are brought by themselves."
    ),
    Kind.OTHER_VERSION: _(
        "This is no Elasticsearch of a version that this site knows (9.3 or later): %(detail)s. Upgrade it, or set "
        "ELASTICSEARCH_URL to one that is."
    ),
    Kind.NOT_KNOWN: _(
        "Elasticsearch does not know who this site is (401). Set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USER and "
        "ELASTICSEARCH_PASSWORD."
    ),
    Kind.NO_RIGHTS: _(
        "Elasticsearch does not let this site do what it must (403): %(detail)s. The rights it needs are in "
        "search/engines/elasticsearch/README.md."
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Fault of an index. ``detail`` names a file, an index or a reason: never a path, a host or an account."""

    kind: Kind
    detail: str = ""

    def __str__(self) -> str:
        """Sentence in English, for logs, commands and machines."""
        with override(None):
            return self.sentence

    @property
    def sentence(self) -> str:
        """Sentence in the language of the reader."""
        return str(SENTENCES[self.kind]) % {"detail": self.detail}

    @property
    def is_mended_by_a_new_index(self) -> bool:
        """Whether the index is to be built anew by itself."""
        return self.kind in MENDED_BY_A_NEW_INDEX

    @property
    def is_in_vain(self) -> bool:
        """Whether nobody should build an index before a person has mended something."""
        return self.kind in IN_VAIN

    @property
    def still_answers(self) -> bool:
        """Whether what the index answers is right, as of before the fault."""
        return self.kind in STILL_ANSWERS
