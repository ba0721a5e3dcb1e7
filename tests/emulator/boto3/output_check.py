"""Checks raw responses against botocore's own model of the operation.

botocore drops what it does not know and takes what is missing for absent, so a wrong response passes it unnoticed. Here
every member must be modelled, of the right JSON type and within its constraints.
"""

import json
import re


class OutputError(AssertionError):
    """A response that AWS's own model does not allow."""


def _fail(path, text):
    raise OutputError(f"{path or 'the response'}: {text}")


def _structure(shape, value, path):
    if not isinstance(value, dict):
        _fail(path, f"expected an object, got {value!r}")
    unknown = set(value) - set(shape.members)
    if unknown:
        _fail(path, f"unknown members {sorted(unknown)}")
    missing = set(shape.required_members) - set(value)
    if missing:
        _fail(path, f"missing members {sorted(missing)}")
    for name, member in value.items():
        check(shape.members[name], member, f"{path}.{name}" if path else name)


def _size(shape, size, path):
    low = shape.metadata.get("min")
    high = shape.metadata.get("max")
    if low is not None and size < low or high is not None and size > high:
        _fail(path, f"{size} is not within {low} and {high}")


def _list(shape, value, path):
    if not isinstance(value, list):
        _fail(path, f"expected a list, got {value!r}")
    _size(shape, len(value), path)
    for index, item in enumerate(value):
        check(shape.member, item, f"{path}[{index}]")


def _map(shape, value, path):
    if not isinstance(value, dict):
        _fail(path, f"expected a map, got {value!r}")
    _size(shape, len(value), path)
    for key, item in value.items():
        check(shape.key, key, f"{path} key")
        check(shape.value, item, f"{path}[{key}]")


def _string(shape, value, path):
    if not isinstance(value, str):
        _fail(path, f"expected text, got {value!r}")
    _size(shape, len(value), path)
    if shape.enum and value not in shape.enum:
        _fail(path, f"{value!r} is not one of {shape.enum}")
    pattern = shape.metadata.get("pattern")
    # Python's regular expressions have no \p{...} classes: those are for tags, which come from the test itself.
    if pattern and "\\p{" not in pattern and not re.fullmatch(pattern, value):
        _fail(path, f"{value!r} does not match {pattern}")


def _number(shape, value, path):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        _fail(path, f"expected a number, got {value!r}")
    if shape.type_name in ("integer", "long") and not isinstance(value, int):
        _fail(path, f"expected a whole number, got {value!r}")
    _size(shape, value, path)


def _timestamp(shape, value, path):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        _fail(path, f"expected epoch seconds, got {value!r}")
    if not 1e9 < value < 1e10:
        _fail(path, f"{value!r} is no time in seconds")


def _boolean(shape, value, path):
    if not isinstance(value, bool):
        _fail(path, f"expected true or false, got {value!r}")


_CHECKS = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "integer": _number,
    "long": _number,
    "float": _number,
    "double": _number,
    "timestamp": _timestamp,
    "boolean": _boolean,
}


def check(shape, value, path=""):
    """Raises OutputError where `value` is not what `shape` allows."""
    _CHECKS[shape.type_name](shape, value, path)


class OutputLog:
    """Checks every successful response of a client, and counts them by operation."""

    def __init__(self):
        self.operations = {}

    def watch(self, client):
        client.meta.events.register("before-parse.rekognition.*", self._before_parse)

    def _before_parse(self, operation_model, response_dict, **_):
        if response_dict["status_code"] != 200:
            return
        check(operation_model.output_shape, json.loads(response_dict["body"] or b"{}"))
        self.operations[operation_model.name] = self.operations.get(operation_model.name, 0) + 1
