import pytest

from factcheck.text.sentence_boundaries import find_sentence_ends

# Each case is written with "|" where a sentence ends inside it.
ENGLISH = [
    "The rate fell.| It had been higher.",
    "It fell by 3.5 percent.| Nobody knew.",
    "Did it fall?| It did!| Really?!| Yes.",
    "Mr. Smith and Dr. A. B. Jones met Gen. Lee at St. John’s.| They talked.",
    "He lives in the U.S.| The U.S. Army came.",
    "She left at 5 p.m.| The meeting ended.| It was 7 a.m. EST.",
    "Sales of Acme Inc. rose in Jan. 2020.| In Feb. they fell.",
    "See No. 4, Fig. 3 and p. 12.| The answer was no.| Nobody asked.",
    "All is art.| Being beautiful is not.",
    "They walked in the sun.| Officials watched.",
    "The case of Roe v. Wade, i.e. Jane Roe, ended.| It was over.",
    "A. Smith came.| J.K. Rowling wrote.",
    "“We won,” he said.| “It was great.”| He left.",
    "“Stop!” John Smith said.| “Why?” asked Mary.| She left.",
    "“We won.”| He recalled that it was late.",
    "He asked “Why?” and left.",
    "Viva Maria! (1965) was a film.| It was long.",
    "It was late. (Nobody came.) Then it ended.".replace(". (", ".| (").replace(") T", ")| T"),
    "The town (Alexandria, La.) was small.| It grew.",
    "It grew.[3]| Then it fell. [4] [5]| It rose.[citation needed]| It ended. [6]",
    "So said Duckworth. 1| In a 2007 study she said more.",
    "So said Duckworth.1| In a study she said more.",
    "The town held on. 20 Iranian soldiers died.".replace(". 2", ".| 2"),
    "Is that so? ...| There is no doubt.",
    "Wait...| Then it came … slowly.| It went on . . . and on.",
    "The plan [...] was dropped.| The council (…) agreed.",
    "It ended well.| iPhone sales fell.| eBay grew.",
    "It ended well. — Jane Roe",
    "1. The first thing.| 2. The second thing.",
    "It cost $5.| Then $6.",
    "version 2.0 is at example.com and costs.| Not much.",
]
OTHERS = [
    "失业率下降了。|政府表示：“我们很高兴。”他说。|明年会更好吗？|是的！",
    "会议结束了。|增长率为3.5%。|“很好。”|大家走了。",
    "失業率は下がった。|「うれしい。」と首相は述べた。|来年は？|そうだ！",
    "El Sr. Pérez llegó a EE. UU. el 3 de mayo.| ¿Qué dijo?| «No lo sé.»| ¡Vaya!| Sí.",
    "Am 3. Oktober 2019 sank die Quote, z. B. in Bayern.| „Das ist gut.“| Dr. Müller sagte es.",
    "Das ist der 2. Weltkrieg.| Er endete 1945.| Danach kam der Frieden.",
    "Le taux a baissé.| « C’est bien. »| M. Dupont l’a dit.| Est-ce vrai ?| Oui !",
    "انخفض معدل البطالة.| هل هذا صحيح؟| نعم!| قال د. أحمد ذلك.",
    "شرح گر گئی۔| کیا یہ سچ ہے؟| ہاں۔",
    "बेरोजगारी दर गिर गई।| क्या यह सच है?| हाँ!| डॉ. सिंह ने कहा।",
    "Тариф вырос.| Почему?| В 2019 г. он упал.",
]


@pytest.mark.parametrize("marked", ENGLISH + OTHERS)
def test_sentences_end_at_the_marked_positions(marked):
    pieces = marked.split("|")
    text = "".join(pieces)
    ends = [sum(map(len, pieces[:at])) for at in range(1, len(pieces))]
    assert list(find_sentence_ends(text, 0, len(text))) == ends


def test_only_the_given_span_is_read():
    text = "One. Two. Three. Four."
    assert list(find_sentence_ends(text, 5, 16)) == [9]


def test_a_line_end_inside_a_paragraph_is_white_space():
    assert list(find_sentence_ends("It fell.\nThen it rose.", 0, 22)) == [8]
