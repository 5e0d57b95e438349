"""The demo desk: planted once, with every part of the product alive in it, and never on a server."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.commands.demo_data import load_demo, sign_ins_file
from factcheck.desks.models import Desk, User
from factcheck.enums import ClaimState, EvidenceStatus, Stance
from factcheck.evidence.models import Evidence, Source
from factcheck.review.models import Assessment, Comment, Verdict
from tests.servers import ROOT

SEEDS = ROOT / "seeds"
STORY = json.loads((SEEDS / "demo.json").read_text())

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_folder(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR, settings.PRODUCTION = tmp_path, False
    return tmp_path


def load() -> str:
    text = StringIO()
    call_command("load_seeds", stdout=text)
    return text.getvalue()


def test_everybody_of_the_story_can_sign_in_with_a_password_made_just_now(client: Client) -> None:
    sign_ins = load_demo(SEEDS)
    assert {one.email for one in sign_ins} == {person["email"] for person in STORY["people"].values()}
    assert len({one.password for one in sign_ins}) == len(sign_ins)
    for one in sign_ins:
        user = User.objects.get(email=one.email)
        assert user.check_password(one.password)
        assert len(one.password) >= 12
    roles = dict(Desk.objects.get().memberships.values_list("user__email", "role"))
    assert roles == {person["email"]: person["role"] for person in STORY["people"].values()}


def test_every_part_of_the_product_is_alive() -> None:
    load_demo(SEEDS)
    claims = Claim.objects.all()
    assert Article.objects.count() == 1
    assert claims.count() > 10
    assert set(claims.values_list("state", flat=True)) >= {"draft", "open", "rating", "revealed", "proposed"}
    assert claims.exclude(set_aside="").exists()
    assert set(Evidence.objects.values_list("stance", flat=True)) == set(Stance)
    assert Evidence.objects.filter(lifecycle=EvidenceStatus.WITHDRAWN).exists()
    assert Verdict.objects.filter(current=True).exists()
    assert Comment.objects.filter(resolved_at__isnull=False).exists()
    assert Comment.objects.filter(parent__isnull=False).exists()
    assert Event.objects.count() > 40


def test_reviewers_disagree_somewhere_and_one_rating_is_still_blind() -> None:
    load_demo(SEEDS)
    revealed = Assessment.objects.all().revealed().values_list("claim_id", "rating_id")
    assert len(set(revealed)) > len({claim for claim, _ in revealed})
    assert Assessment.objects.filter(claim__state=ClaimState.RATING).exists()


def test_no_quotation_is_put_into_the_mouth_of_a_real_publication() -> None:
    load_demo(SEEDS)
    text = Article.objects.get().revisions.get().text
    for piece in Evidence.objects.select_related("source"):
        if piece.source.is_sample:
            assert piece.quote.startswith("Sample text:")
        else:
            assert piece.quote in text
    for source in Source.objects.filter(is_sample=True):
        assert source.title.startswith("Sample:")
        assert "reuters" not in source.publisher.lower()


def test_each_claim_of_the_story_stands_where_the_story_says() -> None:
    load_demo(SEEDS)
    for params in STORY["claims"]:
        claim = Claim.objects.get(quote__contains=params["quote"], parent=None)
        assert claim.state == params.get("state", ClaimState.DRAFT)
        assert claim.set_aside == params.get("aside", "")


def test_a_first_start_plants_and_tells_the_sign_ins_and_a_second_tells_the_same(own_folder: Path) -> None:
    first = load()
    assert all(person["email"] in first for person in STORY["people"].values())
    assert sign_ins_file().stat().st_mode & 0o077 == 0
    assert load() == first
    assert Desk.objects.count() == 1


def test_a_server_gets_no_demo_accounts(own_folder: Path, settings: Settings) -> None:
    settings.PRODUCTION = True
    assert "DEBUG=false" in load()
    assert not User.objects.exists()
    assert not sign_ins_file().exists()
