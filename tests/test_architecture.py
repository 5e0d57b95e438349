"""What holds for the whole house: who imports whom, and that every setting is told to people."""

import re
import subprocess
import sys
from pathlib import Path

from factcheck import settings
from tests.servers import ROOT

READ = re.compile(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""")
ARGON2 = "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_imports_go_down_the_house_alone() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_every_setting_that_is_read_is_told_of() -> None:
    read = set(READ.findall((ROOT / "factcheck/settings.py").read_text()))
    told = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), flags=re.MULTILINE))
    assert read - told == set()
    assert len(read) > 10


def test_passwords_are_kept_by_argon2() -> None:
    assert settings.PASSWORD_HASHERS == [ARGON2]
