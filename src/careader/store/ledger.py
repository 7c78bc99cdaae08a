"""The marks in memory, with what of them is not yet on the disk; no file, no thread, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from careader.model import Mark
from careader.store.records import merge


class Ledger:
    """Every mark by article, and which of them the file does not have yet (`unsaved`, `forgotten`)."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        self.unsaved: set[str] = set()
        self.forgotten: dict[str, Mark] = {}
        self._read: set[str] = set()
        self._starred: set[str] = set()
        self._views: dict[str, frozenset[str]] = {}

    @property
    def read_ids(self) -> frozenset[str]:
        """The articles that are read; the same object until a mark changes."""
        return self._view("read", self._read)

    @property
    def starred_ids(self) -> frozenset[str]:
        """The articles that are starred; the same object until a mark changes."""
        return self._view("starred", self._starred)

    def _view(self, name: str, ids: set[str]) -> frozenset[str]:
        if name not in self._views:
            self._views[name] = frozenset(ids)
        return self._views[name]

    def change(self, article: str, how: Callable[[Mark], Mark]) -> None:
        """Put a changed mark in place of that of an article, or of an empty one."""
        self._put(how(self.marks.get(article) or Mark(article)))
        self.unsaved.add(article)
        self.forgotten.pop(article, None)

    def forget(self, article: str) -> None:
        """Drop a mark and remember to take it out of the file, unless the file then holds another one."""
        self.unsaved.discard(article)
        self.forgotten[article] = self.marks.pop(article)
        self._read.discard(article)
        self._starred.discard(article)
        self._views.clear()

    def take_in(self, theirs: Mapping[str, Mark]) -> bool:
        """Merge what the file holds; say whether that changed a mark here. What the file lacks becomes unsaved."""
        changed = False
        for article, mark in theirs.items():
            mine = self.marks.get(article)
            if mine != mark and self.forgotten.get(article) != mark:
                self.forgotten.pop(article, None)
                merged = merge(mine, mark) if mine else mark
                if merged != mine:
                    self._put(merged)
                    changed = True
                (self.unsaved.discard if merged == mark else self.unsaved.add)(article)
        self.unsaved |= self.marks.keys() - theirs.keys()
        return changed

    def saved(self, marks: Iterable[Mark], forgotten: Mapping[str, Mark]) -> None:
        """Note what the file now has, but for what was marked again meanwhile."""
        self.unsaved -= {mark.article for mark in marks if self.marks.get(mark.article) is mark}
        for article, mark in forgotten.items():
            if self.forgotten.get(article) is mark:
                del self.forgotten[article]

    def _put(self, mark: Mark) -> None:
        self.marks[mark.article] = mark
        for ids, belongs in ((self._read, mark.read), (self._starred, mark.starred)):
            (ids.add if belongs else ids.discard)(mark.article)
        self._views.clear()
