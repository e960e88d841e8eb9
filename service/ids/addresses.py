"""Code repositories and other links, one spelling each, however a text wraps and writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.ids.external import without_trailing_marks

ADDRESS_LENGTH = 1_000  # an address is a key, and a btree entry holds 2,700 bytes


@dataclass(frozen=True, slots=True)
class RepositoryUrl:
    """Where code is kept. `url` shows it as written, `key` compares it."""

    host: str
    owner: str | None
    name: str

    @property
    def url(self) -> str:
        if self.host == "sourceforge.net":
            return f"https://sourceforge.net/projects/{self.name}"
        if self.host == "code.google.com":
            return f"https://code.google.com/archive/p/{self.name}"
        return f"https://{self.host}/{self.owner}/{self.name}"

    @property
    def key(self) -> str:
        """On all known hosts but sr.ht, `mit-han-lab/Quest` and `mit-han-lab/quest` are one."""
        return self.url if self.host == "git.sr.ht" else self.url.lower()


_HOSTS = frozenset(
    {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "git.sr.ht"}
)
_HOSTS_BY_OTHER_NAMES = {
    "raw.githubusercontent.com": "github.com",
    "codeload.github.com": "github.com",
}
# What stands in the place of an owner on pages that are no repositories.
_NO_OWNERS = frozenset(
    re.findall(
        r"[a-z-]+",
        """
        about apps collections contact customer-stories dashboard enterprise explore
        features groups help issues login marketplace new notifications orgs
        organizations pricing pulls readme search security settings signup site snippets
        sponsors stars topics trending users
        """,
    )
)

_REPOSITORY = re.compile(
    r"(?:git\+)?(?:(?:https?|git|ssh)://)?(?:[A-Za-z0-9._-]+@)?(?:www\.)?"
    r"([A-Za-z0-9.-]+)(?::[0-9]+)?[/:]+(.*)",
    re.I | re.S,
)
_SEGMENT = re.compile(r"~?[A-Za-z0-9._-]+")
_PROJECT = re.compile(r"(?:projects|p)/([A-Za-z0-9._-]+)", re.I)
_ARCHIVED_PROJECT = re.compile(r"(?:archive/)?p/([A-Za-z0-9._-]+)", re.I)
_PAGES_OF_A_REPOSITORY = frozenset({"-", "tree", "blob", "raw", "commit", "commits", "releases"})


def parse_repository(text: str) -> RepositoryUrl | None:
    """The repository that an address leads to or into; none if its host keeps no code.

    Hugging Face keeps models and data, github.io pages: those links are artifacts.
    """
    match = _REPOSITORY.fullmatch(_unwrapped(text))
    if match is None:
        return None
    host = match[1].lower()
    host = _HOSTS_BY_OTHER_NAMES.get(host, host)
    path = re.split(r"[?#]", match[2], maxsplit=1)[0]
    if host == "sourceforge.net":
        project = _PROJECT.match(path)
        return _repository(host, None, project[1]) if project else None
    if host == "code.google.com":
        project = _ARCHIVED_PROJECT.match(path)
        return _repository(host, None, project[1]) if project else None
    own_gitlab = host.startswith("gitlab.")
    if host not in _HOSTS and not own_gitlab:
        return None
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) < 2 or segments[0].lower() in _NO_OWNERS:
        return None
    groups = _groups(segments) if own_gitlab else segments[:1]
    if not all(_SEGMENT.fullmatch(group) for group in groups):
        return None
    # What is glued to the name by a careless text, as in `…/quest}{code}`, is not part of it.
    name = _SEGMENT.match(segments[len(groups)])
    return _repository(host, "/".join(groups), name[0]) if name else None


def _groups(segments: list[str]) -> list[str]:
    """On GitLab groups stand in groups; the repository is the last before its pages begin."""
    for place, segment in enumerate(segments[2:], start=2):
        if segment in _PAGES_OF_A_REPOSITORY:
            return segments[: place - 1]
    return segments[:-1]


def _repository(host: str, owner: str | None, name: str) -> RepositoryUrl | None:
    name = name.rstrip(".")
    while name.lower().endswith(".git"):
        name = name[:-4].rstrip(".")
    address = RepositoryUrl(host, owner, name)
    if not name.strip("~.") or len(address.url) > ADDRESS_LENGTH:
        return None
    return address


_ADDRESS = re.compile(r"(https?)://([^\s/?#@]+)([^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]*)", re.I)


def artifact_url(text: str) -> str | None:
    """Any other web address: unwrapped, scheme and host in lower case; the rest is the site's."""
    address = _unwrapped(text)
    if address.lower().startswith("www."):
        address = f"http://{address}"
    match = _ADDRESS.fullmatch(address)
    if match is None or "." not in match[2]:
        return None
    scheme, host, path = match[1].lower(), match[2].lower(), match[3]
    host = host.removesuffix(":443" if scheme == "https" else ":80")
    url = f"{scheme}://{host}{'' if path == '/' else path}"
    return url if len(url) <= ADDRESS_LENGTH else None


def _unwrapped(text: str) -> str:
    """Without brackets, quotes and LaTeX around it, and the sentence's end behind it."""
    text = re.sub(r"\\([_%&#~])", r"\1", text.strip())
    return without_trailing_marks(text.lstrip("<([{'\"“‘«").strip())
