"""What holds for every request: odd ones refused, headers set, fragments of the signed-out redirected."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

GetResponse = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")
_DRAINED, _DRAIN_STEP = 64 * 1024 * 1024, 64 * 1024


class RefuseOddRequests:
    """405 for methods no view of ours knows (TRACE among them), 400 for NUL bytes, which PostgreSQL refuses, and for
    letters other than the UTF-8 of every browser (some break, UTF-7 brings halves of letters in), 413 for more than
    any form of ours takes. (A request without a length has no body for Django.)
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        odd = "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", "")
        if odd or not _is_utf8(request):
            return HttpResponse("Bad request", status=400, content_type="text/plain; charset=utf-8")
        if _length(request) > settings.MOST_BODY:
            _read_and_drop(request)
            return render(request, "413.html", status=413)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]
    ) -> HttpResponse | None:
        # Reading POST here is after CSRF's own reading of it, so an upload is parsed once.
        if request.method == "POST" and any(
            "\x00" in text for texts in request.POST.lists() for text in texts[1]
        ):
            return render(request, "400.html", status=400)
        return None


def _is_utf8(request: HttpRequest) -> bool:
    said = (request.content_params or {}).get("charset", "utf-8")
    return said.strip("\"' ").lower() in {"utf-8", "utf8"}


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isdecimal() else 0


def _read_and_drop(request: HttpRequest) -> None:
    """A browser shows the answer only if the connection holds until it has sent its file. Not for ever, though."""
    for _ in range(_DRAINED // _DRAIN_STEP):
        if not request.read(_DRAIN_STEP):
            return


class SecurityHeaders:
    """Permissions-Policy everywhere; no page is stored by a browser or a proxy, signed in or not.

    Referrer-Policy stays "same-origin" also where an address holds a key: under "no-referrer" browsers send
    `Origin: null` with a form, which the CSRF check refuses.
    """

    POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.POLICY)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
            if getattr(request, "user", None) is not None:
                patch_vary_headers(response, ["Cookie", "HX-Request"])
                if request.user.is_authenticated or request.method == "POST":
                    response["Cache-Control"] = "private, no-store"
        if request.path == resolve_url("account_logout") and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class SignedOutFragments:
    """A fragment asked for after the sign-in ended: GET goes to the sign-in page, POST gets 401 and a dialog."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wants_sign_in = response.status_code == 302 and response["Location"].startswith(
            resolve_url(settings.LOGIN_URL)
        )
        if not wants_sign_in or not getattr(request, "htmx", False):
            return response
        if request.method == "POST":
            return HttpResponse(status=401)
        # Back to the page the fragment stood on; the fragment's own address where htmx did not say.
        stood_on = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
        answer = HttpResponse(status=200)
        answer["HX-Redirect"] = (
            f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': stood_on})}"
            if stood_on
            else response["Location"]
        )
        return answer
