"""Posts besides the main one: heads' further offices, vacant posts and concurrent posts (兼務, 事務取扱)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.playground.towns.chart import Path
from bot.playground.towns.dice import Dice
from bot.playground.towns.figures import Figures
from bot.playground.towns.model import PostKind, Rank, Status, TownPost, TownStaff
from bot.playground.towns.people import Seated
from bot.playground.towns.places import Place
from bot.playground.towns.titles import head_title


class Posts:
    """Who holds which post. Everything is by staff number; `heads` and `acting` name the leader of each unit."""

    def __init__(self, seated: Sequence[Seated], places: Sequence[Place], codes: Mapping[Path, str]) -> None:
        self._seated = seated
        self._places = places
        self._codes = codes
        self._further: dict[str, list[TownPost]] = {}
        self._sections_by_top: dict[str, list[Path]] = {}
        for place in places:
            if place.line.is_section and not place.is_team:
                self._sections_by_top.setdefault(place.line.top, []).append(place.path)
        self.heads = {found.seat.path: found.person.staff_no for found in seated if found.seat.is_head}
        self.acting: dict[Path, str] = {}

    def fill(self, figures: Figures, dice: Dice) -> None:
        for place in self._places:
            if place.path not in self.heads:
                self._lead_without_main_post(place)
        self._join_sections(figures.concurrent_posts - len(self._further_of(PostKind.CONCURRENT)), dice)

    def staff(self) -> list[TownStaff]:
        return [
            replace(found.person, posts=(*found.person.posts, *self._further.get(found.person.staff_no, ())))
            for found in self._seated
        ]

    def _lead_without_main_post(self, place: Place) -> None:
        """Somebody from above leads an office as 兼務; a vacant post is handled by the next one above (事務取扱)."""
        is_joint = "兼務長" in place.line.marks and not place.is_team
        leader = self._next_above(place)
        kind = PostKind.CONCURRENT if is_joint else PostKind.ACTING
        self._add(leader, TownPost(self._codes[place.path], head_title(place.path[-1]), kind))
        (self.heads if is_joint else self.acting)[place.path] = leader

    def _next_above(self, place: Place) -> str:
        """A team's deputy section head, otherwise the deputy of the unit above, or its head if it has none."""
        above = [found for found in self._seated if found.seat.path == place.path[:-1] and found.seat.is_lead]
        wanted = (Rank.R5B,) if place.is_team else (Rank.R7,)
        found = [leader for leader in above if leader.seat.rank in wanted]
        return (found or above)[0].person.staff_no

    def _join_sections(self, count: int, dice: Dice) -> None:
        """Office staff who also belong to another section of the same department or bureau."""
        able = [found for found in self._seated if self._may_join(found)]
        for found in dice.sample(able, count):
            other = dice.pick(self._other_sections(found))
            title = found.person.posts[0].title
            self._add(found.person.staff_no, TownPost(self._codes[other], title, PostKind.CONCURRENT))

    def _may_join(self, found: Seated) -> bool:
        line, person = found.seat.line, found.person
        return (
            person.rank in {Rank.R5B, Rank.R4}
            and person.status is Status.ACTIVE
            and person.staff_no not in self._further
            and not found.seat.is_head
            and "交替" not in line.marks
            and not any(mark.startswith("X0") for mark in line.marks)
            and bool(self._other_sections(found))
        )

    def _other_sections(self, found: Seated) -> list[Path]:
        line = found.seat.line
        return [path for path in self._sections_by_top.get(line.top, ()) if path != line.path]

    def _further_of(self, kind: PostKind) -> list[TownPost]:
        return [post for posts in self._further.values() for post in posts if post.kind is kind]

    def _add(self, staff_no: str, post: TownPost) -> None:
        self._further.setdefault(staff_no, []).append(post)
