"""A browser with somebody in front of it: browser.py ADDRESS. Goes where it is sent, fills in forms with BROWSER_USER and BROWSER_PASSWORD,
and leaves what it was shown last in the file BROWSER_SAW."""
import html.parser
import http.cookiejar
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

MOST_PAGES = 12


class Form(html.parser.HTMLParser):
    """The first form of a page that is sent by POST."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields, self.within = None, {}, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and self.action is None and (given.get("method") or "").lower() == "post":
            self.action, self.within = given.get("action") or "", True
        if tag == "input" and self.within and given.get("name"):
            self.fields[given["name"]] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.within = False


class Browser:
    def __init__(self):
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                                  urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, address, body=None, kind="application/x-www-form-urlencoded"):
        request = urllib.request.Request(address, body, {"Content-Type": kind} if body is not None else {})
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return answer.geturl(), answer.read().decode()

    def fill(self, at, form):
        for name in form.fields:
            if name in ("login", "username", "user"):
                form.fields[name] = os.environ["BROWSER_USER"]
            if name == "password":
                form.fields[name] = os.environ["BROWSER_PASSWORD"]
        return self.get(urllib.parse.urljoin(at, form.action), urllib.parse.urlencode(form.fields).encode())

    def answer_script(self, at):
        """Where the page is a program: what that does (glewlwyd)."""
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(at).query))
        root = at.partition("/login.html")[0]
        who = {"username": os.environ["BROWSER_USER"], "password": os.environ["BROWSER_PASSWORD"]}
        self.get(root + "/api/auth/", json.dumps(who).encode(), "application/json")
        return self.get(asked["callback_url"] + "&g_continue")

    def go(self, address):
        at, page = self.get(address)
        for _ in range(MOST_PAGES):
            form = Form(page)
            if urllib.parse.urlsplit(at).path.endswith("/login.html"):
                at, page = self.answer_script(at)
            elif form.action is not None:
                at, page = self.fill(at, form)
            else:
                break
        return page


if __name__ == "__main__":
    page = Browser().go(sys.argv[1])
    draft = os.environ["BROWSER_SAW"] + ".part"
    with open(draft, "w", encoding="utf-8") as file:
        file.write(page)
    os.replace(draft, os.environ["BROWSER_SAW"])
