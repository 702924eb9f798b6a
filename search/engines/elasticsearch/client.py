"""The connection to the cluster, and what its failures are called here."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import urllib3
from django.conf import settings
from elastic_transport import TransportError, Urllib3HttpNode
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.helpers import BulkIndexError

from search.contract.errors import EngineUnavailable, Refused
from search.contract.faults import Fault, Kind

from .refusals import said_by

LONGEST_AWAY = 5.0  # seconds after which a node that failed is tried again
logging.getLogger("elastic_transport").setLevel(logging.WARNING)  # it notes every request


class PatientNode(Urllib3HttpNode):
    """Waits less for a connection than for an answer."""

    def perform_request(
        self, method: str, target: str, body: bytes | None = None, headers: Any = None, request_timeout: Any = None
    ) -> Any:
        """As the library's own, whose one timeout is here that of the answer."""
        read = request_timeout if isinstance(request_timeout, int | float) else settings.ELASTICSEARCH_READ_TIMEOUT
        timeout: Any = urllib3.Timeout(connect=settings.ELASTICSEARCH_CONNECT_TIMEOUT, read=read)
        return super().perform_request(method, target, body, headers, timeout)


def connect(hosts: Sequence[str]) -> Elasticsearch:
    """The client of this process for these hosts; the other settings say how it logs in.

    A child of a process that has one gets its own, since they would read each other's answers.
    """
    return _connect(tuple(hosts), os.getpid())


@cache
def _connect(hosts: tuple[str, ...], _process: int) -> Elasticsearch:
    options: dict[str, Any] = {}
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    elif settings.ELASTICSEARCH_USER:
        options["basic_auth"] = (settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_PASSWORD)
    if settings.ELASTICSEARCH_CA:
        options["ca_certs"] = settings.ELASTICSEARCH_CA
    return Elasticsearch(
        list(hosts),
        node_class=PatientNode,
        request_timeout=settings.ELASTICSEARCH_READ_TIMEOUT,
        max_retries=max(1, len(hosts) - 1),  # on another node, at once; what took too long is not tried again
        retry_on_timeout=False,
        retry_on_status=(502, 503, 504) if len(hosts) > 1 else (),
        max_dead_node_backoff=LONGEST_AWAY,
        **options,
    )


@contextmanager
def answering() -> Iterator[None]:
    """Turns every failure of the cluster into EngineUnavailable, also an answer that Elasticsearch never gives."""
    try:
        yield
    except ApiError as error:
        raise _named(error) from error
    except BulkIndexError as error:
        raise EngineUnavailable(str(error)) from error
    except (TransportError, OSError, urllib3.exceptions.HTTPError) as error:
        raise EngineUnavailable(f"Elasticsearch does not answer: {error}") from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise EngineUnavailable(f"that was no answer of Elasticsearch: {error!r}") from error


def _named(error: ApiError) -> EngineUnavailable:
    status = error.status_code
    if status == 404 and "index_not_found" in str(error):
        return EngineUnavailable(Fault(Kind.NO_INDEX))
    if fault := said_by(error):
        return EngineUnavailable(fault)
    if status == 400:
        return Refused(f"Elasticsearch refuses this: {error}")
    return EngineUnavailable(f"Elasticsearch answers {status}: {error}")
