"""A claim with everything that a page can show, for tests of layout and accessibility."""

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Stance
from tests import factories as make
from tests.factories import Team
from tests.review.scenarios import published

LONG = "Incomprehensibilitiesincomprehensibilitiesincomprehensibilities"


def claim_with_everything(team: Team) -> Claim:
    """Return the claim. Its article has claims in every state and a very long word."""
    article = make.article(team.desk, title=f"The harbour bridge {LONG}", text=f"{make.TEXT} {LONG}.")
    for state in (ClaimState.DRAFT, ClaimState.OPEN, ClaimState.RATING, ClaimState.REVEALED):
        make.claim(article, state=state, speaker="Anna Berg", reason="It names a figure.")
    claim = make.claim(article, "The bridge cost 4.2 million pounds", state=ClaimState.PROPOSED)
    for stance in Stance:
        make.evidence(claim, stance=stance, note="A **note**.", quote=f"The books say so. {LONG}")
    make.assessment(claim, team.reviewer, "half-true", reasons="On the whole.")
    make.assessment(claim, team.editor, "false")
    make.verdict(claim)
    make.comment(claim, author=team.reviewer)
    make.comment(article, author=team.reviewer)
    make.export(article, "claims.csv", data=b"made")
    make.export(article, "report.pdf", state="failed", error=f"It broke: {LONG}")
    make.export(article, "map.svg")
    make.tag(team.desk, "energy", claim)
    make.invitation(team.desk)
    make.notification(make.comment(claim, author=team.reviewer, body="Look at this."), team.admin)
    published(team)
    return claim
