"""Tells whether the database can be reached."""

import os
import socket
import sys
from urllib.parse import urlsplit

address = urlsplit(os.environ["DATABASE_URL"])
try:
    socket.create_connection((address.hostname, address.port or 5432), timeout=5).close()
    print("The database can be reached.")
except OSError as error:
    print(f"Could not connect to the database at {address.hostname}: {error.strerror or error}.", file=sys.stderr)
    sys.exit(1)
