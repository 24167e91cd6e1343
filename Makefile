# The two commands of the README are `make demo` and `make test`. Everything lands in .venv/ and VAR_DIR.
PY ?= python3
PORT ?= 8000
VAR_DIR ?= var
LOG_LEVEL ?= INFO
BIN := .venv/bin
PYTEST_ARGS ?= -n 2 --dist worksteal
export UV_PYTHON_DOWNLOADS = never
export UV_NO_PROGRESS = 1
# Trust what the machine trusts, as pip does: many organisations have a certificate authority of their own.
export UV_SYSTEM_CERTS = true

.PHONY: demo test browser lint lock bench clean migrate serve web worker beat static deployable healthy

demo: .venv/.run
	@echo "[2/4] Preparing the data in $(VAR_DIR)/"
	@DEMO=1 VAR_DIR=$(VAR_DIR) $(BIN)/python manage.py migrate --verbosity 0
	@echo "[3/4] Writing the demo people (kept if they are already there)"
	@DEMO=1 VAR_DIR=$(VAR_DIR) $(BIN)/python manage.py seed_demo
	@echo "[4/4] Serving; Ctrl-C ends everything"
	@exec env DEMO=1 VAR_DIR=$(VAR_DIR) $(BIN)/python manage.py serve --port $(PORT)

test: .venv/.dev browser
	$(BIN)/pytest $(PYTEST_ARGS)

# Chromium comes from apt where we may install; without it the run says which tests it left out.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }; } \
		|| echo "Chromium is not here and cannot be installed: browser tests will not be run."

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: .venv/.dev
	$(BIN)/pytest tests/benchmarks -m benchmark -p no:xdist -s

# What the container image and compose call; each is one line of manage.py or of a server we configure here.
migrate:
	$(BIN)/python manage.py migrate --noinput
	$(BIN)/python manage.py createcachetable
	$(BIN)/python manage.py first_owner
static:
	$(BIN)/python manage.py collectstatic --noinput
serve:
	exec $(BIN)/python manage.py serve --port $(PORT)
web:
	exec $(BIN)/gunicorn --config python:mentorship.gunicorn mentorship.wsgi
worker:
	exec $(BIN)/celery --app mentorship worker --queues quick,heavy --without-gossip --without-mingle --loglevel $(LOG_LEVEL)
beat:
	exec $(BIN)/celery --app mentorship beat --schedule $(VAR_DIR)/beat --loglevel $(LOG_LEVEL)

# Does the web process answer? What the image's HEALTHCHECK asks; the Host header is the site's own.
healthy:
	@$(BIN)/python -c "import os, urllib.request as u, urllib.parse as p; here = 'http://127.0.0.1:$(PORT)'; \
		u.urlopen(u.Request(here + '/healthz', headers={'Host': p.urlsplit(os.environ.get('SITE_URL', here)).netloc}), timeout=3)"
deployable:
	$(BIN)/python manage.py check --deploy --fail-level WARNING

# Development only: new locks from the .in files, with hashes and without any registry address.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links
lock: .venv/.uv
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -c requirements.txt -o requirements-dev.txt

.venv/.uv:
	@echo "[1/4] Installing into .venv/ (about 30 seconds the first time)"
	@$(PY) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.9 || echo "uv is not to be had; pip will do it, more slowly."
	@touch $@

.venv/.run: .venv/.uv requirements.txt
	@{ [ -x $(BIN)/uv ] && $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt; } \
		|| $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: .venv/.uv requirements-dev.txt
	@{ [ -x $(BIN)/uv ] && $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt; } \
		|| $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.run

clean:
	rm -rf .venv var
