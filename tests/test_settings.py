"""Settings: declared once, read from variables; a wrong one is named with what was expected."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from service.errors import CommandError
from service.graph.limits import Limits
from service.settings import Settings, description, flag, variable


def refusal(environ):
    with pytest.raises(CommandError) as refused:
        Settings.from_env(environ)
    return str(refused.value)


def test_with_an_empty_environment_everything_has_its_default():
    settings = Settings.from_env({})
    assert settings == Settings()
    assert (settings.host, settings.port, settings.database_url) == ("127.0.0.1", 8000, None)
    assert settings.limits == Limits()


def test_every_setting_has_a_variable_a_flag_and_a_line_of_help():
    names = [setting.name for setting in fields(Settings)]
    assert variable("max_cost") == "COLOPHON_MAX_COST"
    assert flag("max_cost") == "--max-cost"
    for setting in fields(Settings):
        assert setting.metadata["help"]
        assert variable(setting.name) in description(setting)
    assert len(names) == len({flag(name) for name in names})


def test_variables_are_read_as_what_they_are():
    settings = Settings.from_env(
        {
            "COLOPHON_DATABASE_URL": "postgresql://owner:secret@db/colophon",
            "COLOPHON_DATA_DIR": "~/graph",
            "COLOPHON_PORT": "9000",
            "COLOPHON_GRAPHIQL": "off",
            "COLOPHON_HTTP_PROFILE": "draft2026",
            "COLOPHON_MAX_COST": "77",
            "COLOPHON_STATEMENT_TIMEOUT_MS": "2500",
            "COLOPHON_CORS_ORIGINS": "https://example.org, http://localhost:3000",
            "COLOPHON_MAX_PAGE_SIZE": "50",
            "PORT": "1",
        }
    )
    assert settings.database_url == "postgresql://owner:secret@db/colophon"
    assert settings.data_dir == Path.home() / "graph"
    assert settings.port == 9000
    assert settings.graphiql is False
    assert settings.http_profile == "draft2026"
    assert settings.limits.cost == 77
    assert settings.statement_timeout_ms == 2500
    assert settings.cors_origins == ("https://example.org", "http://localhost:3000")
    assert settings.limits.page_size == 50


def test_every_limit_can_be_set():
    values = {limit.name: 90 - place for place, limit in enumerate(fields(Limits))}
    values["default_page_size"] = 5
    environ = {f"COLOPHON_MAX_{name.upper()}": str(value) for name, value in values.items()}
    environ["COLOPHON_DEFAULT_PAGE_SIZE"] = environ.pop("COLOPHON_MAX_DEFAULT_PAGE_SIZE")
    assert Settings.from_env(environ).limits == Limits(**values)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "eighty", "a whole number from 0 to 65535"),
        ("PORT", "65536", "a whole number from 0 to 65535"),
        ("PORT", "-1", "a whole number from 0 to 65535"),
        ("PORT", "", "a whole number from 0 to 65535"),
        ("MAX_DEPTH", "1_0", "a whole number from 1 to 1000000000"),
        ("MAX_DEPTH", "٣", "a whole number from 1 to 1000000000"),
        ("STATEMENT_TIMEOUT_MS", "0", "a whole number from 1 to 3600000"),
        ("GRAPHIQL", "maybe", "on or off"),
        ("LOG_LEVEL", "LOUD", "debug or info or warning or error"),
        ("HTTP_PROFILE", "2026", "audit or draft2026"),
        (
            "CORS_ORIGINS",
            "example.org",
            "origins such as https://example.org, separated by commas, or *",
        ),
        ("HOST", " ", "some text"),
        ("DATA_DIR", "", "a folder"),
    ],
)
def test_a_wrong_value_is_refused_with_its_variable_and_what_was_expected(name, value, expected):
    option = flag(name.lower())
    assert refusal({f"COLOPHON_{name}": value}) == (
        f"COLOPHON_{name}={value!r} ({option}): expected {expected}"
    )


def test_an_error_never_shows_a_connection_string():
    line = refusal({"COLOPHON_DATABASE_URL": ""})
    assert line == "COLOPHON_DATABASE_URL (--database-url): expected some text"
    settings = Settings.from_env({"COLOPHON_DATABASE_URL": "postgresql://owner:secret@db/colophon"})
    assert "secret" not in repr(settings)


def test_a_default_page_cannot_be_longer_than_the_longest():
    line = refusal({"COLOPHON_DEFAULT_PAGE_SIZE": "60", "COLOPHON_MAX_PAGE_SIZE": "50"})
    assert line == "COLOPHON_DEFAULT_PAGE_SIZE=60 is more than COLOPHON_MAX_PAGE_SIZE=50"


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1
