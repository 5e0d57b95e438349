"""`python -m tests.on_postgres COMMAND...` runs a command with a temporary PostgreSQL."""

import os
import subprocess
import sys

from tests import servers

if __name__ == "__main__":
    with servers.postgres() as url:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    sys.exit(code)
