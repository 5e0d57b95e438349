"""Split runs: the claims they store, what they never overwrite, and how they fail and run again."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.actions import splitting
from factcheck.actions.articles import submit_file, submit_text
from factcheck.actions.claim_state import mark_touched
from factcheck.actions.claims import edit_claim, exclude_claim
from factcheck.actions.comments import add_comment
from factcheck.actions.evidence import link_evidence
from factcheck.actions.maps import add_premise, add_relation
from factcheck.actions.splitting import get_or_create_run, rerun_splitter, run_splitter
from factcheck.actions.workflow import perform_step
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim, SplitRun
from factcheck.claims.selectors import articles_being_split, latest_run
from factcheck.desks.models import User
from factcheck.enums import CreatedBy, ExclusionReason, JobState, Stance
from factcheck.exceptions import ConflictError, InvalidInput, UnknownChoice
from factcheck.tasks.splitting import enqueue_stalled, split_revision
from factcheck.text import splitters
from factcheck.text.types import Block, ClaimDraft, Sentence, Split
from tests import factories as make
from tests.factories import Team

SEED = Path("seeds/china-us-ai.txt")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fast_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.SPLITTER", "fast")


class EmptySplitter:
    version = 1

    def find_claims(
        self, text: str, blocks: Sequence[Block], sentences: Sequence[Sentence]
    ) -> list[ClaimDraft]:
        return []


@pytest.fixture
def other_splitter(monkeypatch: pytest.MonkeyPatch) -> str:
    """Register a second splitter, which finds no claims."""
    monkeypatch.setattr(splitters, "SPLITTERS", {**splitters.SPLITTERS, "none": EmptySplitter()})
    return "none"


def split_seed(team: Team) -> Article:
    submission = submit_file(team.checker, desk=team.desk, data=SEED.read_bytes(), filename=SEED.name)
    assert run_splitter(get_or_create_run(submission.revision).pk)
    return submission.article


def list_rows(article: Article) -> list[tuple[Any, ...]]:
    return list(
        article.claims.values_list("pk", "number", "start", "end", "quote", "text", "state", "set_aside")
    )


def test_every_claim_quotes_the_text_at_its_span(team: Team) -> None:
    article = split_seed(team)
    text = article.revisions.get().text
    claims = list(article.claims.all())
    assert len(claims) > 10
    for claim in claims:
        assert claim.quote == text[claim.start : claim.end]
        assert claim.origin == CreatedBy.MACHINE
        assert claim.method == splitters.get_method_name("fast")
        assert claim.reason


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.sampled_from("A bé.,“”👩\u0301\n1\r𝕏“said”"), min_size=1, max_size=200).filter(str.strip)
)
def test_every_claim_quotes_any_text_at_its_span(db: None, text: str) -> None:
    desk = make.desk()
    try:
        submission = submit_text(make.member(desk, "checker"), desk=desk, text=text)
    except InvalidInput:
        return
    run_splitter(get_or_create_run(submission.revision).pk)
    for claim in submission.article.claims.all():
        assert claim.quote == submission.revision.text[claim.start : claim.end]


def test_boilerplate_and_headings_are_skipped_with_a_reason(team: Team) -> None:
    article = split_seed(team)
    revision = article.revisions.get()
    spans = [(start, end) for kind, start, end in revision.blocks if kind in ("boilerplate", "heading")]
    assert spans
    for claim in article.claims.all():
        assert not any(claim.start < end and claim.end > start for start, end in spans)
    for start, end, reason in revision.split_runs.get().skipped:
        assert 0 <= start < end <= len(revision.text)
        assert reason


def test_a_split_run_records_one_event_without_an_actor(team: Team) -> None:
    article = split_seed(team)
    event = Event.objects.get(action="article.split")
    assert event.actor is None
    assert event.data == {"method": article.claims.first().method, "claims": article.claims.count()}


def test_a_finished_run_is_not_run_again(team: Team) -> None:
    article = split_seed(team)
    before = list_rows(article)
    run = latest_run(article)
    assert not run_splitter(run.pk)
    assert not run_splitter(run.pk, redelivered=True)
    assert list_rows(article) == before


def test_a_run_is_created_once(team: Team) -> None:
    revision = make.article(team.desk).revisions.get()
    assert get_or_create_run(revision) == get_or_create_run(revision)


def test_an_unknown_splitter_is_refused_with_the_known_ones(team: Team) -> None:
    with pytest.raises(UnknownChoice, match="fast"):
        get_or_create_run(make.article(team.desk).revisions.get(), splitter="magic")


def _premise(by: User, claim: Claim) -> str:
    return f"p{add_premise(by, article=claim.article, text='So it is.').pk}"


USES: dict[str, Callable[[User, Claim], Any]] = {
    "reworded": lambda by, claim: edit_claim(by, claim=claim, text="In other words"),
    "assigned": lambda by, claim: edit_claim(by, claim=claim, assignee=by),
    "accepted": lambda by, claim: perform_step(by, claim=claim, slug="open"),
    "dropped": lambda by, claim: exclude_claim(by, claim=claim, reason=ExclusionReason.DROPPED),
    "given evidence": lambda by, claim: link_evidence(
        by, claim=claim, source=make.source(claim.desk), quote="So it is.", stance=Stance.SUPPORTS
    ),
    "related in the map": lambda by, claim: add_relation(
        by, article=claim.article, kind="support", premises=[_premise(by, claim)], target=f"c{claim.pk}"
    ),
    "talked about": lambda by, claim: add_comment(by, on=claim, body="Is that so?"),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_claims_that_people_used_survive_another_splitter(
    team: Team, other_splitter: str, use: Callable[[User, Claim], Any]
) -> None:
    article = split_seed(team)
    claim = article.claims.all()[3]
    use(team.editor, claim)
    claim.refresh_from_db()
    before = (
        claim.number,
        claim.text,
        claim.state,
        claim.set_aside,
        claim.evidence.count(),
        claim.comments.count(),
    )
    run_splitter(get_or_create_run(article.revisions.get(), splitter=other_splitter).pk)
    claim = article.claims.get()
    assert before == (
        *(claim.number, claim.text, claim.state, claim.set_aside),
        *(claim.evidence.count(), claim.comments.count()),
    )


def test_a_claim_that_a_person_added_survives(team: Team, other_splitter: str) -> None:
    article = make.article(team.desk)
    mine = make.claim(article, "The bridge cost 4.2 million pounds", origin=CreatedBy.PERSON)
    run_splitter(get_or_create_run(article.revisions.get(), splitter=other_splitter).pk)
    assert list(article.claims.all()) == [mine]


def test_another_run_repeats_no_span_and_no_number(team: Team, other_splitter: str) -> None:
    article = split_seed(team)
    first = article.claims.first()
    perform_step(team.checker, claim=first, slug="open")
    revision = article.revisions.get()
    run_splitter(get_or_create_run(revision, splitter=other_splitter).pk)
    SplitRun.objects.filter(splitter="fast").update(state=JobState.QUEUED)
    assert run_splitter(get_or_create_run(revision).pk)
    spans = list(article.claims.values_list("start", "end"))
    assert len(spans) == len(set(spans)) > 10
    assert article.claims.filter(start=first.start).get() == first
    assert min(article.claims.exclude(pk=first.pk).values_list("number", flat=True)) > first.number


def test_a_failed_run_has_its_error_and_can_be_run_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make.article(team.desk)
    run = get_or_create_run(article.revisions.get())

    def broken(*_: Any, **__: Any) -> Split:
        raise InvalidInput("The text is in no language that is known.")

    with monkeypatch.context() as patch:
        patch.setattr(splitting, "split", broken)
        split_revision.apply((run.pk,))
    run.refresh_from_db()
    assert (run.state, str(run.error)) == (JobState.FAILED, "The text is in no language that is known.")

    rerun_splitter(team.checker, article=article)
    split_revision.apply((run.pk,))
    run.refresh_from_db()
    assert (run.state, run.error) == (JobState.DONE, None)
    assert article.claims.exists()


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_an_unfinished_run_is_not_requeued(team: Team, state: JobState) -> None:
    article = make.article(team.desk)
    make.split_run(article, state=state)
    with pytest.raises(ConflictError, match="same ones again"):
        rerun_splitter(team.checker, article=article)


def test_another_splitter_replaces_only_unused_claims(team: Team) -> None:
    article = make.article(team.desk)
    run_splitter(get_or_create_run(article.revisions.get(), splitter="fast").pk)
    touched = article.claims.first()
    mark_touched(touched.pk)
    with pytest.raises(ConflictError, match="fast/"):
        rerun_splitter(team.checker, article=article)

    run_splitter(rerun_splitter(team.checker, article=article, splitter="parse").pk)

    methods = set(article.claims.exclude(pk=touched.pk).values_list("method", flat=True))
    assert {method.split("/")[0] for method in methods} == {"parse"}
    assert article.claims.filter(pk=touched.pk, method__startswith="fast/").exists()


def test_a_newer_version_of_the_splitter_runs_again(team: Team) -> None:
    article = make.article(team.desk)
    run = get_or_create_run(article.revisions.get(), splitter="fast")
    run_splitter(run.pk)
    SplitRun.objects.filter(pk=run.pk).update(method="fast/0")
    assert rerun_splitter(team.checker, article=article).state == JobState.QUEUED


def test_a_worker_that_lost_its_run_stores_no_claims(team: Team) -> None:
    article = make.article(team.desk)
    run = make.split_run(article)
    real = splitting.to_blocks

    def taken_over_meanwhile(revision: Any) -> Any:
        SplitRun.objects.all().acquire(run.pk, redelivered=True)
        return real(revision)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "to_blocks", taken_over_meanwhile)
        assert not run_splitter(run.pk)
    assert not article.claims.exists()


def test_only_a_stalled_run_is_enqueued_again(team: Team, eager: None) -> None:
    stalled, fresh = (make.split_run(make.article(team.desk)) for _ in range(2))
    SplitRun.objects.filter(pk=stalled.pk).update(queued_at=timezone.now() - timedelta(minutes=5))
    enqueue_stalled.delay()
    states = {run.pk: run.state for run in SplitRun.objects.all()}
    assert states == {stalled.pk: JobState.DONE, fresh.pk: JobState.QUEUED}


def test_articles_being_split_have_a_queued_or_running_run(team: Team) -> None:
    runs = {state: make.split_run(make.article(team.desk), state=state) for state in JobState}
    working = articles_being_split(Article.objects.all())
    assert working == {runs[state].revision.article_id for state in (JobState.QUEUED, JobState.RUNNING)}
