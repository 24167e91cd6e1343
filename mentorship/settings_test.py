"""Settings of the test run: the same as production's, on a throw-away secret and a file database."""

import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

os.environ.setdefault("SECRET_KEY", "test-" + "k" * 60)
os.environ.setdefault("FIELD_KEYS", Fernet.generate_key().decode())
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="trellis-tests-"))
os.environ.setdefault("EMAIL_URL", "memorymail://")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# Loading it takes seconds, and every application would ask for a run; the tests of meaning switch it on (`encoder_on`).
os.environ.setdefault("ENCODER", "off")
os.environ.setdefault("STATIC_ROOT", tempfile.mkdtemp(prefix="trellis-static-"))
for left_alone in ("DEMO", "SITE_URL", "ALLOWED_HOSTS"):
    os.environ.pop(left_alone, None)

from mentorship.settings import *  # noqa: E402,F403
from mentorship.settings import DATABASES, VAR_DIR  # noqa: E402

# What a test writes need not survive a power cut.
for how in ("init_command", "options"):
    if said := DATABASES["default"]["OPTIONS"].get(how):
        DATABASES["default"]["OPTIONS"][how] = said.replace("synchronous=NORMAL", "synchronous=OFF") + (
            " -c synchronous_commit=off" if how == "options" else ""
        )
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In memory, a live server and its tests share one connection and fail each other. The tables come straight from the
    # models: `makemigrations --check` says that migrations lead to the same, and PostgreSQL and `serve` are migrated.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(VAR_DIR) / "test.sqlite3"), "MIGRATE": False}
elif migrated := os.environ.get("TEST_TEMPLATE"):
    # A database that was migrated before and holds no rows but those of migrations: copied, not migrated again.
    DATABASES["default"]["TEST"] = {"TEMPLATE": migrated}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each test client loads the middleware anew, and WhiteNoise would list all static files each time.
WHITENOISE_AUTOREFRESH, WHITENOISE_MAX_AGE = True, 60
