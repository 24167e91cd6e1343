"""The few marks people may use in longer texts: headings, lists, bold, italics, quotes, links. Nothing else."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# Raw HTML is text, images stay out; what the parser makes is sanitised again, by allow-list.
_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "code", "fence"])
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a", "hr"}
# A page has its own first and second heading; people's begin below them.
_LOWER = {"h1": "h3", "h2": "h4", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}


def as_html(text: str) -> SafeString:
    """Safe HTML of a text with marks. A link tells the other site nothing."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        token.tag = _LOWER.get(token.tag, token.tag) if token.type.startswith("heading") else token.tag
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - sanitised in the line above
