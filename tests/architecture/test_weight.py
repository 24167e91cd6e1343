"""What the first visit costs: five sheets, one script, htmx and a page."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

KB = 1024
STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = ["tokens.css", "base.css", "layout.css", "components.css", "pages.css"]


def test_the_five_sheets_are_small_and_there_is_no_sixth() -> None:
    assert sorted(path.name for path in STATIC.rglob("*.css")) == sorted(SHEETS)
    assert sum((STATIC / "css" / name).stat().st_size for name in SHEETS) <= 30 * KB


def test_our_script_is_small_and_alone() -> None:
    scripts = list(STATIC.rglob("*.js"))
    assert [path.name for path in scripts] == ["app.js"]
    assert scripts[0].stat().st_size <= 6 * KB


@pytest.mark.django_db
def test_the_first_visit_fits_in_forty_kilobytes(client: Client) -> None:
    """Every file the sign-in page asks for, each as gzip -9, and the page itself."""
    page = client.get(reverse("account_login"))
    assert page.status_code == 200
    html = page.content.decode()
    asked = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"|<script src="/static/([^"]+)"', html)
    names = [sheet or script for sheet, script in asked]
    assert [name for name in names if name.endswith(".css")] == [f"css/{sheet}" for sheet in SHEETS]
    assert {"js/app.js", "django_htmx/htmx-2.min.js"} <= set(names)
    weights = {name: len(gzip.compress(Path(finders.find(name)).read_bytes(), 9)) for name in names}
    weights["page"] = len(gzip.compress(page.content, 9))
    assert sum(weights.values()) <= 40 * KB, weights
