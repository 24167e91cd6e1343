"""How a view answers: a page, the part of it HTMX asked for, or a redirect."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

Context = Mapping[str, Any]


def wants_part(request: HttpRequest) -> bool:
    """HTMX asks for a fragment; a boosted visit or a restored page in the history wants the whole page."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    template: str,
    context: Context,
    *,
    parts: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or one partial of it.

    `parts` maps the id of an element HTMX may name as its target to the partial in `template` that draws it.
    The client never chooses a partial: an unknown target gets the whole page.
    """
    target: Any = request.htmx.target if wants_part(request) else None  # type: ignore[attr-defined]
    if parts and target in parts:
        template = f"{template}#{parts[target]}"
    return render(request, template, dict(context), status=status)


def redirect_to(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """See other: 303 after a POST; for HTMX an HX-Redirect, which makes it load a whole page."""
    url = resolve_url(to, *args, **kwargs)
    if wants_part(request):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = iri_to_uri(url)
        return answer
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def safe_next(request: HttpRequest, fallback: str = "/") -> str:
    """The `next` path of a request if it is one of this site, else `fallback`.

    Only a path: `resolve_url` would take a bare word for the name of a route. Only printable: it becomes a header.
    """
    url = request.POST.get("next") or request.GET.get("next") or ""
    is_path = url.startswith("/") and url.isprintable()
    if is_path and url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return url
    return fallback
