"""What is tried against the app, and refused."""

import re
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from reportedly.web.pages.plain import own_path
from reportedly.web.serving import Serving, is_loopback
from tests.web.conftest import browser, log_in

TEXT = "Six people drowned in Kisumu on Monday, the county governor said.\n"
FORMS = (
    "/add/text", "/add/address", "/add/files", "/add/examples", "/judgements", "/notes", "/situations", "/theme",
    "/attributions", "/reports/x/coding",
    "/situations/x/close",
)  # fmt: skip
ACCOUNT_FORMS = ("/logout", "/account/password", "/account/tokens", "/account/tokens/x/revoke", "/people/invite",
                 "/people/rea/role", "/people/rea/close")  # fmt: skip
WRITING = ("/add", "/review", "/add/text", "/judgements", "/notes", "/situations")


def test_every_answer_has_the_headers(local):
    """Policy, sniffing, framing, referrer: on pages, problems, static files and refusals alike."""
    for address in ("/", "/nothing", "/static/app.css", "/api/v1/reports", "/health"):
        headers = local.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert "content-security-policy" in local.get("/", headers={"host": "evil.example"}).headers


@pytest.mark.parametrize("address", FORMS)
def test_forms_without_our_token_are_refused(local, address):
    """A forged form changes nothing, also where nobody logs in."""
    local.page("/add")
    for token in ("", "x", "a.b", local.token[:-1] + ("0" if local.token[-1] != "0" else "1")):
        assert local.submit(address, {"text": TEXT}, token=token).status_code == 403
    assert local.get("/api/v1/reports?limit=200").json()["items"][4:] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "http://["},
    ],
)
def test_forms_of_another_site_are_refused_even_with_a_token(local, headers):
    """The browser's own word on where a request comes from counts as well."""
    local.page("/add")
    sent = {"accept": "text/html", **headers}
    answer = local.post("/add/text", data={"csrf": local.token, "text": TEXT}, headers=sent)
    assert answer.status_code == 403


def test_every_form_route_asks_for_the_token(local):
    """No route that writes was forgotten: each takes its form through the check, or is the API's own."""
    from reportedly.web.sessions import checked_form, writer_of

    def calls(dependant):
        for one in dependant.dependencies:
            yield one.call
            yield from calls(one)

    routes = [one for one in all_routes(local.app) if one.methods & {"POST", "PUT", "PATCH", "DELETE"}]
    assert len(routes) > 15
    for route in routes:
        assert {checked_form, writer_of} & set(calls(route.dependant)), route.path


def all_routes(app):
    """Give every route of ours, also of routers that are kept whole."""
    waiting, found = list(app.routes), []
    while waiting:
        one = waiting.pop()
        inner = getattr(one, "routes", None) or getattr(getattr(one, "original_router", None), "routes", None)
        if hasattr(one, "dependant"):
            found.append(one)
        elif inner:
            waiting.extend(inner)
    return found


def test_json_of_another_site_is_refused(local):
    """A page elsewhere can send neither JSON nor a plain form to the API."""
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert local.post("/api/v1/reports", json={"text": TEXT}, headers=headers).status_code == 403
    plain = local.post("/api/v1/reports", content='{"text": "x"}', headers={"content-type": "text/plain"})
    assert plain.status_code in (403, 422)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""])
def test_other_host_names_do_not_lead_here(local, host):
    """On loopback, where nobody logs in, a name that was pointed here (DNS rebinding) is refused."""
    assert local.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "to",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\/evil.example", "javascript:1", "/a\r\nX: y", ""],
)
def test_nothing_leads_back_to_another_site(local, to):
    """Where a form says to go afterwards is only ever a path of ours."""
    assert own_path(to) == "/"
    local.page("/help")
    answer = local.submit("/theme", {"theme": "dark", "back": to})
    assert answer.headers["location"] == "/"
    assert "x" not in answer.headers


def test_private_addresses_are_not_fetched(local):
    """Adding an address can't reach into the network that the server stands in."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        port = server.getsockname()[1]
        local.page("/add")
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"):
            answer = local.submit("/add/address", {"url": f"http://{host}:{port}/"})
            assert answer.status_code >= 400, host
        for other in ("file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "http://169.254.169.254/"):
            assert local.submit("/add/address", {"url": other}).status_code >= 400
        with pytest.raises(TimeoutError):
            server.accept()  # nobody knocked


def test_oversized_uploads_are_refused(path):
    """Neither a declared nor an undeclared length gets past the bound."""
    with browser(Serving(path, largest_body=100_000)) as client:
        client.page("/add")
        declared = client.submit("/add/text", {"text": "x" * 200_000})
        assert declared.status_code == 413

        def pieces():
            for _ in range(50):
                yield b"y" * 10_000

        headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
        assert client.post("/add/text", content=pieces(), headers=headers).status_code == 413
        endless = {**headers, "content-length": "9" * 5000}
        assert client.post("/add/text", content=b"x", headers=endless).status_code == 413


def test_a_file_that_unpacks_to_much_more_is_not_unpacked(local):
    """A bomb is refused, or read as what it is: bytes that are no text."""
    import gzip

    local.page("/add")
    bomb = gzip.compress(b"0" * 20_000_000)
    answer = local.submit("/add/files", files=[("files", ("a.txt.gz", bomb, "application/gzip"))])
    assert answer.status_code in (200, 413, 422)
    assert 'href="/reports/' not in answer.text.split("<main")[1]


def test_what_is_sent_cannot_make_headers(local):
    """Line breaks in names and addresses end in no header."""
    bad = "a%0d%0aSet-Cookie:%20stolen=1"
    for address in (f"/reports/{bad}", f"/login?to={bad}", f"/search?q={bad}", f"/follow/search.atom?q={bad}"):
        answer = local.get(address, headers={"accept": "text/html"})
        assert "stolen" not in answer.headers.get("set-cookie", "")


def test_scripts_in_comments_and_names_are_words(local):
    """What people write is shown as they wrote it."""
    report = local.get("/api/v1/reports").json()["items"][0]["id"]
    claim = local.get("/api/v1/claims?limit=1").json()["items"][0]["claim"]["id"]
    evil = '"><script>alert(9)</script>'
    local.page("/add")
    assert local.submit("/notes", {"report": report, "kind": "comment", "said": evil}).status_code == 303
    local.submit("/judgements", {"kind": "comment", "subject": claim, "value": evil})
    local.submit("/situations?q=killed", {"name": evil})
    pages = [local.page(f"/claims/{claim}"), local.page("/situations"), local.page("/review")]
    feed = local.get("/follow/search.atom?q=killed").text
    assert "&lt;script&gt;" in pages[0].text
    assert not any("<script>alert" in one.text for one in pages)
    assert "<script>" not in feed


def test_scripts_in_feeds_and_speakers_names_are_words(local):
    """A channel's name and address, and whoever is said to have spoken, are shown as words and linked only if safe."""
    evil = '"><script>alert(9)</script>'
    web = local.app.state.web
    web.ledger.save_channel(evil, {"url": "javascript:alert(10)"}, by="ada")
    web.ledger.save_channel("feed", {"url": f"https://feed.example/{evil}"}, by="ada")
    report = web.ledger.reports()[0].id
    local.page(f"/reports/{report}")
    local.submit("/attributions", {"report": report, "content": "0-9", "who": evil})
    pages = [local.page("/channels"), local.page(f"/reports/{report}"), local.page(f"/speakers?speaker={quote(evil)}")]
    for one in pages:
        assert "<script>alert" not in one.text
        assert "&lt;script&gt;alert" in one.text
        assert 'href="javascript:' not in one.text


def test_others_have_to_log_in(shared):
    """Off loopback every page, list and feed asks who it is; the login says nothing of what is here."""
    for address in (
        "/",
        "/questions",
        "/reports/x",
        "/metrics",
        "/api/v1/reports",
        "/follow/search.atom",
        "/openapi.json",
    ):
        answer = shared.get(address, follow_redirects=False)
        assert answer.status_code in (401, 303), address
    led = shared.get("/questions?q=a", headers={"accept": "text/html"}, follow_redirects=False)
    assert led.headers["location"] == "/login?to=%2Fquestions%3Fq%3Da"
    assert shared.get("/health").status_code == 200


def test_a_login_begins_a_new_session(shared):
    """A session that was planted before (fixation) isn't the one that is logged in."""
    shared.cookies.set("reportedly_session", "planted-by-somebody-else")
    answer = log_in(shared, "rev")
    assert answer.status_code == 303
    begun = re.search(r"reportedly_session=([^;]+)", answer.headers["set-cookie"]).group(1)
    assert begun != "planted-by-somebody-else"
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert shared.accounts.viewer("planted-by-somebody-else") is None


def test_a_wrong_password_and_a_wrong_name_are_told_alike(shared):
    """Nobody learns from the login who has an account."""
    shared.page("/login")
    answers = [shared.submit("/login", {"name": name, "password": "not this one"}) for name in ("ada", "nobody")]
    assert [one.status_code for one in answers] == [401, 401]
    clean = [re.sub(r'value="[^"]*"', "", one.text) for one in answers]
    assert clean[0] == clean[1]


def test_guessing_is_slowed_down(shared):
    """After ten tries the next has to wait."""
    from reportedly.web.accounts import Limits

    shared.app.state.web.logins = Limits(3, 300)
    shared.page("/login")
    statuses = [shared.submit("/login", {"name": "ada", "password": "guess"}).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


def test_roles_are_kept_apart(shared):
    """A reader reads; a reviewer judges; an admin sees to accounts: nobody does more."""
    log_in(shared, "rea")
    assert shared.page("/").status_code == 200
    for address in WRITING:
        answer = shared.page(address) if address in ("/add", "/review") else shared.submit(address, {"text": TEXT})
        assert answer.status_code == 403, address
    for address in ("/people", "/metrics"):
        assert shared.get(address).status_code == 403
    for address in ACCOUNT_FORMS[4:]:
        assert shared.submit(address, {"role": "admin"}).status_code == 403
    assert shared.submit("/account/tokens", {"name": "t", "scope": "admin"}).status_code == 403
    log_in(shared, "rev")
    assert shared.page("/review").status_code == 200
    assert shared.get("/people").status_code == 403
    log_in(shared, "ada")
    assert shared.page("/people").status_code == 200


def test_nobody_revokes_the_tokens_of_others(shared):
    """Another's token is no token of one's own, whatever its id."""
    secret = shared.accounts.add_token("ada", "hers", "admin")
    key = shared.accounts.tokens("ada")[0].id
    log_in(shared, "rev")
    shared.page("/account")
    assert shared.submit(f"/account/tokens/{key}/revoke").status_code == 404
    assert shared.accounts.bearer(secret) is not None


def test_nobody_closes_the_webhooks_of_others(shared):
    """Who made a webhook closes it, or an admin; a reviewer's own word isn't enough, nor a reader's."""
    shared.accounts.add_user("rev2", "rev2 has a long word", "reviewer")
    log_in(shared, "rev")
    shared.page("/situations")
    assert shared.submit("/situations?q=the", {"name": "words"}).status_code == 303
    assert shared.submit("/situations/words/hooks", {"url": "https://hooks.example/in"}).status_code == 200
    hooks = shared.app.state.web.hooks
    key = hooks.rows()[0].id
    for name, status in (("rev2", 404), ("rea", 403), ("ada", 303)):
        log_in(shared, name)
        assert shared.submit(f"/hooks/{key}/close").status_code == status
        assert bool(hooks.rows()) == (status != 303)


def test_tokens_act_within_their_scope_and_end_when_revoked(shared):
    """A reader's token can't write, whoever made it; a revoked one opens nothing."""
    secret = shared.accounts.add_token("rev", "script", "reader")
    headers = {"authorization": f"Bearer {secret}"}
    assert shared.get("/api/v1/reports", headers=headers).status_code == 200
    assert shared.post("/api/v1/reports", json={"text": TEXT}, headers=headers).status_code == 403
    writing = {"authorization": f"Bearer {shared.accounts.add_token('rev', 'writer', 'reviewer')}"}
    claim = shared.get("/api/v1/claims?limit=1", headers=headers).json()["items"][0]["claim"]["id"]
    judged = {"kind": "comment", "subjects": [claim], "value": "x"}
    assert shared.post("/api/v1/judgements", json=judged, headers=writing).status_code == 201
    shared.accounts.revoke("rev", next(one.id for one in shared.accounts.tokens("rev") if one.name == "script"))
    assert shared.get("/api/v1/reports", headers=headers).status_code == 401


def test_secrets_are_kept_hashed_only(shared):
    """Whoever reads the file of accounts can log in as nobody."""
    token = shared.accounts.add_token("ada", "t", "admin")
    session = shared.accounts.log_in("ada", "ada has a long word")
    invitation = shared.accounts.invite("ada", "reader")
    content = b"".join(one.read_bytes() for one in shared.accounts.path.parent.glob(f"{shared.accounts.path.name}*"))
    for secret in (token, session, invitation, "ada has a long word"):
        assert secret.encode() not in content
    assert b"$argon2id$" in content
    assert shared.accounts.path.stat().st_mode & 0o077 == 0


def test_what_is_done_is_written_down(shared):
    """Logins, refusals and judgements stand in the record, with who and whence."""
    log_in(shared, "rev")
    claim = shared.get("/api/v1/claims?limit=1").json()["items"][0]["claim"]["id"]
    shared.page("/review")
    shared.submit("/judgements", {"kind": "reject", "subject": claim, "back": "/review"})
    did = [one.did for one in shared.accounts.audit() if one.who == "rev"]
    assert did[0] == "judged: reject"
    assert "login" in did


def test_two_who_judge_the_same_claim_at_once_lose_nothing(shared):
    """However many judge one claim in the same moment, every judgement stands, and the log holds."""
    secrets = {name: shared.accounts.add_token(name, "t", "reviewer") for name in ("ada", "rev")}
    headers = {name: {"authorization": f"Bearer {secret}"} for name, secret in secrets.items()}
    claim = shared.get("/api/v1/claims?limit=1", headers=headers["ada"]).json()["items"][0]["claim"]["id"]

    def judge(turn):
        name = ("ada", "rev")[turn % 2]
        judged = {"kind": ("reject", "comment")[turn // 2 % 2], "subjects": [claim], "value": f"{name} {turn}"}
        return shared.post("/api/v1/judgements", json=judged, headers=headers[name])

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(judge, range(16)))
    assert {one.status_code for one in answers} == {201}
    ledger = shared.app.state.web.ledger
    assert {one.id for one in ledger.judgements(claim, limit=None)} == {one.json()["id"] for one in answers}
    assert not list(ledger.verify())


def test_who_judges_what_another_judged_meanwhile_is_told(shared):
    """A page that was opened before the other's judgement leads to one that tells of it; both stand."""
    log_in(shared, "rev")
    claim = shared.get("/api/v1/claims?limit=1").json()["items"][0]["claim"]["id"]
    opened = shared.page(f"/claims/{claim}").text
    seen = re.search(r'name="seen" value="([^"]*)"', opened).group(1)
    shared.app.state.web.ledger.judge("comment", [claim], value="ada was first", by="ada")
    given = {"kind": "comment", "subject": claim, "value": "rev was second", "back": f"/claims/{claim}", "seen": seen}
    answer = shared.submit("/judgements", given)
    page = shared.page(answer.headers["location"]).text
    assert "While you looked at it, ada judged it" in page
    assert "rev was second" in page
    again = shared.submit("/judgements", {**given, "seen": re.search(r'name="seen" value="([^"]*)"', page).group(1)})
    assert "meanwhile" not in again.headers["location"]


def test_loopback_is_told_from_other_addresses():
    """Only what can't be reached from outside goes without accounts."""
    assert all(is_loopback(one) for one in ("127.0.0.1", "localhost", "::1", "[::1]", "127.9.9.9"))
    assert not any(is_loopback(one) for one in ("0.0.0.0", "::", "10.0.0.1", "example.org", "127.0.0.1.example"))  # noqa: S104


def test_each_servers_database_has_accounts_of_its_own():
    """Who may see one database isn't let into another; the same one is known under any login."""
    base = "postgresql+psycopg://ana:a@db.example/news"
    named = Serving(base).accounts
    same = ("postgresql+psycopg://ben:b@db.example:5432/news", "postgresql+psycopg://ana:other@db.example/news")
    assert {Serving(one).accounts for one in same} == {named}
    others = (base.replace("news", "olds"), base.replace("db.", "dc."), base.replace("example/", "example:5433/"))
    found = {named, *(Serving(one).accounts for one in others), *(Serving(one).hooks for one in (base, *others))}
    assert len(found) == 8
    assert Serving("postgresql://[").accounts.name.endswith("-accounts.sqlite")
