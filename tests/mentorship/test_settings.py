"""Settings come from the environment only, and nonsense refuses to start (RELIABILITY F44)."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings as configured

ROOT = Path(__file__).resolve().parents[2]
KEY, FIELD = "s" * 50, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
SHOWN = ("HTTPS", "SESSION_COOKIE_NAME", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS", "DEBUG", "MAIL_WORKS", "PLAIN_HTTP",
         "SECRET_KEY", "FIELD_KEYS", "SECURE_PROXY_SSL_HEADER", "CSRF_TRUSTED_ORIGINS")  # fmt: skip
PROGRAM = f"""
import json
from mentorship import settings as s
print(json.dumps({{name: getattr(s, name, None) for name in {SHOWN}}}))
"""


def start(tmp_path, **environment) -> subprocess.CompletedProcess[str]:
    plain = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "SECRET_KEY": KEY, "FIELD_KEYS": FIELD}
    given = {name: value for name, value in {**plain, **environment}.items() if value is not None}
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def settings(tmp_path, **environment) -> dict:
    run = start(tmp_path, **environment)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SECRET_KEY": None}, "Set SECRET_KEY (or SECRET_KEY_FILE)"),
        ({"FIELD_KEYS": None}, "Set FIELD_KEYS (or FIELD_KEYS_FILE)"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"FIELD_KEYS": "nonsense"}, "FIELD_KEYS must hold Fernet keys"),
        ({"FIELD_KEYS": f"{FIELD},nonsense"}, "FIELD_KEYS must hold Fernet keys"),
        ({"SITE_URL": "mentoring.example.org"}, "SITE_URL must be the full address"),
        ({"SITE_URL": "ftp://mentoring.example.org"}, "SITE_URL must be the full address"),
        ({"DEFAULT_FROM_EMAIL": "Trellis"}, "DEFAULT_FROM_EMAIL must be an address"),
        ({"SIGN_IN_DAYS": "many"}, "many"),
    ],
)
def test_nonsense_refuses_to_start(tmp_path, environment, sentence):
    run = start(tmp_path, **environment)
    assert run.returncode != 0
    assert sentence in run.stderr.splitlines()[-1]


def test_https_switches_on_what_belongs_to_it(tmp_path):
    seen = settings(tmp_path, SITE_URL="https://mentoring.example.org/", TRUSTED_PROXY_COUNT="1")
    assert seen["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert seen["SECURE_HSTS_SECONDS"] == 31536000
    assert seen["ALLOWED_HOSTS"] == ["mentoring.example.org"]
    assert seen["CSRF_TRUSTED_ORIGINS"] == ["https://mentoring.example.org"]
    assert seen["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert (seen["DEBUG"], seen["PLAIN_HTTP"]) == (False, False)


@pytest.mark.parametrize(
    ("site", "plain"),
    [("http://127.0.0.1:8000", False), ("http://localhost", False), ("http://10.0.0.7:8000", True)],
)
def test_plain_http_is_minded_outside_this_machine_only(tmp_path, site, plain):
    seen = settings(tmp_path, SITE_URL=site)
    assert (seen["PLAIN_HTTP"], seen["HTTPS"], seen["SECURE_HSTS_SECONDS"]) == (plain, False, 0)
    assert seen["SECURE_PROXY_SSL_HEADER"] is None


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text(f"{'f' * 50}\n")
    seen = settings(tmp_path, SECRET_KEY=None, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert seen["SECRET_KEY"] == "f" * 50


def test_the_demo_makes_its_secrets_once_and_keeps_them_closed(tmp_path):
    first = settings(tmp_path, DEMO="1", SECRET_KEY=None, FIELD_KEYS=None)
    second = settings(tmp_path, DEMO="1", SECRET_KEY=None, FIELD_KEYS=None)
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["FIELD_KEYS"] == second["FIELD_KEYS"]
    assert [oct((tmp_path / name).stat().st_mode)[-3:] for name in ("secret_key", "field_keys")] == [
        "600",
        "600",
    ]


def test_without_a_mail_address_mail_does_not_work_yet(tmp_path):
    assert settings(tmp_path)["MAIL_WORKS"] is False
    assert settings(tmp_path, EMAIL_URL="smtp://127.0.0.1:25")["MAIL_WORKS"] is True


def test_version_is_the_projects():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == configured.VERSION
