"""Who may do what, on one page: permission -> the least role and how the refusal names the deed.

What a person may *see* is no permission but a QuerySet step, `visible_to(user)`: to a stranger a desk's things
do not exist. Asked through `require` by every service that writes, and through `may` by pages that offer steps.
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
    deed: str


PERMISSIONS: dict[str, Permission] = {
    "article.submit": Permission(Role.CONTRIBUTOR, gettext_noop("submit articles")),
    "article.edit": Permission(Role.CHECKER, gettext_noop("edit articles")),
    "claim.suggest": Permission(Role.CONTRIBUTOR, gettext_noop("suggest claims")),
    "claim.edit": Permission(Role.CHECKER, gettext_noop("edit claims")),
    "claim.open": Permission(Role.CHECKER, gettext_noop("accept claims for checking")),
    "claim.start_rating": Permission(Role.CHECKER, gettext_noop("start the rating of a claim")),
    "claim.label": Permission(Role.CHECKER, gettext_noop("compare claims with earlier checks")),
    "claim.reveal": Permission(Role.EDITOR, gettext_noop("close the rating of a claim")),
    "claim.send_back": Permission(Role.EDITOR, gettext_noop("send a claim back on its way")),
    "claim.assign": Permission(Role.EDITOR, gettext_noop("give claims to people")),
    "tag.manage": Permission(Role.EDITOR, gettext_noop("rename, merge and delete tags")),
    "review.assign": Permission(Role.EDITOR, gettext_noop("assign reviewers")),
    "source.add": Permission(Role.CONTRIBUTOR, gettext_noop("add sources")),
    "source.edit": Permission(Role.CHECKER, gettext_noop("edit sources")),
    "evidence.suggest": Permission(Role.CONTRIBUTOR, gettext_noop("suggest evidence")),
    "evidence.edit": Permission(Role.CHECKER, gettext_noop("edit evidence")),
    "assessment.give": Permission(Role.REVIEWER, gettext_noop("rate claims")),
    "comment.write": Permission(Role.REVIEWER, gettext_noop("comment")),
    "comment.remove": Permission(Role.EDITOR, gettext_noop("remove other people's comments")),
    "map.edit": Permission(Role.CHECKER, gettext_noop("edit the argument map")),
    "verdict.propose": Permission(Role.CHECKER, gettext_noop("propose verdicts")),
    "verdict.adjudicate": Permission(Role.EDITOR, gettext_noop("decide otherwise than the reviewers agreed")),
    "verdict.sign": Permission(Role.EDITOR, gettext_noop("sign off verdicts")),
    "verdict.publish": Permission(Role.EDITOR, gettext_noop("publish verdicts")),
    "verdict.break_glass": Permission(Role.ADMIN, gettext_noop("approve verdicts without enough sign-offs")),
    "export.request": Permission(Role.VIEWER, gettext_noop("export reports")),
    "view.save": Permission(Role.REVIEWER, gettext_noop("keep searches for the desk")),
    "desk.leave": Permission(Role.VIEWER, gettext_noop("leave a desk")),
    "desk.manage": Permission(Role.ADMIN, gettext_noop("change the settings of this desk")),
    "member.manage": Permission(Role.ADMIN, gettext_noop("manage the members of this desk")),
    "scale.manage": Permission(Role.ADMIN, gettext_noop("change the scale of this desk")),
}


def role_on(user: Any, thing: Any) -> Role | None:
    """The role of a user on the desk that a thing belongs to (a desk belongs to itself)."""
    if not getattr(user, "is_authenticated", False):
        return None
    return user.role_on(getattr(thing, "desk_id", None) or thing.pk)


def at_least(role: Role) -> rules.predicates.Predicate:
    @rules.predicate(f"at_least_{role}")
    def holds(user: Any, thing: Any) -> bool:
        held = role_on(user, thing)
        return held is not None and held.rank >= role.rank

    return holds


for _name, _permission in PERMISSIONS.items():
    rules.add_perm(_name, at_least(_permission.role))


def has_permission(user: Any, permission: str, thing: Any) -> bool:
    """Whether a user may do a deed to a desk or to a thing of a desk. An unknown permission raises KeyError."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)
    return rules.has_perm(permission, user, thing)


def denial_reason(user: Any, permission: str, thing: Any) -> str:
    """Why a user may not do a deed: which role it takes; empty where they may."""
    if has_permission(user, permission, thing):
        return ""
    role, deed = PERMISSIONS[permission]
    held = role_on(user, thing)
    told = {"deed": _(deed), "role": get_label(Role, role), "held": get_label(Role, held) if held else ""}
    if held:
        return _("To %(deed)s takes the role %(role)s on this desk; you are %(held)s here.") % told
    return _("To %(deed)s takes the role %(role)s on this desk; you are no member of it.") % told


def ensure_permission(user: Any, permission: str, thing: Any) -> None:
    """Raise NotAllowed, saying which role it takes, unless `may` allows it."""
    why_not = denial_reason(user, permission, thing)
    if why_not:
        raise PermissionDenied(why_not)
