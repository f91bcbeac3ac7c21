// What a script that a test runs in Thunderbird's own (chrome) scope can use; its `args` are the values that it was given.
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");

const { setTimeout: later } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");

const nap = (ms) => new Promise((done) => later(done, ms));

// Looks until it sees something true, and gives that.
const until = async (look, what, within = 20000, every = 20) => {
  const end = Date.now() + within;
  let trouble = "";
  for (;;) {
    let seen = null;
    try {
      seen = await look();
    } catch (error) {
      trouble = `; the last look: ${error}`;
    }
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`not seen within ${within / 1000} s: ${what}${trouble}`);
    await nap(every);
  }
};

// Runs code in the page of a <browser>; `w` is its window, `d` its document.
const inBrowser = (browser, code, args = []) =>
  new Promise((done, fail) => {
    const id = `amends-test-${Math.random()}`;
    const heard = (message) => {
      browser.messageManager.removeMessageListener(id, heard);
      if (message.data.error) fail(new Error(message.data.error));
      else done(message.data.value);
    };
    browser.messageManager.addMessageListener(id, heard);
    const script = `(async () => {
      const w = content, d = content.document, args = ${JSON.stringify(args)};
      try {
        const value = await (async () => {${code}})();
        sendAsyncMessage("${id}", { value: value === undefined ? null : value });
      } catch (error) {
        sendAsyncMessage("${id}", { error: error + " " + (error.stack || "") });
      }
    })()`;
    const url = "data:application/javascript;charset=utf-8," + encodeURIComponent(script);
    browser.messageManager.loadFrameScript(url, false);
  });

// Runs code with the rights of that page itself, where `messenger` is the add-on's own.
const inPage = (browser, code, args = []) => {
  const wrapped = `(async () => { const args = ${JSON.stringify(args)}; ${code} })().then(
    (value) => JSON.stringify({ value: value === undefined ? null : value }),
    (error) => JSON.stringify({ error: error + " " + (error.stack || "") }))`;
  return inBrowser(
    browser,
    `const sandbox = Cu.Sandbox(w, { sandboxPrototype: w, wantXrays: false });
     const said = JSON.parse(await Cu.evalInSandbox(args[0], sandbox));
     if (said.error) throw new Error(said.error);
     return said.value;`,
    [wrapped],
  );
};

const composeWindows = () => [...Services.wm.getEnumerator("msgcompose")];
const composeWindow = (id) => composeWindows().find((each) => each.docShell.outerWindowID === id);
const account = () => MailServices.accounts.accounts.find((each) => each.incomingServer.type === "imap").incomingServer;
const folder = (flag) => {
  const places = [account(), MailServices.accounts.localFoldersServer];
  return places.map((each) => each.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags[flag])).find(Boolean);
};

// A PNG (base64) of the whole page of a <browser>, as wide as it is shown.
const photograph = async (browser) => {
  const [width, height, background] = await inBrowser(
    browser,
    `const e = d.documentElement, size = [e.clientWidth, Math.max(e.scrollHeight, e.clientHeight)].map(Math.floor);
     return [...size, w.getComputedStyle(d.body).backgroundColor];`,
  );
  const bounds = new browser.ownerDocument.defaultView.DOMRect(0, 0, width, height);
  const seen = background === "rgba(0, 0, 0, 0)" ? "rgb(255, 255, 255)" : background;
  const image = await browser.browsingContext.currentWindowGlobal.drawSnapshot(bounds, 1.5, seen);
  const canvas = browser.ownerDocument.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
};
