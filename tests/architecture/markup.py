"""Reading templates as text: tags with their attributes, blocks and loops, includes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = re.compile(r"{%\s*comment.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.S)
# A tag's end is a ">" outside of {{ … }}, {% … %} and quotes.
TAG = re.compile(
    r"<([a-zA-Z][\w-]*)((?:{{.*?}}|{%.*?%}|\"(?:{{.*?}}|{%.*?%}|[^\"])*\"|'[^']*'|[^>\"'])*)>", re.S
)
BLOCK = re.compile(r"{%\s*(\w+)\s*([^%]*)%}")
INCLUDE = re.compile(r"{%\s*include\s+['\"]([^'\"]+)['\"]")


@dataclass(frozen=True)
class Tag:
    name: str
    attributes: str
    line: int
    in_partial: bool
    in_loop: bool

    def has(self, attribute: str) -> bool:
        return re.search(rf"(?:^|[\s}}]){attribute}(?:\s*=|\s|$)", self.attributes) is not None

    def value(self, attribute: str) -> str:
        found = re.search(
            rf"(?:^|[\s}}]){attribute}\s*=\s*(\"(?:{{{{.*?}}}}|{{%.*?%}}|[^\"])*\"|'[^']*')",
            self.attributes,
            re.S,
        )
        return found[1][1:-1] if found else ""


def bare(text: str) -> str:
    """Without comments, line numbers kept."""
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def tags(text: str) -> Iterator[Tag]:
    """Every opening tag, with whether it stands inside a partialdef and inside a for loop of that partial."""
    text = bare(text)
    marks = [(found.start(), found[1]) for found in BLOCK.finditer(text)]
    for found in TAG.finditer(text):
        depth = {"partialdef": 0, "for": 0}
        for start, word in marks:
            if start >= found.start():
                break
            if word.removeprefix("end") in depth:
                depth[word.removeprefix("end")] += -1 if word.startswith("end") else 1
        yield Tag(
            found[1].lower(),
            found[2],
            text.count("\n", 0, found.start()) + 1,
            depth["partialdef"] > 0,
            depth["for"] > 0,
        )


def includes(text: str, *, in_partial_only: bool = False) -> set[str]:
    """Templates named by an include, in partials only if asked so."""
    text = bare(text)
    if in_partial_only:
        text = " ".join(re.findall(r"{%\s*partialdef.*?{%\s*endpartialdef[^%]*%}", text, re.S))
    return set(INCLUDE.findall(text))
