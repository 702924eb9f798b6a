"""A write that fails leaves nothing; a read takes no lock."""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from cases.models import Unit
from knowledgebase.middleware import AtomicWritesMiddleware

pytestmark = pytest.mark.django_db


def write_and_fail(request: HttpRequest) -> HttpResponse:
    Unit.objects.create(code="half")
    return HttpResponse(status=500)


def test_a_failed_write_is_rolled_back() -> None:
    AtomicWritesMiddleware(write_and_fail)(RequestFactory().post("/"))
    assert not Unit.objects.exists()


@pytest.mark.usefixtures("foundation")
def test_a_read_opens_no_transaction() -> None:
    with CaptureQueriesContext(connection) as queries:
        Client().get("/fa/topics/")
    assert not [query["sql"] for query in queries if query["sql"].startswith(("BEGIN", "SAVEPOINT"))]
