"""In charge of GraphiQL: the page at the endpoint's address and the files that the page loads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# Scripts, workers, fonts and requests are of this origin only, and nothing is evaluated from text.
# Styles may stand inline: Monaco writes its theme and the place of every line that way.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "img-src 'self' data:",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

# A worker obeys the policy that its own script came with, so the files carry it as the page does.
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}

BASE_AS_BUILT = b'<base href="graphql/" />'

PAGE_IF_NOT_BUILT = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Colophon</title>
<style>body { max-width: 45rem; margin: 3rem auto; font: 1rem/1.5 system-ui, sans-serif }</style>
<h1>Colophon</h1>
<p>The GraphQL API at this address works. GraphiQL, the page to try it on, is not built yet.</p>
<p>Run this once in the project's folder, and start the service again:</p>
<pre>make web</pre>
<p>Until then, ask from a terminal:</p>
<pre>curl -H 'content-type: application/json' \\
     -d '{"query": "{ papers(first: 3) { totalCount nodes { title } } }"}' THIS-ADDRESS</pre>
</html>
"""


@dataclass(frozen=True, slots=True)
class WebFile:
    """The body of an answer with status 200, and its headers except content-length."""

    body: bytes
    headers: dict[str, str]


class Explorer:
    """The folder that `make web` fills, looked through once, when the service starts."""

    def __init__(self, folder: Path) -> None:
        index = folder / "index.html"
        self._page = index.read_bytes() if index.is_file() else PAGE_IF_NOT_BUILT
        # Names are looked up here, never joined to a path: no name leads out of the folder.
        self._files = {path.name: path for path in sorted((folder / "assets").glob("*"))}

    def page(self, path: str) -> WebFile:
        """The page as it is served at this path; its files are `asset`s, under PATH/assets/."""
        # Relative to the page, so that it holds behind a proxy that puts something before the path.
        last_segment = path.rsplit("/", 1)[-1]
        base = f"{quote(last_segment)}/" if last_segment else "./"
        body = self._page.replace(BASE_AS_BUILT, f'<base href="{base}" />'.encode())
        headers = {
            "content-type": "text/html; charset=utf-8",
            "cache-control": "no-cache",
            "vary": "accept",
            **SECURITY_HEADERS,
        }
        return WebFile(body, headers)

    def asset(self, name: str, *, gzip: bool) -> WebFile | None:
        """The file of this name, compressed if the client takes gzip; None where there is none."""
        file = self._files.get(name)
        if file is None or file.suffix not in MEDIA_TYPES:
            return None
        headers = {
            "content-type": MEDIA_TYPES[file.suffix],
            # The name holds a hash of what is in the file: another content has another name.
            "cache-control": "public, max-age=31536000, immutable",
            "vary": "accept-encoding",
            **SECURITY_HEADERS,
        }
        compressed = self._files.get(f"{name}.gz")
        if gzip and compressed is not None:
            return WebFile(compressed.read_bytes(), {**headers, "content-encoding": "gzip"})
        return WebFile(file.read_bytes(), headers)
