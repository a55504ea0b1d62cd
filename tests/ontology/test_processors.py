import numpy as np
from threadpoolctl import ThreadpoolController

from ontology.processors import BlasThreads


def test_products_take_one_thread_until_the_last_user_leaves():
    blas = ThreadpoolController().select(user_api="blas")

    def threads() -> set[int]:
        return {library["num_threads"] for library in blas.info()}

    assert np.dot(np.ones(3), np.ones(3)) == 3  # numpy brings its library.
    before, limit = threads(), BlasThreads()
    first, second = limit.one(), limit.one()
    with first:
        assert threads() == {1}
        second.__enter__()
    assert threads() == {1}
    second.__exit__(None, None, None)
    assert threads() == before
