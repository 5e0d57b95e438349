"""The query of operations that weigh a claim: by another semantics, or without some pieces of the map."""

from django.utils.translation import gettext as _

from api.core.fields import StrictCharField, StrictChoiceField
from api.core.serializers import FilterSerializer
from api.core.viewsets import BaseViewSet
from factcheck.argument.semantics import SEMANTICS
from factcheck.argument.what_if import split_ids
from factcheck.claims.models import Claim
from factcheck.exceptions import InvalidInput
from factcheck.maps.claim_weighing import ClaimWeighing, weigh_claim

MAX_SHOWN_IDS = 10


class WeighingQuerySerializer(FilterSerializer):
    cursor = page_size = None  # type: ignore[assignment]  # one object, so no pages

    semantics = StrictChoiceField(
        SEMANTICS, required=False, help_text="How evidence is weighed; by default as the desk does it."
    )
    without = StrictCharField(
        required=False,
        allow_blank=True,
        help_text="Ids of the map, separated by commas, that are to count as withdrawn, such as e12,p5.",
    )


class WeighingViewSet(BaseViewSet):
    """Reads a claim as it is weighed. Nothing is stored."""

    def weigh(self, pk: int) -> ClaimWeighing:
        """Return how a claim is weighed by the query of this request."""
        query = self.validated_query()
        names = split_ids([query.get("without", "")])
        claim = self.get_visible_object(Claim, pk)
        weighing = weigh_claim(claim, semantics=query.get("semantics", ""), without=names)
        if weighing.unknown:
            raise _unknown_ids(weighing.unknown)
        return weighing


def _unknown_ids(names: tuple[str, ...]) -> InvalidInput:
    shown = ", ".join(names[:MAX_SHOWN_IDS])[:200]
    message = _("Nothing that affects this claim has these ids: %(ids)s.") % {"ids": shown}
    hint = _(
        "Ids of what affects the claim, separated by commas, such as e12,p5. The map of the article lists them."
    )
    return InvalidInput(message, fields={"without": hint})
