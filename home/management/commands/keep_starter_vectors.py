"""manage.py keep_starter_vectors: for who changes the starter collection, on a site that holds nothing else."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.services.starter import NAME_VECTORS, VECTORS
from search.content.documents import documents
from search.content.thesaurus import current_thesaurus
from search.meaning import text_vector_file
from search.meaning.embedder import model_name
from search.meaning.names import all_names
from search.meaning.texts import all_texts


class Command(BaseCommand):
    """Writes the vectors of the starter collection's texts and labels into the files that set-up reads."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        thesaurus = current_thesaurus()
        texts = {text for document in documents() for text in all_texts(document, thesaurus)}
        self.write(VECTORS, texts)
        self.write(NAME_VECTORS, set(all_names(thesaurus)), rounded=True)

    def write(self, path: Path, texts: set[str], *, rounded: bool = False) -> None:
        """Writes a file. Raises CommandError where a text has no vector."""
        count = text_vector_file.write(path, model_name(), texts, rounded=rounded)
        if count < len(texts):
            raise CommandError(f"{len(texts) - count} texts have no vector yet: run manage.py search_drain first")
        self.stdout.write(f"{count} vectors in {path}")
