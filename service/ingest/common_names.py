"""Facts about names that no corpus tells: surnames of millions, short forms of given names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

# Surnames so frequent, in Latin letters, that an initial beside them tells hardly anything.
COMMON_SURNAMES = frozenset(
    word
    for line in (
        # Chinese, as Pinyin, Wade-Giles and Cantonese write them
        "an bai cai cao chan chang chen cheng cheung chiu chou chow cui dai deng ding dong du",
        "duan fan fang feng fu gao gu guo han hao he ho hou hsieh hsu hu huang jia jiang jin",
        "kong kuo kwok lai lam lee lei leung li liang lin liu lo long lu luo lv ma mao meng ng",
        "pan peng qian qin qiu ren shao shen shi song su sun tan tang tian tsai wan wang wei",
        "wen wong wu xia xiao xie xiong xu xue yan yang yao ye yeung yin yu yuan zeng zhang",
        "zhao zheng zhong zhou zhu zou",
        # Korean
        "ahn cho choi hong hwang jang jeong jung kang kim kwon lim oh park seo shin yoo yoon",
        # Vietnamese
        "bui dang do hoang le ngo nguyen pham phan tran vo vu",
        # Indian
        "das gupta kumar sharma singh",
    )
    for word in line.split()
)

_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w"
_FINALS = (
    "a o e i u v ai ei ui ao ou iu ie ue er an en in un ang eng ing ong ia iao ian iang iong ua uo"
    " uai uan uang"
)
PINYIN_SYLLABLES = frozenset(
    initial + final for initial in ("", *_INITIALS.split()) for final in _FINALS.split()
)
"""What a Chinese syllable may look like; a few that do not exist are among them."""

_SHORT_FORMS = (
    "abraham abe",
    "alexander alex sasha aleksandr alexandr",
    "alexandra alex sasha",
    "alexey alexei aleksei",
    "andrew andy drew",
    "andrey andrei",
    "anthony tony",
    "antonio toni",
    "barbara barb",
    "benjamin ben",
    "carolyn carol",
    "catherine cathy kate kathleen cathleen",
    "charles charlie chuck chas",
    "christine chris christina tina",
    "christopher chris",
    "cynthia cindy",
    "daniel dan danny",
    "david dave",
    "deborah debbie debra",
    "dmitry dmitri dmitriy dima",
    "donald don",
    "douglas doug",
    "edward ed ted eddie",
    "eleanor ellie",
    "elizabeth liz beth betty lisa",
    "eugene gene",
    "evgeny yevgeny evgeniy",
    "francis frank fran",
    "francisco paco",
    "franklin frank",
    "frederick fred",
    "gabriel gabe",
    "geoffrey geoff",
    "gerald jerry gerry",
    "gregory greg",
    "harold harry",
    "henry hank harry",
    "ignacio nacho",
    "jacob jake",
    "james jim jimmy jamie",
    "jeffrey jeff",
    "jennifer jen jenny",
    "jessica jess",
    "johannes hans",
    "john jack johnny",
    "jonathan jon",
    "jose pepe",
    "joseph joe",
    "joshua josh",
    "judith judy",
    "katherine kate kathy katie katharine kathryn kathleen",
    "kenneth ken",
    "kimberly kim",
    "lawrence larry",
    "leonard len leo",
    "margaret maggie peggy meg",
    "martin marty",
    "matthew matt",
    "maximilian max",
    "michael mike mick",
    "mitchell mitch",
    "nathaniel nate nat nathan",
    "nicholas nick",
    "patricia pat patty",
    "patrick pat",
    "peter pete",
    "philip phil",
    "raymond ray",
    "rebecca becky",
    "richard rick dick",
    "robert bob rob bobby",
    "ronald ron",
    "samuel sam",
    "sandra sandy",
    "sergey sergei",
    "stanley stan",
    "stephen steve steven",
    "susan sue susie",
    "theodore ted theo",
    "thomas tom tommy",
    "timothy tim",
    "victoria vicky",
    "vincent vince",
    "walter walt",
    "william bill will",
    "yuri yury iurii",
    "zachary zach",
)


def _alike() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in _SHORT_FORMS:
        names = set(line.split())
        for name in names:
            found[name] |= names
    return {name: frozenset(names - {name}) for name, names in found.items()}


SHORT_FORMS = _alike()
"""For a given name, those that the same person may go by."""
