"""PDF documents that tests make themselves, by the letter of ISO 32000-1."""

from __future__ import annotations

from collections.abc import Mapping


def pdf(information: Mapping[str, str] | None = None, xmp: str | None = None) -> bytes:
    """A document of one empty page with these entries of its information dictionary, and this XMP."""
    catalogue = "<< /Type /Catalog /Pages 2 0 R" + (" /Metadata 5 0 R" if xmp is not None else "") + " >>"
    entries = " ".join(f"/{name} <{_hexadecimal(value)}>" for name, value in (information or {}).items())
    objects = [
        catalogue.encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        f"<< {entries} >>".encode(),
    ]
    if xmp is not None:
        data = xmp.encode()
        objects.append(
            b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
        )
    return assembled(objects)


def _hexadecimal(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex()


def assembled(objects: list[bytes]) -> bytes:
    """Objects, numbered from 1, as a document: the first is its catalogue, the fourth its information dictionary."""
    document, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(document))
        document += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(document)
    document += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    document += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return document + trailer % (len(objects) + 1, start)


def xmp(properties: str) -> str:
    """A packet of XMP with these elements in its description."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">'
        f'{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
