"""The first steps of the schema: what the first libraries were made with, and how bodies were put apart."""

from __future__ import annotations

ARTICLES_AND_QUOTES = """
CREATE TABLE library (id TEXT NOT NULL);
CREATE TABLE article (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    story      TEXT NOT NULL,
    title      TEXT NOT NULL,
    url        TEXT NOT NULL,
    outlet     TEXT NOT NULL,
    outlet_id  TEXT NOT NULL,
    ownership  TEXT NOT NULL,
    language   TEXT NOT NULL,
    summary    TEXT NOT NULL,
    author     TEXT NOT NULL,
    blocks     TEXT NOT NULL,
    complete   INTEGER NOT NULL,
    guid       TEXT NOT NULL,
    countries  TEXT NOT NULL,
    region     INTEGER NOT NULL,
    origin     TEXT NOT NULL,
    published  TEXT,
    seen       TEXT NOT NULL,
    date       TEXT NOT NULL
);
CREATE INDEX article_by_date ON article (date DESC);
CREATE INDEX article_by_story ON article (story);
CREATE VIRTUAL TABLE article_text USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE former_title (
    article TEXT NOT NULL,
    title   TEXT NOT NULL,
    until   TEXT NOT NULL,
    PRIMARY KEY (article, title)
) WITHOUT ROWID;
CREATE TABLE quote (
    base       TEXT NOT NULL,
    quote      TEXT NOT NULL,
    provider   TEXT NOT NULL,
    published  TEXT NOT NULL,
    value      TEXT NOT NULL,
    nominal    INTEGER NOT NULL,
    change_pct TEXT,
    received   TEXT NOT NULL,
    PRIMARY KEY (base, quote, provider, published)
) WITHOUT ROWID;
"""

BODIES_AND_VERSIONS = """
CREATE TABLE body (key INTEGER PRIMARY KEY, blocks TEXT NOT NULL);
INSERT INTO body SELECT key, blocks FROM article;
CREATE TABLE version (
    article     TEXT NOT NULL,
    until       TEXT NOT NULL,
    title       TEXT NOT NULL,
    summary     TEXT NOT NULL,
    blocks      TEXT NOT NULL,
    text_origin INTEGER NOT NULL,
    PRIMARY KEY (article, until)
) WITHOUT ROWID;
CREATE TABLE article_2 (
    key         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    story       TEXT NOT NULL,
    date        TEXT NOT NULL,
    outlet_id   TEXT NOT NULL,
    language    TEXT NOT NULL,
    countries   TEXT NOT NULL,
    region      INTEGER NOT NULL,
    complete    INTEGER NOT NULL,
    text_origin INTEGER NOT NULL,
    outdated    INTEGER NOT NULL,
    origin      TEXT NOT NULL,
    ownership   TEXT NOT NULL,
    published   TEXT,
    seen        TEXT NOT NULL,
    first_seen  TEXT NOT NULL,
    title       TEXT NOT NULL,
    url         TEXT NOT NULL,
    outlet      TEXT NOT NULL,
    author      TEXT NOT NULL,
    guid        TEXT NOT NULL,
    opening     TEXT,
    summary     TEXT NOT NULL
);
INSERT INTO article_2
    SELECT key, id, story, date, outlet_id, language, countries, region, complete,
        CASE WHEN NOT complete THEN 1 WHEN origin = 'file' AND url = '' THEN 4 ELSE 2 END, 0,
        origin, ownership, published, seen, CASE WHEN published IS NULL THEN date ELSE seen END,
        title, url, outlet, author, guid, NULL, summary
    FROM article;
DROP TABLE article;
ALTER TABLE article_2 RENAME TO article;
CREATE INDEX article_by_date ON article (date DESC);
CREATE INDEX article_by_story ON article (story);
CREATE INDEX article_by_opening ON article (outlet_id, opening);
"""
