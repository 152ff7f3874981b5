"""What becomes of a page: its links lead to files, and what needs a server goes."""

import pytest
from django.template.loader import render_to_string

from portal.export.rewriting import rewritten

THERE = {"/a/": "../a/index.html", "/search/": "../s.html", "/static/x.css": "x.css"} | {
    f"/static/js/{name}": f"js/{name}" for name in ("portal.1a.js", "rows.js", "theme.js")
}


def told(html: str) -> str:
    return rewritten(html, THERE.get, ())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a class="b" href="/a/">A &amp; &lt;B&gt;</a>',
         '<a class="b" href="../a/index.html">A &amp; &lt;B&gt;</a>'),
        ('<p><a href="/b/" class="c" rel="x"><i>B</i></a> b</p>',
         '<p><span class="c"><i>B</i></span> b</p>'),
        ('<nav><a href="/a/">A</a> <a href="/b/">B <b>c</b></a></nav><a href="/b/">B</a>',
         '<nav><a href="../a/index.html">A</a> </nav><span>B</span>'),
        ('<form action="/x/"><input name="q"><a href="/a/">A</a></form>.', "."),
        ('<form role="search" action="/search/" data-x="y"><input name="q"></form>',
         '<form role="search" action="../s.html"><input name="q"></form>'),
        ('<div class="a served-only"><div>1</div><img src="x"></div>2', "2"),
        ('<input class="slide" type="range"><br>', "<br>"),
        ('<link rel="stylesheet" href="/static/x.css"><link rel="alternate" href="/feeds/">',
         '<link rel="stylesheet" href="x.css">'),
        ('<script type="module" src="/static/js/portal.1a.js"></script>',
         '<script src="js/portal.1a.js" defer></script>'),
        ('<script type="module" src="/static/js/search.js"></script>'
         '<script defer src="/static/vendor/htmx.min.js"></script>', ""),
        ('<details hx-get="/x/" hx-target="#y" open><summary>s</summary></details>',
         "<details open><summary>s</summary></details>"),
        ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg><!-- c -->',
         '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'),
        ("<pre>&#128; &nbsp;&quot;</pre>", "<pre>&#128; &nbsp;&quot;</pre>"),
        ('<a id="here">x</a>', '<a id="here">x</a>'),
        ('<p title="&quot;&gt;">x<a href="/a/" title="&quot;&gt;&lt;">y</a></p>',
         '<p title="&quot;&gt;">x<a href="../a/index.html" title="&quot;&gt;&lt;">y</a></p>'),
    ],
)  # fmt: skip
def test_each_element(html: str, expected: str) -> None:
    assert told(html) == expected


def test_a_page_says_what_it_may_load_before_it_loads() -> None:
    html = '<!doctype html><html><head><meta charset="utf-8"><title>t</title></head></html>'
    page = rewritten(html, THERE.get, ("/static/js/theme.js",))
    start = '<!doctype html><html><head><meta charset="utf-8">'
    assert page.startswith(f'{start}<meta http-equiv="Content-Security-Policy" ')
    assert "default-src &#x27;none&#x27;; script-src &#x27;self&#x27; file:;" in page
    assert page.endswith('"><script src="js/theme.js"></script><title>t</title></head></html>')


def test_a_greeting_to_whoever_runs_a_portal_is_not_for_those_who_read_an_export() -> None:
    greeting = render_to_string("pages/_welcome.html")
    assert "<h2" in greeting
    assert not told(greeting).strip()
