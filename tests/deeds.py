"""One deed or more for every permission, with the events that it leaves.

Shared by the tests of the rules and of the audit trail.
"""

from collections.abc import Callable
from typing import NamedTuple

from tests import acts
from tests.acts import Act
from tests.factories import Team


class Deed(NamedTuple):
    """A permission, the events that its deed leaves, and how to set the deed up for a team."""

    permission: str
    events: list[str]
    prepare: Callable[[Team], Act]


DEEDS = [
    Deed("article.submit", ["article.submitted"], acts.submitting),
    Deed("article.edit", ["article.edited"], acts.editing_an_article),
    Deed("article.edit", ["article.split_again"], acts.splitting_again),
    Deed("claim.suggest", ["claim.added"], acts.marking_a_claim),
    Deed("claim.edit", ["claim.edited"], acts.editing_a_claim),
    Deed("claim.edit", ["claim.dropped"], acts.dropping_a_claim),
    Deed("claim.edit", ["claim.borders_moved"], acts.moving_the_borders),
    Deed("claim.edit", ["claim.divided", "claim.split_off"], acts.dividing_a_claim),
    Deed("claim.edit", ["claim.merged_away", "claim.merged"], acts.merging_claims),
    Deed("claim.edit", ["claim.tagged"], acts.tagging_a_claim),
    Deed("claim.edit", ["claim.tagged"], acts.adding_a_tag),
    Deed("claim.edit", ["claim.tagged"], acts.removing_a_tag),
    Deed("tag.manage", ["tag.renamed"], acts.renaming_a_tag),
    Deed("tag.manage", ["tag.merged"], acts.merging_tags),
    Deed("tag.manage", ["tag.deleted"], acts.deleting_a_tag),
    Deed("claim.edit", ["claim.duplicate"], acts.marking_a_duplicate),
    Deed("claim.edit", ["suggestion.dismissed"], acts.dismissing_a_suggestion),
    Deed("claim.edit", ["claim.put_back"], acts.putting_a_claim_back),
    Deed("claim.open", ["claim.opened"], acts.opening),
    Deed("claim.open", ["claim.opened", "claim.opened"], acts.opening_those_most_worth),
    Deed("claim.edit", ["claim.part_accepted"], acts.accepting_a_part),
    Deed("claim.label", ["claim.compared"], acts.comparing),
    Deed("claim.start_rating", ["claim.rating_started"], acts.starting_the_rating),
    Deed("claim.reveal", ["claim.revealed"], acts.closing_the_rating),
    Deed("source.add", ["source.added"], acts.adding_a_source),
    Deed("source.edit", ["source.edited"], acts.editing_a_source),
    Deed("evidence.suggest", ["evidence.linked"], acts.linking_evidence),
    Deed("evidence.edit", ["evidence.edited"], acts.editing_evidence),
    Deed("assessment.give", ["assessment.given"], acts.rating),
    Deed("assessment.give", ["assessment.changed"], acts.rating_otherwise),
    Deed("assessment.give", ["assessment.given", "claim.revealed"], acts.rating_last),
    Deed("claim.open", ["claim.sent_back_to_draft"], acts.sending_back_to_the_drafts),
    Deed("claim.send_back", ["claim.sent_back_to_open"], acts.sending_back),
    Deed("claim.send_back", ["verdict.signoffs_dropped", "claim.reopened"], acts.taking_a_verdict_back),
    Deed("review.assign", ["reviewer.assigned"], acts.assigning_a_reviewer),
    Deed("review.assign", ["reviewer.unassigned"], acts.unassigning_a_reviewer),
    Deed("review.assign", ["claim.quorum_set"], acts.setting_the_quorum),
    Deed("assessment.give", ["reviewer.recused"], acts.stepping_back),
    Deed("verdict.adjudicate", ["verdict.proposed"], acts.adjudicating),
    Deed("verdict.sign", ["verdict.signed", "claim.approved"], acts.signing),
    Deed("verdict.publish", ["claim.published"], acts.publishing),
    Deed("verdict.break_glass", ["claim.glass_broken"], acts.breaking_the_glass),
    Deed("verdict.propose", ["verdict.proposed"], acts.proposing),
    Deed("verdict.propose", ["verdict.reaffirmed"], acts.reaffirming),
    Deed("map.edit", ["map.changed"], acts.drawing_a_premise),
    Deed("comment.write", ["comment.written"], acts.commenting),
    Deed("comment.write", ["comment.written"], acts.answering),
    Deed("comment.write", ["comment.resolved"], acts.resolving),
    Deed("comment.write", ["comment.reopened"], acts.reopening),
    Deed("comment.write", ["comment.edited"], acts.editing_a_comment),
    Deed("comment.write", ["comment.deleted"], acts.deleting_ones_comment),
    Deed("comment.remove", ["comment.deleted"], acts.removing_anothers_comment),
    Deed("export.request", ["export.requested"], acts.exporting),
    Deed("export.request", ["export.retried"], acts.exporting_again),
    Deed("claim.assign", ["claim.edited", "claims.assigned"], acts.giving_claims_to_people),
    Deed("view.save", ["view.saved"], acts.keeping_a_search),
    Deed("view.save", ["view.dropped"], acts.forgetting_a_search),
    Deed("member.manage", ["member.role_set"], acts.managing_members),
    Deed("member.manage", ["member.invited"], acts.inviting),
    Deed("member.manage", ["member.invitation_revoked"], acts.revoking),
    Deed("member.manage", ["member.removed"], acts.removing_a_member),
    Deed("desk.leave", ["member.left"], acts.leaving),
    Deed("desk.manage", ["desk.edited"], acts.changing_the_settings),
    Deed("scale.manage", ["scale.added"], acts.changing_the_scale),
]
