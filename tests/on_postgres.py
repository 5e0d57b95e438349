"""`python -m tests.on_postgres COMMAND...`: runs the command on a PostgreSQL that is made for it and removed after."""

import os
import subprocess
import sys

from tests import servers

if __name__ == "__main__":
    with servers.postgres() as url:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    sys.exit(code)
