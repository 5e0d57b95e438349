import pytest

from tests.reporting.golden import FILES, FOLDER, sample


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_file_equals_its_golden_copy(name):
    assert FILES[name](sample()) == (FOLDER / name).read_bytes()
