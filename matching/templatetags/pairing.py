"""What proposals, asks and wishes somebody has, for pages of the apps beside and below."""

from typing import Any

from django import template

from matching.queries.own_offers import listed_offers, where_to_look
from mentorship.accounts.models import User

register = template.Library()


@register.inclusion_tag("matching/_own_offers.html")
def own_pairing(user: User) -> dict[str, Any]:
    """Where they may look for somebody, and what is open or was answered. Two statements."""
    return {"offers": listed_offers(user), "places": where_to_look(user)}
