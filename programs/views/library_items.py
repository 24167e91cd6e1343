"""What the coordinators of a program put into its library."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.accounts.http import PageRequest
from mentorship.accounts.once import once
from mentorship.lib.downloads import wanted_file
from mentorship.lib.pages import redirect_to, render_page
from mentorship.lib.refusals import Refusal
from programs.access import get_library_item, get_program
from programs.actions.library import add_item, edit_item, remove_item
from programs.forms.library import MORE, LibraryItemEditForm, LibraryItemForm
from programs.forms.refusals import add_refusal
from programs.models import LibraryItem
from programs.queries.library import ITEMS


@require_http_methods(["GET", "HEAD", "POST"])
@once
def program_library(request: PageRequest, program: str) -> HttpResponse:
    found = get_program(request.user, program)
    items = LibraryItem.objects.coordinated_by(request.user).filter(program=found).defer("text")
    if file := wanted_file(request, ITEMS):
        return file.answer(items, of=found.code)
    form = LibraryItemForm(request.POST) if request.method == "POST" else LibraryItemForm()
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            item = add_item(program=found, by=request.user, **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            said = _("“%(title)s” is in the library. Everybody in this program can read it.")
            messages.success(request, said % {"title": item.title})
            return redirect_to(request, "programs:program_library", found.code)
    page = {"program": found, "form": form, "items": list(items), "table": ITEMS}
    return render_page(request, "programs/program_library.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def library_item(request: PageRequest, program: str, item: str) -> HttpResponse:
    found = get_library_item(request.user, program, item)
    as_it_is = {name: getattr(found, name) for name in ("title", "link", "version", *MORE)}
    form = (
        LibraryItemEditForm(request.POST)
        if request.method == "POST"
        else LibraryItemEditForm(initial=as_it_is)
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            edit_item(item=found, by=request.user, version=form.cleaned_data["version"], **form.facts())
        except Refusal as refusal:
            add_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("Saved."))
            return redirect_to(request, "programs:program_library", found.program.code)
    found.refresh_from_db()
    page = {"program": found.program, "item": found, "form": form, "conflict": status == 409}
    return render_page(request, "programs/library_item.html", page, status=status)


@require_POST
def library_item_remove(request: PageRequest, program: str, item: str) -> HttpResponse:
    found = get_library_item(request.user, program, item)
    remove_item(item=found, by=request.user)
    messages.success(request, _("“%(title)s” is no longer in the library.") % {"title": found.title})
    return redirect_to(request, "programs:program_library", found.program.code)
