import pytest

from toolkit.catalogs.similar import pairs


@pytest.mark.parametrize(
    ("old", "new", "near", "found"),
    [
        ([], ["a"], {}, {}),
        ([("Lin Wu met the president.",)], ["Lin Wu met the minister."], {}, {0: 0}),
        ([("Lin Wu met the president.",)], ["Nothing like it at all"], {0: [0]}, {}),
        # an old sentence goes to the new one that is most like it, and to no other
        ([("Lin Wu met the president.",)], ["Lin Wu met a president!", "Lin Wu met the president!"], {}, {1: 0}),
        # what the translation was made for counts as much as what the source said last
        ([("Quite another text", "Lin Wu met the president.")], ["Lin Wu met the president!"], {}, {0: 0}),
        # where two are equally like it, the one that stood there
        ([("Meeting one.",), ("Meeting two.",)], ["Meeting six."], {0: [1]}, {0: 1}),
        ([("Meeting one.",), ("Meeting two.",)], ["Meeting six."], {0: [0]}, {0: 0}),
        ([("林武访问吉尔吉斯斯坦。",)], ["林武书记访问吉尔吉斯斯坦。"], {}, {0: 0}),
        # too short to share three letters
        ([("ab",)], ["aB", "ab!"], {0: [0], 1: [0]}, {1: 0}),
    ],
)
def test_pairs(old: list[tuple[str, ...]], new: list[str], near: dict[int, list[int]], found: dict[int, int]) -> None:
    assert pairs(old, new, near) == found


def test_the_version_of_a_sentence_is_found_among_many() -> None:
    old = [(f"Paragraph {i} says that delegation {i * 7} visited city {i * 13}.",) for i in range(200)]
    new = [text.replace("visited", "has visited") for (text,) in reversed(old)]
    assert pairs(old, new, {}) == {i: 199 - i for i in range(200)}
