"""Checks that were made before: similar claims of the desk with a verdict, and those of a ClaimReview feed.

Suggestions only: people say whether two are the same, and that is remembered.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import SimilarityLabel
from factcheck.exceptions import InvalidInput, NotFound
from factcheck.review.models import SimilarityJudgement
from factcheck.review.prior_check_index import PriorCheck, exists, resembling
from factcheck.text import embeddings
from factcheck.text.similarity import get_method_name

MAX_MATCHES = 5
MIN_SIMILARITY = 0.12


@dataclass(frozen=True, slots=True)
class PriorCheckMatch:
    """An earlier check that resembles a text; `judged` is what people said of it.

    `likeness` and `sureness` are those of `similarity.Match`; `method` names what found it, such as "lexical/1".
    """

    check: PriorCheck
    likeness: float
    sureness: float
    method: str
    judged: str = ""


def find_for_text(desk_id: int, text: str) -> list[PriorCheckMatch]:
    """The earlier checks of a desk that resemble a text most, best first: for words that are no claim yet."""
    name = get_method_name(embeddings.get_encoder())
    return [
        PriorCheckMatch(check, match.likeness, match.sureness, name)
        for check, match in resembling(desk_id, text, limit=MAX_MATCHES)
        if match.likeness >= MIN_SIMILARITY
    ]


def find_for_claim(claim: Claim) -> list[PriorCheckMatch]:
    """The earlier checks that resemble a claim most, best first, those judged different left out."""
    judged = dict(SimilarityJudgement.objects.filter(claim=claim).values_list("key", "alike"))
    own = {f"v{pk}" for pk in claim.verdicts.values_list("pk", flat=True)}
    name = get_method_name(embeddings.get_encoder())
    found = [
        PriorCheckMatch(check, match.likeness, match.sureness, name, judged.get(check.key, ""))
        for check, match in resembling(claim.desk_id, claim.text, limit=MAX_MATCHES * 3)
        if match.likeness >= MIN_SIMILARITY and check.key not in own
    ]
    return [one for one in found if one.judged != SimilarityLabel.DIFFERENT][:MAX_MATCHES]


@transaction.atomic
def label_pair(actor: User, *, claim: Claim, key: str, alike: str) -> SimilarityJudgement:
    """Remember whether an earlier check is of the same claim, a similar or a different one."""
    permissions.ensure_permission(actor, "claim.label", claim)
    if alike not in list(SimilarityLabel):
        raise InvalidInput(
            _("“%(alike)s” is none of: %(known)s.") % {"alike": alike, "known": ", ".join(SimilarityLabel)},
            fields={"alike": _("same, similar or different")},
        )
    if not exists(claim.desk_id, key):
        raise NotFound(_("There is no such earlier check on this desk."))
    row, _is_new = SimilarityJudgement.objects.update_or_create(
        claim=claim, key=key, defaults={"desk_id": claim.desk_id, "alike": alike, "judged_by": actor}
    )
    record_event(actor, "claim.compared", claim, desk_id=claim.desk_id, key=key, alike=alike)
    return row
