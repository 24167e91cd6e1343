"""What nobody but its author reads: the mentee whose pair it is, the role that writes, days before today, the words."""

JOURNALS: tuple[tuple[str, str, int, str], ...] = (
    (
        "Lena Brandt",
        "mentee",
        50,
        "Seven seconds. I counted.\n\nI would have filled that pause any other week, and never heard about spring.",
    ),
    (
        "Lena Brandt",
        "mentee",
        37,
        "Tomás asked what I would tell a friend.\n\nI would tell her that Jonas is not angry with *her*, he is angry "
        "about August. I knew that all along and still took it personally.",
    ),
    (
        "Lena Brandt",
        "mentee",
        30,
        "Twelve minutes. My hands were cold before and warm after.\n\n- I said it once\n- I did not explain it twice\n"
        "- he spoke for most of it",
    ),
    (
        "Lena Brandt",
        "mentee",
        14,
        "Gave the weekly report away. It felt like leaving a child at a station. It is a spreadsheet.",
    ),
    (
        "Lena Brandt",
        "mentee",
        2,
        "Three moments that surprised me in the first round: Mirela wants more criticism, Jonas made a joke, and I "
        "looked forward to the fifth talk.\n\nAsk next time: how do I ask for one change without fishing for praise?",
    ),
    (
        "Lena Brandt",
        "mentor",
        22,
        "With Lena I was about to tell the story of my own first year, again. I asked instead. What she said was "
        "better than the story.",
    ),
    (
        "Lena Brandt",
        "mentor",
        6,
        "Read my own list of questions before sending it. Two of them I never ask anybody: “What are you avoiding?” "
        "and “Who told you that?”. Why not?",
    ),
)

# The day 0 stands for no meeting.
PRIVATE: tuple[tuple[str, str, int, str], ...] = (
    (
        "Lena Brandt",
        "mentee",
        0,
        "He notices when I say “we” and mean “I”. Watch it.\n\nAsk in spring: references?",
    ),
    ("Lena Brandt", "mentee", 37, "I nearly cried. He looked out of the window until I was done. Kind."),
    ("Lena Brandt", "mentor", 37, "Slow down. She needs the silence more than the next question."),
    ("Lena Brandt", "mentor", 8, "What I heard: she is proud and does not say so. Name it next time, once."),
)
