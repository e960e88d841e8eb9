"""Whether a GET could have been sent by a foreign web page through its visitor's browser.

Such a page cannot read the answer, but it could make browsers inside a network ask expensive
questions there, or learn from the time an answer takes. A page can send only "simple" requests
without the browser asking the service first (the preflight of CORS), so a GET has to show that it
is not one of these. Any of the following does:

- a header that no page can add without preflight: `x-apollo-operation-name`,
  `apollo-require-preflight` or `graphql-require-preflight`, not empty;
- a `content-type` that is not one of the three simple ones, `application/json` say;
- `sec-fetch-site: same-origin` (a page of ours) or `none` (typed by the user). Browsers write
  this header themselves and let no page do it;
- `sec-fetch-mode` without `sec-fetch-site`. Browsers send both or none, so this is no browser: it
  is the `fetch` of Node.js, with which the audit suite and many a script ask.

A POST is safe without all this, because the endpoint reads only `application/json`. Apollo Server
calls the same rule `csrfPrevention`; the last two items are ours.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.graph.media_type import needs_preflight

PREFLIGHT_HEADERS = (
    b"apollo-require-preflight",
    b"x-apollo-operation-name",
    b"graphql-require-preflight",
)

OWN_SITES = frozenset({b"same-origin", b"none"})

EXPLANATION = (
    "A GET request must carry a header that shows that no foreign web page sent it:"
    " apollo-require-preflight, x-apollo-operation-name, or content-type: application/json."
)


def is_forgeable(headers: Mapping[bytes, bytes]) -> bool:
    if any(headers.get(name) for name in PREFLIGHT_HEADERS):
        return False
    if needs_preflight(headers.get(b"content-type", b"").decode("latin-1")):
        return False
    site = headers.get(b"sec-fetch-site")
    if site is None:
        return b"sec-fetch-mode" not in headers
    return site not in OWN_SITES
