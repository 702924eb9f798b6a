"""Throttles: how much one address may ask, and behind how many proxies its address is found."""

from .env import env
from .security import HTTPS

THROTTLE = env.bool("THROTTLE", default=HTTPS)
THROTTLE_SEARCHES = env.int("THROTTLE_SEARCHES", default=120)  # a minute, of the results page and the API
THROTTLE_SUGGESTIONS = env.int("THROTTLE_SUGGESTIONS", default=600)  # a minute, while somebody types

# Proxies that add to X-Forwarded-For before a request comes here. One where HTTPS says that there is a proxy.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=int(HTTPS))
THROTTLE_LOG_INS = env.int("THROTTLE_LOG_INS", default=20)  # a minute, and requests for a new password
