"""No step of the benchmark grows much faster than its input. The margin is wide, because machines are busy."""

import pytest

from bench import growth
from bench.growth import STEPS, Step, measure


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_no_step_is_quadratic(step):
    # A second try, because another program can slow down the large input alone.
    assert min(measure(step)[0] for _ in range(2)) < 1.6


def test_a_quadratic_step_would_be_found():
    def prepare(count):
        return lambda: [text for text in range(count) for _ in range(count)]

    assert measure(Step("squares", 100, prepare))[0] > 1.6


def test_the_names_of_steps_are_unique():
    assert len({step.name for step in growth.STEPS}) == len(growth.STEPS)
