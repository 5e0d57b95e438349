"""The suggestions: parts, earlier checks, passages, the most check-worthy claims, and skipped sentences."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, JobState, SimilarityLabel
from factcheck.evidence.models import Source
from factcheck.review.models import ExternalCheck, SimilarityJudgement
from factcheck.stored_messages import free_text
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

COST = "The bridge cost 4.2 million pounds, according to the city archive."
TRAFFIC = "Traffic has doubled since 1990."
BOOKS = "Bees sleep in winter. The books show that the bridge cost 3.1 million pounds. Snow fell in May."
BEST = "The books show that the bridge cost 3.1 million pounds."


@pytest.fixture
def checker(client: Client, team: Team) -> Client:
    client.force_login(team.checker)
    return client


@pytest.fixture
def claim(article: Article) -> Claim:
    made = make.claim(article, COST)
    made.suggested_parts = [["The bridge cost 4.2 million pounds.", [[made.start, made.start + 34]]]]
    made.save()
    return made


@pytest.fixture
def source(team: Team) -> Source:
    return make.source(team.desk, text=BOOKS)


@pytest.fixture
def check(team: Team) -> ExternalCheck:
    return ExternalCheck.objects.create(
        desk=team.desk, text=COST, publisher="Facts", url="https://checks.example/1", rating="Wrong"
    )


def shown(client: Client, name: str, *args: int, **query: object) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


class TestParts:
    def test_part_is_offered_until_it_is_accepted(self, checker: Client, claim: Claim) -> None:
        assert "Make a separate claim" in shown(checker, "claim", claim.pk)
        response = checker.post(reverse("accept_part", args=[claim.pk]), {"place": "0"}, follow=True)
        made = claim.parts.get()
        text = response.content.decode()
        assert f"Claim {made.number} added as a part of this claim." in text
        assert "Make a separate claim" not in text

    @pytest.mark.parametrize(
        ("place", "status"), [("", 400), ("-1", 400), ("one", 400), ("9" * 5000, 400), ("7", 404)]
    )
    def test_part_number_is_required(self, checker: Client, claim: Claim, place: str, status: int) -> None:
        response = checker.post(reverse("accept_part", args=[claim.pk]), {"place": place})
        assert response.status_code == status
        assert not claim.parts.exists()

    @pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("stranger", 404)])
    def test_accepting_a_part_requires_a_checker(
        self, client: Client, team: Team, claim: Claim, who: str, status: int
    ) -> None:
        client.force_login(team.of(who))
        assert client.post(reverse("accept_part", args=[claim.pk]), {"place": "0"}).status_code == status
        assert not claim.parts.exists()


@pytest.mark.usefixtures("found_by")
class TestEarlierChecks:
    def test_earlier_checks_are_listed_with_labels(
        self, checker: Client, claim: Claim, check: ExternalCheck, found_by: str
    ) -> None:
        text = shown(checker, "earlier_checks", claim.pk)
        assert f"Found by {found_by}." in text
        assert f'href="{check.url}"' in text
        assert "<b>Wrong</b> <span>Facts</span>" in text
        assert all(f'name="alike" value="{alike}"' in text for alike in SimilarityLabel)

    def test_earlier_checks_show_while_typing(
        self, checker: Client, team: Team, check: ExternalCheck
    ) -> None:
        address = reverse("similar_to_text", args=[team.desk.slug])
        assert f'href="{check.url}"' in checker.get(address, {"quote": check.text}).content.decode()
        assert checker.get(address, {"quote": "Bees sleep."}).content.strip() == b""
        assert checker.get(address, {"text": " "}).content.strip() == b""
        assert (
            check.text.encode()
            not in checker.get(reverse("similar_to_text", args=[make.desk().slug])).content
        )

    def test_stranger_gets_404_for_similar_checks(
        self, client: Client, team: Team, check: ExternalCheck
    ) -> None:
        client.force_login(team.stranger)
        response = client.get(reverse("similar_to_text", args=[team.desk.slug]), {"quote": check.text})
        assert response.status_code == 404

    def test_viewer_can_only_read_earlier_checks(
        self, client: Client, team: Team, claim: Claim, check: ExternalCheck
    ) -> None:
        client.force_login(team.viewer)
        text = shown(client, "earlier_checks", claim.pk)
        assert check.url in text
        assert 'name="alike"' not in text

    def test_label_of_an_earlier_check_is_shown(
        self, checker: Client, claim: Claim, check: ExternalCheck
    ) -> None:
        words = {"key": f"f{check.pk}", "alike": "same"}
        response = checker.post(reverse("label_similarity", args=[claim.pk]), words, follow=True)
        assert "labelled same" in response.content.decode()

    def test_check_labelled_different_leaves_the_list(
        self, checker: Client, claim: Claim, check: ExternalCheck
    ) -> None:
        words = {"key": f"f{check.pk}", "alike": "different"}
        response = checker.post(
            reverse("label_similarity", args=[claim.pk]), words, headers={"HX-Request": "true"}
        )
        text = response.content.decode()
        assert "No similar claim" in text
        assert "<h1>" not in text
        assert SimilarityJudgement.objects.get().label == SimilarityLabel.DIFFERENT


@pytest.mark.usefixtures("found_by")
class TestPassages:
    def test_best_passage_comes_first(
        self, checker: Client, claim: Claim, source: Source, found_by: str
    ) -> None:
        text = shown(checker, "passages", claim.pk, source.pk)
        assert f"Found by {found_by}." in text
        start = BOOKS.index(BEST)
        link = f"?source={source.pk}&amp;from={start}&amp;to={start + len(BEST)}#evidence"
        first = text[text.index('<ol class="list">') :].split("</li>")[0]
        assert f'<blockquote dir="auto">{BEST}</blockquote>' in first
        assert link in first

    def test_picked_passage_fills_the_evidence_form(
        self, checker: Client, claim: Claim, source: Source
    ) -> None:
        start = BOOKS.index(BEST)
        asked = {"source": source.pk, "from": start, "to": start + len(BEST)}
        text = shown(checker, "claim", claim.pk, **asked)
        assert f"{BEST}</textarea>" in text
        assert f'<option value="{source.pk}" selected>' in text
        assert f"{BEST}</textarea>" not in shown(checker, "claim", claim.pk)

    @pytest.mark.parametrize("place", ["", "x", "-1", "9" * 5000])
    def test_invalid_passage_leaves_the_form_empty(
        self, checker: Client, claim: Claim, source: Source, place: str
    ) -> None:
        text = shown(checker, "claim", claim.pk, **{"source": source.pk, "from": place, "to": "9"})
        assert "selected>City archive" not in text

    def test_text_entered_on_the_page_is_searched(self, checker: Client, team: Team, claim: Claim) -> None:
        empty = make.source(team.desk)
        assert ">The books" not in shown(checker, "passages", claim.pk, empty.pk)
        path = reverse("source_text", args=[claim.pk, empty.pk])
        response = checker.post(path, {"text": BOOKS.replace(" ", "\u00a0")}, follow=True)
        assert f'<blockquote dir="auto">{BEST}</blockquote>' in response.content.decode()

    def test_source_of_another_desk_gets_404(self, checker: Client, claim: Claim) -> None:
        foreign = make.source(make.desk(), text=BOOKS)
        assert checker.get(reverse("passages", args=[claim.pk, foreign.pk])).status_code == 404
        asked = {"source": foreign.pk, "from": 0, "to": 9}
        assert checker.get(reverse("claim", args=[claim.pk]), asked).status_code == 404


class TestTheMostWorth:
    def test_given_number_of_claims_is_accepted(self, checker: Client, article: Article) -> None:
        worths = {"Bees sleep.": 0.2, "Snow fell in May.": 0.9, "Ships sail to Oslo.": 0.6}
        for text, worth in worths.items():
            make.claim(article, text=text, check_worthiness=worth)
        response = checker.post(reverse("open_top", args=[article.pk]), {"count": 2}, follow=True)
        assert "2 claims accepted for checking." in response.content.decode()
        opened = article.claims.filter(state=ClaimState.OPEN).order_by("-check_worthiness")
        assert [claim.text for claim in opened] == ["Snow fell in May.", "Ships sail to Oslo."]

    @pytest.mark.parametrize("count", ["", "0", "201", "all"])
    def test_invalid_number_is_reported_at_its_field(self, checker: Client, claim: Claim, count: str) -> None:
        response = checker.post(reverse("open_top", args=[claim.article_id]), {"count": count})
        assert response.status_code == 422
        claim.refresh_from_db()
        assert claim.state == ClaimState.DRAFT


class TestSkippedSentences:
    @pytest.fixture
    def article_with_skip(self, article: Article) -> Article:
        """Return an article with one sentence that the splitter skipped."""
        start = article.revisions.get().text.index(TRAFFIC)
        skipped = [[start, start + len(TRAFFIC), free_text("Nothing to measure.").to_json()]]
        make.split_run(article, skipped=skipped, state=JobState.DONE, progress=100, attempt=1)
        return article

    def test_skipped_sentences_are_shown_on_request(
        self, checker: Client, article_with_skip: Article
    ) -> None:
        assert "Nothing to measure." not in shown(checker, "article", article_with_skip.pk)
        assert "Nothing to measure." in shown(checker, "article", article_with_skip.pk, why="not")

    def test_skipped_sentence_becomes_a_claim(self, checker: Client, article_with_skip: Article) -> None:
        assert "Add as claim" in shown(checker, "article", article_with_skip.pk, why="not")
        checker.post(reverse("claim_add", args=[article_with_skip.pk]), {"quote": TRAFFIC})
        assert article_with_skip.claims.get().quote == TRAFFIC
        assert "No skipped sentences: every sentence is in a claim." in shown(
            checker, "article", article_with_skip.pk, why="not"
        )

    def test_viewer_can_only_read_skipped_sentences(
        self, client: Client, team: Team, article_with_skip: Article
    ) -> None:
        client.force_login(team.viewer)
        text = shown(client, "article", article_with_skip.pk, why="not")
        assert "Nothing to measure." in text
        assert "Add as claim" not in text
