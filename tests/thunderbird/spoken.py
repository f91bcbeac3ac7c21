"""What Thunderbird tells a screen reader of a page, and what the page has that it must tell of."""

# The accessible tree of the page in `browser`, as rows [role, name, states]; of an input for a day only the whole.
TREE = """
const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
const pageOf = () => service.getAccessibleFor(browser)?.firstChild;
const statesOf = (one) => {
  const state = {}, extra = {};
  one.getState(state, extra);
  const list = service.getStringStates(state.value, extra.value);
  return Array.from({length: list.length}, (_, at) => list.item(at));
};
const rows = () => {
  const found = [];
  const walk = (one) => {
    const role = service.getStringRole(one.role);
    found.push([role, one.name ?? '', statesOf(one)]);
    if (role === 'date editor') return;
    for (let child = one.firstChild; child; child = child.nextSibling) walk(child);
  };
  walk(pageOf());
  return found;
};
"""
# Every control of the page that is shown, as [role, id or text].
CONTROLS = """
const roles = {
  BUTTON: 'pushbutton', SELECT: 'combobox', TEXTAREA: 'entry', A: 'link', SUMMARY: 'summary',
  checkbox: 'checkbutton', radio: 'radiobutton', date: 'date editor', search: 'searchbox', text: 'entry', tab: 'pagetab',
};
return [...d.querySelectorAll('button, select, textarea, input, a[href], summary, [role=tab]')]
  .filter(one => one.checkVisibility())
  .map(one => [one.list ? 'editcombobox' : roles[one.getAttribute('role') ?? (one.tagName === 'INPUT' ? one.type : one.tagName)] ?? one.tagName,
               one.id || one.textContent.trim()]);
"""
SPOKEN = {"pushbutton", "toggle button", "combobox", "editcombobox", "entry", "searchbox", "link", "summary", "checkbutton", "radiobutton",
          "date editor", "pagetab"}  # fmt: skip


def rows(run, browser, count):
    """The tree as [role, name, states], once it tells of so many controls; `browser` is JavaScript that finds the page."""
    body = f"""
    const browser = {browser};
    {TREE}
    const wanted = new Set(args.at(-2));
    let seen = [];
    await until(() => {{
      seen = pageOf() ? rows() : [];
      return seen.filter(([role]) => wanted.has(role)).length === args.at(-1);
    }}, 'the controls in the tree', 5000).catch(() => null);
    return seen;
    """
    return run(body, sorted(SPOKEN), count)


def controls(seen):
    return [row for row in seen if row[0] in SPOKEN]
