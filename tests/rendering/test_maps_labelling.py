"""Names beside marks of a map: the room that each takes, and which marks have one."""

import pytest

from mission_archive.rendering.maps.labelling import Box, Label, Mark, labels

FRAME = Box(0, 0, 400, 400)


@pytest.mark.parametrize(
    ("anchor", "baseline", "left", "top"),
    [("start", "auto", 100, 90.225), ("middle", "central", 85, 94.25), ("end", "hanging", 70, 100)],
)
def test_the_room_of_a_name_lies_where_its_anchor_and_baseline_say(anchor, baseline, left, top):
    box = Label(100, 100, anchor, baseline, "aaaaa").box(10)  # five letters of 6 units each
    assert (box.left, box.top) == pytest.approx((left, top))
    assert (box.right - box.left, box.bottom - box.top) == pytest.approx((30, 11.5))


def test_a_mark_inside_a_larger_one_has_no_name_and_bars_none():
    large, small = Mark(100, 100, 30, "Large"), Mark(110, 100, 5, "Small")
    assert list(labels([large, small], [large, small], 14, FRAME)) == [large]
    equal = Mark(110, 100, 30, "Other")
    assert not large.lies_in(equal)
    assert small.lies_in(large)
    assert not large.lies_in(small)


def test_a_mark_at_the_edge_of_a_larger_one_has_no_name_beside_that():
    large, edge = Mark(100, 100, 20, "Large"), Mark(118, 100, 10, "Edge")
    assert list(labels([large, edge], [large, edge], 14, FRAME)) == [large]


def test_a_name_stays_within_the_frame_and_off_other_marks():
    edge, beside = Mark(395, 200, 4, "Edge"), Mark(330, 200, 4, "Beside")
    found = labels([edge, beside], [edge, beside], 14, FRAME)
    boxes = [label.box(14) for label in found.values()]
    assert len(boxes) == 2
    assert all(FRAME.holds(box) for box in boxes)
    assert not boxes[0].meets(boxes[1])
    assert not boxes[0].meets(beside.box(5))


def test_a_name_without_room_is_left_out():
    marks = [Mark(10, 10, 9, "Long name")]
    assert labels(marks, marks, 14, Box(0, 0, 20, 20)) == {}
