"""manage.py keep_starter_vectors: for who changes the starter collection, on a site that holds nothing else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.services.starter import VECTORS
from search.content.documents import documents
from search.content.thesaurus import current_thesaurus
from search.meaning import text_vector_file
from search.meaning.embedder import model_name
from search.meaning.texts import all_texts


class Command(BaseCommand):
    """Writes the vectors of the starter collection's texts into the file that set-up reads."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        thesaurus = current_thesaurus()
        texts = {text for document in documents() for text in all_texts(document, thesaurus)}
        count = text_vector_file.write(VECTORS, model_name(), texts)
        if count < len(texts):
            raise CommandError(f"{len(texts) - count} texts have no vector yet: run manage.py search_drain first")
        self.stdout.write(f"{count} vectors in {VECTORS}")
