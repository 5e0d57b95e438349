"""The only way out: every outgoing HTTP request of this product is made here.

`fetch` reads a page of the public Internet, `post_json` asks an endpoint that the settings name. Both connect to an
address that was judged (`addresses`), never use a proxy, and bound bytes and seconds.
"""

from factcheck.http_client.client import BUSY_STATUSES, HttpResponse, Response, fetch, post_json
from factcheck.http_client.errors import FetchError, TransientFetchError

__all__ = [
    "BUSY_STATUSES",
    "FetchError",
    "HttpResponse",
    "Response",
    "TransientFetchError",
    "fetch",
    "post_json",
]
