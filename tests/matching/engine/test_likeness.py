"""What is said of the words of two people, from one matrix for all: the same as for the two alone."""

import random
from itertools import product

from matching.engine import MenteeTraits, MentorTraits
from matching.engine.likeness import CLOSE, Likeness
from matching.engine.meaning import SIZE, Reading
from matching.engine.text import Vocabulary

TAGS = ("Python", "React", "front-end developer", "Negotiation", "Product management", "Hiring", "python")
GOALS = ("", "Python for data", "hiring and negotiation", "negotiate", "become a front end developer")


def reading(text, dice):
    few = bytes(
        dice.randrange(256) for _ in range(4)
    )  # four directions only, so that many are near each other
    return Reading(text, text, dice.choice(("e1", "e1", "e2")), few * (SIZE // 4))


def people():
    """Everybody with another choice of goal, topics and tags; two thirds of the texts are read."""
    dice = random.Random(3)
    read = {text: reading(text, dice) for text in (*TAGS, *GOALS[1:]) if dice.random() < 0.7}

    def meaning(*texts):
        return tuple(read[text] for text in dict.fromkeys(texts) if text in read)

    ones, others = [], []
    for at in range(30):
        goal, topics = dice.choice(GOALS), tuple(dice.sample(TAGS, dice.choice((0, 1, 3))))
        ones.append(
            MenteeTraits(f"m{at}", f"m{at}", goal=goal, topics=topics, meaning=meaning(goal, *topics))
        )
        topics, tags = (tuple(dice.sample(TAGS, dice.choice((0, 2, 4)))) for _ in range(2))
        others.append(
            MentorTraits(f"r{at}", f"r{at}", topics=topics, expertise=tags, meaning=meaning(*topics, *tags))
        )
    return ones, others


def test_of_many_people_the_same_is_said_as_of_each_two_alone():
    ones, others = people()
    words = Vocabulary({"web": "React"})
    whole = Likeness(ones, others, words)
    named = set()
    for one, other in product(ones, others):
        alone = Likeness([one], [other], words)
        near = whole.near(one.topics, other.topics)
        assert whole.touched(one, other) == alone.touched(one, other)
        assert near == alone.near(one.topics, other.topics)
        named.update(whole.touched(one, other), near)
    assert {tag.startswith(CLOSE) for tag in named} == {True, False}


def test_touched_tags_are_in_the_mentors_spelling_the_most_touched_first():
    one = MenteeTraits("m1", "ada", goal="react, and management")
    other = MentorTraits("r1", "ben", expertise=("Product management", "REACT", "Go"), areas=("react",))
    assert Likeness([one], [other], Vocabulary()).touched(one, other) == ("REACT", "Product management")


def test_a_goal_worded_as_somebody_elses_topic_says_nothing_of_that_topic():
    """What is encoded of a tag we know is all we know of it; of a goal, the words that stand there."""
    tag, goal = (
        Reading("Hiring", said, "e", bytes([n, 1] * (SIZE // 2))) for said, n in (("a", 1), ("b", 255))
    )
    offered = Reading("Recruiting", "c", "e", tag.vector)
    one = MenteeTraits("m1", "ada", topics=("Hiring",), meaning=(tag,))
    two = MenteeTraits("m2", "bob", goal="Hiring", meaning=(goal,))
    other = MentorTraits("r1", "ben", topics=("Recruiting",), meaning=(offered,))
    for mentees in ([one], [one, two], [two, one]):
        assert Likeness(mentees, [other], Vocabulary()).near(one.topics, other.topics) == ("~Recruiting",)
