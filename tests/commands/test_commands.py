"""Commands that act on a desk: their output, and that an error is a sentence."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason, Role
from factcheck.review.models import ExternalCheck
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

CHECK = {
    "@type": "ClaimReview",
    "claimReviewed": "The bridge cost 4.2 million pounds.",
    "url": "https://checks.example/bridge",
    "reviewRating": {"alternateName": "False"},
}


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    file = tmp_path / "feed.json"
    file.write_text(json.dumps([CHECK]))
    return file


def run(*words: object, **options: str) -> str:
    out = StringIO()
    call_command(*map(str, words), stdout=out, **options)
    return out.getvalue()


class TestImportFeed:
    def test_it_says_how_many_are_new(self, team: Team, feed: Path) -> None:
        assert run("import_feed", feed, "--desk", "harbour") == "1 new checks\n"
        assert run("import_feed", feed, "--desk", "harbour") == "0 new checks\n"
        assert ExternalCheck.objects.get().desk == team.desk

    def test_it_acts_as_a_member(self, team: Team, feed: Path) -> None:
        assert run("import_feed", feed, "--desk", "harbour", "--as", team.contributor.email)
        for who, why in ((team.viewer, "need the role contributor"), (team.stranger, "no such member")):
            with pytest.raises(CommandError, match=why):
                run("import_feed", feed, "--desk", "harbour", "--as", who.email)

    def test_without_a_name_nobody_acts_who_is_an_editor_elsewhere_alone(self, feed: Path) -> None:
        home = make.desk("hill")
        viewer = make.member(home)
        Membership.objects.create(desk=make.desk(), user=viewer, role=Role.EDITOR)
        with pytest.raises(CommandError, match="no such member; name one with --as"):
            run("import_feed", feed, "--desk", "hill")
        make.member(home, Role.EDITOR)
        assert run("import_feed", feed, "--desk", "hill") == "1 new checks\n"

    def test_a_broken_feed_is_named_with_the_place(self, team: Team, feed: Path) -> None:
        feed.write_text("[{]")
        with pytest.raises(CommandError, match=r"not JSON.*line 1 column 3"):
            run("import_feed", feed, "--desk", "harbour")

    def test_a_file_or_a_desk_that_is_not_there_is_named(self, team: Team, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"none\.json: No such file"):
            run("import_feed", tmp_path / "none.json", "--desk", "harbour")
        with pytest.raises(CommandError, match=r"no desk “hill”\. Known: .*harbour"):
            run("import_feed", tmp_path / "none.json", "--desk", "hill")


class TestExportLabels:
    def test_a_line_for_each_decision(self, team: Team) -> None:
        article = make.article(team.desk)
        machine = {"origin": CreatedBy.MACHINE, "is_human_edited": True}
        opened = make.claim(article, "“Nobody expected that,”", state=ClaimState.OPEN, **machine)
        dropped = make.claim(article, set_aside=ExclusionReason.DROPPED, **machine)
        make.claim(article, origin=CreatedBy.MACHINE)
        out = run("export_labels")
        lines = [json.loads(line) for line in out.splitlines()]
        assert [(line["id"], line["label"]) for line in lines] == [(opened.pk, 1), (dropped.pk, 0)]
        assert "“Nobody expected that,”" in out, "letters stay letters"

    def test_without_decisions_there_is_nothing(self, team: Team) -> None:
        assert run("export_labels") == ""


class TestCreateDesk:
    def test_a_new_admin_is_shown_a_password_that_works(self) -> None:
        text = run("create_desk", "hill", name="Hill", admin="Anna@test.example")
        first, second = text.splitlines()
        assert first == "Desk “Hill” (hill), admin anna@test.example"
        admin = User.objects.get(email="anna@test.example")
        assert admin.check_password(second.removeprefix("Password, shown this once: "))
        assert admin.get_role(Desk.objects.get(slug="hill").pk) == Role.ADMIN

    def test_somebody_who_is_known_keeps_the_password(self, team: Team) -> None:
        text = run("create_desk", "hill", name="Hill", admin=team.viewer.email)
        assert text == f"Desk “Hill” (hill), admin {team.viewer.email}\n"

    def test_a_taken_name_is_refused_and_leaves_no_account(self, team: Team) -> None:
        with pytest.raises(CommandError, match="There is already a desk “harbour”"):
            run("create_desk", "harbour", name="Harbour", admin="anna@test.example")
        assert not User.objects.filter(email="anna@test.example").exists()


class TestSetMember:
    def test_a_new_member_is_shown_a_password_that_works(self, team: Team) -> None:
        first, second = run("set_member", "harbour", "anna@test.example", "checker").splitlines()
        assert first == "anna@test.example is checker on “Harbour”"
        anna = User.objects.get(email="anna@test.example")
        assert anna.check_password(second.removeprefix("Password, shown this once: "))
        assert anna.get_role(team.desk.pk) == Role.CHECKER

    def test_a_member_gets_another_role(self, team: Team) -> None:
        text = run("set_member", "harbour", team.viewer.email, "editor")
        assert text == f"{team.viewer.email} is editor on “Harbour”\n"
        assert Membership.objects.get(desk=team.desk, user=team.viewer).role == Role.EDITOR

    def test_the_last_admin_stays_one(self, team: Team) -> None:
        with pytest.raises(CommandError, match="last admin"):
            run("set_member", "harbour", team.admin.email, "viewer")
        assert Membership.objects.get(desk=team.desk, user=team.admin).role == Role.ADMIN

    def test_an_unknown_desk_or_role_is_named(self, team: Team) -> None:
        with pytest.raises(CommandError, match="no desk “hill”"):
            run("set_member", "hill", team.viewer.email, "editor")
        with pytest.raises(CommandError, match="invalid choice: 'boss'"):
            run("set_member", "harbour", team.viewer.email, "boss")
