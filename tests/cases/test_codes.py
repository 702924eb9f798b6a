"""Human codes: unique, never given twice, also when two people save at once."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from cases.models import Case, City
from cases.services.cities import save_city
from cases.services.codes import free_prefix, next_code


@pytest.mark.django_db
def test_codes_count_up_per_prefix() -> None:
    assert [next_code("THR"), next_code("THR"), next_code("SEO"), next_code("THR")] == [
        "THR-0001",
        "THR-0002",
        "SEO-0001",
        "THR-0003",
    ]


@pytest.mark.django_db
def test_the_number_of_a_deleted_case_is_not_given_again() -> None:
    Case.objects.create(code=next_code("THR")).delete()
    assert next_code("THR") == "THR-0002"


@pytest.mark.django_db
def test_a_prefix_is_made_from_the_name_and_never_shared() -> None:
    assert free_prefix("Tehran") == "THR"
    save_city(City(names={"en": "Tehran"}, country="IR"))
    other = save_city(City(names={"en": "Tehran"}, country="US"))
    assert other.slug == "tehran-us" and other.code_prefix != "THR"
    assert free_prefix("São Paulo") == "SPL" and free_prefix("Ii")[0] == "I" and len(free_prefix("تهران")) == 3


@pytest.mark.django_db
def test_a_city_without_a_name_is_refused_at_its_field() -> None:
    with pytest.raises(ValidationError) as caught:
        save_city(City(country="IR"))
    assert set(caught.value.message_dict) == {"names"}


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_get_different_codes() -> None:
    codes: list[str] = []
    start = threading.Barrier(4)

    def save() -> None:
        start.wait()
        try:
            for _turn in range(5):
                with transaction.atomic():
                    codes.append(Case.objects.create(code=next_code("THR")).code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [f"THR-{number:04d}" for number in range(1, 21)]
