"""What can happen to what careader keeps: each case, what is done, what is right, and the tests that hold it.

The tests stand beside what they test; `test_cases` compares this table with them. A name in brackets is one of the
values with which a test runs.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """One case: `held_by` are tests, by file under `tests/` and name."""

    id: str
    done: str
    right: str
    held_by: tuple[str, ...]


KILLS = "faults/test_kills.py::test_nothing_is_lost_by_kill_9_at_any_instant"
MARKS = "store/test_marks.py::test_"
STATE = "faults/test_state.py::test_"
FILES = "faults/test_files.py::test_"
READ_ONLY = "faults/test_readonly.py::test_"
JOBS = "faults/test_jobs.py::test_no_job_ends_or_freezes_the_screen"
MIGRATIONS = "store/test_migrations.py::test_"
RECOVERY = "store/test_recovery.py::test_"
TIDYING = "newsroom/test_tidying.py::test_"
SETTINGS = "settings/test_settings.py::test_"
WRONG = "settings/test_wrong_values.py::test_"
ENGINE = "newsroom/test_engine.py::test_"
DEPARTURE = "e2e/test_departure.py::test_"
HELD = "tui/test_background.py::test_while_another_program_holds_the_library_keys_answer_and_marks_are_kept"
SHOWN = "tui/test_background.py::test_marks_and_news_of_other_programs_are_shown_without_a_key"
NOT_DONE = "cli/test_marking.py::test_what_cannot_be_written_is_not_called_done"

CASES = (
    # Kills, and several programs at once
    Case("S1", "`mark` is killed at any moment", "whole files, what it called done is there", (f"{KILLS}[mark]",)),
    Case("S2", "the reader is killed while keys mark", "what is older than a second and a half is there",
         ("e2e/test_reader.py::test_marks_survive_kill_9_once_they_are_written",)),
    Case("S3", "the store of marks is killed under load", "all that it said was written is there",
         (f"{MARKS}a_kill_at_any_moment_loses_nothing_that_was_written",)),
    Case("S4", "many processes mark at once", "all marks of all of them",
         (f"{MARKS}two_processes_that_mark_at_once_lose_nothing",
          f"{STATE}thirty_two_processes_that_mark_at_once_lose_nothing")),
    Case("S5", "`mark` while the reader is open", "shown within two seconds, without a key", (SHOWN,)),
    Case("S6", "`refresh` while the reader is open", "its stories are shown, the cursor stays", (SHOWN,)),
    # marks.json
    Case("S7", "the marks cut at every byte", "set aside whole, what can be read goes on",
         (f"{MARKS}what_can_be_read_of_a_file_that_is_cut_off_goes_on",)),
    Case("S8", "the marks empty, of other types, in cp1251, deep, with NaN", "set aside, the good ones kept",
         (f"{MARKS}an_unreadable_file_is_set_aside_and_the_reader_starts",
          f"{MARKS}good_records_are_kept_beside_bad_ones",
          f"{FILES}what_a_file_holds[in cp1251]", f"{FILES}what_a_file_holds[very deep]")),
    Case("S9", "a byte order mark, UTF-16, a version in quotes, half a surrogate, an empty key", "read",
         (f"{STATE}marks_written_another_way_are_read",)),
    Case("S10", "marks of a newer version", "read as far as they can be, never written over",
         (f"{MARKS}the_file_of_a_newer_version_is_read_and_not_overwritten",)),
    Case("S11", "a folder in the place of the marks or of their lock", "said, with the name of what is in the way",
         (f"{MARKS}a_folder_in_the_way_is_a_problem_and_no_crash", f"{NOT_DONE}[folder for a lock]")),
    Case("S12", "the marks are a link, or one that leads nowhere yet", "followed, and a link still",
         ("store/test_atomic.py::test_a_symbolic_link_stays_one", f"{MARKS}a_dangling_link_is_followed")),
    Case("S13", "`mark` that cannot save: a lock held on, no permission", "exit code 1 and a sentence",
         (NOT_DONE, "cli/test_marking.py::test_a_lock_that_is_held_on_is_a_failure",
          f"{STATE}a_mark_without_permission_is_not_called_done")),
    Case("S14", "leaving the reader while marks cannot be saved", "said and asked; given up only when asked again",
         ("tui/test_leaving.py::test_leaving_with_marks_that_cannot_be_saved_says_so_and_asks",
          "tui/test_leaving.py::test_leaving_once_more_gives_them_up")),
    Case("S15", "a mark fails, then the lock is free again", "written by itself, without another key",
         (f"{MARKS}what_could_not_be_written_is_tried_again_until_it_is_on_the_disk",)),
    Case("S16", "a lock file and a temporary file that killed programs left", "used, and removed",
         (f"{STATE}what_killed_programs_left_is_in_nobodys_way",
          "store/test_atomic.py::test_leftovers_of_this_file_go_and_of_no_other")),
    Case("S17", "no hard links", "renamed in their place",
         (f"{MARKS}a_file_system_without_hard_links_keeps_what_is_unreadable_too",)),
    Case("S18", "no flock, and the lock of another machine left behind", "works, without a warning",
         (f"{MARKS}a_file_system_without_locks_is_no_hindrance",)),
    Case("S19", "no locks left, no fsync, no fchmod", "saved all the same",
         (f"{MARKS}a_file_system_without_locks_is_no_hindrance",
          f"{MARKS}a_file_system_that_forces_nothing_or_has_no_permissions_is_no_hindrance")),
    Case("S20", "a hundred thousand marks", "work in proportion to them, none for a mark until it is written",
         (f"{STATE}marks_cost_in_proportion_to_their_number",)),
    Case("S21", "marks of a clock that is years off, at the ends of what there is", "the last key holds",
         (f"{MARKS}a_later_mark_holds_even_where_the_clock_went_back",
          f"{STATE}the_last_mark_holds_whatever_the_clock")),
    Case("S22", "a conflict copy of Syncthing, Dropbox and others", "taken in, put aside and said",
         ("store/test_copies.py::test_a_conflict_copy_is_taken_in_and_put_aside",
          "cli/test_marks.py::test_files_of_another_machine_are_taken_in")),
    Case("S23", "the file is replaced under the open reader", "taken in", (f"{STATE}a_file_put_in_place_is_taken_in",)),
    # articles.sqlite3
    Case("S24", "the library with another header, cut in half, without its first page", "saved from, set aside",
         (f"{RECOVERY}a_header_that_is_spoilt_costs_nothing", f"{RECOVERY}a_broken_head_is_set_aside",
          f"{STATE}a_library_that_is_cut_off_is_saved_from")),
    Case("S25", "pages in the middle damaged", "what can be read is saved, under the open reader too",
         (f"{RECOVERY}any_broken_pages_are_survived",
          "tui/test_background.py::test_a_damaged_library_is_mended_under_the_reader")),
    Case("S26", "a row with a word, a date or a number that is none", "the row is left out",
         (f"{RECOVERY}what_was_never_written_is_found_when_it_is_read",)),
    Case("S27", "newer; no version; no row of its own; a table gone; a folder", "a sentence, nothing written over",
         (f"{MIGRATIONS}a_newer_library_is_left_alone", f"{MIGRATIONS}a_library_without_an_id_gets_one",
          f"{STATE}a_library_without_a_table_or_a_version_is_mended",
          f"{READ_ONLY}what_cannot_be_opened_is_said_and_the_screen_starts")),
    Case("S28", "a kill in the first start", "the next one works",
         (f"{KILLS}[first-start]", f"{MIGRATIONS}a_kill_at_any_statement_leaves_a_library_that_opens[first]")),
    Case("S29", "many first starts at once", "all start, with one library",
         (f"{MIGRATIONS}programs_that_start_at_once_make_one_library",)),
    Case("S30", "a log that a killed program left, one of another file, none", "what SQLite makes of it, no loss",
         (f"{STATE}the_log_beside_the_library",)),
    Case("S31", "the library is locked: `refresh`", "waits and says so",
         ("cli/test_commands.py::test_a_refresh_says_that_it_waits_for_another_program",
          f"{ENGINE}what_is_written_waits_for_another_program_and_says_so")),
    Case("S32", "locked: `r` in the reader", "keys are answered", (HELD, f"{JOBS}[hangs]")),
    Case("S33", "locked: `$` and `r`", "keys are answered, nothing ends",
         ("faults/test_jobs.py::test_a_library_that_another_program_holds_is_waited_for_by_every_job",)),
    Case("S34", "locked: an article is taken out of its story", "kept, and done when the lock is free", (HELD,)),
    Case("S35", "locked: `list`, `rates`, `mark`, `show`", "work", (f"{STATE}what_reads_waits_for_nobody",)),
    Case("S36", "a large import", "kept some at a time, never in one piece",
         ("newsroom/test_importing.py::test_many_files_are_kept_some_at_a_time_and_are_one_import",)),
    Case("S37", "the disk is full: start, `list`, `mark`", "reads, and says what is not kept",
         (f"{STATE}a_full_disk_is_read", f"{READ_ONLY}it_starts_reads_marks_and_says_what_cannot_be_kept")),
    Case("S38", "the disk fills while the reader runs: `m`, `r`", "said, and saved when there is room",
         (f"{MARKS}a_full_disk_loses_nothing_and_the_next_write_goes_through",
          f"{ENGINE}a_disk_that_is_full_or_read_only_costs_only_what_is_new")),
    Case("S39", "the same: `$` and `r`", "said, nothing ends", (f"{JOBS}[disk full]",)),
    Case("S40", "a data folder that is not ours, files that nobody may read", "read, or a sentence that is true",
         (f"{READ_ONLY}a_folder_that_only_others_may_write_to_is_read",
          f"{READ_ONLY}what_cannot_be_opened_is_said_and_the_screen_starts[file without permission]")),
    Case("S41", "a cache folder that cannot be written", "goes on",
         (f"{ENGINE}a_file_in_the_place_of_a_folder_that_can_be_lost_hurts_nothing",)),
    Case("S42", "files without the right to write", "as the system allows",
         (f"{READ_ONLY}a_folder_that_only_others_may_write_to_is_read",
          f"{STATE}a_file_of_marks_that_is_read_only_is_replaced")),
    Case("S43", "a circle of links", "a sentence", (f"{FILES}what_is_in_the_place_of_a_file[circle of links]",)),
    Case("S44", "a link to a device, as root", "left alone", (f"{MARKS}what_is_no_file_is_left_alone[device]",)),
    # decisions.json, and what is remembered of asking
    Case("S45", "the decisions cut at every byte, wrong, newer", "set aside whole, what can be read goes on",
         (f"{STATE}decisions_cut_anywhere_are_set_aside_whole",
          "store/test_decisions.py::test_an_unreadable_file_is_set_aside_and_said",
          "store/test_decisions.py::test_the_file_of_a_newer_careader_is_read_and_left_alone")),
    Case("S46", "a decision at the first or the last moment that there is", "read, and decided anew",
         (f"{STATE}decisions_at_the_ends_of_time_are_read_and_replaced",)),
    Case("S47", "what is remembered of asking, with other types in every place", "as if lost",
         (f"{ENGINE}what_cannot_be_read_of_what_is_remembered_is_no_loss",
          f"{ENGINE}an_old_file_that_cannot_be_read_is_no_loss")),
    # Time
    Case("S48", "61 days away, the first start without a network", "kept",
         (f"{TIDYING}a_reader_who_was_away_loses_nothing",)),
    Case("S49", "the feed still carries them an hour later", "read as before",
         (f"{TIDYING}a_reader_who_was_away_loses_nothing",)),
    Case("S50", "a clock a year ahead once, feeds out of reach", "kept",
         (f"{TIDYING}nothing_goes_for_an_outlet_that_is_not_reached", f"{STATE}no_clock_empties_the_library")),
    Case("S51", "a clock a year ahead or ten back, feeds reached", "kept",
         (f"{TIDYING}a_clock_that_was_wrong_once_counts_as_one_day",)),
    Case("S52", "an article with a star, after its time", "kept", (f"{TIDYING}a_star_keeps_an_article",)),
    Case("S53", "keep_days = 999999", "for ever",
         (f"{TIDYING}for_ever_is_for_ever", f"{SETTINGS}for_ever_is_for_ever")),
    # settings.toml
    Case("S54", "minutes = 10^12", "line, key and what is allowed", (f"{WRONG}every_wrong_value_is_named",)),
    Case("S55", "the id of a built-in outlet mistyped", "line, and what was meant",
         (f"{SETTINGS}what_is_wrong_is_named_with_its_line_and_what_is_allowed['[[outlet]]\\nid = \"timesac\"",)),
    Case("S56", "an address that is none", "line, key and what is allowed",
         (f"{SETTINGS}what_is_wrong_is_named_with_its_line_and_what_is_allowed[http://[::1/f",)),
    Case("S57", "each key with each wrong type, unknown keys, twice the same, no TOML", "named with its place",
         (f"{WRONG}every_wrong_value_is_named", f"{WRONG}every_unknown_key_is_named",
          f"{WRONG}what_stands_twice_is_named_and_the_rest_is_used")),
    Case("S58", "a byte order mark, line ends of Windows, UTF-16", "read",
         (f"{SETTINGS}notepads_ways_to_save_a_file_are_read",)),
    Case("S59", "unknown keys under [rates.endpoints], an unknown theme or language", "named with their place",
         (f"{WRONG}every_unknown_key_is_named", f"{WRONG}every_wrong_value_is_named")),
    Case("S60", "minutes = 0, [[outlets]] for [outlets], a key above all tables", "table, key and how it is written",
         (f"{SETTINGS}what_is_wrong_is_named_with_its_line_and_what_is_allowed[[[outlets]]",
          f"{WRONG}a_table_written_as_rows_and_rows_as_a_table")),
    Case("S61", "the same outlet twice, control characters in its name", "one outlet, with a clean name",
         (f"{STATE}the_same_outlet_twice_is_one_with_a_clean_name",)),
    # What is left out, and the end
    Case("S62", "a feed file with thousands of entries", "what is left out is said",
         ("cli/test_commands.py::test_import_says_what_it_leaves_out",)),
    Case("S63", "the terminal goes away without a signal", "ended within two seconds, marks on the disk",
         (f"{DEPARTURE}a_terminal_that_goes_away_without_a_signal_ends_it_with_the_marks_on_the_disk",
          f"{DEPARTURE}a_line_that_stalls_and_is_cut_ends_it_with_the_marks_on_the_disk",
          f"{DEPARTURE}what_other_programs_hold_keeps_nobody_who_has_to_leave")),
    Case("S64", "the terminal goes away with SIGHUP, stalled too", "ended within two seconds, marks on the disk",
         (f"{DEPARTURE}a_signal_ends_it_while_its_line_stalls",
          "e2e/test_reader.py::test_a_signal_ends_it_with_the_marks_on_the_disk")),
)  # fmt: skip
