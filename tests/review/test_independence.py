"""The rule that the only signer of a verdict is nobody who changed what is signed."""

import pytest

from factcheck.review.independence import is_signed_by_changer_only


@pytest.mark.parametrize(
    ("signers", "changers", "is_refused"),
    [
        (set(), set(), False),
        (set(), {1}, False),
        ({1}, set(), False),
        ({1}, {2}, False),
        ({1}, {1}, True),
        ({1}, {1, 2}, True),
        ({1, 2}, {1}, False),
        ({1, 2}, {1, 2}, False),
    ],
)
def test_one_signer_who_changed_it_is_not_enough(
    signers: set[int], changers: set[int], is_refused: bool
) -> None:
    assert is_signed_by_changer_only(signers, changers) == is_refused
