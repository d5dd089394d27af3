"""The contracts a server gives out, and whether recorded traffic keeps them."""

import json
import re

import jsonschema

import recordings
from servers import run

PROFILES = ("lenient", *recordings.PROFILES)


def printed(name, profile):
    """A document as `eliza-mock schema` prints it."""
    result = run("eliza-mock", "schema", name, "--profile", profile)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def dangling(document):
    """The references of a document that lead nowhere."""
    def resolves(reference):
        place = document
        for part in reference.removeprefix("#/").split("/"):
            place = place.get(part) if isinstance(place, dict) else None
        return place is not None

    def walk(value):
        if isinstance(value, dict):
            yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
            yield from (found for member in value.values() for found in walk(member))
        elif isinstance(value, list):
            yield from (found for element in value for found in walk(element))

    return [reference for reference in walk(document) if not resolves(reference)]


class Judge:
    """Holds values against schemas of one document."""

    def __init__(self, document):
        self.document = document

    def complaint(self, schema, value):
        """Why a value does not fit, or None."""
        rooted = {**schema, "components": self.document["components"]}
        validator = jsonschema.Draft202012Validator(
            rooted, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        error = jsonschema.exceptions.best_match(validator.iter_errors(value))
        return error and f"{error.json_path}: {error.message[:200]}"


class Routes(Judge):
    """Finds the operation of a recorded request and holds the recorded answer against it."""

    def __init__(self, document):
        super().__init__(document)
        self.patterns = sorted(
            (
                (template.count("{"), re.compile(re.sub(r"\{\w+\}", "[^/]+", template), re.I), operations)
                for template, operations in document["paths"].items()),
            key=lambda entry: entry[0])

    def operation(self, method, path):
        for _, pattern, operations in self.patterns:
            if pattern.fullmatch(path.split("?")[0].rstrip("/") or "/") and method.lower() in operations:
                return operations[method.lower()]
        return None

    def broken_promise(self, request, response):
        """Why a recorded answer breaks the contract; None when it keeps it, or has none."""
        operation = self.operation(request["method"], request["path"])
        if operation is None:
            return None
        promised = operation["responses"].get(str(response["status"]))
        if promised is None:
            return f"status {response['status']} is not promised"
        content = promised.get("content", {})
        if "json" in response:
            if "application/json" not in content:
                return "JSON is not promised"
            return self.complaint(content["application/json"]["schema"], response["json"])
        return None


class Events(Judge):
    """Holds recorded events against the messages of an AsyncAPI document."""

    def broken_promise(self, line):
        side = "client" if line["dir"] == "out" else "server"
        message = self.document["components"]["messages"].get(f"{side}_{line['event']}")
        if message is None:
            return "no such event is promised"
        schema = message.get("payload")
        if schema is None or not line["args"]:
            return None
        return self.complaint(schema, line["args"][0])
