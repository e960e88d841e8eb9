"""Made-up words of the trade: names of people and places, titles, abstracts, subjects."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

# ruff: noqa: SIM905  a line of words reads better than a line of quotation marks

GIVEN = (
    "Aisha Alejandro Ana Anders Andrea Anna Antoine Arjun Beatriz Bo Carlos Chen Chiara Chloé "
    "Daniel David Deepa Diego Elena Elif Emeka Emma Erik Fatima Felix Feng Francesca Gabriel "
    "Giulia Grace Hana Hannah Haruto Hiroshi Hugo Hyun-woo Ingrid Isabel Ivan James Jana Jiayi "
    "Jin Johan John José Julia Karim Katarzyna Kenji Kofi Lars Laura Lei Lena Li Lin Lucía Luis "
    "Łukasz Maja Marco María Marie Martin Mei Mehmet Michael Min-jun Mohammed Natalia Ngozi "
    "Nikolai Noah Olga Omar Pablo Paul Pedro Petra Priya Rahul Ravi Rosa Ryan Sakura Samuel Sara "
    "Sébastien Seo-yeon Sofia Sophie Stefan Sven Tariq Thomas Tomás Tuấn Valentina Wei Xiaoming "
    "Yan Yilong Yuki Yusuf Zhen Zoë"
).split()
FAMILY = (
    "Abe Adeyemi Ahmed Almeida Andersson Bauer Becker Bernard Bianchi Brown Campbell Castro Chan "
    "Chang Chaudhary Chen Cho Choi Costa Dang Das Davis Demir Diaz Dubois Eriksson Evans Fernández "
    "Ferrari Fischer Fournier García Ghosh González Gupta Hall Hansen Harris Hashimoto Hernández "
    "Hoffmann Hu Huang Hussain Ibrahim Inoue Ito Ivanov Jackson Jensen Jiang Johnson Jones Joshi "
    "Kang Kato Kaya Khan Kim Kimura Kobayashi Koch Kovács Kowalski Kumar Larsson Lee Lefebvre "
    "Lehmann Lewis Li Liang Lim Lin Liu López Lu Ma Martin Martínez Mehta Mensah Meyer Miller "
    "Mitchell Moreau Moreno Müller Murphy Nakamura Nguyễn Nielsen Novák Nowak Okafor Oliveira "
    "Olsen Park Patel Pereira Petrov Pham Popescu Ramírez Rao Ricci Richter Rossi Roy Ruiz Sánchez "
    "Santos Sato Schmidt Schneider Sharma Shen Shi Silva Singh Smirnov Smith Song Sousa Suzuki "
    "Svensson Takahashi Tan Tanaka Taylor Thompson Torres Tran Vasiliev Wagner Walker Wang "
    "Watanabe Weber Wei White Williams Wilson Wójcik Wong Wright Wu Xie Xu Yamamoto Yang Yıldız "
    "Young Yu Zhang Zhao Zheng Zhou Zhu"
).split()

# Of family names that are made up: sixteen, a hexadecimal digit each.
CONSONANTS, VOWELS = "bdfgjklmnprstvwz", "aio"

PLACES = (
    "Aalborg Accra Adelaide Amsterdam Ankara Athens Auckland Austin Bangalore Barcelona Basel "
    "Beijing Bergen Berkeley Bern Bologna Boston Bristol Brno Budapest Cairo Cambridge Cape_Town "
    "Chicago Copenhagen Córdoba Daejeon Delft Delhi Dresden Dublin Edinburgh Freiburg Ghent Graz "
    "Haifa Hamburg Hangzhou Heidelberg Helsinki Ithaca Jakarta Kraków Kyoto Lagos Lausanne Leipzig "
    "Leuven Lima Lisbon Ljubljana London Lund Lyon Madrid Manchester Melbourne Milan Montréal "
    "Mumbai Munich Nairobi Nanjing Oslo Oxford Paris Pittsburgh Porto Prague Princeton Pune Quito "
    "Rome San_Diego Santiago São_Paulo Seattle Seoul Shanghai Singapore Sofia Stanford Stockholm "
    "Sydney Taipei Tallinn Tel_Aviv Tokyo Toronto Trondheim Tübingen Tunis Turin Uppsala Utrecht "
    "Vienna Warsaw Wuhan Zürich"
).split()
INSTITUTIONS = (
    ("University of {}", "{} University", "education"),
    ("{} Institute of Technology", "{} Tech", "education"),
    ("{} University Hospital", "University Hospital {}", "healthcare"),
    ("National Laboratory of {}", "{} National Lab", "facility"),
    ("{} Research", "{} Research Labs", "company"),
)

MANNER = (
    "Adaptive Adversarial Approximate Asynchronous Bayesian Causal Compositional Contrastive "
    "Convex Decentralized Differentiable Distributed Efficient Equivariant Explainable Fast "
    "Federated Generative Geometric Hierarchical Incremental Interpretable Low-Bit Low-Rank "
    "Multimodal Neural Nonlinear Online Optimal Probabilistic Provable Quantized Randomized Robust "
    "Scalable Self-Supervised Semantic Sparse Spectral Stochastic Structured Symbolic Temporal "
    "Unsupervised Variational Verified"
).split()
THING = (
    "Attention Autoencoders Benchmarks Caching Calibration Classification Clustering Compilation "
    "Compression Consensus Decoding Diffusion Distillation Embeddings Estimation Evaluation "
    "Exploration Forecasting Generation Graphs Hashing Indexing Inference Kernels Learning "
    "Matching Models Navigation Networks Operators Optimization Parsing Planning Policies "
    "Prediction Pruning Quantization Ranking Reasoning Recognition Reconstruction Representations "
    "Retrieval Sampling Scheduling Search Segmentation Simulation Summarization Synthesis Tracking "
    "Transformers Translation Verification"
).split()
FIELD = (
    "Astronomy Bioinformatics Chemistry Climate_Science Clinical_Trials Cryptography Databases "
    "Dialogue Drug_Discovery Economics Edge_Devices Education Energy_Systems Epidemiology Finance "
    "Fluid_Dynamics Genomics Healthcare Hydrology Information_Retrieval Language_Models Law "
    "Legged_Robots Linguistics Logistics Manufacturing Materials Medical_Imaging Microscopy "
    "Mobile_Networks Neuroscience Operating_Systems Particle_Physics Photonics Program_Analysis "
    "Protein_Design Quantum_Computing Recommendation Remote_Sensing Self-Driving_Cars "
    "Social_Networks Speech Sports Transport Video Virtual_Reality Weather Wireless_Sensors"
).split()

SENTENCES = (
    "We study {0} {1} for {2}.",
    "Existing methods for {2} scale poorly and depend on {1} that is costly to obtain.",
    "Our approach combines {0} {1} with a simple correction that keeps the estimate unbiased.",
    "On five public data sets it improves the state of the art by {3} percent.",
    "We prove that the error falls with the square root of the number of samples.",
    "An ablation shows that {1} accounts for most of the gain.",
    "Experiments with {2} show a speed-up of {3} times at equal accuracy.",
    "Code, data and models are public.",
)


@dataclass(frozen=True, slots=True)
class Institution:
    """`other_names` are an alias and an acronym."""

    name: str
    other_names: tuple[str, str]
    kind: str
    city: str


def person(random: Random) -> tuple[str, str]:
    """Given name and family name, some with an initial between."""
    given = _one(random, GIVEN)
    if random.random() < 0.3:
        given = f"{given} {chr(65 + int(26 * random.random()))}."
    return given, _one(random, FAMILY)


def initials(given: str) -> str:
    return " ".join(f"{part[0]}." for part in given.split())


def rare_surname(number: int) -> str:
    """A surname that nobody else has, in whatever spelling: vowels alone tell no two apart, and no
    other family name ends so."""
    syllables = f"{number:03x}"
    letters = (CONSONANTS[int(digit, 16)] + VOWELS[int(digit, 16) % 3] for digit in syllables)
    return f"{''.join(letters).capitalize()}q"


def institution(number: int) -> Institution:
    """No two numbers have one name."""
    round_, place = divmod(number, len(PLACES))
    pattern, alias, kind = INSTITUTIONS[round_ % len(INSTITUTIONS)]
    city, again = _spaced(PLACES[place]), round_ // len(INSTITUTIONS)
    name, other = (
        one.format(city) + (f" {again + 1}" if again else "") for one in (pattern, alias)
    )
    acronym = "".join(
        word if word.isdecimal() else word[0] for word in name.split() if word != "of"
    )
    return Institution(name, (other, acronym), kind, city)


def department(number: int) -> str:
    return f"Dept. of {_spaced(FIELD[number % len(FIELD)])}"


def partners(number: int) -> str:
    """The name of a small firm; the first 20,000 differ."""
    round_, place = divmod(number, len(FAMILY))
    return f"{FAMILY[place]} and {FAMILY[(place + round_ + 1) % len(FAMILY)]} Consulting"


def subject(number: int) -> str:
    """The name of a topic; the first 2,000 differ."""
    thing, rest = THING[number % len(THING)], number // len(THING)
    return f"{MANNER[(number + rest) % len(MANNER)]} {thing} in {_spaced(FIELD[rest % len(FIELD)])}"


def title(random: Random) -> str:
    start = f"{_one(random, MANNER)} {_one(random, THING)}"
    field = _spaced(_one(random, FIELD))
    form = random.random()
    if form < 0.4:
        return f"{start} for {field}"
    if form < 0.7:
        return f"{start} and {_one(random, THING)} in {field}: {_one(random, MANNER)} Methods"
    if form < 0.9:
        name = f"{_one(random, THING)[:4]}{_one(random, MANNER)[:3]}".upper()
        return f"{name}: {start} with {_one(random, MANNER)} {_one(random, THING)}"
    return f"On the Limits of {start} in {field}"


def abstract(random: Random) -> str:
    """Half a dozen sentences, about what a title is about."""
    manner, thing = _one(random, MANNER).lower(), _one(random, THING).lower()
    field, figure = _spaced(_one(random, FIELD)).lower(), 2 + int(40 * random.random())
    return " ".join(
        sentence.format(manner, thing, field, figure)
        for sentence in SENTENCES
        if random.random() < 0.75
    )


def _one(random: Random, words: list[str]) -> str:
    return words[int(len(words) * random.random())]


def _spaced(word: str) -> str:
    return word.replace("_", " ")
