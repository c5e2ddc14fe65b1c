"""A mail carries an attachment of a type that SES refuses.

SES rejects a mail with a file extension on its list, mostly programs and scripts (AWS-25).

Wrong:
    streams: [{}, {attachments: [{name: setup.exe}]}]
    ---
    streams: [{}, {attachments: [{name: Seating.MDB}]}]
Right:
    streams: [{}, {attachments: [{name: invite.ics}]}]
    ---
    streams: [{}, {attachments: [{name: plan.2027.pdf}]}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("MSG-07",)
question = "examples"
sources = ("AWS-25",)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each attachment whose extension is on Amazon's list."""
    for path, stream in product.each_stream():
        for index, file in enumerate(stream.attachments):
            name, dot, extension = (file.name or "").rpartition(".")
            if name and dot and extension.lower() in context.ses.refused_attachments:
                message = f"{file.name}: SES refuses .{extension.lower()} files"
                yield Found(f"{path}.attachments[{index}].name", message, "send a PDF, or a link to the file")
