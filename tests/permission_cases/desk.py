"""Permission cases of comments, exports, searches, assignment, members and the desk itself."""

from factcheck.actions.comments import (
    add_comment,
    delete_comment,
    edit_comment,
    reply_to_comment,
    set_thread_resolved,
)
from factcheck.actions.desks import edit_desk
from factcheck.actions.distribution import distribute_open_claims
from factcheck.actions.exports import request_export, retry_export
from factcheck.actions.invitations import create_invitation, revoke_invitation
from factcheck.actions.members import leave_desk, remove_member, set_role
from factcheck.actions.rating_scales import add_scale
from factcheck.actions.saved_searches import delete_saved_search, save_search
from factcheck.desks.default_scale import DEFAULT_SCALE
from factcheck.enums import (
    JobState,
    Role,
)
from factcheck.search.models import SavedSearch
from tests import factories as make
from tests.factories import Team
from tests.permission_cases.base import Action, make_claim, permission_case


@permission_case("comment.write", "comment.written")
def write_comment(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: add_comment(actor, on=claim, body="Where from?")


@permission_case("comment.write", "comment.written")
def write_reply(team: Team) -> Action:
    first = make.comment(make_claim(team))
    return lambda actor: reply_to_comment(actor, to=first, body="From the archive.")


@permission_case("comment.write", "comment.resolved")
def resolve_thread(team: Team) -> Action:
    first = make.comment(make_claim(team))
    return lambda actor: set_thread_resolved(actor, comment=first, resolved=True)


@permission_case("comment.write", "comment.reopened")
def reopen_thread(team: Team) -> Action:
    first = make.comment(make_claim(team))
    set_thread_resolved(team.admin, comment=first, resolved=True)
    return lambda actor: set_thread_resolved(actor, comment=first, resolved=False)


@permission_case("comment.write", "comment.edited")
def edit_own_comment(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: edit_comment(actor, comment=make.comment(claim, author=actor), body="Whence?")


@permission_case("comment.write", "comment.deleted")
def delete_own_comment(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: delete_comment(actor, comment=make.comment(claim, author=actor))


@permission_case("comment.remove", "comment.deleted")
def remove_comment_of_another(team: Team) -> Action:
    first = make.comment(make_claim(team), author=make.member(team.desk, Role.REVIEWER))
    return lambda actor: delete_comment(actor, comment=first)


@permission_case("export.request", "export.requested")
def request_one_export(team: Team) -> Action:
    article = make.article(team.desk, by=team.editor)
    return lambda actor: request_export(actor, article=article, kind="claims.json")


@permission_case("export.request", "export.retried")
def retry_failed_export(team: Team) -> Action:
    job = make.export(make.article(team.desk, by=team.editor), state=JobState.FAILED)
    return lambda actor: retry_export(actor, job=job)


@permission_case("claim.assign", "claim.edited", "claims.assigned")
def distribute_claims(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: distribute_open_claims(actor, article=claim.article, strategy="by-load")


@permission_case("view.save", "view.saved")
def save_one_search(team: Team) -> Action:
    return lambda actor: save_search(actor, desk=team.desk, name="Bridges", query="q=bridge")


@permission_case("view.save", "view.dropped")
def delete_one_saved_search(team: Team) -> Action:
    view = SavedSearch.objects.create(desk=team.desk, name="Bridges", query="q=bridge", saved_by=team.editor)
    return lambda actor: delete_saved_search(actor, saved_search=view)


@permission_case("member.manage", "member.role_set")
def set_member_role(team: Team) -> Action:
    newcomer = make.person("Newcomer")
    return lambda actor: set_role(actor, desk=team.desk, user=newcomer, role=Role.VIEWER)


@permission_case("member.manage", "member.invited")
def invite_member(team: Team) -> Action:
    return lambda actor: create_invitation(actor, desk=team.desk, role=Role.REVIEWER)


@permission_case("member.manage", "member.invitation_revoked")
def revoke_one_invitation(team: Team) -> Action:
    invitation = make.invitation(team.desk)
    return lambda actor: revoke_invitation(actor, invitation=invitation)


@permission_case("member.manage", "member.removed")
def remove_one_member(team: Team) -> Action:
    return lambda actor: remove_member(actor, desk=team.desk, user=team.viewer)


@permission_case("desk.leave", "member.left")
def leave_the_desk(team: Team) -> Action:
    make.member(team.desk, Role.ADMIN)
    return lambda actor: leave_desk(actor, desk=team.desk)


@permission_case("desk.manage", "desk.edited")
def change_settings(team: Team) -> Action:
    settings = {
        "name": "Harbour",
        "quorum": 3,
        "signoffs": 2,
        "assignment_days": 7,
        "semantics": "df_quad",
        "thresholds": {"enough": 0.4},
    }
    return lambda actor: edit_desk(actor, desk=team.desk, **settings)


@permission_case("scale.manage", "scale.added")
def change_scale(team: Team) -> Action:
    return lambda actor: add_scale(actor, desk=team.desk, steps=DEFAULT_SCALE[:2])
