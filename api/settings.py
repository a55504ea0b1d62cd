"""Settings: read once from the environment (DRCGRAPH_*), then handed down as plain values."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ontology.errors import InvalidInputError
from search.assistant import Assistant


class Settings(BaseSettings):
    """What an operator can set; each field is the variable DRCGRAPH_<FIELD> too."""

    model_config = SettingsConfigDict(env_prefix="DRCGRAPH_", frozen=True, extra="ignore")

    data: Path = Field(default=Path("data"), description="Folder with the releases")
    sparql_workers: int = Field(default=2, ge=1, le=64, description="Worker processes for SPARQL")
    sparql_time_limit: float = Field(default=10.0, gt=0, description="Seconds a query may run")
    sparql_memory_limit_mb: int = Field(default=1024, ge=64, description="Memory a query may take, in MB")
    sparql_row_limit: int = Field(default=1_000_000, ge=1, description="Rows (or triples) an answer may have")
    sparql_services: str = Field(
        default="", description="Endpoints that SERVICE may ask, parted by commas; none by default"
    )
    models: str = Field(
        default="all-MiniLM-L6-v2,multilingual-use",
        description="Embedding models, parted by commas: packaged names, folders or hub names",
    )
    text_limit: int = Field(default=1_000_000, ge=1, description="Characters a text to annotate may have")
    body_limit_mb: int = Field(default=100, ge=1, description="Megabytes a request's body may have")
    annotate_time_limit: float = Field(default=120.0, gt=0, description="Seconds annotating a text may take")
    key_rate: str = Field(default="120/minute", description="Requests that each key may make")
    open_rate: str = Field(
        default="",
        description="Requests to read that an address may make without a key; no limit where it is empty",
    )
    release_poll_seconds: float = Field(
        default=1.0, gt=0, description="How often a new release is looked for"
    )

    assistant_url: str = Field(
        default="", description="OpenAI-compatible endpoint, as far as /v1; none is asked where it is empty"
    )
    assistant_model: str = Field(default="", description="Name of the language model there")
    assistant_key: SecretStr = Field(default=SecretStr(""), description="Key for that endpoint")
    assistant_time_limit: float = Field(default=60.0, gt=0, description="Seconds its answer may take")
    assistant_reads: bool = Field(
        default=False, description="Whether it proposes citations and measures when texts are read"
    )
    assistant_answers: bool = Field(default=True, description="Whether it phrases answers of /api/ask")

    @property
    def assistant(self) -> Assistant | None:
        """The language model that may be asked. Raises InvalidInputError where it is set in part."""
        if not self.assistant_url:
            return None
        if not self.assistant_url.startswith(("http://", "https://")):
            message = f"DRCGRAPH_ASSISTANT_URL has the value {self.assistant_url!r}: begin with https://"
            raise InvalidInputError(message)
        if not self.assistant_model:
            raise InvalidInputError("DRCGRAPH_ASSISTANT_MODEL is empty: name the model to ask")
        key = self.assistant_key.get_secret_value()
        return Assistant(self.assistant_url, self.assistant_model, key, self.assistant_time_limit)

    @property
    def reader(self) -> Assistant | None:
        """The language model for reading texts, where it is wanted there."""
        if not self.assistant_reads or self.assistant is None:
            return None
        return replace(self.assistant, patience=self.annotate_time_limit / 3)

    @property
    def phraser(self) -> Assistant | None:
        """The language model for phrasing answers, where it is wanted there."""
        return self.assistant if self.assistant_answers else None

    @property
    def services(self) -> tuple[str, ...]:
        """The endpoints that SERVICE may ask. Raises InvalidInputError for what is no address."""
        listed = tuple(address.strip() for address in self.sparql_services.split(",") if address.strip())
        for address in listed:
            if not address.startswith(("http://", "https://")):
                raise InvalidInputError(f"DRCGRAPH_SPARQL_SERVICES has {address!r}: begin with https://")
        return listed

    @property
    def model_names(self) -> tuple[str, ...]:
        """The embedding models, one by one."""
        return tuple(name.strip() for name in self.models.split(",") if name.strip())


def load_settings(**values: object) -> Settings:
    """The settings of the environment, overridden by the given `values` that are not None.

    Raises InvalidInputError naming the variable whose value cannot be used.
    """
    given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    try:
        return _checked(Settings(**given))
    except ValidationError as error:
        first = error.errors()[0]
        name = "DRCGRAPH_" + str(first["loc"][0]).upper() if first["loc"] else "the settings"
        message = f"{name} has the value {first['input']!r}: {first['msg'].lower()}"
        raise InvalidInputError(message) from error


def _checked(settings: Settings) -> Settings:
    """The settings, where they can be used and agree with each other."""
    _ = settings.services
    if settings.data.is_file():
        raise InvalidInputError(f"DRCGRAPH_DATA or --data has {str(settings.data)!r}, a file: name a folder")
    if settings.assistant is None and settings.assistant_reads:
        raise InvalidInputError(
            "DRCGRAPH_ASSISTANT_URL is empty: name the endpoint, or do without the assistant"
        )
    return settings
