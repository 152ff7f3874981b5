"""An image service on loopback, whose documents and faults a test sets while it runs."""

import json

from tests.upstream.faulty import Behaviour, Call, FaultyServer, answer

PREFIX = "/v2/schemas/"


class Deployment(FaultyServer):
    """Has the documents image, images and tasks, each with the one property `id`."""

    def __init__(self) -> None:
        self._behaviours: dict[str, Behaviour] = {}
        super().__init__(self._by_name)
        for name in ("image", "images", "tasks"):
            self.publish(name, "id")

    def publish(self, name: str, *properties: str) -> None:
        """From now on, serve a document of that name with these properties."""
        schemas = {each: {"type": "string"} for each in properties}
        body = json.dumps({"name": name, "properties": schemas}).encode()
        self.set(name, answer(body, content_type="application/json"))

    def set(self, name: str, behave: Behaviour) -> None:
        """From now on, answer questions for `name` like that."""
        self._behaviours[name] = behave

    def set_all(self, behave: Behaviour) -> None:
        for name in self._behaviours:
            self.set(name, behave)

    def asked(self) -> list[str]:
        """The names that were asked for, since it was last looked."""
        names = [call.path.removeprefix(PREFIX) for call in self.calls]
        self.calls.clear()
        return names

    def _by_name(self, call: Call) -> None:
        self._behaviours.get(call.path.removeprefix(PREFIX), answer(b"", 404))(call)
