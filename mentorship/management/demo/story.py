"""What twelve pairs did in ten weeks: goals, meetings, notes, actions, feedback. All of it invented."""

from datetime import time

from mentorship.management.demo.pieces import Action, Booked, Goal, Held, Pair

NOON, MORNING, EVENING = time(12, 30), time(8, 0), time(18, 0)

LENA = Pair(
    "Tomás Herrera",
    "Lena Brandt",
    "dev-15",
    goals=(
        Goal(
            "By the end of winter I hold a one-to-one with each of my five people every two weeks, "
            "and they say it helps.",
            measure="Twenty held, and each of the five can name one thing that changed.",
            relevance="I was their colleague until summer. They should not swap a good one for a poor manager.",
            milestones=(
                ("Write down what a good one-to-one is for me", 48),
                ("Hold a first round with all five", 10),
                ("Ask each of them what to change", 0),
                ("Keep the rhythm through a busy month", 0),
            ),
        ),
    ),
    held=(
        Held(
            65,
            agenda=("How we want to work together", "Where I stand"),
            notes="We meet every two weeks, Lena brings the topics. Tomás asks before he advises.",
            from_mentor="You came with a clear picture of what you want. Let us keep starting from that.",
            from_mentee="I left with more courage than I came with.",
        ),
        Held(
            51,
            agenda=("My first one-to-one: what do I even ask?", "Silence"),
            notes="Three open questions are enough. Silence for ten seconds is not a catastrophe.",
            from_mentor="You tried the questions on me first. That made it concrete.",
            from_mentee="The role play helped. One thing to try: a bit slower, I could not note everything.",
        ),
        Held(
            37,
            agenda=("Two went well, one went badly",),
            notes="With Jonas it is about being passed over, not about the meetings. Name it once, kindly.",
            from_mentor="Honest about the one that went wrong, without blaming anyone.",
            from_mentee="You asked what I would tell a friend. I still think about it.",
        ),
        Held(
            22,
            agenda=("The talk with Jonas", "Delegating the weekly report"),
            notes="The talk took place and was shorter than feared. The report moves to Ada in January.",
            from_mentor="You waited for his answer instead of filling the pause.",
        ),
        Held(
            8,
            agenda=("What I learned from the first round",),
            notes="All five have had one. Next: ask each for one change.",
        ),
    ),
    booked=(Booked(1, time(16, 0)),),
    actions=(
        Action("mentee", "Hold the first round of one-to-ones", 51, -9, done=True),
        Action("mentee", "Tell the five which days before the release stay free of meetings", 8, -2),
        Action("mentor", "Send Lena the list of questions I start from", 8, -4, done=True),
        Action("mentor", "Look up how I once said no to a date, and what it cost me", 8, 3),
        Action("mentee", "Ask each of the five for one thing to change", 8, 12),
    ),
)

AMARA = Pair(
    "Tomás Herrera",
    "Amara Nwosu",
    "dev-17",
    goals=(
        Goal(
            "Until February I tell people within a week when work is not good enough, before it grows.",
            measure="Five such talks, noted in two lines each.",
            milestones=(("Find my own opening sentence", 20), ("First talk", 5), ("Five talks", 0)),
        ),
    ),
    held=(
        Held(
            60,
            agenda=("Getting to know each other",),
            from_mentor="Thank you for the trust on the first day.",
            from_mentee="Easy to talk to you.",
        ),
        Held(
            40,
            agenda=("The review that blew up",),
            notes="What happened, what each of them heard, what could have been said in March.",
            from_mentor="You saw your own part yourself.",
        ),
        Held(
            21,
            agenda=("An opening sentence that is mine",),
            notes="“I want you to do well here, so I say this early.”",
            from_mentor="The sentence is yours now, I could hear it.",
            from_mentee="Practising it aloud felt silly and worked.",
        ),
        Held(
            1,
            hour=NOON,
            agenda=("How the first talk went", "What to do when somebody cries"),
            notes="It went well. A pause and a glass of water are allowed.",
            from_mentee="You did not rush me past the hard part.",
        ),
    ),
    booked=(Booked(13, NOON, ("The next two talks",)),),
    actions=(
        Action("mentee", "Have the second talk before the holidays", 1, 10),
        Action("mentor", "Find the article about early feedback", 21, -7, done=True),
    ),
)

OTHERS = (
    Pair(
        "Ingrid Solberg",
        "Kwame Mensah",
        "dev-20",
        goals=(
            Goal(
                "By spring two other teams give people to the shared booking project of their own accord.",
                milestones=(("List who wins and who loses", 31), ("Talk to the two leads", 0)),
            ),
        ),
        held=(
            Held(
                58,
                MORNING,
                ("Who are they, and what do they want?",),
                from_mentor="A good map of people for a first try.",
                from_mentee="I had never asked what is in it for them.",
            ),
            Held(30, MORNING, ("The map of interests",), from_mentee="Very practical."),
            Held(15, MORNING, ("Rehearsing the talk",), from_mentor="Shorter each time, and better."),
        ),
        booked=(Booked(3, MORNING),),
        actions=(Action("mentee", "Invite both leads for coffee", 15, -1),),
    ),
    Pair(
        "Priya Raman",
        "Daniel Costa",
        "dev-02",
        goals=(Goal("I automate the Friday spreadsheet until the new year.", until=40),),
        held=(
            Held(55, NOON, ("What runs every Friday",), from_mentor="You know your data well."),
            Held(34, NOON, ("Reading the files",), from_mentor="A first script!", from_mentee="Fun."),
            Held(20, time(7, 0), ("Errors and how to read them",), from_mentee="Red text scares me less."),
        ),
        actions=(Action("mentee", "Run the script beside the old way for two Fridays", 20, -6),),
    ),
    Pair(
        "Wei Ling Tan",
        "Nur Aisyah Hassan",
        "dev-18",
        goals=(
            Goal(
                "I lead the regional plan next year and present it to the board myself.",
                milestones=(("Draft of one page", 27), ("Dry run", 0)),
            ),
        ),
        held=(
            Held(61, MORNING, ("Being seen as strategic",), from_mentor="Ambitious and kind."),
            Held(44, MORNING, ("One page",), from_mentee="Hard to fit on a page. That was the point."),
            Held(26, MORNING, ("Second draft",), from_mentor="It has a thread.", from_mentee="Thank you."),
            Held(12, MORNING, ("Objections",), from_mentor="You answered them calmly."),
        ),
        booked=(Booked(9, MORNING, ("Dry run",)),),
    ),
    Pair(
        "Joanna Whitfield",
        "Olivia Tremblay",
        "dev-32",
        goals=(Goal("I have three interviews abroad until spring.", milestones=(("CV for there", 25),)),),
        held=(
            Held(57, NOON, ("Why Germany?",), from_mentee="You asked why, and I had to think."),
            Held(29, NOON, ("The CV",), from_mentor="Much clearer than the first."),
            Held(14, NOON, ("Visas",), from_mentee="Now I have a list instead of a worry."),
        ),
        booked=(Booked(6, NOON, ("Salaries there", "Whom to write to")),),
        actions=(Action("mentee", "Write to two people who moved", 14, 2),),
    ),
    Pair(
        "Samuel Adeyemi",
        "Harriet Moss",
        "dev-23",
        goals=(Goal("My next two hires are still here, and glad, after a year.", until=300),),
        held=(
            Held(50, NOON, ("Why the last two left",), from_mentor="You asked them. Few do."),
            Held(28, NOON, ("A better first week",), from_mentor="Good plan.", from_mentee="Felt useful."),
            Held(11, NOON, ("Questions for interviews",), from_mentee="I use the list already."),
        ),
        booked=(Booked(15, NOON, ("The first interview with the new list",)),),
    ),
    Pair("Carys Pritchard", "Tariq Hussain", "dev-59"),
    Pair("Mehmet Aydın", "Zeynep Kaya", "dev-31", started=24, booked=(Booked(7, EVENING),)),
    Pair(
        "Eleni Papadaki",
        "Sofia Marinou",
        "dev-29",
        goals=(
            Goal("I send ten applications for accounting roles by November.", until=-20, reached=True),
            Goal("I come through the first three months in the new job.", until=120, ago=17),
        ),
        held=(
            Held(63, agenda=("Eight years away",), from_mentor="Eight years running things, not away."),
            Held(42, agenda=("Applications",), from_mentee="You read every one of them."),
            Held(18, agenda=("The offer",), from_mentor="Well negotiated.", from_mentee="I start soon!"),
        ),
        booked=(Booked(20, EVENING, ("Before the first day",)),),
        actions=(Action("mentee", "Celebrate", 18, -10, done=True),),
    ),
    Pair(
        "Marek Zieliński",
        "Piotr Nowak",
        "dev-11",
        goals=(Goal("Half of my manual checks run by themselves until spring."),),
        held=(
            Held(59, agenda=("Which checks first?",), from_mentor="Good choice to begin small."),
            Held(42, state="missed"),
            Held(34, time(7, 0), ("The first ten tests",), from_mentee="We found two real faults."),
            Held(10, state="cancelled"),
        ),
    ),
    Pair(
        "Ruth Abrahams",
        "Grace Thornton",
        "dev-33",
        goals=(Goal("I negotiate my offer before I sign.", until=-15, reached=True),),
        held=(
            Held(62, NOON, ("What is it worth?",), from_mentor="Well prepared.", from_mentee="Brilliant."),
            Held(48, NOON, ("The call",), from_mentor="You did it!", from_mentee="It took one sentence."),
        ),
        ended=12,
    ),
)

PAIRS = (LENA, AMARA, *OTHERS)
GOAL_OF = {pair.mentee: pair.goal_id for pair in PAIRS}

# Whoever is awake now has just met: hour of the day in UTC, and the mentee of that pair.
JUST_MET = (
    (range(7, 19), "Harriet Moss"),
    (range(19, 24), "Olivia Tremblay"),
    (range(7), "Nur Aisyah Hassan"),
)
