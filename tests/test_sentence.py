"""Sentences of the packages that know no Django: English text that can be said in Chinese."""

import copy
import json
import pickle

import pytest
from django.db import connection
from django.utils import translation

from portal.catalog.models import Observation
from portal.catalog.sentences import told
from portal.schema.anomalies import anomaly
from portal.schema.errors import NotASchema
from portal.sentence import Sentence, all_of, any_of, as_json, from_json
from portal.upstream.errors import DeadlineExceeded, WrongDocument
from tests.ingest.making import make_schema
from tests.pages.scene import failed

WRONG = WrongDocument(name="images", reason=Sentence("it has no properties"))


def test_it_is_the_text() -> None:
    sentence = Sentence("{name!r} has {n:,} items", name="x", n=1234)
    assert sentence == "'x' has 1,234 items"
    assert json.dumps({"text": sentence}) == '{"text": "\'x\' has 1,234 items"}'


@pytest.mark.parametrize(("n", "text"), [(0, "0 items"), (1, "1 item"), (2, "2 items")])
def test_a_plural(n: int, text: str) -> None:
    assert Sentence("{n} item", "{n} items", n=n) == text


@pytest.mark.parametrize(
    ("texts", "any_", "all_"),
    [(["a"], "a", "a"), (["a", "b"], "a or b", "a and b"),
     (["a", "b", "c"], "a, b or c", "a, b and c")],
)  # fmt: skip
def test_lists(texts: list[str], any_: str, all_: str) -> None:
    assert (any_of(texts), all_of(texts)) == (any_, all_)


@pytest.mark.parametrize(
    ("sentence", "chinese"),
    [
        (str(WRONG), "该文档不是模式 'images'：它没有属性。"),  # a sentence within another
        (str(DeadlineExceeded(url="https://x.example/", seconds=30.0)),
         "https://x.example/ 未在 30 秒内完整应答。"),
        (anomaly("type-spelling", "/type", served='"String"', read='"string"').reason,
         '"String" 不是 JSON Schema 类型；读作 "string"'),
        (str(NotASchema("array")), "文档的根：类型为 array，而模式应为对象、true 或 false。"),
        (Sentence("has {n:,} item, at most {limit} are allowed",
                  "has {n:,} items, at most {limit} are allowed", n=1200, limit=3),
         "有 1,200 项，最多允许 3 项"),
        (any_of(["string", "null"]), "string 或 null"),
        ("What no one has marked", "What no one has marked"),
    ],
)  # fmt: skip
def test_in_chinese(sentence: str, chinese: str) -> None:
    with translation.override("zh-hans"):
        assert told(sentence) == chinese
    assert told(sentence) == sentence


def test_it_can_be_said_again_wherever_it_has_been() -> None:
    sentence = str(WRONG)
    for same in (
        from_json(json.loads(json.dumps(as_json(sentence)))),
        pickle.loads(pickle.dumps(sentence)),  # noqa: S301 - our own
        copy.deepcopy(sentence),
    ):
        assert same == sentence
        with translation.override("zh-hans"):
            assert told(same) == "该文档不是模式 'images'：它没有属性。"
    assert from_json(as_json("plain")) == "plain"


def test_a_template_that_a_later_release_has_no_more_stays_english() -> None:
    old = from_json({"template": "Gone: {x}", "plural": "", "values": {"x": "y"}})
    with translation.override("zh-hans"):
        assert told(old) == "Gone: y"


@pytest.mark.django_db
def test_in_the_database() -> None:
    schema = make_schema("thing")
    failed(schema, message=str(WRONG))
    failed(schema, message="as an earlier release has written it")
    first, second = Observation.objects.order_by("number")
    assert first.message == "The document is not the schema 'images': it has no properties."
    assert second.message == "as an earlier release has written it"
    with translation.override("zh-hans"):
        assert told(first.message) == "该文档不是模式 'images'：它没有属性。"
    with connection.cursor() as cursor:
        cursor.execute("SELECT message FROM catalog_observation ORDER BY number")
        (stored,), (plain,) = cursor.fetchall()
    assert json.loads(stored)["values"]["name"] == "images"
    assert plain == second.message
