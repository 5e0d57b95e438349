import pytest

from tests.reporting.golden import FILES, FOLDER, sample


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_file_is_as_it_was_read_last(name):
    assert FILES[name](sample()) == (FOLDER / name).read_bytes()
