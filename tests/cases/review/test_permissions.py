"""Permissions of the room ``cases.review`` are those its README shows."""

from cases.review.permissions import PERMISSIONS, ROLES
from tests.permission_tables import CASES, permission_rows, table_of


def test_the_table_of_the_readme_is_that_of_the_code() -> None:
    assert table_of(permission_rows(CASES / "review" / "README.md", "review", ROLES)) == PERMISSIONS
