"""Reading claims."""

import pytest

from factcheck.actions.claims import exclude_claim
from factcheck.claims.selectors import get_neighbour_ids
from factcheck.enums import ExclusionReason
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def test_neighbours_are_in_reading_order_without_excluded_claims(team: Team) -> None:
    article = make.article(team.desk)
    first, excluded, last = make.claims(article, 3)
    assert get_neighbour_ids(excluded) == (first.pk, last.pk)
    exclude_claim(team.checker, claim=excluded, reason=ExclusionReason.DROPPED)
    excluded.refresh_from_db()
    assert get_neighbour_ids(first) == (None, last.pk)
    assert get_neighbour_ids(last) == (first.pk, None)
    assert get_neighbour_ids(excluded) == (None, first.pk)
