"""Names and addresses of those who run the site, as readers see them."""

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from .env import env

# Office that runs the site, as it is called in public; "" is not shown.
OPERATOR_NAME = env.str("OPERATOR_NAME", default="")
# Address that readers write to. Without one the site says that there is none.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
if CONTACT_EMAIL:
    try:
        validate_email(CONTACT_EMAIL)
    except ValidationError:
        raise ImproperlyConfigured(f"CONTACT_EMAIL is not an address of e-mail: {CONTACT_EMAIL}") from None
