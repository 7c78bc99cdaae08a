"""Pages as Telegram's preview of a channel has them, for the tests of the newsstand: all posts invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape


def post(
    number: int,
    text: str = "",
    *,
    when: datetime,
    name: str = "steppenews",
    pictures: int = 0,
    video: str = "",
    more: str = "",
    edited: bool = False,
    forwarded: str = "",
    preview: str = "",
) -> str:
    """Make one post; `text` and `more` are HTML."""
    photo = (
        '<a class="tgme_widget_message_photo_wrap" href="https://t.me/x">'
        '<div class="tgme_widget_message_photo"></div></a>'
    )
    media = photo * pictures
    if pictures > 1:
        media = f'<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap"><div>{media}</div></div>'
    if video:
        media += (
            '<a class="tgme_widget_message_video_player"><i class="tgme_widget_message_video_thumb"></i>'
            f'<time class="message_video_duration js-message_video_duration">{video}</time></a>'
        )
    source = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;'
        f'<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/other/5">'
        f"<span>{escape(forwarded)}</span></a></div>"
    )
    page = (
        f'<a class="tgme_widget_message_link_preview" href="{preview}"><div class="link_preview_title">A page</div></a>'
    )
    body = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="{name}/{number}">'
        '<div class="tgme_widget_message_user"><a href="https://t.me/x"><i></i></a></div>'
        '<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color">'
        f'<a class="tgme_widget_message_owner_name" href="https://t.me/{name}">'
        f'<span dir="auto">Steppe News</span></a></div>'
        f"{source if forwarded else ''}{media}{body}{more}{page if preview else ''}"
        '<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short">'
        '<span class="tgme_widget_message_views">1.2K</span><span class="copyonly"> views</span>'
        f'<span class="tgme_widget_message_meta">{"edited &nbsp;" if edited else ""}'
        f'<a class="tgme_widget_message_date" href="https://t.me/{name}/{number}">'
        f'<time datetime="{when.isoformat()}" class="time">14:02</time></a></span></div></div></div></div></div>'
    )


def channel(posts: Sequence[str], *, site: str = "", title: str = "Steppe News") -> bytes:
    """Make the page of a channel that shows these posts."""
    described = f'<div class="tgme_channel_info_description">News of the steppe. <a href="{site}">{site}</a></div>'
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Steppe News – Telegram</title></head><body>'
        '<header class="tgme_header"></header><div class="tgme_channel_info">'
        f'<div class="tgme_channel_info_header_title"><span dir="auto">{title}</span>'
        f"</div>{described if site else ''}</div>"
        f'<section class="tgme_channel_history js-message_history">{"".join(posts)}</section></body></html>'
    ).encode()


NO_PREVIEW = (
    b"<!DOCTYPE html><html><head><title>Telegram: View @hidden</title></head><body><div class='tgme_page'>"
    b"<div class='tgme_page_title'><span>Hidden</span></div><div class='tgme_page_extra'>1 200 subscribers</div>"
    b"<div class='tgme_page_action'><a class='tgme_action_button_new'"
    b" href='tg://resolve?domain=hidden'>View in Telegram</a></div>"
    b"</div></body></html>"
)
