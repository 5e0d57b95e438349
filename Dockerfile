# One image for web, worker, beat and migrate; the command chooses.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /tmp
COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEBUG=false \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000
# The shared volume is mounted on /data/files and takes its owner from here.
RUN useradd --uid 1000 --no-log-init --create-home factcheck \
    && install --directory --owner factcheck --group factcheck /data /data/files
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/factcheck
COPY . .
RUN python -m compileall -q factcheck api
USER 1000
# The key only lets the settings load; each container gets its own from the environment.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex(50))')" python manage.py collectstatic --no-input
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-m", "factcheck.launch.healthcheck", "web"]
CMD ["python", "-m", "factcheck.launch.processes", "web"]
