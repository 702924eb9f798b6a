"""Addresses of accounts that were made before people confirmed them count as confirmed: administrators gave them."""

from typing import Any

from django.db import migrations


def confirm(apps: Any, schema_editor: Any) -> None:
    """Confirms the address of each account; where several share one, that of the one that was there first."""
    EmailAddress = apps.get_model("account", "EmailAddress")
    seen = set(EmailAddress.objects.values_list("email", flat=True))
    made = []
    for user in apps.get_model("auth", "User").objects.exclude(email="").order_by("pk").iterator():
        address = user.email.lower()
        if address not in seen and not EmailAddress.objects.filter(user=user).exists():
            seen.add(address)
            made.append(EmailAddress(user=user, email=address, primary=True, verified=True))
    EmailAddress.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_profile"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
