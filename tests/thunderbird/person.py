"""What a person does in Thunderbird's main window: reads mail, answers it, opens a draft. What they see and press there
is what these functions use; nothing here talks to the daemon."""

from composing import Compose


def bare(message_id):
    return str(message_id).strip("<> ")


# Shows the folder `args[0]` in the main window and selects the message `args[1]`; the lines that follow go on from there.
SELECTED = """
const where = folder(args[0]), main = Services.wm.getMostRecentWindow('mail:3pane');
const header = await until(() => {
  const seen = where.msgDatabase.getMsgHdrForMessageID(args[1]);
  if (!seen) where.updateFolder(null);
  return seen;
}, `the message ${args[1]} in ${args[0]}`, args[2]);
const tabs = main.document.getElementById('tabmail');
tabs.switchToTab(0);
const pane = tabs.currentAbout3Pane;
if (pane.gFolder !== where) pane.displayFolder(where.URI);
const row = await until(() => {
  const at = pane.gFolder === where && pane.gDBView ? pane.gDBView.findIndexOfMsgHdr(header, true) : -1;
  return at >= 0 && at < pane.gDBView.rowCount ? {at} : null;
}, 'the message in the list');
pane.threadTree.selectedIndex = row.at;
await until(() => pane.gDBView.numSelected === 1 && pane.gDBView.hdrForFirstSelectedMessage === header, 'the selection');
"""
OPENED = """
const window = await until(
  () => composeWindows().find(each => !before.has(each) && each.composeEditorReady), 'the compose window');
return window.docShell.outerWindowID;
"""


class Person:
    def __init__(self, thunderbird):
        self.thunderbird = thunderbird

    def prefers(self, **choices):
        """Sets what stands in the account settings: compose_html, reply_on_top, sig_bottom, sig_on_fwd, fcc, ..."""
        self.thunderbird.run(
            """
            for (const [name, value] of Object.entries(args[0])) {
              const full = `mail.identity.id1.${name}`;
              if (typeof value === 'boolean') Services.prefs.setBoolPref(full, value);
              else if (typeof value === 'number') Services.prefs.setIntPref(full, value);
              else Services.prefs.setStringPref(full, value);
            }
            """,
            choices,
        )

    def fetches_mail(self):
        self.thunderbird.run("account().getNewMessages(folder('Inbox'), null, null);")

    def sees(self, message_id, where="Inbox", within=20):
        """The subject under which the message stands in that folder's list."""
        return self.thunderbird.run(
            SELECTED + "return header.mime2DecodedSubject;", where, bare(message_id), within * 1000
        )

    def _opens(self, command, where, message_id, within=20):
        window = self.thunderbird.run(
            f"{SELECTED} const before = new Set(composeWindows()); {command} {OPENED}",
            where, bare(message_id), within * 1000,
        )  # fmt: skip
        return Compose(self.thunderbird, window)

    def replies(self, message_id):
        return self._opens("main.goDoCommand('cmd_reply');", "Inbox", message_id)

    def replies_to_all(self, message_id):
        return self._opens("main.goDoCommand('cmd_replyall');", "Inbox", message_id)

    def forwards(self, message_id):
        return self._opens("main.goDoCommand('cmd_forwardInline');", "Inbox", message_id)

    def opens_draft(self, message_id, within=20):
        return self._opens("main.goDoCommand('cmd_editDraftMsg');", "Drafts", message_id, within)

    def writes_new(self, to="", subject=""):
        window = self.thunderbird.run(
            f"""
            const before = new Set(composeWindows());
            Services.wm.getMostRecentWindow('mail:3pane').goDoCommand('cmd_newMessage');
            {OPENED}
            """
        )
        compose = Compose(self.thunderbird, window)
        if to:
            compose.addresses(to)
        if subject:
            compose.titles(subject)
        return compose

    def sends_the_outbox(self):
        """File > Send Unsent Messages."""
        self.thunderbird.run("Services.wm.getMostRecentWindow('mail:3pane').goDoCommand('cmd_sendUnsentMsgs');")

    def outbox(self):
        """The Message-IDs of what waits to be sent."""
        return self.thunderbird.run("return [...folder('Queue').messages].map(each => each.messageId);")

    def edits_unsent_as_new(self, message_id):
        """The only way that Thunderbird offers there; what is in the outbox stays in it."""
        return self._opens("main.goDoCommand('cmd_editAsNew');", "Queue", message_id)

    def deletes_unsent(self, message_id):
        """With Shift+Delete: for good."""
        self.thunderbird.run(
            """
            const queue = folder('Queue'), header = queue.msgDatabase.getMsgHdrForMessageID(args[0]);
            queue.deleteMessages([header], null, true, false, null, false);
            await until(() => ![...queue.messages].some(each => each.messageId === args[0]), 'the mail deleted');
            """,
            message_id,
        )

    def windows(self):
        """The compose windows that are open."""
        ids = self.thunderbird.run("return composeWindows().map(each => each.docShell.outerWindowID);")
        return [Compose(self.thunderbird, window) for window in ids]

    def puts_everything_away(self):
        """Closes what a test left open, and every dialog."""
        self.thunderbird.run(
            """
            for (const each of Services.wm.getEnumerator(null)) {
              if (each.location.href.endsWith('commonDialog.xhtml')) each.document.querySelector('dialog').cancelDialog();
            }
            for (const each of composeWindows()) {
              each.gContentChanged = false;
              if (each.gMsgCompose) each.gMsgCompose.bodyModified = false;
              each.close();
            }
            await until(() => composeWindows().length === 0, 'every compose window closed');
            """
        )
