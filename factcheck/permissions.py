"""All permissions in one table: permission -> the lowest role that has it, and a verb phrase for messages.

Every action calls `ensure_permission`; pages call `has_permission` to decide what to offer. What a person can *see* is
not a permission but the QuerySet method `visible_to(user)`: for strangers, the objects of a desk do not exist.
"""

from typing import Any, NamedTuple

import rules
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.enum_labels import get_label
from factcheck.enums import Role
from factcheck.exceptions import PermissionDenied


class Permission(NamedTuple):
    role: Role
    verb_phrase: str


PERMISSIONS: dict[str, Permission] = {
    "article.submit": Permission(Role.CONTRIBUTOR, gettext_noop("submit articles")),
    "article.edit": Permission(Role.CHECKER, gettext_noop("edit articles")),
    "claim.suggest": Permission(Role.CONTRIBUTOR, gettext_noop("suggest claims")),
    "claim.edit": Permission(Role.CHECKER, gettext_noop("edit claims")),
    "claim.open": Permission(Role.CHECKER, gettext_noop("accept claims for checking")),
    "claim.start_rating": Permission(Role.CHECKER, gettext_noop("start the rating of a claim")),
    "claim.label": Permission(Role.CHECKER, gettext_noop("compare claims with earlier checks")),
    "claim.reveal": Permission(Role.EDITOR, gettext_noop("end the rating of a claim")),
    "claim.send_back": Permission(Role.EDITOR, gettext_noop("send a claim back")),
    "claim.assign": Permission(Role.EDITOR, gettext_noop("assign claims")),
    "tag.manage": Permission(Role.EDITOR, gettext_noop("rename, merge and delete tags")),
    "review.assign": Permission(Role.EDITOR, gettext_noop("assign reviewers")),
    "source.add": Permission(Role.CONTRIBUTOR, gettext_noop("add sources")),
    "source.edit": Permission(Role.CHECKER, gettext_noop("edit sources")),
    "evidence.suggest": Permission(Role.CONTRIBUTOR, gettext_noop("suggest evidence")),
    "evidence.edit": Permission(Role.CHECKER, gettext_noop("edit evidence")),
    "hypothesis.edit": Permission(Role.CHECKER, gettext_noop("edit rival hypotheses")),
    "assessment.give": Permission(Role.REVIEWER, gettext_noop("rate claims")),
    "comment.write": Permission(Role.REVIEWER, gettext_noop("comment")),
    "comment.remove": Permission(Role.EDITOR, gettext_noop("remove other people's comments")),
    "map.edit": Permission(Role.CHECKER, gettext_noop("edit the argument map")),
    "verdict.propose": Permission(Role.CHECKER, gettext_noop("propose verdicts")),
    "verdict.adjudicate": Permission(Role.EDITOR, gettext_noop("override the reviewers' agreement")),
    "verdict.sign": Permission(Role.EDITOR, gettext_noop("sign off verdicts")),
    "verdict.publish": Permission(Role.EDITOR, gettext_noop("publish verdicts")),
    "verdict.break_glass": Permission(Role.ADMIN, gettext_noop("approve verdicts without enough sign-offs")),
    "export.request": Permission(Role.VIEWER, gettext_noop("export reports")),
    "view.save": Permission(Role.REVIEWER, gettext_noop("save searches for the desk")),
    "desk.leave": Permission(Role.VIEWER, gettext_noop("leave a desk")),
    "desk.manage": Permission(Role.ADMIN, gettext_noop("change the settings of this desk")),
    "member.manage": Permission(Role.ADMIN, gettext_noop("manage the members of this desk")),
    "scale.manage": Permission(Role.ADMIN, gettext_noop("change the scale of this desk")),
}


def get_role(user: Any, thing: Any) -> Role | None:
    """Return the role of a user on the desk of an object, or None. A desk belongs to itself."""
    if not getattr(user, "is_authenticated", False):
        return None
    return user.get_role(getattr(thing, "desk_id", None) or thing.pk)


def at_least(role: Role) -> rules.predicates.Predicate:
    @rules.predicate(f"at_least_{role}")
    def holds(user: Any, thing: Any) -> bool:
        held = get_role(user, thing)
        return held is not None and held.rank >= role.rank

    return holds


for _name, _permission in PERMISSIONS.items():
    rules.add_perm(_name, at_least(_permission.role))


def has_permission(user: Any, permission: str, thing: Any) -> bool:
    """Return whether a user has a permission on a desk or on an object of one; raise KeyError if it is unknown."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)
    return rules.has_perm(permission, user, thing)


def denial_reason(user: Any, permission: str, thing: Any) -> str:
    """Return why a user lacks a permission, naming the role that has it; empty if they have it."""
    if has_permission(user, permission, thing):
        return ""
    required, verb_phrase = PERMISSIONS[permission]
    role = get_role(user, thing)
    params = {"action": _(verb_phrase), "required": get_label(Role, required)}
    if role:
        params["role"] = get_label(Role, role)
        return _("You need the role %(required)s to %(action)s. Your role on this desk is %(role)s.") % params
    return _("You need the role %(required)s to %(action)s. You are not a member of this desk.") % params


def ensure_permission(user: Any, permission: str, thing: Any) -> None:
    """Raise PermissionDenied, naming the role that is needed, unless the user has the permission."""
    reason = denial_reason(user, permission, thing)
    if reason:
        raise PermissionDenied(reason)
