from factcheck.enums import ClaimState
from factcheck.reporting.methodology import describe_methodology
from tests.reporting import samples


def said(**changes):
    return " ".join(describe_methodology(samples.report(**changes)))


def test_the_splitter_is_named_with_what_waits_for_a_person():
    assert (
        "The splitter fast/1 found 4 claims in the text. 1 of them has not been confirmed by a person yet."
        in said()
    )


def test_a_wholly_unconfirmed_split_says_so():
    drafts = tuple(samples.claim(number, samples.TITLE) for number in (1, 2))
    assert "found 2 claims in the text. None of them has been confirmed by a person yet." in said(
        claims=drafts
    )
    assert "found 1 claim in the text. It has not been confirmed by a person yet." in said(claims=drafts[:1])


def test_a_confirmed_split_says_nothing_of_waiting():
    assert "confirmed" not in said(claims=(samples.claim(1, samples.TITLE, state=ClaimState.OPEN),))


def test_claims_that_people_marked_are_told_apart():
    by_hand = samples.claim(1, samples.TITLE, method="")
    assert said(claims=(by_hand,)).startswith("People marked 1 claim themselves.")


def test_samples_are_owned_up_to_only_where_there_are_some():
    assert "marked as samples" in said()
    assert "marked as samples" not in said(claims=samples.claims()[1:])


def test_evidence_and_verdicts_are_explained_only_where_there_are_some():
    bare = said(claims=samples.claims()[3:])
    assert "piece of evidence" not in bare
    assert "verdict" not in bare


def test_the_unit_of_positions_is_always_said():
    assert f"{len(samples.TEXT)} in all" in said(claims=())
