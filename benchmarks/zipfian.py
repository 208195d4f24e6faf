"""A corpus of made-up words for speed: Zipfian counts, no grammar. Imports numpy alone: the yardstick uses it too."""

from collections.abc import Iterator

import numpy as np

VOCABULARY, LENGTH, BATCH = 60_000, 450, 1_000  # words; words an article; articles made at a time


def names() -> np.ndarray:
    """The vocabulary, the commonest word first."""
    return np.array([f"word{n}" for n in range(VOCABULARY)], dtype=object)


def tokens(articles: int, seed: int = 1) -> Iterator[np.ndarray]:
    """Batches of articles: articles × words, each word by its place in the vocabulary."""
    random = np.random.default_rng(seed)
    share = 1 / np.arange(1, VOCABULARY + 1)
    ends = np.cumsum(share / share.sum())
    for start in range(0, articles, BATCH):
        number = min(BATCH, articles - start)
        yield np.minimum(np.searchsorted(ends, random.random((number, LENGTH))), VOCABULARY - 1).astype(np.int32)


def counts(articles: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same corpus counted: article, word and count of each row, in the order of the articles."""
    parts = []
    for n, batch in enumerate(tokens(articles, seed)):
        at = np.arange(len(batch), dtype=np.int64)[:, None] * VOCABULARY + batch
        found, times = np.unique(at, return_counts=True)
        parts.append(
            (
                (found // VOCABULARY + n * BATCH).astype(np.int32),
                (found % VOCABULARY).astype(np.int32),
                times.astype(np.int32),
            )
        )
    made = []
    for column in range(3):
        made.append(np.concatenate([part[column] for part in parts]))
    return made[0], made[1], made[2]
