"""JSON as formats write it (RFC 8259): in UTF-8 and without spaces; the same value always gives the same text."""

from __future__ import annotations

import json

json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
