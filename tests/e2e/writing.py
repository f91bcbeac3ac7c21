"""Messages as a user's and a client's mail programs write them."""

import email.message
import email.policy
import email.utils
import itertools
import uuid

from reading import POLICY

_number = itertools.count(1)

APOLOGY = """Dear {name},

I am sorry that your order arrived three days late. The mistake was mine: I gave the
carrier the wrong dispatch date. I have refunded the shipping cost today, and every
dispatch date is now checked by a second person before a parcel leaves us.

Please tell me if anything is still missing.

Best regards,
Alice Baker
"""


def new_id(domain="mua.example.test"):
    return f"<{uuid.uuid4().hex}.{next(_number)}@{domain}>"


def message(sender, to, subject, text, at=None, cc=None, bcc=None, answers=None, **fields):
    """A plain text message. `answers` is the message that it is an answer to; `at` is the Date (datetime)."""
    mail = email.message.EmailMessage(policy=POLICY)
    mail["From"] = sender
    mail["To"] = to
    if cc:
        mail["Cc"] = cc
    if bcc:
        mail["Bcc"] = bcc
    mail["Subject"] = subject
    mail["Date"] = email.utils.format_datetime(at) if at else email.utils.localtime()
    mail["Message-ID"] = new_id()
    if answers is not None:
        mail["In-Reply-To"] = str(answers["Message-ID"])
        mail["References"] = f"{answers['References'] or ''} {answers['Message-ID']}".strip()
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def apology(to, at=None, subject="Your late order", name="Bob", sender="Alice Baker <alice@example.test>", **rest):
    return message(sender, to, subject, APOLOGY.format(name=name), at=at, **rest)


def reply(to_message, sender, text="Thank you, that settles it for me.\n", **rest):
    """An answer from `sender` to the author of `to_message`."""
    quoted = "".join(f"> {line}\n" for line in to_message.get_content().splitlines())
    return message(
        sender, str(to_message["From"]), f"Re: {to_message['Subject']}", f"{text}\nAlice wrote:\n{quoted}",
        answers=to_message, **rest,
    )  # fmt: skip


def out_of_office(to_message, sender, until):
    """What a holiday responder sends (RFC 3834)."""
    return message(
        sender, str(to_message["From"]), f"Automatic reply: {to_message['Subject']}",
        f"Thank you for your message. I am out of the office and will be back on {until:%d %B %Y}.\n",
        answers=to_message, Auto_Submitted="auto-replied", Precedence="bulk",
    )  # fmt: skip
