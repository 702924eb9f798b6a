"""Accounts: the doors of django-allauth, passwords, and who needs a second factor."""

from typing import Any

from .env import env
from .security import HTTPS

# Whether whoever enters the admin needs a second factor there; where not, it is offered.
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=HTTPS)
# Whether people can make accounts by themselves. One made so has no role, and cannot enter the admin.
SIGN_UP = env.bool("SIGN_UP", default=True)
# Days after which an account whose address was never confirmed is deleted: no less than a session lasts (14).
UNCONFIRMED_ACCOUNT_DAYS = env.int("UNCONFIRMED_ACCOUNT_DAYS", default=14)

AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "rules.permissions.ObjectPermissionBackend",  # the tables of rooms (cases/people/permissions.py)
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:overview"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_SHORTEST, PASSWORD_LONGEST = 12, 512  # characters

# As ASVS 5 has it on level 2: long, not among the common ones, not one's own name; no rule on kinds of characters.
_DJANGO, _OWN = "django.contrib.auth.password_validation", "cases.people.services.password_rules"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_OWN}.ShortestPassword", "OPTIONS": {"shortest": PASSWORD_SHORTEST}},
    {"NAME": f"{_OWN}.LongestPassword", "OPTIONS": {"longest": PASSWORD_LONGEST}},
    {"NAME": f"{_DJANGO}.CommonPasswordValidator"},
    {"NAME": f"{_DJANGO}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_OWN}.OwnNames"},
    {"NAME": f"{_OWN}.WordsOfTheSite"},
]

ACCOUNT_ADAPTER = "knowledgebase.account_adapter.SiteAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60  # seconds: mails take their time
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays, every other ends with the old password
ACCOUNT_USERNAME_BLACKLIST = ["admin", "administrator", "root"]
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 8}
# Of an account or address of mail. What one network may do is counted by knowledgebase.throttle, behind proxies too;
# the counts of an account are kept for all processes of a machine together (knowledgebase.shared_cache).
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key",
    "login": None,
    "signup": None,
    "reset_password_from_key": None,
    "reset_password": "5/15m/key",
    "request_login_code": "5/15m/key",
    "confirm_email": "5/15m/key",
    "change_password": "5/5m/user",
    "reauthenticate": "10/5m/user",
    "manage_email": "10/5m/user",
}
_FORMS = "cases.people.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.entrance.LogInForm",
    "signup": f"{_FORMS}.entrance.SignUpForm",
    "request_login_code": f"{_FORMS}.entrance.CodeRequestForm",
    "reset_password": f"{_FORMS}.entrance.ResetForm",
    "reset_password_from_key": f"{_FORMS}.passwords.NewPasswordForm",
    "change_password": f"{_FORMS}.passwords.ChangePasswordForm",
    "set_password": f"{_FORMS}.passwords.FirstPasswordForm",
    "add_email": f"{_FORMS}.entrance.NewAddressForm",
    "reauthenticate": f"{_FORMS}.passwords.PasswordAgainForm",
    "confirm_login_code": f"{_FORMS}.codes.LogInCodeForm",
    "confirm_email_verification_code": f"{_FORMS}.codes.AddressCodeForm",
    "confirm_password_reset_code": f"{_FORMS}.codes.ResetCodeForm",
    "confirm_reauthentication_code": f"{_FORMS}.codes.CodeAgainForm",
}

MFA_ADAPTER = "cases.people.services.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost is where a passkey can be tried
MFA_TOTP_TOLERANCE = 1  # steps of half a minute that a clock may be wrong
MFA_FORMS = {
    "authenticate": f"{_FORMS}.codes.SecondFactorForm",
    "reauthenticate": f"{_FORMS}.codes.SecondFactorAgainForm",
    "activate_totp": f"{_FORMS}.codes.ActivateForm",
    "add_webauthn": f"{_FORMS}.passkeys.NewPasskeyForm",
    "authenticate_webauthn": f"{_FORMS}.passkeys.PasskeyForm",
    "login_webauthn": f"{_FORMS}.passkeys.PasskeyLogInForm",
    "reauthenticate_webauthn": f"{_FORMS}.passkeys.PasskeyAgainForm",
    "edit_webauthn": f"{_FORMS}.passkeys.PasskeyNameForm",
}
MFA_RATE_LIMITS: dict[str, Any] = {"webauthn_login": None}

# Wagtail's own doors lead to these (knowledgebase/admin_doors.py).
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
