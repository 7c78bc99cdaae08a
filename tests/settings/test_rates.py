"""What `[rates]` may say."""

from __future__ import annotations

import pytest

from careader.settings import Settings, parse_settings


def test_rates_have_defaults() -> None:
    settings = Settings()
    assert settings.rate_currencies == ("KGS", "KZT", "TJS", "UZS", "TMT")
    assert (settings.rates_inverted, settings.rate_minutes) == (False, 60)


def test_rates_can_be_chosen() -> None:
    settings = parse_settings({"rates": {"currencies": ["kzt", "EUR", "KZT", "AFN"], "inverted": True, "minutes": 5}})
    assert settings.rate_currencies == ("KZT", "EUR", "AFN")
    assert (settings.rates_inverted, settings.rate_minutes) == (True, 5)
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        (
            {"currencies": ["KZT", "USD"]},
            "[rates] currencies has a value that is 'USD' (did you mean UZS?), but must be one of KGS,",
        ),
        ({"currencies": []}, "[rates] currencies must name one at least; enabled = false asks for no rates at all"),
        ({"currencies": "KZT"}, "[rates] currencies must be a list, not 'KZT'"),
        ({"currencies": [1, "KZT"]}, "[rates] currencies has a value that is 1, but must be one of KGS, "),
        ({"inverted": 1}, "[rates] inverted must be true or false, not 1"),
        ({"minutes": 0}, "[rates] minutes must be from 1 to 527040, not 0"),
        ({"minutes": 10**12}, "[rates] minutes must be from 1 to 527040, not 1000000000000"),
        ({"endpoints": {"nkb": "https://x.example"}}, "[rates.endpoints] nkb is not a setting (did you mean nbk"),
        ({"endpoints": {"nbk": "x.example"}}, "[rates.endpoints] nbk must be an address that starts with http:// or"),
        ({"endpoints": "https://x.example"}, "[rates] endpoints must be a table, not 'https://x.example'"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_the_rest_is_used(rates: dict[str, object], message: str) -> None:
    settings = parse_settings({"rates": rates, "refresh": {"minutes": 3}})
    (problem,) = settings.problems
    assert problem.startswith(message)
    assert settings.refresh_minutes == 3
    assert settings.rate_currencies in (("KGS", "KZT", "TJS", "UZS", "TMT"), ("KZT",))
    assert (settings.rate_minutes, settings.rates_inverted, settings.rate_endpoints) == (60, False, {})
