from factcheck.enums import ClaimState
from factcheck.reporting.methodology import describe_methodology
from tests.reporting import samples


def describe(**changes):
    return " ".join(describe_methodology(samples.report(**changes)))


def test_the_splitter_is_named_with_its_unconfirmed_claims():
    assert (
        "The splitter fast/1 found 4 claims in the text. 1 of them has not been confirmed by a person yet."
        in describe()
    )


def test_a_split_without_confirmed_claims_says_so():
    drafts = tuple(samples.claim(number, samples.TITLE) for number in (1, 2))
    assert "found 2 claims in the text. None of them has been confirmed by a person yet." in describe(
        claims=drafts
    )
    assert "found 1 claim in the text. It has not been confirmed by a person yet." in describe(
        claims=drafts[:1]
    )


def test_a_confirmed_split_does_not_mention_confirmation():
    assert "confirmed" not in describe(claims=(samples.claim(1, samples.TITLE, state=ClaimState.OPEN),))


def test_claims_that_people_marked_are_counted():
    by_hand = samples.claim(1, samples.TITLE, method="")
    assert describe(claims=(by_hand,)).startswith("People marked 1 claim themselves.")


def test_samples_are_explained_if_there_are_any():
    assert "marked as samples" in describe()
    assert "marked as samples" not in describe(claims=samples.claims()[1:])


def test_evidence_and_verdicts_are_explained_if_there_are_any():
    bare = describe(claims=samples.claims()[3:])
    assert "piece of evidence" not in bare
    assert "verdict" not in bare


def test_the_unit_of_positions_is_always_given():
    assert f"{len(samples.TEXT)} in all" in describe(claims=())
