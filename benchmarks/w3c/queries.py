"""The tests of queries, of their syntax and of result formats, over HTTP."""

import httpx
from w3c.comparison import FORMATS, same_result
from w3c.suite import Case

QUERY = "application/sparql-query"


def passes_over_http(client: httpx.Client, case: Case) -> bool:
    """Whether the endpoint does what the test wants. The protocol's parameters choose the test's dataset."""
    text = f"BASE <{case.base}>\n{case.text}".encode()
    if "Syntax" in case.kind:
        answer = client.post("/sparql", content=text, headers={"content-type": QUERY})
        return answer.status_code == (400 if "Negative" in case.kind else 200)
    if case.result is None:
        return False
    accept = FORMATS[case.result.suffix][0]
    headers = {"content-type": QUERY, "accept": accept}
    answer = client.post("/sparql", params=_dataset(case), content=text, headers=headers)
    if answer.status_code != 200 or answer.headers["content-type"].partition(";")[0] != accept:
        return False
    return same_result(answer.content, case.result)


def _dataset(case: Case) -> dict[str, list[str]]:
    if "FROM" in case.text:
        return {}
    default = [file.path.as_uri() for file in case.data if file.graph is None]
    named = [file.graph for file in case.data if file.graph is not None]
    # With neither, the endpoint would ask all graphs.
    return {"default-graph-uri": default or ["urn:nothing"], "named-graph-uri": named}
