"""What `[rates]` may say."""

from __future__ import annotations

import pytest

from careader.settings import Settings, SettingsError, parse_settings


def test_rates_have_defaults() -> None:
    settings = Settings()
    assert settings.rate_currencies == ("KGS", "KZT", "TJS", "UZS", "TMT")
    assert (settings.rates_inverted, settings.rate_minutes) == (False, 60)


def test_rates_can_be_chosen() -> None:
    settings = parse_settings({"rates": {"currencies": ["kzt", "EUR", "KZT", "AFN"], "inverted": True, "minutes": 5}})
    assert settings.rate_currencies == ("KZT", "EUR", "AFN")
    assert (settings.rates_inverted, settings.rate_minutes) == (True, 5)


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        ({"currencies": ["KZT", "USD"]}, "[rates] currencies has 'USD'; known are KGS, KZT, TJS, UZS, TMT, EUR, RUB,"),
        ({"currencies": []}, "[rates] currencies must name one at least; enabled = false asks for no rates at all"),
        ({"currencies": "KZT"}, "[rates] currencies must be a list, not 'KZT'"),
        ({"currencies": [1]}, "[rates] currencies has '1'; known are"),
        ({"inverted": 1}, "[rates] inverted must be true or false, not 1"),
        ({"minutes": 0}, "rate minutes must be at least 1"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(rates: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse_settings({"rates": rates})
    assert str(error.value).startswith(message)
