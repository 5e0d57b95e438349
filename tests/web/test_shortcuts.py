"""The table of shortcuts, which the pages and the dialog use."""

import re
from collections import Counter

import pytest
from django.test import Client

from factcheck.enums import ClaimState
from factcheck.exceptions import UnknownChoice
from factcheck.review.workflow import STEPS
from factcheck.web.shortcuts import SHORTCUTS, get_shortcut
from factcheck.web.templatetags.shortcuts import shortcut, shortcut_hint
from tests import factories as make
from tests.servers import ROOT


def test_shortcuts_are_unique() -> None:
    assert [
        press for press, many in Counter(one.keys for one in SHORTCUTS.values()).items() if many > 1
    ] == []


def test_no_shortcut_is_a_prefix_of_another() -> None:
    """The longer one could never be typed."""
    presses = {one.keys for one in SHORTCUTS.values()}
    assert not {press for press in presses if press.partition(" ")[0] in presses - {press}}


def test_every_forward_step_has_a_shortcut() -> None:
    assert {slug for slug, step in STEPS.items() if not step.is_backward} <= set(SHORTCUTS)


def test_unknown_shortcut_is_refused() -> None:
    with pytest.raises(UnknownChoice, match="no-such-key"):
        get_shortcut("no-such-key")


def test_single_key_shortcut_has_aria_keyshortcuts() -> None:
    assert shortcut("rate") == 'data-key="r" aria-keyshortcuts="r"'
    assert shortcut("article") == 'data-key="g a"'


def test_hint_shows_each_key() -> None:
    assert shortcut_hint("article").count("<kbd>") == 2


def test_templates_name_shortcuts_only_by_slug() -> None:
    named = [path for path in (ROOT / "templates").rglob("*.html") if 'data-key="' in path.read_text()]
    assert named == []


@pytest.mark.django_db
def test_every_shortcut_of_the_claim_page_is_in_the_table(client: Client) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=ClaimState.DRAFT)
    client.force_login(team.admin)
    presses = {one.keys for one in SHORTCUTS.values()}
    for state in ClaimState:
        claim.state = state
        claim.save()
        shown = set(re.findall(r'data-key="([^"]+)"', client.get(f"/claims/{claim.pk}/").content.decode()))
        assert {"c", "g a", "g w", "n"} <= shown <= presses
