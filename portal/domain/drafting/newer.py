"""A newer file read beside a draft: the file's plan with the draft's keys, and with what the file says nothing of."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace

from portal.beforehand import slow
from portal.domain.drafting.clause_acts import about_health
from portal.domain.drafting.matching import Pairs, alike, word_list
from portal.domain.plans.content import Clause, Content, Stage, new_key

SAME_PLACE, OTHER_PLACE = 0.3, 0.5  # how much alike two stages are that are one

Fields = tuple[tuple[str, str], ...]


@slow
def matched(draft: Content, file: Content) -> Content:
    """The file's plan, each clause that is one of the draft's with its key, so that what points there still does.

    Where the file says nothing of a part, a date or a stage, it says what the draft says. What is about health in
    the draft is so in it, and what is new beside that, or in its place, too.
    """
    pairs = Pairs(draft, file)
    pairs.by_keys()
    pairs.by_words()
    pairs.by_likeness()
    return _joined(draft, file, pairs)


@slow
def matched_by_keys(draft: Content, file: Content) -> Content:
    """The same of what was matched with this draft before, and has its keys."""
    pairs = Pairs(draft, file)
    pairs.by_keys()
    return _joined(draft, file, pairs)


def _joined(draft: Content, file: Content, pairs: Pairs) -> Content:
    known = {*pairs.draft.clauses, *(stage.key for stage in draft.stages)}
    health = _about_health(pairs)

    def joined(clause: Clause) -> Clause:
        own = pairs.draft.clauses.get(pairs.of.get(clause.key, ""))
        key = own.key if own else _free(clause.key, known)
        children = tuple(map(joined, clause.children))
        one = replace(_as_in(own, clause) if own else clause, key=key, children=children)
        return about_health(one) if one.health or clause.key in health else one

    return replace(
        file,
        title=file.title or draft.title,
        type=file.type or draft.type,
        start=file.start or draft.start,
        waits_for=file.waits_for or draft.waits_for,
        stages=tuple(_stages(draft, file, known)),
        clauses=tuple(map(joined, file.clauses)),
    )


def _as_in(own: Clause, file: Clause) -> Clause:
    """The draft's clause with the words of the file, and the parts that the file gives it."""
    has_parts = any(value for _, value in file.fields)
    return replace(
        file,
        kind=file.kind if has_parts else own.kind,
        text=file.text or own.text,
        fields=_fields(own.fields, file.fields) if has_parts else own.fields,
        health=own.health or file.health,
    )


def _fields(own: Fields, file: Fields) -> Fields:
    if [name for name, _ in own] == [name for name, _ in file]:
        return tuple((name, value or former) for (name, value), (_, former) in zip(file, own, strict=True))
    names = {name for name, _ in file}
    return (*file, *((name, value) for name, value in own if value and name not in names))


def _about_health(pairs: Pairs) -> Set[str]:
    """The keys of what is new in the file, and stands right after words about health, or in the place of some."""
    gaps, before = set(), ""
    for key, clause in pairs.draft.clauses.items():
        if key in pairs.taken:
            before = key
        elif clause.health:
            gaps.add(before)
    found, before, beside = set(), "", False
    for key, clause in pairs.file.clauses.items():
        if its := pairs.of.get(key):
            before, beside = its, pairs.draft.clauses[its].health
            continue
        beside = beside and clause.kind != "section"
        if beside or before in gaps:
            found.add(key)
    return found


def _stages(draft: Content, file: Content, known: Set[str]) -> Iterator[Stage]:
    if not file.stages:
        yield from draft.stages
        return
    pairs = _stage_pairs(draft, file)
    for stage in file.stages:
        own = pairs.get(stage.key)
        yield _stage_as_in(own, stage) if own else replace(stage, key=_free(stage.key, known))


def _stage_as_in(own: Stage, file: Stage) -> Stage:
    """A level that only says the title again is none of the file's own: readers take it from there."""
    weeks = file.weeks or own.weeks
    says_level = file.level not in ("", file.title)
    return replace(
        file,
        key=own.key,
        weeks=weeks,
        level=file.level if says_level else own.level,
        step=(says_level and file.step) or own.step or file.step,
        reviews=file.reviews or own.lasting(weeks).reviews,
    )


def _stage_pairs(draft: Content, file: Content) -> dict[str, Stage]:
    """The draft's stage for each of the file's that is one of them, by the file's key: what is most alike first."""
    found = []
    for place, mine in enumerate(file.stages):
        for number, its in enumerate(draft.stages):
            likeness = _stages_alike(mine, its)
            if likeness >= (SAME_PLACE if place == number else OTHER_PLACE):
                found.append((likeness, abs(place - number), mine, its))
    pairs: dict[str, Stage] = {}
    for _, _, mine, its in sorted(found, key=lambda one: (-one[0], one[1])):
        if mine.key not in pairs and its not in pairs.values():
            pairs[mine.key] = its
    return pairs


def _stages_alike(mine: Stage, its: Stage) -> float:
    """From 0 to 1 by their words, and more for the same key or title."""
    if mine.key == its.key:
        return 3.0
    if word_list(mine.title) == word_list(its.title):
        return 2.0
    return alike(*(Counter(word_list(f"{one.title} {one.level}")) for one in (mine, its)))


def _free(key: str, known: Set[str]) -> str:
    return new_key() if key in known else key
