# The site: web, worker and set-up are this one image with different commands (see compose.yaml).

FROM node:22.21.1-bookworm-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11.14-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install -r requirements.txt

FROM python:3.11.14-slim-bookworm
# pg_dump, pg_restore and psql of the server's version, for manage.py backup and restore; Pango, for cases as PDF.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-15 \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home site
COPY --from=packages /venv /venv
WORKDIR /site
COPY --from=assets /assets/node_modules node_modules
COPY manage.py ./
COPY knowledgebase knowledgebase
COPY cases cases
COPY search search
COPY home home
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data LOG_FORMAT=json
# Static files are collected here only to fail early: set_up collects them into the volume. No key is left in a layer.
RUN export DATA_DIR=/build SECRET_KEY=build \
    && python manage.py compile_catalogues \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf /build
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "python:knowledgebase.gunicorn_config", "knowledgebase.wsgi"]
