"""The image, compose and the hosted workflow cannot be built here; so they hold only commands that .ci/run runs."""

import json
import re
import shlex
from fnmatch import fnmatch

import pytest
import yaml

from tests.architecture.tree import CODE, ROOT

# Services of other people's images, whose commands are theirs.
FOREIGN = {"db", "redis", "mail"}
SECRET = {"SECRET_KEY", "FIELD_KEYS", "POSTGRES_PASSWORD"}


def dockerfile_commands(text: str) -> list[list[str]]:
    """What RUN, CMD and HEALTHCHECK run, as words, without `NAME=value` in front."""
    found = []
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        match = re.match(r"(?:HEALTHCHECK\s+(?:--\S+\s+)*)?(RUN|CMD|ENTRYPOINT)\s+(.*)", line)
        if match:
            words = json.loads(match[2]) if match[2].startswith("[") else shlex.split(match[2])
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words = words[1:]
            found.append(words)
    return found


def compose_commands(text: str) -> list[list[str]]:
    services = yaml.safe_load(text)["services"]
    return [
        service["command"] if isinstance(service["command"], list) else shlex.split(service["command"])
        for name, service in services.items()
        if name not in FOREIGN and "command" in service
    ]


def workflow_commands(text: str) -> list[list[str]]:
    jobs = yaml.safe_load(text)["jobs"].values()
    return [shlex.split(step["run"]) for job in jobs for step in job["steps"] if "run" in step]


def run_by_ci(text: str) -> set[str]:
    """Targets of make, and manage.py lines, that the script runs (not those it mentions in a comment)."""
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return set(re.findall(r"(?:^|[\s;&|(])make ([\w./-]+)", code)) | set(re.findall(r"manage\.py \w+", code))


def never_run(commands: list[list[str]], ran: set[str], targets: set[str]) -> list[str]:
    """Commands that are not one make target (or one manage.py line) which .ci/run has run."""
    bad = []
    for words in commands:
        known = len(words) == 2 and words[0] == "make" and words[1] in targets and words[1] in ran
        managed = len(words) > 2 and words[1] == "manage.py" and f"manage.py {words[2]}" in ran
        if not (known or managed or words == [".ci/run"]):
            bad.append(" ".join(words))
    return bad


def make_targets(text: str) -> set[str]:
    return set(re.findall(r"^([\w./-]+):(?!=)", text, re.M))


def read(name: str) -> str:
    return (ROOT / name).read_text()


def test_every_shipped_command_is_one_that_ci_runs():
    commands = [
        *dockerfile_commands(read("Dockerfile")),
        *compose_commands(read("docker-compose.yml")),
        *workflow_commands(read(".github/workflows/tests.yml")),
    ]
    assert len(commands) == 4 + 4 + 1
    assert never_run(commands, run_by_ci(read(".ci/run")), make_targets(read("Makefile"))) == []


def test_planted_commands_are_refused():
    commands = dockerfile_commands(
        "RUN apt-get install -y make\nRUN A=1 make static\n"
        'CMD ["make", "web"]\nHEALTHCHECK --timeout=5s CMD ["make", "x"]'
    )
    commands += compose_commands("services: {web: {command: gunicorn x}, db: {command: theirs}}")
    commands += workflow_commands("jobs: {a: {steps: [{run: pytest}, {run: .ci/run}]}}")
    ran = run_by_ci("# make web\n  make static\nmake healthy && true")
    assert ran == {"static", "healthy"}
    assert never_run(commands, ran, {"static", "web", "x"}) == [
        "apt-get install -y make",
        "make web",
        "make x",
        "gunicorn x",
        "pytest",
    ]


def compose_flaws(text: str) -> list[str]:
    """What a compose file of ours must not do, by service."""
    flaws = []
    for name, service in yaml.safe_load(text)["services"].items():
        if "no-new-privileges:true" not in service.get("security_opt", []):
            flaws.append(f"{name}: may gain privileges")
        flaws += [
            f"{name}: open port {p}" for p in service.get("ports", []) if not p.startswith("127.0.0.1:")
        ]
        if not isinstance(service.get("depends_on", {}), dict):
            flaws.append(f"{name}: depends on something without a condition")
        if service.get("restart") != "no" and "stop_grace_period" not in service:
            flaws.append(f"{name}: no stop_grace_period")
    for secret, default in re.findall(r"\${(\w+)(:?[-?])", text):
        if secret in SECRET and default != ":?":
            flaws.append(f"{secret}: has a default")
    return flaws


def test_compose_is_closed_by_default():
    assert compose_flaws(read("docker-compose.yml")) == []


@pytest.mark.parametrize(
    ("service", "flaw"),
    [
        ("{restart: 'no'}", "web: may gain privileges"),
        (
            "{restart: 'no', security_opt: ['no-new-privileges:true'], ports: ['8000:8000']}",
            "web: open port 8000:8000",
        ),
        (
            "{restart: 'no', security_opt: ['no-new-privileges:true'], depends_on: [db]}",
            "web: depends on something without a condition",
        ),
        ("{security_opt: ['no-new-privileges:true']}", "web: no stop_grace_period"),
        (
            "{restart: 'no', security_opt: ['no-new-privileges:true'], environment: {A: '${SECRET_KEY:-x}'}}",
            "SECRET_KEY: has a default",
        ),
    ],
)
def test_a_planted_compose_flaw_is_found(service, flaw):
    assert compose_flaws(f"services: {{web: {service}}}") == [flaw]


def test_compose_starts_one_of_each_role():
    services = yaml.safe_load(read("docker-compose.yml"))["services"]
    assert set(services) == {"db", "redis", "migrate", "web", "worker", "beat", "mail"}
    assert services["beat"]["deploy"] == {"replicas": 1}
    assert services["mail"]["profiles"] == ["mailcatcher"]
    assert "noeviction" in services["redis"]["command"]
    assert "--appendonly" in services["redis"]["command"]
    waits = {name: services[name]["depends_on"]["migrate"]["condition"] for name in ("web", "worker", "beat")}
    assert set(waits.values()) == {"service_completed_successfully"}


def copied(text: str) -> list[str]:
    """What the build stage copies from the checkout."""
    found = []
    for line in text.splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            found += shlex.split(line)[1:-1]
    return found


def test_the_image_holds_the_code_and_runs_without_root():
    text, rules = read("Dockerfile"), read(".dockerignore").splitlines()
    names = copied(text)
    assert {*CODE, "templates", "static", "manage.py"} <= set(names)
    assert [name for name in names if not (ROOT / name).exists()] == []
    assert rules[0] == "*"
    assert [
        name for name in names if not any(fnmatch(name, rule[1:]) for rule in rules if rule[0] == "!")
    ] == []
    assert re.findall(r"^USER (.+)$", text, re.M) == ["1000:1000"]
    assert text.rindex("USER ") < text.rindex("CMD ")


def test_the_hosted_workflow_says_that_it_is_a_fork():
    jobs = yaml.safe_load(read(".github/workflows/tests.yml"))["jobs"]
    assert [job["env"]["CI_FORK"] for job in jobs.values()] == ["1"]
