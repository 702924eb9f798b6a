"""Measurements for Prometheus at /metrics: for nobody, unless a token or a network is named."""

from .base import INSTALLED_APPS, MIDDLEWARE
from .env import env

METRICS_TOKEN = env.str("METRICS_TOKEN", default="")  # sent as "Authorization: Bearer ..."
METRICS_ALLOW = env.list("METRICS_ALLOW", default=[])  # networks such as 10.0.0.0/8, for requests without a proxy

if METRICS_TOKEN or METRICS_ALLOW:
    INSTALLED_APPS = [*INSTALLED_APPS, "django_prometheus"]
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]
