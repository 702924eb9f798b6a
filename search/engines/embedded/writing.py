"""Failures of writing, as the contract names them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from search.contract.errors import EngineUnavailable
from search.contract.faults import Fault, Kind

from .soundness import is_panic

OF_THE_DISK = re.compile(r'kind: \w+, message: "([^"]+)"')  # how tantivy quotes what the system said


@contextmanager
def writing() -> Iterator[None]:
    """Turns what goes wrong with the disk, or with tantivy on it, into EngineUnavailable: no document's fault."""
    try:
        yield
    except OSError as error:
        raise EngineUnavailable(Fault(Kind.UNWRITABLE, error.strerror or type(error).__name__)) from error
    except BaseException as error:
        if not isinstance(error, ValueError) and not is_panic(error):
            raise
        raise EngineUnavailable(_reason(str(error))) from error


def _reason(said: str) -> str | Fault:
    found = OF_THE_DISK.search(said)
    return Fault(Kind.UNWRITABLE, found[1]) if found else f"the index cannot be written: {said}"
