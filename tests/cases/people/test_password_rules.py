"""Passwords as ASVS 5 has them on level 2: long ones of any characters, none that others would try first."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cases.people.models import Profile

pytestmark = pytest.mark.django_db
GOOD = ["quiet lantern over water", "گل سرخ کنار پنجرهٔ آبی", "727193850264", "a" * 3 + " b c" * 125,
        "🚲🚋🚌🚎🚏🚦🚧🛴🚲🚋🌉⛲",
        "قمر فوق السطح القديم"]  # fmt: skip
BAD = ["short pass", "password1234", "123456789012", "minaradminarad", "mina.rad2024!", "شهرداری تهران",
       "aaaaaaaaaaaaaaa", "municipality1", "x" * 600, "abcdefghijklmn", "مینا راد مینا",
       "m.rad@city.example"]  # fmt: skip


@pytest.fixture
def mina() -> User:
    user = User.objects.create(username="m-1234", email="m.rad@city.example", first_name="Mina", last_name="Minarad")
    Profile.objects.create(user=user, name_fa="مینا راد")
    return user


@pytest.mark.parametrize("password", GOOD)
def test_any_long_password_is_taken(password: str, mina: User) -> None:
    validate_password(password, mina)


@pytest.mark.parametrize("password", BAD)
def test_what_is_guessed_first_is_not(password: str, mina: User) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, mina)
