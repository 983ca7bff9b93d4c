"""A browser that notices whatever runs, leaves, or is fetched from elsewhere."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Error, Page, Request

HOOKS = """
  window.heard = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = () => { window.heard.push(name + ' ran'); };
  document.addEventListener('securitypolicyviolation', (e) =>
    window.heard.push('refused by the policy: ' + e.violatedDirective + ' ' + e.blockedURI));
"""

SCAN = """() => {
  const found = [...window.heard];
  const leads = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href', 'ping'];
  const kinds = ['', 'http:', 'https:', 'mailto:', 'otpauth:'];
  const leadsTo = (to) =>
    URL.canParse(to, 'https://here.example') ? new URL(to, 'https://here.example').protocol : '';
  const never = 'iframe,object,embed,base,applet,frame,meta[http-equiv=refresh],marquee,math';
  const say = (what, e) => found.push(what + ': ' + e.outerHTML.slice(0, 160));
  for (const e of document.querySelectorAll(never)) say('a forbidden element', e);
  for (const e of document.querySelectorAll('script')) {
    const ours = e.src && new URL(e.src).origin === location.origin;
    if (!ours && e.type !== 'application/ld+json') say('a script', e);
    if (e.type === 'application/ld+json') JSON.parse(e.textContent);
  }
  for (const e of document.querySelectorAll('*'))
    for (const a of e.attributes) {
      if (a.name.startsWith('on') || a.name === 'srcdoc') say('a handler', e);
      const isWay = a.name === 'action' || a.name === 'formaction';
      if (isWay && URL.canParse(a.value) && new URL(a.value).origin !== location.origin)
        say('a form that leads elsewhere', e);
      if (a.name === 'ping') say('a ping', e);
      if (a.name === 'style' && /url|fixed|absolute/i.test(a.value)) say('a style', e);
      if (leads.includes(a.name) && !kinds.includes(leadsTo(a.value)))
        say('a scheme', e);
    }
  for (const e of document.querySelectorAll('*'))
    for (const kind of ['mouseover', 'focus', 'error', 'load', 'toggle', 'begin'])
      e.dispatchEvent(new Event(kind));
  return [...found, ...window.heard.slice(found.length)];
}"""

AGAIN = """() => {
  const words = document.getElementById('words');
  words.innerHTML = words.innerHTML;
}"""


@dataclass
class Judge:
    """One person's browser; `faults` holds what happened that should not have."""

    context: BrowserContext
    origin: str
    faults: list[str] = field(default_factory=list)
    places: int = 0

    def __post_init__(self) -> None:
        """Listen from the first page on."""
        self.context.add_init_script(HOOKS)
        self.context.on("request", self._watch)
        self.context.on("dialog", self._refuse)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"an error: {error}"))

    def look(self, path: str) -> str:
        """Open a page of the site and judge it; return its HTML."""
        answer = self.page.goto(f"{self.origin}{path}")
        assert answer is not None
        assert answer.status in {200, 422}, (path, answer.status)
        self._judge(path)
        return self.page.content()

    def parse(self, name: str, html: str) -> None:
        """Judge pieces of HTML without the site's policy: parsed, and put in by a script, twice."""
        self.page.close()
        self.page = self.context.new_page()
        self.page.evaluate(
            "(html) => { const before = window.heard; document.open(); document.write(html);"
            " document.close(); window.heard = before; }",
            f"<!DOCTYPE html><body><div id=words>{html}</div>",
        )
        self._judge(name)
        if not self.faults:
            self.page.evaluate(AGAIN)
            self._judge(f"{name}, put in again")

    def _judge(self, place: str) -> None:
        self.places += 1
        try:
            self.faults += [f"{place}: {each}" for each in self.page.evaluate(SCAN)]
        except Error as gone:
            self.faults.append(f"{place}: the page went away, {gone}")
        here = urlsplit(self.page.url)
        if here.scheme != "about" and f"{here.scheme}://{here.netloc}" != self.origin:
            self.faults.append(f"{place}: the page went to {self.page.url}")

    def _watch(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https"} and not request.url.startswith(
            self.origin
        ):
            self.faults.append(f"{self.page.url} fetched {request.url}")

    def _refuse(self, dialog: Dialog) -> None:
        self.faults.append(f"{self.page.url} opened a dialog")
        dialog.dismiss()
