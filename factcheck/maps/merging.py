"""Merging claims where people drew relations in the argument map: none of those may leave it unseen."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.exceptions import ConflictError
from factcheck.maps.models import Relation
from factcheck.review import merging


@transaction.atomic
def merge_claims(actor: User, *, claim: Claim, others: Sequence[Claim]) -> Claim:
    """Merge other claims of the same text into a claim; Conflict where a relation was drawn to one of them."""
    merged = merging.merge_claims(actor, claim=claim, others=others)
    drawn = Relation.objects.filter(active=True)
    for one in others:
        if drawn.filter(Q(target_claim=one) | Q(target_parts=one) | Q(premises__claim=one)).exists():
            raise ConflictError(
                _(
                    "Somebody drew relations to claim %(number)s in the argument map. "
                    "Merge the other way round, into that claim, or remove them there first."
                )
                % {"number": one.number}
            )
    return merged
