"""Scenario files: what `check` says of them, and whether the schema editors use agrees."""

import json
import re
import subprocess
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import yaml
from jsonschema import Draft202012Validator

from chat import create_session
from servers import BINARIES, ROOT

FIXTURES = sorted((ROOT / "fixtures" / "scenarios").glob("*.mock.yaml"))
FIXTURES_BY_NAME = {path.name.removesuffix(".mock.yaml"): path for path in FIXTURES}


def run(*arguments):
    return subprocess.run(
        [BINARIES / "eliza-mock", *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


class Core(yaml.SafeLoader):
    """YAML with the truth values of version 1.2 only."""


Core.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith((":bool", ":timestamp"))]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for word in "tTfF":
    Core.yaml_implicit_resolvers.setdefault(word, []).append(
        ("tag:yaml.org,2002:bool", re.compile("^(true|True|TRUE|false|False|FALSE)$"))
    )


@pytest.fixture(scope="module")
def schema():
    printed = run("schema", "scenario")
    assert printed.returncode == 0, printed.stderr
    document = json.loads(printed.stdout)
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


class TestSchema:
    @pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
    def test_every_fixture_is_valid(self, schema, path):
        errors = list(schema.iter_errors(yaml.load(path.read_text(), Core)))
        assert not errors, errors

    @pytest.mark.parametrize(
        "text",
        [
            "rules: []",
            "format: eliza-mock/2",
            "format: eliza-mock/1\nnmae: x",
            "format: eliza-mock/1\nrules: [{ when: { txt: x }, do: [ignore] }]",
            "format: eliza-mock/1\nrules: [{ do: [{ say: x, think: 1s }] }]",
            "format: eliza-mock/1\nrules: [{ do: [] }]",
            "format: eliza-mock/1\nagents: [{ id: a, think: 5 }]",
            "format: eliza-mock/1\nprofile: { ackCallbacks: sometimes }",
            "format: eliza-mock/1\nexpect: [{ joined: { atleast: 1 } }]",
        ],
    )
    def test_mistakes_are_refused_by_schema_and_check_alike(self, schema, tmp_path, text):
        assert list(schema.iter_errors(yaml.load(text, Core)))
        path = tmp_path / "wrong.mock.yaml"
        path.write_text(text)
        assert run("check", path).returncode == 1

    @pytest.mark.parametrize("name", ["scenario", "overlay"])
    def test_a_running_server_publishes_it(self, mock, name):
        published = requests.get(f"{mock.url}/__mock/v1/schemas/{name}", timeout=20)
        assert published.json() == json.loads(run("schema", name).stdout)

    def test_every_key_is_explained(self, schema):
        def explained(node):
            for name, value in node.get("properties", {}).items():
                assert value.get("description"), name
            for value in node.values():
                for part in value if isinstance(value, list) else [value]:
                    if isinstance(part, dict):
                        explained(part)

        explained(schema.schema)


class TestOverlays:
    TEXT = "format: eliza-mock-overlay/1\nname: o\nfaults:\n- {{ id: f, at: {at}, do: {do} }}\n"

    @pytest.mark.parametrize("at, do, fine", [
        ("{ after: { event: messageBroadcast, from: agent, count: 1 } }", "{ lose: silent, for: 8s }", True),
        ("{ request: 'POST /api/**', after: 20 }", "{ respond: { status: 429, retryAfter: 30s } }", True),
        ("{ lifecycle: upgrade }", "{ refuse: true }", True),
        ("{ lifecycle: upgraded }", "{ refuse: true }", False),
        ("{ event: a }", "{ duplicate: 1 }", False),
        ("{ event: a }", "{ drop: false }", False),
    ])
    def test_schema_and_check_agree(self, tmp_path, at, do, fine):
        path = tmp_path / "o.overlay.yaml"
        path.write_text(self.TEXT.format(at=at, do=do))
        schema = json.loads(run("schema", "overlay").stdout)
        Draft202012Validator.check_schema(schema)
        errors = list(Draft202012Validator(schema).iter_errors(yaml.load(path.read_text(), Core)))
        assert (not errors) == fine, errors
        done = run("check", tmp_path)
        assert (done.returncode == 0) == fine, done.stderr
        assert not fine or done.stdout == f"{path}: fine, overlay, 1 fault\n"


class TestCheck:
    def test_the_fixtures_are_fine(self):
        done = run("check", ROOT / "fixtures" / "scenarios")
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        lines = done.stdout.splitlines()
        assert len(lines) == len(FIXTURES) and all(": fine, " in line for line in lines)

    def test_all_errors_of_all_files_with_their_places(self, tmp_path):
        (tmp_path / "a.mock.yaml").write_text("format: eliza-mock/1\nnmae: x\nseed: y\n")
        (tmp_path / "b.mock.json").write_text('{"format": "eliza-mock/1", "rules": [{"id": 1}]}')
        (tmp_path / "c.mock.yml").write_text("format: eliza-mock/1\n")
        (tmp_path / "notes.yaml").write_text("not: ours\n")
        done = run("check", tmp_path)
        assert done.returncode == 1
        assert done.stdout == f"{tmp_path}/c.mock.yml: fine, the built-in ELIZA\n"
        places = [line.split(": error: ")[0] for line in done.stderr.splitlines()]
        assert places == [f"{tmp_path}/a.mock.yaml:2:1", f"{tmp_path}/a.mock.yaml:3:7",
                          f"{tmp_path}/b.mock.json:1:38"]
        assert "did you mean 'name'?" in done.stderr

    def test_warnings_do_not_fail(self, tmp_path):
        path = tmp_path / "w.mock.yaml"
        path.write_text("format: eliza-mock/1\nrules:\n- do: [ignore]\n- do: [complete]\n")
        done = run("check", path)
        assert done.returncode == 0
        assert done.stderr.startswith(f"{path}:4:3: warning: the rule 'rule-2' is never asked")

    def test_a_file_that_is_not_there(self, tmp_path):
        done = run("check", tmp_path / "none.mock.yaml")
        assert (done.returncode, done.stdout) == (1, "")
        assert "cannot be read: No such file" in done.stderr

    def test_a_folder_without_scenarios(self, tmp_path):
        assert "holds no file that ends with" in run("check", tmp_path).stderr

    def test_no_file_is_a_usage_error(self):
        assert run("check").returncode == 2


def ask(server, text, session):
    """Sends a message of a session and gives the answer that the call waits for."""
    answer = requests.post(
        f"{server.url}/api/messaging/sessions/{session}/messages",
        json={"content": text, "transport": "http"}, timeout=30)
    return answer


def spoken(server, text, session):
    answer = ask(server, text, session)
    assert answer.ok, answer.text
    return answer.json()["agentResponse"]["text"]


def session_with(server, name):
    agents = requests.get(f"{server.url}/api/agents", timeout=20).json()["data"]["agents"]
    agent = next(agent["id"] for agent in agents if agent["name"] == name)
    return create_session(server.url, agentId=agent)["sessionId"]


class TestServe:
    def test_small_talk_answers_as_its_comment_says(self, own_mock):
        server = own_mock("--port", 0, "--think", "1ms", FIXTURES_BY_NAME["small-talk"])
        session = session_with(server, "Eliza")
        assert spoken(server, "  Hello ", session) == "Hello there. How are you today?"
        assert spoken(server, "I'm fine, thanks", session) == "Glad to hear it."
        assert spoken(server, "what time is it?", session).startswith("I never look at the clock.")

    def test_support_desk_answers_as_its_comment_says(self, own_mock):
        server = own_mock("--port", 0, "--think", "1ms", FIXTURES_BY_NAME["support-desk"])
        session = session_with(server, "Desk")
        assert spoken(server, "I want a refund", session) == "Which order is it about?"
        done = ask(server, "4711", session)
        assert "refunded" in done.text or "money back" in done.text

    def test_failing_fails_as_its_comment_says(self, own_mock):
        server = own_mock("--port", 0, "--think", "1ms", FIXTURES_BY_NAME["failing"])
        session = session_with(server, "Clumsy")
        assert ask(server, "error", session).status_code == 503
        assert spoken(server, "once", session) == "This works once."
        assert not ask(server, "once", session).ok
        assert spoken(server, "?", session).startswith("Send one of: error")

    def test_two_agents_have_their_own_rules(self, own_mock):
        server = own_mock("--port", 0, "--think", "1ms", FIXTURES_BY_NAME["group-room"])
        said = {name: spoken(server, "What do you think?", session_with(server, name)) for name in ("Ada", "Bob")}
        assert said == {"Ada": "Let us measure it first.", "Bob": "I say we just ship it."}

    def test_streaming_answers_whole_to_a_waiting_caller(self, own_mock):
        server = own_mock("--port", 0, "--think", "1ms", FIXTURES_BY_NAME["streaming"])
        assert spoken(server, "?", session_with(server, "Poet")) == "Ask me for a story or a haiku."

    def test_profile_and_seed_come_from_the_file_unless_said_otherwise(self, own_mock, tmp_path):
        path = tmp_path / "p.mock.yaml"
        path.write_text("format: eliza-mock/1\nprofile: 1.7.2\nseed: 3\n")
        body = {"agentId": str(uuid.uuid4()), "userId": str(uuid.uuid4())}

        def status(*arguments, **options):
            server = own_mock("--port", 0, *arguments, **options)
            return requests.post(f"{server.url}/api/messaging/sessions", json=body, timeout=20).status_code

        assert status(path) == 404
        assert status(path, "--profile", "lenient") == 201
        assert status(env={"ELIZA_MOCK_SCENARIO": str(path)}) == 404
        assert status(path, env={"ELIZA_MOCK_PROFILE": "lenient"}) == 201

    def test_a_bad_file_is_3_and_all_is_told(self, tmp_path):
        path = tmp_path / "bad.mock.yaml"
        path.write_text("format: eliza-mock/1\nnmae: x\nseed: y\n")
        done = run("serve", "--port", 0, path)
        assert (done.returncode, done.stdout) == (3, "")
        assert f"{path}:2:1: error: " in done.stderr and f"{path}:3:7: error: " in done.stderr

    def test_a_word_that_is_no_command_and_no_file(self):
        done = run("chekc")
        assert done.returncode == 3
        assert "there are serve, check, " in done.stderr

    def test_watch_needs_a_file(self):
        assert run("serve", "--port", 0, "--watch").returncode == 2


class TestWatch:
    TEXT = "format: eliza-mock/1\nrules:\n- id: {id}\n  when: {{ text: hello }}\n  do: [{step}]\n"

    def write(self, path, id, step):
        aside = path.with_suffix(".aside")
        aside.write_text(self.TEXT.format(id=id, step=step))
        aside.rename(path)

    @staticmethod
    def wait_for(server, words):
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if any(words in line for line in server.stderr):
                return
            time.sleep(0.02)
        raise AssertionError(f"no '{words}' in {server.stderr}")

    def test_all_or_nothing_and_no_reply_is_disturbed(self, own_mock, tmp_path):
        path = tmp_path / "w.mock.yaml"
        self.write(path, "one", "{ think: 2s }, { say: first }")
        server = own_mock("--port", 0, "--watch", path)
        session = create_session(server.url)["sessionId"]
        with ThreadPoolExecutor() as pool:
            under_way = pool.submit(spoken, server, "hello", session)
            self.wait_for(server, "hello")
            self.write(path, "two", "{ think: 1ms }, { say: second }")
            self.wait_for(server, "reloaded")
            self.wait_for(server, "1 rule (new: two; gone: one)")
            assert spoken(server, "hello", create_session(server.url)["sessionId"]) == "second"
            assert under_way.result() == "first"
        self.write(path, "three", "{ sya: third }")
        self.wait_for(server, "did you mean 'say'?")
        self.wait_for(server, "the scenario stays as it was")
        assert spoken(server, "hello", create_session(server.url)["sessionId"]) == "second"
        path.write_text("format: eliza-mock/1\nseed: 1\nprofile: 1.7.2\n")
        self.wait_for(server, "the seed has changed; that needs a restart")
        self.wait_for(server, "the profile has changed; that needs a restart")
