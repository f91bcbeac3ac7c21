#!/usr/bin/python3
"""Insert into 200 generated bodies, HTML and plain, the cursor anywhere: what stood there before stands there after."""

import unittest

from bodies import Body
from thunderbird_case import ThunderbirdCase
from servers import address

LETTER = "Dear Bob & Söhne <GmbH>,\n\nI am sorry that it came late.\nIt was my mistake.\n\nAlice"
COUNT = 100  # of each format
TRY = """
const editor = window.GetCurrentEditor(), document = editor.document, body = document.body;
const extension = ExtensionParent.GlobalManager.getExtension('amends@amends.invalid');
await extension.wakeupBackground?.();
const page = (await until(() => extension.backgroundContext, 'the background page')).xulBrowser;
const wanted = '.moz-signature, .moz-cite-prefix, blockquote[type=cite], span[style*="98vw"]';
const kept = () => [...body.querySelectorAll(wanted)].map(one => one.outerHTML);
const blocks = () => [...body.children].map(one => one.outerHTML);
const wrong = [];
for (const [seed, html, place, letter, plain] of args[1]) {
  body.innerHTML = html;
  const walker = document.createTreeWalker(body, 4), texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node);
  const node = texts[Math.floor(place * texts.length)] ?? body.firstChild;
  editor.selection.collapse(node, Math.floor(place * 7919 % 1 * ((node.data?.length ?? 0) + 1)));
  let top = node;
  while (top.parentNode !== body) top = top.parentNode;
  const before = {html: body.innerHTML, kept: kept(), text: body.textContent, blocks: blocks().filter(one => one !== top.outerHTML)};
  const done = await inPage(page, `
    const [tab] = await messenger.tabs.query({windowId: args[0]});
    return (await messenger.tabs.sendMessage(tab.id, {order: 'insert', text: args[1], plain: args[2], over: null})).done;`,
    [window.docShell.outerWindowID, letter, plain]);
  const says = (what, seen) => wrong.push(`${plain ? 'plain' : 'HTML'} ${seed}: ${what}\\n${before.html}\\n${seen}`);
  // At the cursor the editor may make a space one that does not break, or back: nowhere else.
  const even = text => text.replace(/\\u00a0/g, ' ');
  const bare = letter.replace(/\\n/g, '');
  const now = even(body.textContent), at = now.indexOf(bare);
  if (!done) says('nothing was inserted', body.innerHTML);
  else if (at < 0) says('the letter is not there', now);
  else if (now.slice(0, at) + now.slice(at + bare.length) !== even(before.text)) says('other words have changed', now);
  if (JSON.stringify(kept()) !== JSON.stringify(before.kept)) says('a quote or the signature has changed', kept());
  const after = blocks();
  if (!before.blocks.every(one => after.includes(one))) says('a part away from the cursor has changed', body.innerHTML);
  editor.undo();
  if (body.innerHTML !== before.html) says('one undo does not bring it back', body.innerHTML);
}
return wrong;
"""


class RoundTrip(ThunderbirdCase):
    def inserted_into(self, plain):
        self.person.prefers(compose_html=not plain)
        compose = self.person.writes_new(to=address(self.client))
        self.assertEqual(compose.is_plain(), plain)
        compose.presses_amends().closes()  # the compose script is there
        bodies = [Body(seed, plain) for seed in range(COUNT)]
        tries = [(seed, body.html, body.random.random(), LETTER, plain) for seed, body in enumerate(bodies)]
        wrong = [each for start in range(0, COUNT, 20) for each in compose.run(TRY, tries[start : start + 20])]
        self.assertEqual(len(wrong), 0, f"{len(wrong)} times\n" + "\n".join(wrong[:5]))

    def test_a_hundred_bodies_in_html(self):
        self.inserted_into(plain=False)

    def test_a_hundred_bodies_in_plain_text(self):
        self.inserted_into(plain=True)


if __name__ == "__main__":
    unittest.main()
