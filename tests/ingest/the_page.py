"""What a person reads on the page yilong-zhao.txt, written down by hand, paper by paper."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Entry(NamedTuple):
    line: int
    title: str
    day: date
    topic: str
    has_code_mark: bool
    score: float | None
    names: tuple[str, ...]
    affiliation: str | None
    code: str | None = None
    artifact: str | None = None


SVG = "https://github.com/svg-project/Sparse-VideoGen"

ENTRIES = (
    Entry(
        12,
        "Atom: Low-bit Quantization for Efficient and Accurate LLM Serving",
        date(2023, 10, 29),
        "cs.LG",
        False,
        None,
        ("Yilong Zhao", "Chien-Yu Lin", "Kan Zhu"),
        "uw",
    ),
    Entry(
        19,
        "VLASH: Real-Time VLAs via Future-State-Aware Asynchronous Inference",
        date(2025, 11, 30),
        "cs.RO",
        True,
        None,
        ("Jiaming Tang", "Yufei Sun", "Yilong Zhao"),
        "mit",
        code="https://github.com/mit-han-lab/vlash",
    ),
    Entry(
        26,
        "Flash-KMeans: Fast and Memory-Efficient Exact K-Means",
        date(2026, 3, 10),
        "cs.DC",
        False,
        94.3,
        ("Shuo Yang", "Haocheng Xi", "Yilong Zhao"),
        "tsinghua",
    ),
    Entry(
        33,
        "FrontierCS: Evolving Challenges for Evolving Intelligence",
        date(2025, 12, 17),
        "cs.LG",
        False,
        None,
        ("Qiuyang Mang", "Wenhao Chai", "Zhifei Li"),
        None,
    ),
    Entry(
        40,
        "DeepSeek-V2: A Strong, Economical, and Efficient Mixture-of-Experts Language Model",
        date(2024, 5, 7),
        "cs.CL",
        True,
        None,
        ("DeepSeek-AI", "Aixin Liu", "Bei Feng"),
        "pku",
    ),
    Entry(
        47,
        "Event Tensor: A Unified Abstraction for Compiling Dynamic Megakernel",
        date(2026, 4, 21),
        "cs.DC",
        False,
        83.5,
        ("Hongyi Jin", "Bohan Hou", "Guanjie Wang"),
        "princeton",
    ),
    Entry(
        54,
        "Quant VideoGen: Auto-Regressive Long Video Generation via 2-Bit KV-Cache Quantization",
        date(2026, 2, 3),
        "cs.LG",
        False,
        None,
        ("Haocheng Xi", "Shuo Yang", "Yilong Zhao"),
        None,
    ),
    Entry(
        61,
        "Sparse VideoGen: Accelerating Video Diffusion Transformers with Spatial-Temporal Sparsity",
        date(2025, 2, 3),
        "cs.CV",
        True,
        None,
        ("Haocheng Xi", "Shuo Yang", "Yilong Zhao"),
        "tsinghua",
        code=SVG,
    ),
    Entry(
        68,
        "Jet-RL: Enabling On-Policy FP8 Reinforcement Learning with Unified Training and Rollout"
        " Precision Flow",
        date(2026, 1, 20),
        "cs.LG",
        False,
        None,
        ("Haocheng Xi", "Charlie Ruan", "Peiyuan Liao"),
        None,
    ),
    Entry(
        75,
        "Accelerating Large-Scale Reasoning Model Inference with Sparse Self-Speculative Decoding",
        date(2025, 12, 1),
        "cs.LG",
        False,
        None,
        ("Yilong Zhao", "Jiaming Tang", "Kan Zhu"),
        None,
    ),
    Entry(
        82,
        "Sparse VideoGen2: Accelerate Video Generation with Sparse Attention via Semantic-Aware"
        " Permutation",
        date(2025, 5, 24),
        "cs.CV",
        True,
        None,
        ("Shuo Yang", "Haocheng Xi", "Yilong Zhao"),
        "tsinghua",
        code=SVG,
    ),
    Entry(
        89,
        "Quest: Query-Aware Sparsity for Efficient Long-Context LLM Inference",
        date(2024, 6, 16),
        "cs.CL",
        True,
        None,
        ("Jiaming Tang", "Yilong Zhao", "Kan Zhu"),
        None,
        code="https://github.com/mit-han-lab/Quest",
    ),
    Entry(
        96,
        "Unleashing Scalable Context Parallelism for Foundation Models Pre-Training via FCP",
        date(2026, 5, 8),
        "cs.DC",
        False,
        96.3,
        ("Yilong Zhao", "Xiaonan Nie", "Kan Zhu"),
        None,
    ),
    Entry(
        103,
        "XGrammar: Flexible and Efficient Structured Generation Engine for Large Language Models",
        date(2024, 11, 22),
        "cs.CL",
        False,
        None,
        ("Yixin Dong", "Charlie F. Ruan", "Yaxing Cai"),
        None,
    ),
    Entry(
        110,
        "BlendServe: Optimizing Offline Inference for Auto-regressive Large Models with"
        " Resource-aware Batching",
        date(2024, 11, 25),
        "cs.LG",
        False,
        None,
        ("Yilong Zhao", "Shuo Yang", "Kan Zhu"),
        None,
    ),
    Entry(
        117,
        "LEANN: A Low-Storage Vector Index",
        date(2025, 6, 9),
        "cs.DB",
        False,
        None,
        ("Yichuan Wang", "Shu Liu", "Zhifei Li"),
        None,
    ),
    Entry(
        124,
        "Neural-PIM: Efficient Processing-In-Memory with Neural Approximation of Peripherals",
        date(2022, 1, 30),
        "cs.AR",
        False,
        None,
        ("Weidong Cao", "Yilong Zhao", "Adith Boloor"),
        None,
    ),
    Entry(
        131,
        "SME: ReRAM-based Sparse-Multiplication-Engine to Squeeze-Out Bit Sparsity of Neural"
        " Network",
        date(2021, 3, 2),
        "cs.AR",
        False,
        None,
        ("Fangxin Liu", "Wenbo Zhao", "Yilong Zhao"),
        None,
    ),
    Entry(
        138,
        "An Ultra-Efficient Memristor-Based DNN Framework with Structured Weight Pruning and"
        " Quantization Using ADMM",
        date(2019, 8, 29),
        "cs.ET",
        False,
        None,
        ("Geng Yuan", "Xiaolong Ma", "Caiwen Ding"),
        None,
        artifact="http://bit.ly/2Jp5LHJ",
    ),
)

OWNER = "Yilong Zhao"
METRICS = {
    ("h-index", 55.0, None),
    ("papers", 19.0, None),
    ("citations", 2355.0, None),
    ("novelty", 57.0, "%"),
    ("AI score", 62.0, None),
}


def abstract(page, entry):
    """The abstract as the file has it: the sixth line of the entry (header, title, -, names, -)."""
    return page.read_bytes().split(b"\n")[entry.line + 4].decode()


def names_and_places(entry):
    """The names with their places; the page's owner without one where not shown."""
    shown = [(name, place) for place, name in enumerate(entry.names, 1)]
    return shown if OWNER in entry.names else [*shown, (OWNER, None)]
