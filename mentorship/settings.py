"""Settings of Trellis. Everything comes from the environment; nonsense refuses to start.

Every secret `NAME` may instead be given as `NAME_FILE`, the path of a file that holds it.
"""

import secrets as random_secrets
import sys
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from mentorship.lib.log_format import to_console

VERSION = "0.1.0"
BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)


def kept_secret(name: str, make: Callable[[], str]) -> str:
    """A secret from the environment; in demo mode made once and kept in VAR_DIR."""
    value = env(name, default="").strip()  # a file ends with a newline
    if value:
        return value
    if not DEMO:
        raise ImproperlyConfigured(
            f"Set {name} (or {name}_FILE). README, “Run it for real”, says how to make one."
        )
    kept = VAR_DIR / name.lower()
    if not kept.exists():
        kept.write_text(make())
        kept.chmod(0o600)
    return kept.read_text().strip()


SECRET_KEY = kept_secret("SECRET_KEY", lambda: random_secrets.token_urlsafe(50))
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY is too short: it needs at least 40 characters.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# The first key encrypts; all of them decrypt. To rotate: put a new key in front (comma-separated).
FIELD_KEYS = kept_secret("FIELD_KEYS", lambda: Fernet.generate_key().decode()).split(",")
for key in FIELD_KEYS:
    try:
        Fernet(key.encode())
    except ValueError as error:
        raise ImproperlyConfigured("FIELD_KEYS must hold Fernet keys; one of them is not.") from error

# --- Where we are --------------------------------------------------------------------------------------------
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(
        "SITE_URL must be the full address of this site, such as https://mentoring.example.org"
    )
HTTPS = _site.scheme == "https"
LOCAL_SITE = _site.hostname in {"127.0.0.1", "localhost", "::1"}
PLAIN_HTTP = not HTTPS and not LOCAL_SITE
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if LOCAL_SITE else [_site.hostname]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "heroicons",
    "csp",
    "mentorship",
    "mentorship.accounts",
    "mentorship.notifications",
    "mentorship.work",
    "mentorship.dashboards",
    "programs",
    "matching",
    "sessions",
    "allauth",
    "allauth.account",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "mentorship.lib.middleware.RefuseOddRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "mentorship.lib.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mentorship.lib.middleware.SignedOutFragments",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mentorship.accounts.middleware.OwnLanguageAndZone",
    "programs.views.archived.ArchivedCohorts",
]
ROOT_URLCONF = "mentorship.urls"
WSGI_APPLICATION = "mentorship.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentorship.dashboards.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "heroicons.templatetags.heroicons",
                "programs.templatetags.trellis",
                "programs.templatetags.tables",
            ],
        },
    }
]
FORM_RENDERER = "mentorship.lib.forms.FieldTemplates"

# --- Data ----------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'trellis.sqlite3'}")}
_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = 60
_database["CONN_HEALTH_CHECKS"] = True
if _database["ENGINE"].endswith("sqlite3"):
    # Measured: without WAL and BEGIN IMMEDIATE several processes answer each other with "database is locked".
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;PRAGMA temp_store=MEMORY;",
    }
else:
    _database["OPTIONS"] = {
        "connect_timeout": 5,
        # Compiling a statement pays for reports of minutes; ours take milliseconds and were made slower by it.
        "options": "-c jit=off -c statement_timeout=30000 -c lock_timeout=10000"
        " -c idle_in_transaction_session_timeout=60000",
    }
# Sign-in limits are counted here, shared by all processes; Redis may stop without anybody noticing.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# --- People --------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:today"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "mentorship.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Nobody unknown is written to: our adapter only knocks at the mail server, so that both answers are alike.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "mentorship.accounts.forms.LoginForm",
    "request_login_code": "mentorship.accounts.forms.RequestLoginCodeForm",
}
# The open form writes to addresses nobody proved; one office has one IP address. "calendar": feeds that are not there.
ACCOUNT_RATE_LIMITS = {"join": "60/h/ip", "calendar": "120/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

SESSION_COOKIE_AGE = env.int("SIGN_IN_DAYS", default=60) * 24 * 3600
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mentorship.dashboards.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Protection ----------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# A file of 5 MB and the form around it, never on a disk; more is answered with 413. A proxy must let 6 MB through.
MOST_BODY = DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Mail ----------------------------------------------------------------------------------------------------
EMAIL_URL = env("EMAIL_URL", default="")
if DEMO:
    EMAIL_BACKEND = "mentorship.notifications.demo_backend.EmailBackend"
elif EMAIL_URL:
    vars().update(env.email("EMAIL_URL"))
else:
    # Nobody has said how mail leaves: rows wait in the ledger, invitations are links to copy.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MAIL_WORKS = bool(EMAIL_URL) or DEMO
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"Trellis <no-reply@{_site.hostname}>")
if "@" not in parseaddr(DEFAULT_FROM_EMAIL)[1]:
    raise ImproperlyConfigured(
        "DEFAULT_FROM_EMAIL must be an address, such as Trellis <no-reply@example.org>"
    )
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Work outside requests -----------------------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"  # what is the same everywhere stands in celery.py
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 600,
        "socket_timeout": 1,
        "socket_connect_timeout": 1,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    }
ENCODER = env.bool("ENCODER", default=True)  # off: texts are compared by their words alone, nothing loads it
LEDGER_LEASE = 60  # seconds; half of it outlasts the talk about one mail, checked at start
LEDGER_BATCH = 200  # a sweep gives back what it has not begun after half its lease
JOB_LEASE = 30  # seconds: as long as a long run may fall silent before another process does it again
DEAF_AFTER = 165  # seconds without a sweep before a worker gives itself up; the watchdog looks every ten

# --- Words and files -----------------------------------------------------------------------------------------
LANGUAGE_CODE = env("LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "mentorship" / "locale"]
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
_hashed = (STATIC_ROOT / "staticfiles.json").exists() or "collectstatic" in sys.argv
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _hashed
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Without a collected folder (demo, tests) WhiteNoise serves straight from the sources; it wants a folder all the same.
WHITENOISE_USE_FINDERS = not _hashed
if not _hashed:
    STATIC_ROOT = VAR_DIR / "static"
    STATIC_ROOT.mkdir(exist_ok=True)
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = to_console(env("LOG_LEVEL", default="INFO"))
