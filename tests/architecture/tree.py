"""The tree under test: what the checks of this folder walk over."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("programs", "matching", "sessions")
CODE = ("mentorship", *APPS)
# The label each package's tables carry, lowest layer first.
LABELS = {
    "accounts": ROOT / "mentorship/accounts",
    "notifications": ROOT / "mentorship/notifications",
    "work": ROOT / "mentorship/work",
    "programs": ROOT / "programs",
    "matching": ROOT / "matching",
    "mentoring_sessions": ROOT / "sessions",
    "dashboards": ROOT / "mentorship/dashboards",
}


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*.py"))


def templates(*folders: str) -> Iterator[Path]:
    """Templates that are pages, parts or components; `*/emails/` too, whoever cares leaves them out."""
    for folder in folders or ("",):
        yield from sorted((ROOT / "templates" / folder).rglob("*.html"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=short(path))


def is_mail(path: Path) -> bool:
    return "emails" in path.parts


def called_name(call: ast.Call) -> str:
    """`f` of both f(…) and x.f(…); empty for anything else."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def literal(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
