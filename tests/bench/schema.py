"""Reading a document, beside parsing it."""

import json

from portal.schema.document import Document, read
from portal.schema.parse import parse
from tests.bench.downloads import VEGA_LITE, npm_file
from tests.bench.rounds import best_of

_BOUND = 40


def bench(rounds: int) -> bool:
    """parse and read Vega-Lite's schema, beside json.loads"""
    data = npm_file(*VEGA_LITE).read_bytes()
    peer, ours = best_of(rounds, lambda: json.loads(data), lambda: _model(data))
    properties = len(_model(data).properties)
    print(f"schema: vega-lite 6.5.0, {len(data):,} bytes, {properties:,} properties")
    print(f"  json.loads    {peer * 1000:8.1f} ms")
    print(f"  parse + read  {ours * 1000:8.1f} ms")
    print(f"  ratio         {ours / peer:8.1f}     at most {_BOUND}")
    return ours <= _BOUND * peer


def _model(data: bytes) -> Document:
    return read(parse(data).value)
