"""Bodies of compose windows as people and mail programs leave them, drawn from a seed."""

import html
import random

WORDS = ["late", "Grüße", "&", "<b>", "a&amp;b", "“so”", "1 < 2", "שלום", "👍", "naïve", "\u00a0", "order", "Monday,", "no.17"]
PLAIN_QUOTE = '<span style="white-space: pre-wrap; display: block; width: 98vw;">'


class Body:
    """`html` is what stands in the window; `plain` whether it is a window for plain text."""

    def __init__(self, seed, plain):
        self.random = random.Random(f"{seed} {plain}")
        self.plain = plain
        self.count = 0
        parts = [self.others() if self.random.random() < 0.25 else self.own() for _ in range(self.random.randint(1, 7))]
        if self.random.random() < 0.8:
            name = "div" if plain else "pre"
            parts.append(f'<{name} class="moz-signature" cols="72">-- <br>{self.line()}<br>{self.line()}</{name}>')
        self.html = "".join(parts)

    def line(self):
        self.count += 1
        words = [f"w{self.count}", *(self.random.choice(WORDS) for _ in range(self.random.randint(0, 6)))]
        return html.escape(" ".join(words), quote=False).replace("\u00a0", "&nbsp;")

    def own(self):
        if self.plain:
            return "".join(f"{self.line()}<br>" for _ in range(self.random.randint(1, 3))) + "<br>" * self.random.randint(0, 2)
        one = self.random.choice(
            (
                lambda: f"<p>{self.line()}</p>",
                lambda: f"<p>{self.line()}<br>{self.line()}</p>",
                lambda: f'<p>{self.line()} <b>{self.line()}</b> <a href="https://x.test/?a=1&amp;b=2">{self.line()}</a></p>',
                lambda: f"<div>{self.line()}</div>",
                lambda: f"<ul><li>{self.line()}</li><li><i>{self.line()}</i></li></ul>",
                lambda: f"<table><tbody><tr><td>{self.line()}</td><td>{self.line()}</td></tr></tbody></table>",
                lambda: "<p><br></p>",
            )
        )
        return one()

    def others(self):
        if self.plain:
            return f"{PLAIN_QUOTE}&gt; {self.line()}<br>&gt; {self.line()}<br></span>"
        return (
            f'<div class="moz-cite-prefix">{self.line()}<br></div>'
            f'<blockquote type="cite" cite="mid:x@y.test"><p>{self.line()}</p><pre>{self.line()}\n  {self.line()}</pre></blockquote>'
        )
