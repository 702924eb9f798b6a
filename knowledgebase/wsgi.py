"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
application = get_wsgi_application()

from cases.services import jobs  # noqa: E402  # needs the apps, which are ready only now
from home.services.heartbeat import pulse  # noqa: E402
from search.sync import background, chores  # noqa: E402

jobs.enable_background()
chores.CHORES.append(jobs.start_in_background)  # work that another process left when it was killed
chores.CHORES.append(pulse("web"))
background.start()

# What is loaded by now stays to the end: looking through it for garbage, again and again, held searches up for 0.15 s.
gc.collect()
gc.freeze()
