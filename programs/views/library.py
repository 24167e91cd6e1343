"""The library: find something, read it, say that you did; and a mentor's record of practice."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorship.accounts.http import PageRequest
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page, wants_part
from programs.actions.library import mark_read
from programs.forms.library import LibraryFilter
from programs.models import Part
from programs.queries.library import (
    LEARNED,
    Entry,
    entries_for,
    find,
    left_to_read,
    pairs_of,
    record_of,
    topics_of,
)

ROWS, MARK = {"entries": "entries"}, {"mark": "mark"}


@require_safe
def library(request: PageRequest) -> HttpResponse:
    entries = entries_for(request.user)
    form = LibraryFilter(request.GET, topics=topics_of(entries))
    wanted = form.wanted()
    found = [entry for entry in entries if wanted.takes(entry)]
    page = {
        "form": form,
        "own": [entry for entry in found if entry.program],
        "guides": [entry for entry in found if not entry.program and not entry.to_print],
        "pages": [entry for entry in found if entry.to_print],
        "filtered": any(vars(wanted).values()),
    }
    return render_page(request, "programs/library.html", page, parts=ROWS)


@require_safe
def library_page(request: PageRequest, slug: str) -> HttpResponse:
    if (found := find(request.user, slug)) is None:
        raise Http404
    entry, guide, item = found
    page = {"entry": entry, "guide": guide, "item": item, "pairs": pairs_of(request.user, Part.RESOURCES)}
    return render_page(request, "programs/library_page.html", page)


@require_POST
def library_mark(request: PageRequest, slug: str) -> HttpResponse:
    if (found := find(request.user, slug)) is None:
        raise Http404
    read = request.POST.get("read") == "1"
    mark_read(user=request.user, slug=slug, read=read)
    if not wants_part(request):
        return redirect_to(request, f"{reverse('programs:library_page', args=[slug])}#mark")
    entry = _marked(request, slug) or found[0]
    said = _("Marked as read.") if read else _("Not marked as read any more.")
    return render_page(request, "programs/library_page.html", {"entry": entry, "said": said}, parts=MARK)


@require_safe
def record(request: PageRequest) -> HttpResponse:
    learned = record_of(request.user)
    if file := wanted_file(request, LEARNED):
        return file.answer(learned)
    page = {
        "record": learned,
        "table": LEARNED,
        "left": left_to_read(learned),
        "minutes": sum(one.minutes for one in learned),
    }
    return render_page(request, "programs/library_record.html", page)


def _marked(request: PageRequest, slug: str) -> Entry | None:
    found = find(request.user, slug)
    return found[0] if found else None
