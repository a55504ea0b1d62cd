"""The interface's words in English and Chinese, from one table, and how a page speaks to its reader."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote, urlencode

from api.http.bundle import bundle_index
from ontology.entity import Entity
from ontology.policy import Policy

SURE, LIKELY = 0.8, 0.5
TABLES = ("strings.toml", "script.toml")


@cache
def strings() -> dict[str, dict[str, str]]:
    """The tables: key -> language -> words; `one` is the English form for a count of one."""
    table: dict[str, dict[str, str]] = {}
    for name in TABLES:
        _flatten(tomllib.loads(files("api.http.page").joinpath(name).read_text(encoding="utf-8")), "", table)
    return table


def _flatten(node: dict[str, object], prefix: str, table: dict[str, dict[str, str]]) -> None:
    words = {name: value for name, value in node.items() if isinstance(value, str)}
    if words:
        table[prefix] = words
    for name, value in node.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}.{name}" if prefix else name, table)


@cache
def _fingerprint(name: str) -> str:
    return sha256(files("api.http").joinpath("static", name).read_bytes()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Interface:
    """The reader's language ("en" or "zh") and where the application is mounted."""

    language: str
    root: str = ""

    def say(self, key: str, **values: object) -> str:
        """The words under `key`; `{name}` is filled from `values`, `count` chooses the singular."""
        words = strings()[key]
        choice = words[self.language]
        if values.get("count") == 1 and self.language == "en":
            choice = words.get("one", choice)
        shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        return choice.format(**shown)

    def word(self, group: str, value: str) -> str:
        """The word for one value of a group ("standing", "done"); the value itself where none is known."""
        words = strings().get(f"{group}.{value}")
        return words[self.language] if words else value.replace("-", " ")

    def certainty(self, score: float) -> str:
        """A confidence from 0 to 1 in words."""
        level = "high" if score >= SURE else "medium" if score >= LIKELY else "low"
        return self.say(f"certainty.{level}")

    def ended(self, validity: str) -> str:
        """What a citation's `validity` warns of; its first word tells how the policy ended."""
        return self.word("ended", validity.partition(" ")[0])

    def label(self, thing: Entity) -> str:
        """The name of a list entry in the reader's language, else in the other one."""
        return self.choose(thing.label_en, thing.label_zh) or thing.id

    def title(self, policy: Policy) -> str:
        """A policy's title in the reader's language, else in the other one."""
        return self.choose(policy.title_en, policy.title_zh) or policy.id

    def choose(self, english: str | None, chinese: str | None) -> str:
        """The one in the reader's language where there is one."""
        first, second = (chinese, english) if self.language == "zh" else (english, chinese)
        return first or second or ""

    def tag(self) -> str:
        """The BCP 47 tag of the interface's language."""
        return "zh-Hans" if self.language == "zh" else "en"

    def path(self, *parts: str, **query: str) -> str:
        """An address inside the application; parts are ids and may hold anything."""
        address = self.root + "/" + "/".join(quote(part, safe="") for part in parts)
        return f"{address}?{urlencode(query)}" if query else address

    def static(self, name: str) -> str:
        """The address of a file that ships with the pages; it changes with the file's content."""
        return f"{self.root}/static/{name}?v={_fingerprint(name)}"

    def bundled(self, entry: str) -> str | None:
        """The address of a bundled file ("page.js"); None where the package was not built."""
        name = bundle_index().get(entry)
        return f"{self.root}/static/bundle/{name}" if name else None

    def words(self, group: str) -> str:
        """The words of a group that script shows, and the names of kinds, as a JSON object."""
        groups = ((f"{group}.", ""), ("kind.", ""), ("relation.", "relation."))
        return json.dumps(
            {
                shown + key.removeprefix(prefix): words[self.language]
                for prefix, shown in groups
                for key, words in strings().items()
                if key.startswith(prefix)
            },
            ensure_ascii=False,
        )

    @staticmethod
    def lang_of(text: str) -> str:
        """The `lang` of a name or title: Chinese if it has a Han character (basic block)."""
        return "zh-Hans" if any("一" <= char <= "鿿" for char in text) else "en"
