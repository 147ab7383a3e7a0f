"""What the packaged pipelines say of themselves in their `meta.json`."""

from __future__ import annotations

_SOURCES = [
    {
        "name": "UD English EWT",
        "url": "https://universaldependencies.org/treebanks/en_ewt/",
        "author": "Silveira et al. (2014)",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "GUM, the Georgetown University Multilayer corpus (genres free of a non-commercial clause)",
        "url": "https://gucorpling.org/gum/",
        "author": "Zeldes (2017)",
        "license": "annotations CC BY 4.0, texts CC BY or CC BY-SA",
    },
    {
        "name": "Universal NER, English EWT",
        "url": "https://www.universalner.org/",
        "author": "Mayhew et al. (2024)",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "Wikigold",
        "url": "https://aclanthology.org/W09-3302/",
        "author": "Balasuriya et al. (2009)",
        "license": "CC BY 4.0",
    },
    {
        "name": "CrossNER, politics",
        "url": "https://arxiv.org/abs/2012.04373",
        "author": "Liu et al. (2021)",
        "license": "MIT",
    },
]

_RE3D = {
    "name": "RE3D, the Relationship and Entity Extraction Evaluation Dataset, without the part from the BBC",
    "url": "https://github.com/dstl/re3d",
    "author": "Defence Science and Technology Laboratory (2017)",
    "license": "OGL v3.0; texts public domain, OGL, CC BY or CC BY-SA",
}

_PRETRAINED = {
    "name": "all-MiniLM-L6-v2 (weights that training starts from)",
    "url": "https://www.sbert.net/",
    "author": "Reimers & Gurevych (2019), Wang et al. (2020)",
    "license": "Apache-2.0",
}

META = {
    "base": {
        "name": "kg_base",
        "version": "1.1.1",
        "description": "English pipeline for news, a small transformer: tags, morphology, lemmas, Universal "
        "Dependencies, names, kinds of nominals.",
        "author": "the authors of kg",
        "email": "",
        "url": "",
        "license": "CC BY-SA 4.0",
        "sources": [*_SOURCES, _RE3D, _PRETRAINED],
    },
    "small": {
        "name": "kg_small",
        "version": "1.0.0",
        "description": "Small English pipeline for news: tags, morphology, lemmas, Universal Dependencies, names.",
        "author": "the authors of kg",
        "email": "",
        "url": "",
        "license": "CC BY-SA 4.0",
        "sources": _SOURCES,
    },
}
