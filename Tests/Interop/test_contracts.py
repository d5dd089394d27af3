"""The OpenAPI and AsyncAPI documents: valid, kept by the server, and kept by the servers that were recorded."""

import subprocess
import sys
import pathlib
import warnings

import jsonschema
import openapi_spec_validator
import pytest
import requests

import contracts
import recordings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from asyncapi3.models import AsyncAPI3

HERE = pathlib.Path(__file__).parent
TIME_LIMIT = 170
"""Seconds schemathesis may take for one profile on a busy machine; an idle one needs a tenth."""

RECORDED = [profile for profile in recordings.PROFILES
            if (recordings.FOLDER / f"real-elizaos-{profile}").is_dir()]


@pytest.mark.parametrize("profile", contracts.PROFILES)
def test_openapi_document_is_valid(profile):
    document = contracts.printed("openapi", profile)
    assert document["openapi"] == "3.1.0"
    openapi_spec_validator.validate(document)
    assert not contracts.dangling(document)


@pytest.mark.parametrize("profile", contracts.PROFILES)
def test_asyncapi_document_is_valid(profile):
    document = contracts.printed("asyncapi", profile)
    model = AsyncAPI3.model_validate(document)
    assert {"clientEvents", "serverEvents"} == set(document["operations"]), model
    assert not contracts.dangling(document)
    for name, schema in document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema), name


def test_an_invalid_asyncapi_document_would_be_refused():
    document = contracts.printed("asyncapi", "lenient")
    document["operations"]["clientEvents"]["action"] = "shout"
    with pytest.raises(ValueError):
        AsyncAPI3.model_validate(document)


def test_a_running_server_gives_out_what_the_command_prints(own_mock):
    server = own_mock("--port", 0, "--profile", "1.7.2")
    for name in ("openapi", "asyncapi"):
        answer = requests.get(f"{server.url}/__mock/v1/{name}.json", timeout=10)
        assert answer.status_code == 200
        assert answer.json() == contracts.printed(name, "1.7.2")
    schema = requests.get(f"{server.url}/__mock/v1/schemas/MessageBroadcast", timeout=10).json()
    assert schema == contracts.printed("MessageBroadcast", "1.7.2")
    jsonschema.Draft202012Validator.check_schema(schema)


def test_documents_are_for_pages_and_names_of_this_machine_only(own_mock):
    server = own_mock("--port", 0)
    url = f"{server.url}/__mock/v1/openapi.json"
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        answer = requests.get(url, headers=headers, timeout=10)
        assert answer.status_code == 403
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["hint"]


@pytest.mark.parametrize("profile", RECORDED)
def test_recorded_answers_keep_the_contract(profile, report):
    routes = contracts.Routes(contracts.printed("openapi", profile))
    judged, broken = 0, []
    for scenario in recordings.scenarios(profile):
        asked = {}
        for line in recordings.load(profile, scenario):
            if line["k"] == "req":
                asked[line["n"]] = line
            elif line["k"] == "res" and (request := asked.get(line["n"])):
                judged += routes.operation(request["method"], request["path"]) is not None
                if complaint := routes.broken_promise(request, line):
                    broken.append(f"{scenario}: {request['method']} {request['path']} {line['status']}: {complaint}")
    report(f"{profile}: {judged} recorded answers held against the contract, {len(broken)} break it")
    assert judged > 200
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize("profile", RECORDED)
def test_recorded_events_keep_the_contract(profile, report):
    events = contracts.Events(contracts.printed("asyncapi", profile))
    judged, broken = 0, []
    for scenario in recordings.scenarios(profile):
        for line in recordings.load(profile, scenario):
            if line["k"] != "sio" or line["dir"] == "out":
                continue
            judged += 1
            if complaint := events.broken_promise(line):
                broken.append(f"{scenario}: {line['event']} {line['dir']}: {complaint}")
    report(f"{profile}: {judged} recorded events held against the contract, {len(broken)} break it")
    assert judged > 100
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize("profile, options", [
    ("lenient", ["--max-examples", "3"]),
    # Here real servers fail of bad requests, and the contract says so.
    ("1.7.2", ["--max-examples", "1", "--exclude-checks", "not_a_server_error"]),
])
def test_schemathesis_finds_no_answer_outside_the_contract(
        own_mock, report, tmp_path, profile, options):
    server = own_mock(
        "--port", 0, "--profile", profile, "--think", "5ms", "--seed", 1, "--log-level", "error",
        "--agent", "b850bc30-45f8-0041-a00a-83df46d8555d=Eliza", "--agent", "Standby")
    result = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml",
            "run", f"{server.url}/__mock/v1/openapi.json",
            "--no-color", "--exclude-path", "/api/server/stop", *options],
        capture_output=True, text=True, timeout=TIME_LIMIT, cwd=tmp_path)
    counts = [line.strip() for line in result.stdout.splitlines() if "generated" in line]
    report(f"schemathesis, {profile}: {counts[-1] if counts else 'no test case'}")
    assert result.returncode == 0, result.stdout[-20000:] + result.stderr[-2000:]
    assert counts
