"""The keys of the pages: one table, which the pages and the dialog take them from."""

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


def test_no_key_is_given_away_twice() -> None:
    assert [
        press for press, many in Counter(one.keys for one in SHORTCUTS.values()).items() if many > 1
    ] == []


def test_no_key_begins_with_another() -> None:
    """Else the longer one could never be pressed."""
    presses = {one.keys for one in SHORTCUTS.values()}
    assert not {press for press in presses if press.partition(" ")[0] in presses - {press}}


def test_every_step_that_leads_on_has_a_key() -> None:
    assert {slug for slug, step in STEPS.items() if not step.is_backward} <= set(SHORTCUTS)


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(UnknownChoice, match="no-such-key"):
        get_shortcut("no-such-key")


def test_a_key_is_told_to_assistive_technology_where_it_can_be() -> None:
    assert shortcut("rate") == 'data-key="r" aria-keyshortcuts="r"'
    assert shortcut("article") == 'data-key="g a"'


def test_a_hint_shows_each_cap() -> None:
    assert shortcut_hint("article").count("<kbd>") == 2


def test_no_template_names_a_key_by_its_letter() -> None:
    named = [path for path in (ROOT / "templates").rglob("*.html") if 'data-key="' in path.read_text()]
    assert named == []


@pytest.mark.django_db
def test_every_key_of_a_claims_page_stands_in_the_table(client: Client) -> None:
    team = make.team()
    claim = make.claim(make.article(team.desk), state=ClaimState.DRAFT)
    client.force_login(team.admin)
    presses = {one.keys for one in SHORTCUTS.values()}
    for state in ClaimState:
        claim.state = state
        claim.save()
        shown = set(re.findall(r'data-key="([^"]+)"', client.get(f"/claims/{claim.pk}/").content.decode()))
        assert {"c", "g a", "g w", "n"} <= shown <= presses
