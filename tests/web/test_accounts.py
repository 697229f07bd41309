"""Accounts: invitations, roles, sessions, limits."""

import pytest

from reportedly.errors import BadSetting, NotFound
from reportedly.web.accounts import Accounts, Limits

GOOD = "quite a long word"


class Clock:
    """A clock that is set by hand."""

    now = 1_000_000.0

    def __call__(self):
        """Give the time."""
        return self.now


@pytest.fixture
def clock():
    """The clock."""
    return Clock()


@pytest.fixture
def accounts(tmp_path, clock):
    """Accounts with an admin."""
    made = Accounts(tmp_path / "accounts.sqlite", clock=clock)
    made.add_user("ada", GOOD, "admin")
    yield made
    made.close()


def test_an_invitation_is_good_once_and_for_a_week(accounts, clock):
    """Who was invited makes one account, in the role that was offered."""
    secret = accounts.invite("ada", "reviewer")
    assert accounts.invited(secret) == "reviewer"
    session = accounts.accept(secret, "bo", GOOD)
    assert accounts.viewer(session).role == "reviewer"
    with pytest.raises(BadSetting):
        accounts.accept(secret, "cy", GOOD)
    late = accounts.invite("ada", "reader")
    clock.now += 8 * 24 * 3600
    assert accounts.invited(late) is None
    with pytest.raises(BadSetting):
        accounts.accept(late, "di", GOOD)


def test_a_name_that_is_taken_does_not_use_an_invitation_up(accounts):
    """A refused acceptance leaves the invitation good."""
    secret = accounts.invite("ada", "reader")
    with pytest.raises(BadSetting):
        accounts.accept(secret, "ada", GOOD)
    assert accounts.invited(secret) == "reader"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("A b", GOOD),
        ("x", GOOD),
        ("bo", "short"),
        ("bobobobobo", "bobobobobo"),
        ("bo", "aaaaaaaaaaaaaa"),
        ("../x", GOOD),
    ],
)
def test_names_and_passwords_that_will_not_do(accounts, name, password):
    """Names are plain; passwords are long, and no repetition."""
    with pytest.raises(BadSetting):
        accounts.add_user(name, password, "reader")


def test_sessions_end(accounts, clock):
    """By logging out, by a new password, by a closed account, by age."""
    first = accounts.log_in("ada", GOOD)
    accounts.log_out(first)
    assert accounts.viewer(first) is None
    second = accounts.log_in("ada", GOOD)
    accounts.set_password("ada", "another long word")
    assert accounts.viewer(second) is None
    assert accounts.log_in("ada", GOOD) is None
    third = accounts.log_in("ada", "another long word")
    clock.now += 15 * 24 * 3600
    assert accounts.viewer(third) is None


def test_the_last_admin_stays(accounts):
    """Nobody locks everybody out."""
    with pytest.raises(BadSetting):
        accounts.set_role("ada", "reader")
    with pytest.raises(BadSetting):
        accounts.close_user("ada")
    accounts.add_user("bo", GOOD, "admin")
    token = accounts.add_token("ada", "t", "admin")
    session = accounts.log_in("ada", GOOD)
    accounts.close_user("ada")
    assert accounts.viewer(session) is None
    assert accounts.bearer(token) is None
    assert accounts.log_in("ada", GOOD) is None
    with pytest.raises(NotFound):
        accounts.close_user("nobody")


def test_a_token_falls_with_its_users_role(accounts):
    """A token never does more than its user may now."""
    accounts.add_user("bo", GOOD, "admin")
    token = accounts.add_token("bo", "t", "admin")
    assert accounts.bearer(token).role == "admin"
    accounts.set_role("bo", "reader")
    assert accounts.bearer(token).role == "reader"


def test_limits_refill(clock):
    """So many at once, then one by one; others aren't made to wait."""
    limits = Limits(2, 10, clock=clock)
    assert [limits.wait("a") for _ in range(3)] == [0, 0, 5]
    assert limits.wait("b") == 0
    clock.now += 5
    assert limits.wait("a") == 0
