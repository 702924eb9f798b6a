"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
application = get_wsgi_application()

from search import background  # noqa: E402  # needs the apps, which are ready only now

background.start()
