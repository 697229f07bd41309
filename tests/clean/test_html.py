"""HTML pages: the article, what the page says of it, and the way back to the page."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import pytest
from lxml import html

from reportedly.clean import clean
from reportedly.clean.markup import parse
from reportedly.errors import NoArticle
from reportedly.model import Article, Page

PARAGRAPHS = (
    "The old bridge of Dorn fell into the river on Friday evening, and the road to the coast will stay closed for weeks, the mayor said.",
    "“We had three cars on it, and nobody was hurt,” Mayor Ann Holt told reporters, and she thanked the drivers for their calm.",
    "Engineers had warned of cracks in the eastern pier twice, in a report of 2016 and in a letter that the council received in March.",
    "The council will meet on Monday to hear them. Until then the ferry will run every half an hour, according to the harbour office.",
)


def page(*, head: str = "", before: str = "", after: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """Build a news page."""
    body = "\n".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f"<!doctype html><html><head><title>Old bridge falls in Dorn | Dorn Post</title>{head}</head><body><nav><ul><li><a href='/'>Home</a></li>"
        f"<li><a href='/sport'>Sport</a></li></ul></nav><main><article><h1>Old bridge falls in Dorn</h1>{before}<div class='story'>{body}</div>{after}"
        "</article></main><footer><p>© 2019 Dorn Post. All rights reserved.</p></footer></body></html>"
    )


def article(source: str | bytes, **facts: str) -> Article:
    """Clean a page."""
    return clean(Page(source, **facts))  # type: ignore[arg-type]


def test_the_article_is_found() -> None:
    """The text is the article's paragraphs, parted by blank lines; the title stands apart, without the outlet's name."""
    found = article(page())
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert (found.title, found.title_apart) == ("Old bridge falls in Dorn", True)
    assert len(found.paragraphs) == len(PARAGRAPHS)


def test_anchors_lead_back_to_the_page() -> None:
    """Each paragraph's XPath finds an element of the page with the paragraph's words."""
    source = page()
    found = article(source)
    tree = parse(source).getroottree()
    assert len(found.anchors) == len(PARAGRAPHS)
    for anchor in found.anchors:
        (element,) = tree.xpath(anchor.path)
        assert element.text_content() == found.text[anchor.start : anchor.end]
        assert (
            html.document_fromstring(source).getroottree().xpath(anchor.path)[0].text_content()
            == element.text_content()
        )


JSON_LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "Old bridge falls in Dorn",'
    '"datePublished": "2019-05-03T21:40:00+02:00", "dateModified": "2019-05-04", "author": [{"@type": "Person", "name": "Mara Quill"}, {"name": "Jon Pell"}],'
    '"publisher": {"name": "Dorn Post"}}]}</script>'
)


def test_facts_from_json_ld() -> None:
    """Author, outlet and the moment of publication, with its zone, come from the page's JSON-LD."""
    found = article(page(head=JSON_LD))
    assert (found.published, found.published_basis) == ("2019-05-03T21:40:00+02:00", "page")
    assert (found.author, found.publisher) == ("Mara Quill, Jon Pell", "Dorn Post")


@pytest.mark.parametrize(
    ("head", "before", "expected"),
    [
        (
            '<meta property="article:published_time" content="2019-05-03T19:40:00Z"><meta property="article:modified_time" content="2019-05-09">',
            "",
            "2019-05-03T19:40:00Z",
        ),
        ('<meta name="date" content="2019-05-03 19:40">', "", "2019-05-03T19:40"),
        ('<meta name="pubdate" content="May 3, 2019">', "", "2019-05-03"),
        ("", '<time class="published" datetime="2019-05-03">Friday</time>', "2019-05-03"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script><meta name="date" content="2019-05-03">',
            "",
            "2019-05-03",
        ),
    ],
)
def test_dates_of_pages(head: str, before: str, expected: str) -> None:
    """The page's own words say when it was published, not when it was changed."""
    found = article(page(head=head, before=before))
    assert (found.published, found.published_basis) == (expected, "page")


def test_no_date_is_made_up() -> None:
    """A page that says no date has none: neither the copyright's year nor today's."""
    found = article(page())
    assert (found.published, found.published_basis) == (None, "none")


def test_the_first_and_last_of_years_are_no_dates() -> None:
    """What systems write where they have no date isn't taken for one."""
    for none in ("0001-01-01T00:00:00Z", "9999-12-31"):
        found = article(page(head=f'<meta property="article:published_time" content="{none}">'))
        assert (found.published, found.published_basis) == (None, "none")


def test_what_is_given_wins_over_the_page() -> None:
    """Facts given with the page are kept."""
    found = article(
        page(head=JSON_LD), published="2020-01-01", author="A", publisher="B", title="C", url="https://dorn.example/x"
    )
    assert (found.published, found.published_basis, found.author, found.publisher, found.title) == (
        "2020-01-01",
        "given",
        "A",
        "B",
        "C",
    )
    assert found.url == "https://dorn.example/x"


def test_widgets_are_left_out() -> None:
    """Adverts, forms for comments and related links, as their elements are named, are no part of the text."""
    ad = '<div class="ad"><p>Drink Dorn water: bottled on Monday, at your door by Thursday. Order two and get a third one free.</p></div>'
    form = '<div id="comments"><h2>What do you think?</h2><p>I crossed that bridge for forty years and I always said that it would fall one day.</p></div>'
    found = article(page(before=ad, after=form))
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_an_article_in_an_element_named_like_a_widget_is_kept() -> None:
    """An element that holds the article is no widget, whatever its class."""
    found = article(page().replace("<article>", '<article class="share newsletter related">'))
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_captions_and_links_are_furniture() -> None:
    """Where the extractor leaves a caption or a linked headline in the text, the page's markup shows what it is."""
    link = '<p><a href="/q">Five questions on the old bridge, answered</a></p>'
    source = page().replace(f"<p>{PARAGRAPHS[2]}</p>", f"{link}<p>{PARAGRAPHS[2]}</p>")
    found = article(source)
    marked = {span.text: one.kind for one in found.furniture for span in one.spans}
    assert marked == (
        {"Five questions on the old bridge, answered": "related"} if "Five questions" in found.text else {}
    )
    assert len(found.paragraphs) == len(PARAGRAPHS)


def test_disclaimers_outside_the_article_stay_facts() -> None:
    """A disclaimer that the extractor leaves out is a credit of the report, with its words as name."""
    words = "The opinions in this column are those of its author and are not necessarily shared by the Dorn Post."
    found = article(page(after=f"<footer><p>{words}</p></footer>"))
    assert words in [one.name for one in found.credits if one.kind == "disclaimer"] or any(
        one.kind == "disclaimer" for one in found.furniture
    )


def test_short_reports_are_found() -> None:
    """A page with two sentences has an article."""
    found = article(
        "<html><body><p>The bridge fell on Friday. Nobody was hurt, the mayor of Dorn said.</p></body></html>"
    )
    assert "Nobody was hurt" in found.text


@pytest.mark.parametrize(
    "source",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></body></html>",
        "<html><head><title>Log in</title></head><body><form><label>User</label><input><button>Log in</button></form></body></html>",
        "<html><body><div id='app'></div><script>render()</script></body></html>",
        "<!doctype html>",
    ],
)
def test_pages_without_an_article(source: str) -> None:
    """Menus, forms and pages that need scripts are said to have no article."""
    with pytest.raises(NoArticle, match="No article was found"):
        article(source)


def test_html_is_told_by_its_beginning() -> None:
    """A page is known without being named one; a text with a tag in it is none."""
    assert article(page()).anchors
    assert not article("The <b> tag makes words bold, said the teacher.\n\nShe wrote it on the board.").anchors
    text = "<div class='x'><p>The bridge fell.</p></div> is what the page said, according to the court."
    assert clean(Page(text, media="text")).text == text


@pytest.mark.parametrize(
    ("encoding", "declared", "noted"),
    [
        ("utf-8", "", False),
        ("cp1252", '<meta charset="iso-8859-1">', True),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', True),
        ("utf-16", "", True),
        ("utf-8-sig", '<meta charset="iso-8859-1">', False),
    ],
)
def test_encodings(encoding: str, declared: str, *, noted: bool) -> None:
    """Declared and undeclared encodings are read, and what isn't UTF-8 is said."""
    special = "Мост в городе Дорн" if encoding == "cp1251" else "Café Müller in Dörn"
    source = page(
        head=declared, paragraphs=(*PARAGRAPHS, f"The sign said: {special}, as visitors remember it to this very day.")
    )
    found = article(source.encode(encoding))
    assert special in found.text
    assert bool(found.notes) == noted


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_text(encoding: str) -> None:
    """Undeclared Western and wide encodings of plain text are found out and said."""
    text = "“The bridge – the old one – fell,” said Mayor Müller of Dörn. “It’s a café’s loss.” " * 5
    found = clean(Page(text.encode(encoding)))
    assert found.text == text
    assert len(found.notes) == 1


@pytest.mark.parametrize("few", ["“Yes,” she said", "a café", "£20 – naïve", "Doña Inés"])
def test_a_few_characters_show_no_encoding(few: str) -> None:
    """Where hardly a character tells which encoding it is, it's the one that the web takes where none is told."""
    text = f"The mayor of Dorn said that the bridge is safe, {few}, and that the road will open again on Tuesday. "
    assert clean(Page((text * 2).encode("cp1252"))).text == text * 2


def test_declared_by_the_sender() -> None:
    """The encoding an HTTP header declares is taken where the bytes aren't UTF-8."""
    text = "Le café, said the mayor of Dörn, is closed."
    assert clean(Page(text.encode("mac_roman"), charset="mac_roman")).text == text


def test_a_damaged_utf8_text_stays_utf8() -> None:
    """One broken byte in a long text doesn't turn its accents into nonsense."""
    text = "The mayor of Dörn said that the café in Müllheim is safe. " * 40
    broken = text.encode().replace(b"safe", b"sa\xfffe", 1)
    found = clean(Page(broken))
    assert found.text.count("\ufffd") == 1
    assert "Dörn" in found.text


def test_plain_text_needs_no_html_libraries() -> None:
    """Reading plain text imports neither trafilatura nor lxml nor htmldate."""
    import subprocess
    import sys

    code = (
        "import sys; from reportedly.clean import clean; from reportedly.model import Page; clean(Page('The bridge fell, the mayor said.'));"
        "sys.exit(any(name in sys.modules for name in ('trafilatura', 'lxml', 'htmldate', 'charset_normalizer')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
