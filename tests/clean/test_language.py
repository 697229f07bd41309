"""Which language a report is in."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import pytest

from reportedly.clean.language import tell
from reportedly.errors import UnknownLanguage

FOREIGN = {
    "Spanish": "El alcalde de la ciudad dijo que el puente se cayó al río el viernes, pero que no hay heridos entre los vecinos.",
    "Portuguese": "O prefeito da cidade disse que a ponte caiu no rio na sexta-feira, mas que não há feridos entre os moradores.",
    "French": "Le maire de la ville a dit que le pont est tombé dans la rivière vendredi, mais qu'il n'y a pas de blessés.",
    "German": "Der Bürgermeister der Stadt sagte, dass die Brücke am Freitag in den Fluss gestürzt ist und niemand verletzt wurde.",
    "Italian": "Il sindaco della città ha detto che il ponte è caduto nel fiume venerdì, ma che non ci sono feriti tra gli abitanti.",
    "Dutch": "De burgemeester van de stad zei dat de brug vrijdag in de rivier is gevallen, maar dat er geen gewonden zijn.",
    "Polish": "Burmistrz miasta powiedział, że most w piątek runął do rzeki, ale nikt nie został ranny i nie ma ofiar na drodze.",
    "Turkish": "Belediye başkanı köprünün cuma günü nehre düştüğünü, ancak yaralı olmadığını ve bir kişi için arama olduğunu söyledi.",
    "Indonesian or Malay": "Wali kota mengatakan bahwa jembatan itu jatuh ke sungai pada hari Jumat, tetapi tidak ada yang terluka dan akan dibangun.",
    "Russian": "Мэр города сообщил, что мост обрушился в реку в пятницу, но никто не пострадал, и на месте работают спасатели.",
    "Ukrainian": "Мер міста повідомив, що міст обвалився в річку у п'ятницю, але ніхто не постраждав, і на місці працюють рятувальники.",
    "Arabic": "قال رئيس البلدية إن الجسر سقط في النهر يوم الجمعة من دون أن يصاب أحد في الحادث على ما يبدو",
    "Persian": "شهردار گفت که پل روز جمعه به رودخانه افتاد و کسی در این حادثه آسیب ندیده است",
    "Chinese": "市长表示，这座桥于周五坠入河中，没有人员受伤，救援人员正在现场工作。",
    "Japanese": "市長によると、橋は金曜日に川に落ちたが、けが人はいなかった。救助隊が現場で作業している。",
    "Korean": "시장은 금요일에 다리가 강으로 무너졌지만 다친 사람은 없다고 말했다.",
    "Hindi or another language in Devanagari": "महापौर ने कहा कि पुल शुक्रवार को नदी में गिर गया लेकिन कोई घायल नहीं हुआ।",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_foreign_languages_are_named(language: str) -> None:
    """A report in another language is refused, and the language named."""
    with pytest.raises(UnknownLanguage, match=f"in {language};"):
        tell(FOREIGN[language])


@pytest.mark.parametrize(
    "text",
    [
        "THE GOVERNOR OF THE PROVINCE SAID THAT TWO SOLDIERS HAD BEEN KILLED IN AN AMBUSH NEAR THE BORDER, AND THAT OTHERS WERE MISSING.",
        "police in the city said on tuesday that a man was arrested for the murder of his brother.",
        "Juan de la Cruz, Ana de los Santos and Luis del Rio were held in San Juan de los Lagos, the police of La Paz said.",
        'She said "no se puede" and "que se vayan todos" to the crowd, and that it was the last time they would meet.',
    ],
)
def test_english_is_english(text: str) -> None:
    """Capitals, small letters, foreign names and quotations leave English what it is."""
    assert tell(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Strike kills 15",
        "Kiev",
        "12 May",
        "Müller, Schmidt, Weber, Fischer, Meyer, Wagner, Becker, Schulz, Hoffmann, Koch, Bauer, Richter",
    ],
)
def test_what_is_too_short_is_left_open(text: str) -> None:
    """Few words, and lists of names, are in no language that can be told."""
    assert tell(text) is None


def test_a_foreign_sentence_in_an_english_report_refuses_nothing() -> None:
    """A quotation in another script doesn't make a report foreign."""
    assert (
        tell(
            "The mayor wrote on his page: «"
            + FOREIGN["Russian"]
            + "» and then left. "
            + "He had said on Monday that the bridge was safe and that nobody should worry about it. " * 2
        )
        == "en"
    )
