"""How a permission case is declared, and the rows that several cases start from."""

from collections.abc import Callable
from typing import Any, NamedTuple

from factcheck.desks.models import User
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team

Action = Callable[[User], Any]


class PermissionCase(NamedTuple):
    """An action that needs a permission, the audit events it records, and the function that prepares it."""

    permission: str
    events: list[str]
    prepare: Callable[[Team], Action]


CASES: list[PermissionCase] = []


def permission_case(
    permission: str, *events: str
) -> Callable[[Callable[[Team], Action]], Callable[[Team], Action]]:
    """Add a function to CASES. It prepares rows for a team, and returns the action, which takes the actor."""

    def register(prepare: Callable[[Team], Action]) -> Callable[[Team], Action]:
        CASES.append(PermissionCase(permission, list(events), prepare))
        return prepare

    return register


def make_claim(team: Team, state: ClaimState = ClaimState.OPEN, **fields: Any) -> Any:
    return make.claim(make.article(team.desk, by=team.editor), state=state, **fields)


def make_proposed_claim(team: Team, state: ClaimState = ClaimState.PROPOSED) -> Any:
    claim = make_claim(team, state)
    make.verdict(claim, proposed_by=team.checker)
    return claim
