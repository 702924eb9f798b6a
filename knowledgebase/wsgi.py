"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
application = get_wsgi_application()

from home.services.task_queue import web as tasks  # noqa: E402  # needs the apps, which are ready only now
from search.sync import background, chores  # noqa: E402

tasks.enable()
chores.AT_START.append(tasks.keep_working)
chores.CHORES.append(tasks.keep_working)
background.start()

# What is loaded by now stays to the end: looking through it for garbage, again and again, held searches up for 0.15 s.
gc.collect()
gc.freeze()
