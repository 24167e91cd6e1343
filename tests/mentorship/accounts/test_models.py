"""The user, and the address that makes one."""

import pytest
from django.db import IntegrityError, transaction

from mentorship.accounts.models import User


def test_an_address_is_kept_in_lower_case_without_a_password(db):
    user = User.objects.create_user("  Ada@Example.ORG ")
    assert user.email == "ada@example.org"
    assert not user.has_usable_password()
    assert User.objects.get_by_natural_key("ADA@example.org") == user
    assert str(user) == f"user {user.pk}"


def test_an_address_is_once_whatever_its_case(db):
    User.objects.create_user("ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="ADA@example.org")])
