"""The address of the site in the form in which pages, sitemaps and servers take it."""

from urllib.parse import quote, unquote, urlsplit, urlunsplit

SAFE = "/%:@!$&'()*+,;=~"
"""Signs that stay as they are in a path. What is percent-encoded stays so."""


def encoded(site_url: str) -> str:
    """An address with letters of any script and spaces, as sitemaps and links write it (RFC 3986, RFC 5890).

    Raises ValueError if no host can have such a name.
    """
    parts = urlsplit(site_url.strip())
    user, at, host = parts.netloc.rpartition("@")
    name, colon, port = host.rpartition(":") if host.rpartition(":")[2].isdigit() else (host, "", "")
    if name.count(":") > 1 and not name.startswith("["):
        name = f"[{name}]"  # MkDocs writes an IPv6 address without
    elif not name.isascii():
        name = name.encode("idna").decode("ascii")
    path = quote(parts.path, safe=SAFE)
    return urlunsplit((parts.scheme, f"{user}{at}{name}{colon}{port}", path, parts.query, parts.fragment))


def base_of(site_url: str) -> str:
    """The path of a site on its host, from `/` to `/`."""
    path = unquote(urlsplit(site_url).path).strip("/")
    return f"/{path}/" if path else "/"
