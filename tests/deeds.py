"""One deed or more for every permission, with the events that it leaves.

Shared by the tests of the rules and of the audit trail.
"""

from collections.abc import Callable
from typing import NamedTuple

from tests import permission_cases
from tests.factories import Team
from tests.permission_cases import Act


class Deed(NamedTuple):
    """A permission, the events that its deed leaves, and how to set the deed up for a team."""

    permission: str
    events: list[str]
    prepare: Callable[[Team], Act]


DEEDS = [
    Deed("article.submit", ["article.submitted"], permission_cases.submitting),
    Deed("article.edit", ["article.edited"], permission_cases.editing_an_article),
    Deed("article.edit", ["article.split_again"], permission_cases.splitting_again),
    Deed("claim.suggest", ["claim.added"], permission_cases.marking_a_claim),
    Deed("claim.edit", ["claim.edited"], permission_cases.editing_a_claim),
    Deed("claim.edit", ["claim.dropped"], permission_cases.dropping_a_claim),
    Deed("claim.edit", ["claim.borders_moved"], permission_cases.moving_the_borders),
    Deed("claim.edit", ["claim.divided", "claim.split_off"], permission_cases.dividing_a_claim),
    Deed("claim.edit", ["claim.merged_away", "claim.merged"], permission_cases.merging_claims),
    Deed("claim.edit", ["claim.tagged"], permission_cases.tagging_a_claim),
    Deed("claim.edit", ["claim.tagged"], permission_cases.adding_a_tag),
    Deed("claim.edit", ["claim.tagged"], permission_cases.removing_a_tag),
    Deed("tag.manage", ["tag.renamed"], permission_cases.renaming_a_tag),
    Deed("tag.manage", ["tag.merged"], permission_cases.merging_tags),
    Deed("tag.manage", ["tag.deleted"], permission_cases.deleting_a_tag),
    Deed("claim.edit", ["claim.duplicate"], permission_cases.marking_a_duplicate),
    Deed("claim.edit", ["suggestion.dismissed"], permission_cases.dismissing_a_suggestion),
    Deed("claim.edit", ["claim.put_back"], permission_cases.putting_a_claim_back),
    Deed("claim.open", ["claim.opened"], permission_cases.opening),
    Deed("claim.open", ["claim.opened", "claim.opened"], permission_cases.opening_those_most_worth),
    Deed("claim.edit", ["claim.part_accepted"], permission_cases.accepting_a_part),
    Deed("claim.label", ["claim.compared"], permission_cases.comparing),
    Deed("claim.start_rating", ["claim.rating_started"], permission_cases.starting_the_rating),
    Deed("claim.reveal", ["claim.revealed"], permission_cases.closing_the_rating),
    Deed("source.add", ["source.added"], permission_cases.adding_a_source),
    Deed("source.edit", ["source.edited"], permission_cases.editing_a_source),
    Deed("evidence.suggest", ["evidence.linked"], permission_cases.linking_evidence),
    Deed("evidence.edit", ["evidence.edited"], permission_cases.editing_evidence),
    Deed("assessment.give", ["assessment.given"], permission_cases.rating),
    Deed("assessment.give", ["assessment.changed"], permission_cases.rating_otherwise),
    Deed("assessment.give", ["assessment.given", "claim.revealed"], permission_cases.rating_last),
    Deed("claim.open", ["claim.sent_back_to_draft"], permission_cases.sending_back_to_the_drafts),
    Deed("claim.send_back", ["claim.sent_back_to_open"], permission_cases.sending_back),
    Deed(
        "claim.send_back",
        ["verdict.signoffs_dropped", "claim.reopened"],
        permission_cases.taking_a_verdict_back,
    ),
    Deed("review.assign", ["reviewer.assigned"], permission_cases.assigning_a_reviewer),
    Deed("review.assign", ["reviewer.unassigned"], permission_cases.unassigning_a_reviewer),
    Deed("review.assign", ["claim.quorum_set"], permission_cases.setting_the_quorum),
    Deed("assessment.give", ["reviewer.recused"], permission_cases.stepping_back),
    Deed("verdict.adjudicate", ["verdict.proposed"], permission_cases.adjudicating),
    Deed("verdict.sign", ["verdict.signed", "claim.approved"], permission_cases.signing),
    Deed("verdict.publish", ["claim.published"], permission_cases.publishing),
    Deed("verdict.break_glass", ["claim.glass_broken"], permission_cases.breaking_the_glass),
    Deed("verdict.propose", ["verdict.proposed"], permission_cases.proposing),
    Deed("verdict.propose", ["verdict.reaffirmed"], permission_cases.reaffirming),
    Deed("map.edit", ["map.changed"], permission_cases.drawing_a_premise),
    Deed("comment.write", ["comment.written"], permission_cases.commenting),
    Deed("comment.write", ["comment.written"], permission_cases.answering),
    Deed("comment.write", ["comment.resolved"], permission_cases.resolving),
    Deed("comment.write", ["comment.reopened"], permission_cases.reopening),
    Deed("comment.write", ["comment.edited"], permission_cases.editing_a_comment),
    Deed("comment.write", ["comment.deleted"], permission_cases.deleting_ones_comment),
    Deed("comment.remove", ["comment.deleted"], permission_cases.removing_anothers_comment),
    Deed("export.request", ["export.requested"], permission_cases.exporting),
    Deed("export.request", ["export.retried"], permission_cases.exporting_again),
    Deed("claim.assign", ["claim.edited", "claims.assigned"], permission_cases.giving_claims_to_people),
    Deed("view.save", ["view.saved"], permission_cases.keeping_a_search),
    Deed("view.save", ["view.dropped"], permission_cases.forgetting_a_search),
    Deed("member.manage", ["member.role_set"], permission_cases.managing_members),
    Deed("member.manage", ["member.invited"], permission_cases.inviting),
    Deed("member.manage", ["member.invitation_revoked"], permission_cases.revoking),
    Deed("member.manage", ["member.removed"], permission_cases.removing_a_member),
    Deed("desk.leave", ["member.left"], permission_cases.leaving),
    Deed("desk.manage", ["desk.edited"], permission_cases.changing_the_settings),
    Deed("scale.manage", ["scale.added"], permission_cases.changing_the_scale),
]
