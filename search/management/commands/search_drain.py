"""manage.py search_drain"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.contract.errors import EngineUnavailable
from search.meaning.embedder import EmbedderUnavailable
from search.sync.delivery import drain
from search.sync.keeping import tidy_indexes
from search.sync.lag import outbox_state
from search.sync.log import trim
from search.sync.name_queue import compute_names, names_wait
from search.sync.refused import forget_old
from search.sync.vector_queue import compute_vectors, vectors_wait


class Command(BaseCommand):
    """Applies to the index what waits in the outbox, then computes the vectors that cases wait for.

    Run it every minute, so that nothing waits after an outage.
    """

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = sum(state.waiting for state in outbox_state().values())
        with tqdm(total=waiting, desc="outbox", disable=options["verbosity"] == 0 or not waiting or None) as bar:
            try:
                done = drain(progress=bar.update)
            except EngineUnavailable as error:
                raise CommandError(str(error)) from error
        vectors = self.vectors(options["verbosity"] == 0)
        tidy_indexes()
        trim()
        forget_old()
        if options["verbosity"]:
            for name, state in outbox_state().items():
                self.stdout.write(f"{name}: {state.waiting} waiting, {state.parked} given up")
            self.stdout.write(f"{done} applied; {vectors} vectors computed")

    def vectors(self, quiet: bool) -> int:
        """Computes what waits; says so, and goes on, when the model does not answer."""
        waiting, names = vectors_wait(), names_wait()
        with tqdm(total=waiting, desc="vectors", unit="case", disable=quiet or not waiting or None, leave=False) as bar:
            try:
                with tqdm(total=names, desc="labels", disable=quiet or not names or None, leave=False) as labels:
                    compute_names(progress=labels.update)
                return compute_vectors(progress=bar.update)
            except EmbedderUnavailable as error:
                self.stderr.write(f"no vectors: {error}")
                return 0
