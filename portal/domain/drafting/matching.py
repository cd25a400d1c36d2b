"""Which clauses of a newer file are the draft's own: by their keys, by their words, and by what is most like them."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import families

BESIDE, IN_SECTION, ELSEWHERE = (
    0.3,
    0.5,
    0.7,
)  # how much alike a clause of the same place is, of the section, or another
NEAREST = 30  # clauses of the same section that one is compared with
RARE_WORDS, SHARED_BY = 6, 8  # so many of its rarest words lead to other clauses, where so few use them

_WORD = re.compile(r"\w+")

Name = Callable[["Tree", Clause], Hashable]


class Tree:
    """The clauses of a plan by key, in reading order, each with its neighbours."""

    def __init__(self, content: Content) -> None:
        self.clauses = {clause.key: clause for _, clause in content.walk()}
        self.depth = {clause.key: depth for depth, clause in content.walk()}
        self.under = {parent: [one.key for one in family] for parent, family in families(content)}
        self.parent = {key: parent for parent, keys in self.under.items() for key in keys}
        self.place = {key: number for keys in self.under.values() for number, key in enumerate(keys)}

    @cached_property
    def said(self) -> dict[str, Counter[str]]:
        """How often each clause uses each of its words."""
        return {key: Counter(words_of(clause)) for key, clause in self.clauses.items()}

    def beside(self, key: str, step: int) -> str:
        """The key of the one before a clause, or after it; "" at the end."""
        family, at = self.under[self.parent[key]], self.place[key] + step
        return family[at] if 0 <= at < len(family) else ""

    def near(self, parent: str, place: int) -> list[str]:
        """What stands under a clause, around a place there."""
        first = max(0, place - NEAREST // 2)
        return self.under.get(parent, [])[first : first + NEAREST]


class Pairs:
    """Each clause of a file with the draft's that it is, never two with one: `of` is the draft's key by the file's."""

    def __init__(self, draft: Content, file: Content) -> None:
        self.draft, self.file = Tree(draft), Tree(file)
        self.of: dict[str, str] = {}
        self.taken: set[str] = set()

    def by_keys(self) -> None:
        """What was written out of this draft, or of another version of it, has its keys still."""
        for key in self.file.clauses:
            self._pair(key, key)

    def by_words(self) -> None:
        """The same words under the same headings, then the same words anywhere, in the order of both."""
        numbers: dict[Hashable, int] = {}
        self._in_order(_paths(self.draft, numbers), _paths(self.file, numbers))
        exact = [{key: _exact(one) for key, one in tree.clauses.items()} for tree in (self.draft, self.file)]
        self._in_order(*exact)

    def by_likeness(self) -> None:
        """The rest: what is most like each other first, headings before what stands under them."""
        for depth in range(max(self.file.depth.values(), default=-1) + 1):
            wanted = [key for key, one in self.file.depth.items() if one == depth and key not in self.of]
            rare = self._by_rare_words()
            found = [(self._likeness(mine, its), mine, its) for mine in wanted for its in self._candidates(mine, rare)]
            for likeness, mine, its in sorted(found, key=lambda one: -one[0]):
                if likeness >= self._least(mine, its):
                    self._pair(mine, its)

    def _pair(self, mine: str, its: str) -> None:
        if mine in self.of or its in self.taken or its not in self.draft.clauses:
            return
        if can_be_one(self.draft.clauses[its], self.file.clauses[mine], self.file.depth[mine]):
            self.of[mine] = its
            self.taken.add(its)

    def _in_order(self, draft: dict[str, Hashable], file: dict[str, Hashable]) -> None:
        waiting: defaultdict[Hashable, deque[str]] = defaultdict(deque)
        for key, name in draft.items():
            if key not in self.taken:
                waiting[name].append(key)
        for key, name in file.items():
            if key not in self.of and waiting[name]:
                self._pair(key, waiting[name].popleft())

    def _candidates(self, mine: str, rare: dict[str, list[str]]) -> Iterable[str]:
        """The draft's clauses that one of the file may be, bounded in number."""
        section = self._its(self.file.parent[mine])
        near = [] if section is None else self.draft.near(section, self.file.place[mine])
        words = sorted((word for word in self.file.said[mine] if word in rare), key=lambda word: len(rare[word]))
        shared = (key for word in words[:RARE_WORDS] for key in rare[word])
        holders = (self.draft.parent[self.of[key]] for key in self.file.under[mine] if key in self.of)
        return dict.fromkeys(key for key in (*near, *shared, *holders) if key and key not in self.taken)

    def _by_rare_words(self) -> dict[str, list[str]]:
        users: defaultdict[str, list[str]] = defaultdict(list)
        for key, words in self.draft.said.items():
            if key not in self.taken:
                for word in words:
                    users[word].append(key)
        return {word: keys for word, keys in users.items() if len(keys) <= SHARED_BY}

    def _likeness(self, mine: str, its: str) -> float:
        """How many of their words they share, or of what stands under them; from 0 to 1."""
        words = alike(self.file.said[mine], self.draft.said[its])
        under = self.file.under[mine]
        return max(words, sum(self.draft.parent.get(self.of.get(key, "")) == its for key in under) / max(1, len(under)))

    def _least(self, mine: str, its: str) -> float:
        if self._its(self.file.parent[mine]) != self.draft.parent[its]:
            return ELSEWHERE
        return BESIDE if any(self._neighbourly(mine, its)) else IN_SECTION

    def _neighbourly(self, mine: str, its: str) -> Iterator[bool]:
        label = _bare(self.file.clauses[mine].label)
        yield bool(label) and label == _bare(self.draft.clauses[its].label)
        for step in (-1, 1):
            yield self._its(self.file.beside(mine, step)) == self.draft.beside(its, step)

    def _its(self, mine: str) -> str | None:
        """The draft's key for one of the file; "" for the plan itself, or where nothing stands."""
        return self.of.get(mine) if mine else ""


def can_be_one(draft: Clause, file: Clause, depth: int) -> bool:
    """Whether a clause of a file, at this depth, can take the place of the draft's, so that no part of either is lost.

    A short line that reads as a heading with nothing under it may be a person, an activity or a paragraph.
    """
    if draft.kind == "section" or file.kind == "section":
        return draft.kind == file.kind or (draft.kind != "section" and depth > 0 and not file.children)
    has_parts = any(value for _, value in draft.fields) and any(value for _, value in file.fields)
    return draft.kind == file.kind or not has_parts


def alike(one: Counter[str], other: Counter[str]) -> float:
    """How many of all their words two texts share, from 0 to 1."""
    all_words = one.total() + other.total()
    return 2 * (one & other).total() / all_words if all_words else 0.0


def word_list(text: str) -> list[str]:
    """The words of a text, whatever stands between them and however they are written."""
    return _WORD.findall(text.casefold())


def words_of(clause: Clause) -> list[str]:
    """Its words, or those of its parts where it has no others."""
    return word_list(clause.text) or word_list(" ".join(value for _, value in clause.fields))


def _exact(clause: Clause) -> Hashable:
    return clause.kind == "section" and bool(clause.children), tuple(words_of(clause)) or clause.text


def _paths(tree: Tree, numbers: dict[Hashable, int]) -> dict[str, Hashable]:
    """The words of each clause with those of all that it stands under, as a number that two plans share."""
    found: dict[str, Hashable] = {"": ""}
    for key, clause in tree.clauses.items():
        found[key] = numbers.setdefault((found[tree.parent[key]], _exact(clause)), len(numbers))
    return {key: name for key, name in found.items() if key}


def _bare(label: str) -> str:
    return label.rstrip(".:)")
