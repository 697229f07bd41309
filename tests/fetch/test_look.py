"""Pages looked at before they are read: however they are made, soon."""

# ruff: noqa: E501 - pages stand on one line

import time

import pytest

from reportedly.errors import FetchError, NotThere, Walled
from reportedly.fetch.look import look, table

NOTICES: dict[str, tuple[str, str, type[FetchError]]] = {
    "gone": (
        "Sorry, this page isn't available | River News",
        "<p>The link you followed may be broken, or the page may have been removed.</p>",
        NotThere,
    ),
    "gone, by its text": (
        "River News",
        "<h1>Hm.</h1><p>The page you are looking for has been moved, or was never here.</p>",
        NotThere,
    ),
    "gone, in German": (
        "Seite nicht gefunden – Flussbote",
        "<p>Die von Ihnen aufgerufene Seite existiert leider nicht oder nicht mehr.</p>",
        NotThere,
    ),
    "gone, in French": (
        "Page introuvable - Le Courrier",
        "<p>La page que vous recherchez a été déplacée, veuillez nous excuser.</p>",
        NotThere,
    ),
    "gone, in Spanish": (
        "Página no encontrada | El Correo",
        "<p>Lo sentimos, la página que busca ha sido eliminada de nuestro sitio.</p>",
        NotThere,
    ),
    "gone, in Italian": (
        "Pagina non trovata",
        "<p>La pagina che stai cercando è stata spostata altrove, ci scusiamo.</p>",
        NotThere,
    ),
    "gone, in Portuguese": (
        "Página não encontrada",
        "<p>A página que procura foi removida do nosso site.</p>",
        NotThere,
    ),
    "gone, in Russian": (
        "Страница не найдена",
        "<p>К сожалению, запрашиваемая вами страница была удалена с сайта.</p>",
        NotThere,
    ),
    "gone, in Arabic": ("الصفحة غير موجودة", "<p>عذرا، الصفحة التي تبحث عنها تم نقلها إلى مكان آخر</p>", NotThere),
    "consent, in German": (
        "Bote",
        "<h2>Ihre Privatsphäre ist uns wichtig</h2><p>Wir und unsere 812 Partner speichern Informationen auf einem Gerät, etwa Cookies.</p><button>Alle akzeptieren</button>",
        Walled,
    ),
    "consent, in French": (
        "Courrier",
        "<h2>Le respect de votre vie privée est notre priorité</h2><p>Nous et nos 812 partenaires stockons des informations sur un appareil.</p><button>Tout accepter</button>",
        Walled,
    ),
    "consent, in Spanish": (
        "Correo",
        "<h2>Valoramos tu privacidad</h2><p>Nosotros y nuestros socios almacenamos información en un dispositivo.</p><button>Aceptar todo</button>",
        Walled,
    ),
    "consent, in Italian": (
        "Corriere",
        "<h2>Rispettiamo la tua privacy</h2><p>Noi e i nostri partner archiviamo informazioni su un dispositivo.</p><button>Accetta tutto</button>",
        Walled,
    ),
    "consent, in Dutch": (
        "Courant",
        "<h2>Wij geven om uw privacy</h2><p>Wij en onze partners slaan informatie op een apparaat op.</p><button>Alles accepteren</button>",
        Walled,
    ),
    "script, in German": (
        "Bote",
        "<p>Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu sehen.</p>",
        Walled,
    ),
    "script, in French": (
        "Courrier",
        "<p>Veuillez activer JavaScript dans votre navigateur pour afficher cette page.</p>",
        Walled,
    ),
    "script, in Spanish": (
        "Correo",
        "<p>Es necesario activar JavaScript en su navegador para ver esta página.</p>",
        Walled,
    ),
    "script, in Italian": (
        "Corriere",
        "<p>Per visualizzare questa pagina è necessario abilitare JavaScript nel browser.</p>",
        Walled,
    ),
    "a login, in German": ("Anmelden | Bote", "<form><input type=email> <input type=password></form>", Walled),
    "a region": (
        "River News",
        "<p>We recognize you are attempting to access this website from the European Union, and therefore access cannot be granted at this time.</p>",
        Walled,
    ),
}
BANNER = (
    "<div>We value your privacy <p>We and our 800 partners store and/or access information on a device, such as cookies.</p>"
    "<p>With your consent we and our partners may use precise data.</p><button>Accept all</button><button>Manage preferences</button></div>"
)
BRIEFS = {
    "Minister's ‘oops’ moment": "The minister said “oops” when he was asked on Tuesday about the four million that are missing, and left the room.",
    "Hackers take login data": "Hackers took the login data of four hundred officials, the ministry said. <form></form>",
    "Login data of officials stolen, ministry says": "Hackers took the login data of four hundred officials, the ministry said. <form></form>",
    "Stolen painting gone for good, police say": "A painting that was stolen from the museum in Dorn in March was burned, police said on Tuesday.",
    "Access denied to inspectors, agency says": " ".join(
        ["Inspectors were turned away from the plant at Dorn on Tuesday, the agency said, for the second time."] * 3
    ),
    "Two hurt in fire": BANNER
    + " ".join(["Two people were hurt on Tuesday when a house in Aldern burned down, the fire service said."] * 4),
    "Film banned": "The film is not available in your country, its maker told our reporter.</p><p>"
    + " ".join(["The censor had seen it on Monday, she said, and taken offence at a song of two lines."] * 4),
}
"""Real reports, though short, whose words are also those of notices."""


@pytest.mark.parametrize("name", NOTICES)
def test_notices_in_several_languages_are_told(name: str) -> None:
    """A site speaks to a program in a language of its own choice."""
    title, body, kind = NOTICES[name]
    html = f"<html><head><title>{title}</title></head><body>{body}<script src='/a.js'></script></body></html>"
    seen = look(html, url="https://a.example/1", asked="https://a.example/1")
    assert type(seen.error) is kind


@pytest.mark.parametrize("title", BRIEFS)
def test_short_reports_are_no_notices(title: str) -> None:
    """A headline or a banner with a notice's words makes no notice of a report."""
    html = f"<html><head><title>{title} | River News</title></head><body><h1>{title}</h1><p>{BRIEFS[title]}</p></body></html>"
    assert look(html, url="https://a.example/1", asked="https://a.example/1").error is None


def test_wordings_are_written_as_they_are_looked_for() -> None:
    """Each list has a source, and its entries are in lower case with straight apostrophes."""
    for part in table().values():
        assert part["source"]
        for kind, some in part.items():
            assert kind == "source" or all(one == one.lower().replace("’", "'") for one in some)


def test_heads_without_end_take_no_time() -> None:
    """A page of elements that are never closed is looked at in a time that grows with its length only."""
    began = time.process_time()
    look("<head>" * 200_000, url="https://a.example/1", asked="https://a.example/1")
    assert time.process_time() - began < 10
