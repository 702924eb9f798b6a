"""Settings, one short file a subject; what differs between sites comes from the environment (see README)."""

from .accounts import *
from .base import *
from .contact import *
from .database import *
from .freshness import *
from .i18n import *
from .inbound import *
from .links import *
from .logging import *
from .mail import *
from .members import *
from .messages import *
from .metrics import *
from .outbox import *
from .rounds import *
from .search import *
from .security import *
from .submissions import *
from .tasks import *
from .throttle import *
from .wagtail import *
