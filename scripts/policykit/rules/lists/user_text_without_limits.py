"""Users can write text that others receive, and no limit is stated.

AWS warns of input that users define: it is how spam gets into honest mail. State the limits of length, links and number
(AWS-03, AWS-05).

Wrong:
    streams: [{}, {user_content: {fields: [title of the rehearsal]}}]
Right:
    streams: [{}, {user_content: {fields: [title], limits: A title has 80 characters at most and holds no link.}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("LIST-06",)
question = "purpose"
sources = ("AWS-03", "AWS-05")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream that carries users' text without limits."""
    for path, stream in product.each_stream():
        content = stream.user_content
        if content and content.fields and not content.limits:
            message = f"`{stream.id}` carries text that users write, without stated limits"
            fix = "limit length, links and mails for each user, and state it in `limits:`"
            yield Found(f"{path}.user_content", message, fix)
