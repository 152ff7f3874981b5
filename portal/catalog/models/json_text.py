"""JSON that is kept as it was written, on every database."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField


class JSONTextField(_TextField):
    """A JSON value, as text: PostgreSQL's jsonb would put the members of objects in an order of its
    own, and readers are shown what was served. Nothing inside can be searched for.
    """

    _pyi_private_set_type: Any  # of django-stubs
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *args: object) -> Any:
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)
