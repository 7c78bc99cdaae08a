"""Writing what is listed into a file: which one is asked for, and nothing that is there is written over."""

from __future__ import annotations

from pathlib import Path

from careader.tui.article_actions import ArticleActions
from careader.tui.values import View
from careader.tui.widgets.country_filter import words_of
from careader.words import actions as words


class Exporting(ArticleActions, inherit_bindings=False):
    """The part of the main screen that hands the list on."""

    view: View

    async def action_export(self) -> None:
        """Ask for a file, and write what is listed into it: Markdown, or HTML where its name ends so."""
        if self.view.total:
            await self._ask_for_file(words.EXPORT_TO, self._proposed())
        else:
            self.say(words.NOTHING_TO_EXPORT)

    async def _ask_for_file(self, title: str, name: str) -> None:
        await self.services.ways.ask(title, self._write, name)

    async def _write(self, name: str) -> None:
        if not name.strip():
            return
        title = words.EXPORT_TITLE
        if filters := words_of(self.state.query):
            title = f"{title}: {filters}"
        try:
            path, written = await self.services.reads.export(self.state.listed, name.strip(), title)
        except FileExistsError:
            await self._ask_for_file(words.not_exported(name, ""), name)
        except (OSError, RuntimeError, ValueError) as error:  # a folder that is not there, ~nobody, a name with a NUL
            why = getattr(error, "strerror", None) or str(error)
            await self._ask_for_file(words.not_exported(name, why), name)
        else:
            self.state.remembered.export = str(path.parent / f"*{path.suffix}")
            self.say(f"{words.exported(written, str(path))}.")

    def _proposed(self) -> str:
        """Return a name that is free: in the folder and of the kind that was written last, with today's date."""
        last = Path(self.state.remembered.export or "~/*.md")
        day = self.services.clock().astimezone().date().isoformat()
        for number in range(1, 1000):
            name = f"careader-{day}{f'-{number}' if number > 1 else ''}{last.suffix}"
            if not (last.parent / name).expanduser().exists():
                break
        return str(last.parent / name)
