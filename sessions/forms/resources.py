"""Sharing something: what it is, where, and why; a file, its kind and for whom behind “more”."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.once import FormKeyMixin
from mentorship.lib.links import LinkField
from sessions.actions.resources import NewResource
from sessions.forms.answers import AnswerForm, line_field
from sessions.forms.files import UploadField
from sessions.models import Resource

Kind, Direction = Resource.Kind, Resource.Direction
MORE = ("file", "kind", "direction")


class ResourceForm(FormKeyMixin, AnswerForm):
    readers = {"title": "resource", "why": "resource", "link": "resource", "file": "pair_file"}
    title = line_field(gettext_lazy("What is it?"), most=200)
    link = LinkField(help_text=gettext_lazy("Where it is, if it is on the web. We never open it ourselves."))
    why = line_field(
        gettext_lazy("Why this?"),
        most=300,
        error_messages={"required": gettext_lazy("Say in a few words why: that is what gets it read.")},
    )
    file = UploadField(required=False, label=gettext_lazy("A file"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of thing"),
        choices=[(kind.value, kind.label) for kind in Kind if kind not in {Kind.FILE, Kind.GUIDE}],
        initial=Kind.LINK,
        required=False,
    )
    direction = forms.ChoiceField(label=gettext_lazy("For whom"), initial=Direction.PARTNER, required=False)

    def __init__(self, *args: Any, partner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = [  # type: ignore[attr-defined]
            (Direction.PARTNER, _("For %(name)s") % {"name": partner}),
            (Direction.AUTHOR, _("For you: you will read it yourself")),
            (Direction.BOTH, _("For you both")),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        nothing = not given.get("link") and not given.get("file") and not {"link", "file"} & set(self.errors)
        if nothing and (given.get("kind") or Kind.LINK) == Kind.LINK:
            self.add_error("link", _("Give the link. For a file, a book or anything else, open “more”."))
        return given

    def new(self) -> NewResource:
        given = self.cleaned_data
        return NewResource(
            title=given["title"],
            why=given["why"],
            link=given["link"],
            kind=Kind.FILE if given["file"] else given["kind"] or Kind.LINK,
            direction=given["direction"] or Direction.PARTNER,
            upload=given["file"],
        )

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]

    @property
    def opens_more(self) -> bool:
        """Folded until something in it was chosen or is wrong."""
        chosen = self.is_bound and (
            bool(self.files)
            or self["kind"].value() != Kind.LINK
            or self["direction"].value() != Direction.PARTNER
        )
        return chosen or any(self[name].errors for name in MORE)

    @property
    def lost_a_file(self) -> bool:
        """A browser forgets the chosen file when the page comes back; say so."""
        return self.is_bound and bool(self.files) and not self["file"].errors
