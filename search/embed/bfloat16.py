"""BERT sentence vectors in bfloat16 through PyTorch, where the processor multiplies in that format.

There it encodes some 1.4 times as many texts in a time as 8-bit weights do in ONNX Runtime
(benchmarks/speed_encoding.md), within a cosine of 0.9998 of 32 bits. Loading it takes seconds and 300 MB.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.embed.embedder import Vectors


class Bfloat16Encoder:
    """A model folder of BERT with mean pooling and normalisation; safe from any thread."""

    def __init__(self, folder: Path) -> None:
        import torch
        from transformers import BertModel
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        model = BertModel.from_pretrained(folder, dtype=torch.bfloat16, local_files_only=True)
        self._model = model.eval()  # type: ignore[no-untyped-call]

    def sentences(self, ids: npt.NDArray[np.int32], mask: npt.NDArray[np.int32]) -> Vectors:
        """Vectors of a batch, `(batch, hidden)`, from ids and mask, `(batch, length)`, padded at the end."""
        import torch

        # Batches run side by side, so each keeps to its thread: threads that wait for each other lose more.
        torch.set_num_threads(1)
        with torch.inference_mode():
            attention = torch.from_numpy(mask)
            output = self._model(input_ids=torch.from_numpy(ids), attention_mask=attention)
            states = output.last_hidden_state.float()
            total = (states * attention[..., None]).sum(dim=1)
            found: Vectors = torch.nn.functional.normalize(total).numpy()
        return found


def multiplies_in_bfloat16() -> bool:
    """Whether this processor has products of matrices in bfloat16."""
    import torch

    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_bf16") or has.get("amx_bf16"))
