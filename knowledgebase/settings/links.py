"""The check of links to sources (manage.py check_links): how gently, and where it may go."""

LINK_CHECK_PAUSE = 2.0  # seconds between two requests to one host
LINK_CHECK_TIMEOUT = 15.0  # seconds for one request
LINK_CHECK_PRIVATE = False  # True only in tests: addresses of this machine and its network, and any port
