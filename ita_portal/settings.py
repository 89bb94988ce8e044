"""Settings: a demo in an empty environment, production when it names what production needs."""

import importlib.util
import os
import re
import sys
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()


# Demo or production ------------------------------------------------------------------------------

PRODUCTION_VARIABLES = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS")

# One of the three, even an empty one, means that somebody is setting up production.
DEMO = not any(name in os.environ for name in PRODUCTION_VARIABLES)


def stop(sentence: str):
    """Ends the start with one sentence on stderr instead of a traceback."""
    sys.exit(f"The portal did not start: {sentence}")


def missing_variables() -> list[str]:
    return [name for name in PRODUCTION_VARIABLES if not os.environ.get(name, "").strip(" ,")]


if not DEMO and missing_variables():
    stop(
        f"production needs {', '.join(missing_variables())} in the environment as well"
        " (see docs/running.md)."
    )

DEBUG = False  # Also in the demo: it shows the pages that people will meet.

DEMO_KEY = "this-key-of-the-demo-is-known-to-everyone-and-refused-elsewhere"
SECRET_KEY = DEMO_KEY if DEMO else os.environ["SECRET_KEY"]
if not DEMO and SECRET_KEY == DEMO_KEY:
    stop("SECRET_KEY is the demo's; make one of your own (see docs/running.md).")

hosts = "localhost,127.0.0.1,[::1]" if DEMO else os.environ["ALLOWED_HOSTS"]
ALLOWED_HOSTS = [host.strip() for host in hosts.split(",") if host.strip()]

# Where everyone reaches the portal. It is printed on paper, so no request may say it; empty where
# nobody has said it yet.
public_url = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000" if DEMO else "")
PUBLIC_URL = public_url.strip().removesuffix("/")
if PUBLIC_URL and not re.fullmatch(r"https?://[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?", PUBLIC_URL):
    stop("PUBLIC_URL must look like https://ita.example.go.th, with nothing after the host.")

# Under which terms anyone may use the data of published reports: the office decides. The words are those
# of the state's data catalogue where nobody has.
DATA_LICENCE = os.environ.get("DATA_LICENCE", "").strip() or "License not specified"


# Database ----------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    # Writers queue at BEGIN instead of failing in the middle of their work.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds a writer waits for its turn
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(url: str) -> dict:
    """Django's settings for a postgres:// or sqlite:/// address; ValueError for any other."""
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ValueError(url)
    config = environ.Env.db_url_config(url)
    if url.startswith("sqlite"):
        return config | {"OPTIONS": SQLITE_OPTIONS}
    # Connections are kept and tried before use; connecting anew costs 8 ms a request.
    return config | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


if DEMO:
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES = {"default": database(f"sqlite:///{VAR_DIR / 'demo.sqlite3'}")}
else:
    try:
        DATABASES = {"default": database(os.environ["DATABASE_URL"].strip())}
    except ValueError:
        stop("DATABASE_URL must look like postgres://user:password@host:5432/name.")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Wrong passwords are counted in the cache, so all web processes must share one.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if DEMO
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}


# The parts ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "ita_portal",
    "calendar_app",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "ita_portal.apps.StaticFiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "import_export",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "ita_portal.middleware.bodiless_heads",
    # Above WhiteNoise, so that static files carry the headers too.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ita_portal.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ita_portal.middleware.private_pages",
    "ita_portal.middleware.LoginRequired",
    # Below the person and above the pages: what they open and do is told of them.
    "ita_portal.audit_pages.audited",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # History rows know who changed them.
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "ita_portal.urls"
WSGI_APPLICATION = "ita_portal.wsgi.application"

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
                "ita_portal.context.portal",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# An editor page of 500 rows posts a dozen fields for each of them, and more for rows of many steps.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
# A Thai character takes 9 bytes in a posted form. A text that is far too long must still reach the
# form, which says so in Thai and keeps what was typed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
# A file that is too large is passed over; what was typed beside it reaches the form.
FILE_UPLOAD_HANDLERS = [
    "ita_portal.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


# Signing in --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "ita_portal.User"
AUTHENTICATION_BACKENDS = ["ita_portal.accounts.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "ita_portal.accounts.NotTheDemoPassword"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "ita_portal.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    # A province's office sits behind one address: the lock is on the account first, and an
    # address may try a few accounts more.
    "login_failed": "30/m/ip,5/5m/key",
    "login": "120/m/ip",
    # One-time codes, in the same way.
    "first_password": "30/m/ip,5/5m/key",
}

SESSION_ENGINE = "ita_portal.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day, in seconds
SESSION_WARNING_SECONDS = 5 * 60  # how long before its end every page asks whether to go on
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
# A text typed before signing in anew comes back instead of being refused.
CSRF_FAILURE_VIEW = "ita_portal.unsaved.csrf_failure"


# Security headers (sent by ita_portal.middleware and Django) -------------------------------------

# Under the names and in the shape that Django 6 gives them.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    # data: for the small drawings inside Bootstrap's style sheet.
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
SECURE_CSP_REPORT_ONLY = {}

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if not DEMO:
    # The proxy in front ends HTTPS and says so in this header (docs/running.md).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True


# Thai --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย")]
# Sentences that Django's and allauth's own Thai lack, or say otherwise than this house does.
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False


# Files -------------------------------------------------------------------------------------------


def package_folder(name: str) -> Path:
    """Where an installed package keeps its files, whether it has an __init__.py or not."""
    spec = importlib.util.find_spec(name)
    return Path(next(iter(spec.submodule_search_locations)))


def file_store() -> dict:
    """Where uploaded and printed files are kept: an S3 store where one is named, else MEDIA_ROOT."""
    bucket = os.environ.get("S3_BUCKET", "").strip()
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    given = {
        "endpoint_url": os.environ.get("S3_ENDPOINT", "").strip(),
        "region_name": os.environ.get("S3_REGION", "").strip(),
        "access_key": os.environ.get("S3_ACCESS_KEY", ""),
        "secret_key": os.environ.get("S3_SECRET_KEY", ""),
        "location": os.environ.get("S3_PREFIX", "").strip(" /"),
        "addressing_style": os.environ.get("S3_ADDRESSING_STYLE", "").strip(),
    }
    if bool(given["access_key"]) != bool(given["secret_key"]):
        stop("S3_ACCESS_KEY and S3_SECRET_KEY go together (see docs/running.md).")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            # Files are handed out by the portal alone, and none is ever written over.
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": False,
            "signature_version": "s3v4",
            **{name: value for name, value in given.items() if value},
        },
    }


STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", package_folder("bootstrap")),
    ("fonts", package_folder("fontpkg_sarabun") / "files"),
]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Fonts and dictionary of the printed report, made by manage.py prepare_printing.
PRINT_ROOT = BASE_DIR / (os.environ.get("PRINT_ROOT") or VAR_DIR / "print")
STORAGES = {
    "default": file_store(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The demo serves static files from where they lie, so it needs no collectstatic.
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = DEMO
WHITENOISE_MAX_AGE = 0 if DEMO else 60
WHITENOISE_ALLOW_ALL_ORIGINS = False


# Evidence (reports/evidence/) --------------------------------------------------------------------

# What one file may weigh, in MB; a request carries no more than 20 (ita_portal/uploads.py).
EVIDENCE_MEGABYTES = env.int("EVIDENCE_MEGABYTES", default=20)
if not 1 <= EVIDENCE_MEGABYTES <= 20:
    stop("EVIDENCE_MEGABYTES must be a number from 1 to 20.")
# A virus scanner: host:port or the path of its socket; none unless given. Where it gives no verdict, a
# file is refused unless CLAMD_REQUIRED says otherwise.
CLAMD_ADDRESS = os.environ.get("CLAMD_ADDRESS", "").strip()
if CLAMD_ADDRESS and not re.fullmatch(
    r"/.+|(\[[0-9A-Fa-f:.]+\]|[^:/\s]+):[0-9]{1,5}", CLAMD_ADDRESS
):
    stop("CLAMD_ADDRESS must look like 127.0.0.1:3310 or /run/clamav/clamd.ctl.")
CLAMD_REQUIRED = env.bool("CLAMD_REQUIRED", default=True)
CLAMD_SECONDS = env.int("CLAMD_SECONDS", default=30)


# Printing (reports/printing.py) ------------------------------------------------------------------

# PDFs are made by `manage.py print_worker`, which takes its jobs from the database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
PRINT_SECONDS = env.int("PRINT_SECONDS", default=120)  # the longest that one PDF may take


# The centre's desk -------------------------------------------------------------------------------

# Minutes in which reports that were accepted together may be un-accepted; everyone reads them afterwards.
BULK_UNDO_MINUTES = env.int("BULK_UNDO_MINUTES", default=10)


# Out and in through the admin --------------------------------------------------------------------

# All rows of a file or none. Between the dry run and the confirmation the file lies in the cache,
# which every web process reads.
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"


# Mail and logs -----------------------------------------------------------------------------------

# Nothing depends on mail; without EMAIL_URL none is written or sent (reports/mailing.py).
MAIL_ON = bool(os.environ.get("EMAIL_URL", "").strip())
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 30  # seconds a mail server may take
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "").strip()
if MAIL_ON:
    vars().update(env.email_url("EMAIL_URL"))
    # A message leads to the portal, and says whose it is.
    if not DEFAULT_FROM_EMAIL or not PUBLIC_URL:
        stop("EMAIL_URL needs MAIL_FROM and PUBLIC_URL as well (see docs/running.md).")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Every page that is missed or refused is not news.
        "django.request": {"level": "ERROR"},
        # A job that is begun or done is not news.
        "django_tasks": {"level": "ERROR"},
        "django_tasks_db": {"level": "WARNING"},
        # The PDF libraries report on every glyph and every unknown CSS property.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
