# One image, one role by command: `make web` (the default), `make worker`, `make beat`, `make migrate`.
# Every RUN and CMD is a make target that .ci/run runs too; a test compares (tests/architecture/test_shipping.py).
FROM python:3.11-bookworm AS build
WORKDIR /app
COPY Makefile requirements.txt ./
RUN make .venv/.run
COPY manage.py ./
COPY mentorship mentorship
COPY programs programs
COPY matching matching
COPY sessions sessions
COPY templates templates
COPY static static
# Demo mode makes itself throw-away secrets in this stage's /tmp; nothing of it is copied on.
RUN DEMO=1 VAR_DIR=/tmp/build make static

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Trellis" \
      org.opencontainers.image.description="Open, self-hosted software for running mentorship programs" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later"
# The slim image has no make; the binary needs nothing but the C library both images share.
COPY --from=build /usr/bin/make /usr/bin/make
COPY --from=build --chown=0:0 /app /app
COPY LICENSE /app/LICENSE
WORKDIR /app
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 BIND=0.0.0.0:8000 VAR_DIR=/tmp/trellis
USER 1000:1000
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["make", "healthy"]
CMD ["make", "web"]
