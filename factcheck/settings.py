"""All settings, typed and read from the environment; the defaults suit a laptop.

`docs/settings.md` documents them. `factcheck/checks.py` rejects insecure settings in production.
"""

import secrets
from typing import Any
from urllib.parse import quote

import environ
import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.enums import (
    AgreementOutcome,
    ClaimState,
    Consistency,
    ExclusionReason,
    JobState,
    QuestionState,
    RelationKind,
    SimilarityLabel,
    SourceKind,
    StatementKind,
)
from factcheck.launch import queues
from factcheck.launch.address import from_environment
from factcheck.launch.paths import BASE_DIR, broker_socket, data_dir
from factcheck.logging_processors import drop_poll_events
from factcheck.settings_cache import shared_cache
from factcheck.settings_sso import openid_providers, sign_on_origins

env = environ.Env()

# A server is what sets DEBUG=false. Without the setting it is a laptop, whose errors show no more than a server's.
DEBUG = env.bool("DEBUG", default=False)
PRODUCTION = bool(env.ENVIRON.get("DEBUG")) and not DEBUG
if DEBUG:
    from_environment()  # refuses an address that other machines can open, however the server is started
TESTING = env.bool("FACTCHECK_TESTING", default=False)
DATA_DIR = data_dir()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _laptop_secret() -> str:
    """Return the random key of this data folder, created on first use; production sets SECRET_KEY instead."""
    file = DATA_DIR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(60))
    return file.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or (_laptop_secret() if not PRODUCTION else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}").rstrip("/")

# --- Apps, middleware, templates -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "factcheck.audit",
    "factcheck.desks",
    "factcheck.articles",
    "factcheck.claims",
    "factcheck.evidence",
    "factcheck.review",
    "factcheck.maps",
    "factcheck.suggestions",
    "factcheck.search",
    "factcheck.inbox",
    "factcheck.exports",
    "factcheck.submissions",
    "factcheck.notifications",
    "factcheck.web",
    "factcheck.commands",
    "api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "rules",
    "simple_history",
]

MIDDLEWARE = [
    "factcheck.web.health.HealthMiddleware",
    "factcheck.web.request_limits.RequestLimitMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before every middleware and view that reads a body, which Django's CSRF check does first of all.
    "factcheck.web.request_bodies.RequestBodyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "factcheck.web.request_log.RequestLogMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "factcheck.web.form_submission.FormSubmissionMiddleware",
    "factcheck.web.request_input.RequestInputMiddleware",
    "factcheck.web.middleware.ErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django.templatetags.i18n", "factcheck.web.templatetags.factcheck_tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.web.context_processors.page_frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Storage --------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default="sqlite:///" + quote(f"{DATA_DIR}/factcheck.sqlite3"))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # requests wait for less: `database_limits.py`
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)  # opening SQLite costs 1 ms
# Seconds that one request may take in the database, and that one statement of it waits for a lock.
REQUEST_TIME_LIMIT = env.float("REQUEST_TIME_LIMIT", default=15.0)
LOCK_TIME_LIMIT = env.float("LOCK_TIME_LIMIT", default=5.0)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits, used one-time codes and locks: what all processes must see. No page is cached.
SHARED_CACHE_URL = env("SHARED_CACHE_URL", default="")
CACHES = {"default": shared_cache(SHARED_CACHE_URL)}

MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "factcheck" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if not PRODUCTION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- Background work --------------------------------------------------------------------------------------

CELERY_BROKER_URL = env("BROKER_URL", default="") or f"redis+socket://{broker_socket(DATA_DIR)}"
# The task of a killed worker is redelivered after `visibility_timeout`, so every task must have ended
# by then. A task is interrupted shortly before it is killed, so that it can record why it failed.
CELERY_TASK_TIME_LIMIT = env.int("TASK_TIME_LIMIT", default=240)
CELERY_TASK_SOFT_TIME_LIMIT = max(1, CELERY_TASK_TIME_LIMIT * 9 // 10)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("VISIBILITY_TIMEOUT", default=300),
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = queues.UPKEEP
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Seconds that a stopping worker gives its task before returning it to the queue.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0
# Every worker sends these tasks once it is ready and then every few seconds (`celery.py`).
RECOVERY_TASKS = (
    "articles.enqueue_stalled_readings",
    "claims.enqueue_stalled",
    "exports.enqueue_stalled",
    "suggestions.enqueue_stalled",
)
# A job on a longer text is heavy. A desk runs so many heavy jobs of one kind at the same time.
HEAVY_CHARACTERS = 50_000
HEAVY_JOBS_PER_DESK = env.int("HEAVY_JOBS_PER_DESK", default=1)
# A message with a name from before a rename can still be in the queue after an upgrade. Celery logs the unknown task
# and drops the message. Nothing is lost: what to do is in the database, and the schedule sends the task again.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "inbox.release_abandoned": {
        "task": "inbox.release_abandoned",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "prior_checks.scan": {"task": "prior_checks.scan", "schedule": 5.0, "options": {"expires": 5}},
    "notifications.create": {"task": "notifications.create", "schedule": 2.0, "options": {"expires": 2}},
    "notifications.send_emails": {
        "task": "notifications.send_emails",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "notifications.send_digests": {
        "task": "notifications.send_digests",
        "schedule": crontab(hour=env.int("DIGEST_HOUR", default=6), minute=0),
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# --- Accounts -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "desks.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "factcheck.web.auth_backends.AddressBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_ADAPTER = "factcheck.web.auth_adapters.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an admin of a desk confirms addresses by inviting them
MFA_TOTP_ISSUER = "Factcheck"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_PROVIDERS = openid_providers(env)
SOCIALACCOUNT_ADAPTER = "factcheck.web.sign_on_adapter.SingleSignOnAdapter"
# No limit of passwords by account: anybody could lock its owner out. axes makes one address wait for one account.
# The second factor is limited by account as well, since only who knows the password gets as far as that.
ACCOUNT_RATE_LIMITS = {
    "password_failed": "10/m/ip,100/h/ip",
    "login_failed": "10/m/ip,20/h/key",
    "manage_email": "5/h/user",
    "request_own_link": "5/m/ip,3/h/key",
}
ACCOUNT_LOGIN_BY_CODE_REQUIRED = {"password"}  # and only during an attack: `web/sign_in_alerts.py`
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"reset_password": "factcheck.web.forms.account.ResetPasswordForm"}
AXES_FAILURE_LIMIT = env.int("SIGN_IN_ATTEMPTS", default=5)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "factcheck.web.auth_adapters.locked_out"
AXES_CLIENT_IP_CALLABLE = "factcheck.client_address.get_client_address"
AXES_USERNAME_CALLABLE = "factcheck.web.auth_adapters.get_attempted_email"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Factcheck <factcheck@localhost>")
vars().update(env.email_url("EMAIL_URL") if env("EMAIL_URL", default="") else {})
HAS_EMAIL_SERVER = not EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))

# --- Security -----------------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = env.bool(
    "SECURE_COOKIES", default=PRODUCTION
)
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
# Proxies of our own in front of the web server, of which each appends to X-Forwarded-For (`client_address.py`).
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SECURE_REFERRER_POLICY = "same-origin"
DEFAULT_EXCEPTION_REPORTER_FILTER = "factcheck.error_reports.NoSettingsFilter"
CSRF_FAILURE_VIEW = "factcheck.web.form_submission.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Single sign-on answers the form with a redirect to the provider, which browsers check against form-action.
        "form-action": [SELF, *sign_on_origins(SOCIALACCOUNT_PROVIDERS)],
    },
}

# --- Language and time ------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "factcheck" / "locale"]
FORMAT_MODULE_PATH = "factcheck.locale"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "UTC"
USE_TZ = True

# --- The API ----------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["api.core.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "api.core.renderers.JSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_PAGINATION_CLASS": "api.core.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.core.exception_handler.handle_exception",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_LIMIT_PER_USER": None,
    "TOKEN_TTL": None,
    "AUTO_REFRESH": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "DESCRIPTION": "Articles, claims, evidence, ratings, verdicts, maps and reports of a fact-check desk. "
    "All positions count Unicode code points of the normalised text; the end is excluded.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "PATH_CONVERTER_OVERRIDES": {"id": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}},
    "ENUM_NAME_OVERRIDES": {
        **{
            word.__name__: list(word)
            for word in (
                AgreementOutcome,
                SimilarityLabel,
                ClaimState,
                JobState,
                ExclusionReason,
                StatementKind,
                RelationKind,
                SourceKind,
                ComputedLabel,
                QuestionState,
                Consistency,
            )
        },
        "ExportKind": "factcheck.reporting.exporters.EXPORTERS",
        "MapKind": "factcheck.argument.formats.READERS",
        "SuggestionKind": "factcheck.suggestions.prompts.PROMPTS",
    },
}

# --- Limits of the product --------------------------------------------------------------------------------

ARTICLE_MAX_CHARACTERS = env.int("ARTICLE_MAX_CHARACTERS", default=1_000_000)
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=20_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES
# Bodies of requests: of people who are not signed in, and of all addresses that do not accept files.
ANONYMOUS_BODY_MAX_BYTES = env.int("ANONYMOUS_BODY_MAX_BYTES", default=100_000)
FORM_MAX_BYTES = env.int("FORM_MAX_BYTES", default=4_000_000)
SLOW_BODIES_AT_ONCE = max(1, env.int("WEB_THREADS", default=4) // 2)  # more than that, and patience is short
# Reading one file, in a process of its own.
READING_CPU_SECONDS = env.int("READING_CPU_SECONDS", default=20)
READING_SECONDS = env.int("READING_SECONDS", default=60)
READING_MEMORY_BYTES = env.int("READING_MEMORY_BYTES", default=1_500_000_000)
# How long the API waits for the text before it answers 202, and the longest pasted text that needs no worker.
READING_WAIT_SECONDS = env.float("READING_WAIT_SECONDS", default=0.0 if TESTING else 8.0)
PASTED_MAX_CHARACTERS = 200_000
SPLITTER = env("SPLITTER", default="parse")

# --- The language model: none unless LLM_URL and LLM_MODEL are set ------------------------------------------

LLM_URL = env("LLM_URL", default="")
LLM_KEY = env("LLM_KEY", default="")
LLM_MODEL = env("LLM_MODEL", default="")
LLM_TIMEOUT = env.float("LLM_TIMEOUT", default=50.0)
LLM_MAX_TOKENS_A_DAY = env.int("LLM_MAX_TOKENS_A_DAY", default=200_000)

# --- Fetching pages: what `http_client.fetch` may do --------------------------------------------------------

FETCH_ENABLED = env.bool("FETCH_ENABLED", default=True)
FETCH_ALLOW_PRIVATE = env.bool("FETCH_ALLOW_PRIVATE", default=False)
FETCH_TIMEOUT = env.float("FETCH_TIMEOUT", default=20.0)
FETCH_MAX_BYTES = env.int("FETCH_MAX_BYTES", default=20_000_000)
FETCH_DELAY = env.int("FETCH_DELAY", default=1)  # seconds, whole ones: not every cache counts fractions

# --- Logs: one event a line, named, never the text of articles or comments --------------------------------

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        drop_poll_events,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            )
            if not PRODUCTION
            else structlog.processors.JSONRenderer(),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO" if PRODUCTION else "WARNING")},
}
