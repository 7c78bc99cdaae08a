"""Taking back what came in, asked first and undone by a key: all that an outlet told, or an import brought."""

from __future__ import annotations

from collections.abc import Collection

from careader.model import Outlet
from careader.tui.article_actions import ArticleActions
from careader.words import actions


class Forgetting(ArticleActions, inherit_bindings=False):
    """The part of a screen that forgets more than a story at once."""

    async def forget_outlet(self, outlet: Outlet) -> None:
        """Ask whether all that an outlet told is to be forgotten, and do it."""
        if told := await self.services.reads.told_by(outlet):
            await self._ask(told, actions.told_by(outlet.name))
        else:
            self.say(actions.nothing_of(outlet.name))

    async def action_imports(self) -> None:
        """List what each import brought; one that is chosen is forgotten after a question."""
        imports = await self.services.reads.imports()
        if not imports:
            self.say(actions.NO_IMPORTS)
            return
        now = self.services.clock()
        rows = [(actions.import_of(one.at, now, len(one.articles)), ", ".join(one.files)) for one in imports]

        async def chosen(place: int) -> None:
            one = imports[place]
            await self._ask(one.articles, actions.brought(", ".join(one.files)), of_import=one.number)

        await self.services.ways.choose(actions.IMPORTS, rows, chosen, actions.IMPORT_HINTS)

    async def _ask(self, articles: Collection[str], what: str, *, of_import: int = 0) -> None:
        starred = await self.services.reads.starred_among(articles)

        async def forget() -> None:
            undo = await self.services.writes.forget(articles, of_import=of_import)
            await self.did(undo, undo.what)
            await self.refresh_after(undo)

        question = actions.forget_all(len(articles), quotes=bool(of_import))
        said = [what, *([actions.with_stars(starred)] if starred else []), actions.STAYS_AWAY]
        await self.services.ways.confirm(question, "\n".join(said), actions.FORGET_HINTS, forget)
