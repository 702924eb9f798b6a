"""Documents as engines keep them, and changes of documents."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """Document of a case. Texts are by language; ``facets`` hold codes, topics with all broader ones."""

    code: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    bodies: Mapping[str, str]
    facets: Mapping[str, Sequence[str]]
    newest: int  # microseconds since 1970 of the first publication
    started: int = 0  # year in which the practice started; 0 when nobody knows

    def texts(self) -> Iterable[tuple[str, str, str]]:
        """(part, language, text) of every text."""
        for part, texts in (("title", self.titles), ("summary", self.summaries), ("body", self.bodies)):
            for language, text in texts.items():
                yield part, language, text

    @property
    def digest(self) -> str:
        """Digest of the content, equal for equal documents whatever their order: 16 hexadecimal digits (BLAKE2b)."""
        facets = {name: sorted(values) for name, values in self.facets.items()}
        texts = sorted(self.texts())
        # Long texts stand behind their lengths instead of in the JSON: nothing to escape, which takes most of the time.
        lengths = [(part, language, len(text)) for part, language, text in texts]
        head = json.dumps([self.code, lengths, facets, self.newest, self.started], sort_keys=True)
        plain = head + "".join(text for _part, _language, text in texts)
        return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Upsert:
    """Put this document; ``version`` grows, and an older one never replaces a newer one."""

    document: SearchDocument
    version: int


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove the document of this code."""

    code: str
    version: int


Change = Upsert | Delete
