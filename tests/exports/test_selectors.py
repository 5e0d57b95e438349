"""Listing exports and opening their files."""

from pathlib import Path

import pytest

from factcheck.exceptions import NotFound
from factcheck.exports.selectors import MAX_LISTED, list_exports, open_export
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def test_the_latest_exports_are_listed_newest_first(team: Team) -> None:
    article = make.article(team.desk)
    jobs = [make.export(article) for _ in range(MAX_LISTED + 2)]
    assert list(list_exports(article)) == jobs[:1:-1]


def test_a_missing_file_is_not_found(team: Team) -> None:
    job = make.export(make.article(team.desk), data=b"made")
    Path(job.file.path).unlink()
    with pytest.raises(NotFound, match="Request the export again"):
        open_export(job)
