"""Logging in and out, invitations, one's own tokens, and what admins see to."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.errors import ReportedlyError
from reportedly.web.accounts import Accounts
from reportedly.web.problems import Refused
from reportedly.web.sessions import COOKIE, RANKS, Admin, Form, Known, Role, field_of, new_seed
from reportedly.web.state import Web, address_of, web_of

from .plain import own_path

router = APIRouter(include_in_schema=False)
LONGEST_PASSWORD = 1000


def _accounts(request: Request) -> Accounts:
    """Give the accounts; where there are none, for it's one's own machine, there's nothing here."""
    accounts = web_of(request).accounts
    if accounts is None:
        raise Refused(HTTPStatus.NOT_FOUND, "there are no accounts here: only this machine can reach this server")
    return accounts


@router.get("/login")
def login(request: Request, to: str = "/") -> Response:
    """Ask who it is."""
    _accounts(request)
    return _asked(request, "login.html", to=own_path(to), error="")


@router.post("/login")
def log_in(request: Request, form: Form) -> Response:
    """Begin a session under a name and password. The session is always a new one."""
    accounts, web = _accounts(request), web_of(request)
    name, to = field_of(form, "name").lower(), own_path(field_of(form, "to") or "/")
    address = address_of(request)
    wait = max(web.logins.wait(f"address {address}"), web.logins.wait(f"name {name}"))
    if wait:
        raise Refused(429, f"too many tries: wait {wait} seconds", headers={"Retry-After": str(wait)})
    secret = accounts.log_in(name, str(form.get("password") or "")[:LONGEST_PASSWORD])
    accounts.note(name, "login" if secret else "login refused", "", address)
    if secret is None:
        return _asked(request, "login.html", to=to, error="name or password is wrong", status=401)
    return _begun(web, secret, to)


@router.post("/logout")
def log_out(request: Request, viewer: Known, form: Form) -> Response:
    """End the session."""
    accounts = _accounts(request)
    accounts.log_out(viewer.seed)
    accounts.note(viewer.name, "logout", "", address_of(request))
    response = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


@router.get("/join/{secret}")
def join(request: Request, secret: str) -> Response:
    """Ask who was invited for name and password."""
    role = _accounts(request).invited(secret)
    if role is None:
        raise Refused(HTTPStatus.GONE, "the invitation was used, or is too old: ask for another")
    return _asked(request, "join.html", role=role, secret=secret, error="")


@router.post("/join/{secret}")
def joined(request: Request, secret: str, form: Form) -> Response:
    """Make the account of who was invited."""
    accounts, web = _accounts(request), web_of(request)
    name = field_of(form, "name").lower()
    try:
        begun = accounts.accept(secret, name, str(form.get("password") or ""))
    except ReportedlyError as error:
        role = accounts.invited(secret)
        return _asked(request, "join.html", role=role, secret=secret, error=str(error), status=422)
    accounts.note(name, "joined", "", address_of(request))
    return _begun(web, begun, "/")


@router.get("/account")
def account(request: Request, viewer: Known) -> Response:
    """Show one's own account: password, tokens."""
    return _account(request, viewer.name)


@router.post("/account/password")
def password(request: Request, viewer: Known, form: Form) -> Response:
    """Change one's own password; all sessions end, and this one begins anew."""
    accounts, web = _accounts(request), web_of(request)
    if web.logins.wait(f"name {viewer.name}"):
        raise Refused(429, "too many tries: wait a minute")
    if accounts.log_in(viewer.name, str(form.get("old") or "")) is None:
        return _account(request, viewer.name, error="the old password is wrong", status=422)
    try:
        accounts.set_password(viewer.name, str(form.get("new") or ""))
    except ReportedlyError as error:
        return _account(request, viewer.name, error=str(error), status=422)
    accounts.note(viewer.name, "password changed", "", address_of(request))
    begun = accounts.log_in(viewer.name, str(form.get("new") or ""))
    return _begun(web, begun or new_seed(), "/account")


@router.post("/account/tokens")
def make_token(request: Request, viewer: Known, form: Form) -> Response:
    """Make an API token, shown this once."""
    accounts = _accounts(request)
    scope = _role(field_of(form, "scope"))
    if RANKS[scope] > RANKS[viewer.role]:
        raise Refused(HTTPStatus.FORBIDDEN, "a token may never do more than you may")
    label = field_of(form, "name", most=80) or "token"
    secret = accounts.add_token(viewer.name, label, scope)
    accounts.note(viewer.name, "token made", f"{label} ({scope})", address_of(request))
    return _account(request, viewer.name, secret=secret)


@router.post("/account/tokens/{key}/revoke")
def revoke(request: Request, viewer: Known, key: str, form: Form) -> Response:
    """Revoke one of one's own tokens."""
    accounts = _accounts(request)
    accounts.revoke(viewer.name, key)
    accounts.note(viewer.name, "token revoked", key, address_of(request))
    return RedirectResponse("/account", HTTPStatus.SEE_OTHER)


@router.get("/people")
def people(request: Request, viewer: Admin) -> Response:
    """Show who has an account, and what was done."""
    return _people(request)


@router.post("/people/invite")
def invite(request: Request, viewer: Admin, form: Form) -> Response:
    """Make an invitation, whose link is shown this once."""
    accounts = _accounts(request)
    role = _role(field_of(form, "role"))
    secret = accounts.invite(viewer.name, role)
    accounts.note(viewer.name, "invited", role, address_of(request))
    return _people(request, invitation=str(request.url_for("join", secret=secret)))


@router.post("/people/{name}/role")
def change_role(request: Request, viewer: Admin, name: str, form: Form) -> Response:
    """Give somebody another role."""
    accounts = _accounts(request)
    role = _role(field_of(form, "role"))
    accounts.set_role(name, role)
    accounts.note(viewer.name, "role changed", f"{name}: {role}", address_of(request))
    return RedirectResponse("/people", HTTPStatus.SEE_OTHER)


@router.post("/people/{name}/close")
def close(request: Request, viewer: Admin, name: str, form: Form) -> Response:
    """Shut somebody out."""
    accounts = _accounts(request)
    accounts.close_user(name)
    accounts.note(viewer.name, "account closed", name, address_of(request))
    return RedirectResponse("/people", HTTPStatus.SEE_OTHER)


def _role(given: str) -> Role:
    """Read a role. Raises Refused where it's none."""
    for role in RANKS:
        if role == given:
            return role
    raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"the roles are {', '.join(RANKS)}")


def _begun(web: Web, secret: str, to: str) -> Response:
    """Lead on, under a new session."""
    response = RedirectResponse(to, HTTPStatus.SEE_OTHER)
    web.keep(response, COOKIE, secret)
    return response


def _asked(request: Request, template: str, *, status: int = 200, **context: object) -> Response:
    """Show a form to somebody who isn't known yet; its token hangs on a cookie that opens nothing."""
    web = web_of(request)
    seed = request.cookies.get(COOKIE) or new_seed()
    response = web.page(request, template, status=status, csrf=web.form_token(seed), **context)
    if COOKIE not in request.cookies:
        web.keep(response, COOKIE, seed)
    return response


def _account(request: Request, name: str, *, error: str = "", secret: str | None = None, status: int = 200) -> Response:
    """Show an account."""
    tokens = _accounts(request).tokens(name)
    return web_of(request).page(
        request, "account.html", status=status, tokens=tokens, error=error, secret=secret, roles=list(RANKS)
    )


def _people(request: Request, *, invitation: str | None = None) -> Response:
    """Show who has an account, and what was done."""
    accounts = _accounts(request)
    return web_of(request).page(
        request,
        "people.html",
        users=accounts.users(),
        audit=accounts.audit(),
        invitation=invitation,
        roles=list(RANKS),
    )
