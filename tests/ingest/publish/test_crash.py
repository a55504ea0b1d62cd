"""A publisher killed at any moment leaves the last release or the next one, whole."""

import json
import multiprocessing
import os
import random
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.publish import ingest, publisher
from ontology.knowledge import load_knowledge
from ontology.query import QueryPool
from search.release import current_release_id, list_releases, open_release
from search.request import SearchQuery

# Without vectors, which cost the time and are tested elsewhere.
MODELS: tuple[str, ...] = ()
STEPS = (
    "clear", "read", "annotate", "derive", "graph", "index", "validate", "manifest",
    "sync", "journal", "rename", "link", "switch", "close", "done",
)  # fmt: skip
OLD, NEW = "Nothing much happens in quolbridge.", "A port is opened for steel in zanterlund."

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["ingest.publish.draft"])


def write_article(work, text):
    (work / "articles").mkdir(parents=True, exist_ok=True)
    (work / "articles" / "one.md").write_text(f"---\ntitle: A port\nlanguage: en\n---\n\n{text}\n")


def publish_and_die(work, step):
    """Run in a process of its own: publish, and kill the process when `step` is about to be taken."""

    def progress(name, done, total):
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    publisher.load_knowledge = few_policies
    ingest(work / "data", [work / "articles"], models=MODELS, progress=progress)


def few_policies(register=None, corrections=None):
    """The lists with one policy of the register: each is a document, and all cost time each time."""
    whole, kept = load_knowledge(register, corrections), "made-in-china-2025"
    return replace(whole, policies={kept: whole.policies[kept]})


def run(work, step=None, seconds=None):
    process = processes.Process(target=publish_and_die, args=(work, step))
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode


def answers(data):
    """What the current release says, by each of its parts; every file of it is compared with its digest."""
    release = open_release(data)
    release.verify()
    text = release.documents.document("one").text
    assert release.documents.check()
    word = text.split()[-1].strip(".")
    hits = release.searcher.search(SearchQuery(word)).hits
    assert hits[0].id == "one"
    assert word in " ".join(passage.text for passage in hits[0].passages)
    with QueryPool(release.graph, workers=1) as pool:
        query = "SELECT ?graph { GRAPH ?graph { ?s ?p ?text FILTER(CONTAINS(STR(?text), '%s')) } }"
        rows = json.loads(pool.run(query % word).read())["results"]["bindings"]
        count = json.loads(pool.run("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").read())
    assert {row["graph"]["value"] for row in rows} == {"https://w3id.org/drcgraph/graph/article/one"}
    assert int(count["results"]["bindings"][0]["n"]["value"]) == release.manifest.counts["statements"]
    release.documents.close()
    return text


def leftovers(data):
    known = {note.id for note in list_releases(data)}
    strays = [path.name for path in (data / "releases").iterdir() if path.name not in known]
    expected = {"lock", "current", "releases", "models"}
    return strays + [path.name for path in data.iterdir() if path.name not in expected]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    root = tmp_path_factory.mktemp("crash")
    write_article(root / "work", OLD)
    assert run(root / "work") == 0
    shutil.copytree(root / "work", root / "kept", symlinks=True)
    return root


@pytest.fixture
def work(kept):
    shutil.rmtree(kept / "work")
    shutil.copytree(kept / "kept", kept / "work", symlinks=True)
    write_article(kept / "work", NEW)
    return kept / "work"


def check_recovery(work):
    """The old or the new release is there whole, and the next run takes it from there."""
    text = answers(work / "data")
    assert text in {OLD, NEW}
    before = current_release_id(work / "data")
    assert run(work) == 0
    assert answers(work / "data") == NEW
    assert (current_release_id(work / "data") == before) == (text == NEW)
    assert len(list_releases(work / "data")) == 2
    assert leftovers(work / "data") == []
    return text


@pytest.mark.timeout(900)  # thirteen publishes in processes of their own, on whatever cores are free
@pytest.mark.slow
def test_kills_before_each_step_in_turn_leave_a_whole_release_and_the_next_run_gets_further(work):
    for step in STEPS:
        assert run(work, step) == -signal.SIGKILL, step
        assert answers(work / "data") == (NEW if step == "close" else OLD), step
        if step == "close":
            break
    assert run(work) == 0
    assert answers(work / "data") == NEW
    assert leftovers(work / "data") == []


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_before_any_step_leaves_a_whole_release(work, step):
    assert run(work, step) == -signal.SIGKILL
    assert check_recovery(work) == (NEW if step in {"close", "done"} else OLD)


def test_every_step_is_tried(work, monkeypatch):
    seen = dict.fromkeys(())
    monkeypatch.setattr(publisher, "load_knowledge", few_policies)

    def progress(name, done, total):
        seen[name] = None

    ingest(work / "data", [work / "articles"], models=MODELS, progress=progress)
    assert tuple(seen) == STEPS


def test_a_kill_of_the_very_first_publish_leaves_an_empty_folder_that_can_be_used(tmp_path):
    write_article(tmp_path, NEW)
    assert run(tmp_path, "switch") == -signal.SIGKILL
    assert current_release_id(tmp_path / "data") is None
    assert run(tmp_path) == 0
    assert answers(tmp_path / "data") == NEW
    assert leftovers(tmp_path / "data") == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_kill_at_a_random_moment_leaves_a_whole_release(work, seed):
    run(work, seconds=random.Random(seed).uniform(0.01, 3.0))  # noqa: S311  moments, not secrets
    check_recovery(work)


def test_a_kill_while_the_pointer_is_switched_again_and_again_never_shows_half_of_it(work):
    """The pointer is replaced by rename: whenever it is read, it names a release that is there."""
    data = Path(work / "data")
    assert run(work) == 0
    first, second = sorted(note.id for note in list_releases(data))
    switcher = processes.Process(target=switch_for_ever, args=(data, first, second))
    switcher.start()
    for _ in range(2000):
        assert current_release_id(data) in {first, second}
    switcher.kill()
    switcher.join()
    assert current_release_id(data) in {first, second}
    assert answers(data) in {OLD, NEW}


def switch_for_ever(data, first, second):
    from search.release import rollback

    while True:
        rollback(data, first)
        rollback(data, second)
