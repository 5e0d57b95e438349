"""Argument schemes and the critical questions that test an argument of each.

After D. Walton, C. Reed and F. Macagno, Argumentation Schemes (Cambridge University Press, 2008), in our own words. The
slugs of schemes and questions are stored and part of the API: they never change.
"""

import re
from dataclasses import dataclass

from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PREFIX = re.compile(r"^(argument-)?(from|by|for)-(an?-|the-)?")
_SUFFIX = re.compile(r"-(scheme|argument|inference)$")


@dataclass(frozen=True, slots=True)
class CriticalQuestion:
    """A question that an argument has to stand."""

    slug: str
    question: str

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return _(self.question)


@dataclass(frozen=True, slots=True)
class ArgumentScheme:
    """A kind of argument. `aliases` are other names that files have for it, as `find_scheme` compares them."""

    slug: str
    english_name: str
    questions: tuple[CriticalQuestion, ...]
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return _(self.english_name)

    def get_question(self, slug: str) -> CriticalQuestion | None:
        """Return a question of the scheme, None if it has no such question."""
        return next((question for question in self.questions if question.slug == slug), None)


_ROWS = (
    ArgumentScheme(
        "expert-opinion",
        gettext_noop("expert opinion"),
        (
            CriticalQuestion("expertise", gettext_noop("How much does the expert know about the subject?")),
            CriticalQuestion("field", gettext_noop("Is the statement within the expert’s own field?")),
            CriticalQuestion(
                "statement", gettext_noop("What exactly did the expert say, and in which context?")
            ),
            CriticalQuestion(
                "trust", gettext_noop("Is the expert honest and without an interest of their own?")
            ),
            CriticalQuestion("consensus", gettext_noop("Do other experts say the same?")),
            CriticalQuestion("evidence", gettext_noop("Does the expert base the statement on evidence?")),
        ),
        ("expert", "expert-testimony"),
    ),
    ArgumentScheme(
        "statistics",
        gettext_noop("statistics"),
        (
            CriticalQuestion("sample", gettext_noop("Is the sample large enough, and chosen without bias?")),
            CriticalQuestion("definition", gettext_noop("Do the figures measure what the claim is about?")),
            CriticalQuestion(
                "comparison", gettext_noop("Are periods and groups compared that can be compared?")
            ),
            CriticalQuestion("base", gettext_noop("What are the totals behind a percentage or an average?")),
            CriticalQuestion("origin", gettext_noop("Who collected the figures, how, and for what purpose?")),
        ),
        ("sample", "sample-to-population", "statistical", "population", "random-sample-to-population"),
    ),
    ArgumentScheme(
        "analogy",
        gettext_noop("analogy"),
        (
            CriticalQuestion("similarity", gettext_noop("Are the two cases alike in what matters here?")),
            CriticalQuestion(
                "differences", gettext_noop("Are there differences that weaken the comparison?")
            ),
            CriticalQuestion("first-case", gettext_noop("Is what is said of the first case true?")),
            CriticalQuestion(
                "counter-case", gettext_noop("Is there another similar case with another result?")
            ),
        ),
        ("similarity",),
    ),
    ArgumentScheme(
        "cause-to-effect",
        gettext_noop("cause to effect"),
        (
            CriticalQuestion("strength", gettext_noop("How regularly does this cause have this effect?")),
            CriticalQuestion(
                "evidence", gettext_noop("What shows the causal link, besides that both occurred?")
            ),
            CriticalQuestion("other-causes", gettext_noop("Could something else have caused the effect?")),
            CriticalQuestion(
                "interference", gettext_noop("Did anything prevent or weaken the effect this time?")
            ),
        ),
        ("cause", "causal", "correlation-to-cause", "cause-and-effect"),
    ),
    ArgumentScheme(
        "example",
        gettext_noop("example"),
        (
            CriticalQuestion("true", gettext_noop("Did the example happen as described?")),
            CriticalQuestion("supports", gettext_noop("Does the example show what it is said to show?")),
            CriticalQuestion("typical", gettext_noop("Is the example typical of such cases?")),
            CriticalQuestion("counter-examples", gettext_noop("Are there examples of the opposite?")),
            CriticalQuestion("special", gettext_noop("Were there special circumstances?")),
        ),
        ("anecdote",),
    ),
    ArgumentScheme(
        "popular-opinion",
        gettext_noop("popular opinion"),
        (
            CriticalQuestion("evidence", gettext_noop("What shows that most people think so?")),
            CriticalQuestion("reasons", gettext_noop("Do these people have good reasons to think so?")),
            CriticalQuestion("knowledge", gettext_noop("Are they in a position to know?")),
        ),
        ("popularity", "ad-populum"),
    ),
    ArgumentScheme(
        "position-to-know",
        gettext_noop("position to know"),
        (
            CriticalQuestion("position", gettext_noop("Could the source know or see what it reports?")),
            CriticalQuestion("honesty", gettext_noop("Is the source honest about it?")),
            CriticalQuestion("statement", gettext_noop("Did the source really say so?")),
            CriticalQuestion("agreement", gettext_noop("Do other witnesses report the same?")),
        ),
        ("witness", "witness-testimony", "testimony"),
    ),
    ArgumentScheme(
        "sign",
        gettext_noop("sign"),
        (
            CriticalQuestion(
                "strength", gettext_noop("How often does the sign go with what it is a sign of?")
            ),
            CriticalQuestion("other-reasons", gettext_noop("Could something else explain the sign better?")),
            CriticalQuestion("present", gettext_noop("Is the sign really there?")),
        ),
        ("symptom",),
    ),
)
SCHEMES: dict[str, ArgumentScheme] = {scheme.slug: scheme for scheme in _ROWS}
_BY_NAME = {name: scheme for scheme in _ROWS for name in (scheme.slug, *scheme.aliases)}


def find_scheme(name: str) -> ArgumentScheme | None:
    """Return the scheme with this slug or name, None for the name of any other scheme.

    Files write names in many ways: "Expert Opinion", "ExpertOpinion", "argument from expert opinion".
    """
    slug = re.sub(r"[^a-z]+", "-", _CAMEL.sub("-", name).lower()).strip("-")
    return _BY_NAME.get(slug) or _BY_NAME.get(_SUFFIX.sub("", _PREFIX.sub("", slug)))
