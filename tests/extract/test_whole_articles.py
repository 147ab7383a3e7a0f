"""Whole articles on seven kinds of events, and what must be read out of each, and what must not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.extract.told import tell

ARTICLES = {
    "a strike": """\
Dockworkers at the port of Larnvik walked off the job on Tuesday after talks over pay collapsed, union leaders said.

About 1,200 members of the Harbour Workers' Union joined the stoppage, which began at 6 a.m. and is planned to last 48
hours. It is the first strike at the port in 11 years.

"They have had months to make a serious offer, and they have made none," said Marta Olsen, the union's general
secretary. "Our members have had enough."

The port's operator, Larnvik Terminals, said it was disappointed by the decision. In a statement, the company said its
offer of a 6 percent raise over two years remained on the table. It denied that it had refused to negotiate.

The union wants 12 percent and a limit on night shifts. It has also demanded that the company withdraw a plan to
automate two of the port's five cranes.

Larnvik Terminals, which was bought by the Dutch group Havenco for 900 million euros in 2021, handles about a third of
the country's imports. Havenco's shares fell 2.4 percent in Amsterdam.

Transport Minister Erik Dahl urged both sides to return to talks. He said the government would not intervene for now.
""",
    "an election": """\
Voters in Norvik have elected Ingrid Falk as their new president, handing the centre-left its first victory in 16
years.

Falk, a former judge, won 51.3 percent of the vote in Sunday's runoff, against 48.7 percent for the incumbent, Pavel
Roth. Turnout was 68 percent, the electoral commission said.

Roth conceded defeat late on Sunday. "The people have spoken and I respect their decision," he told supporters in
Delmar.

Falk has promised to raise the minimum wage and to hold a referendum on joining the European Union by 2027. She will
be sworn in on 3 March.

Observers from the OSCE said the election had been free and fair, but criticised the state broadcaster for favouring
Roth.

Roth's party, the National Union, still holds 61 of the 120 seats in parliament. Its leader there, Jan Kolar, said it
would oppose any tax increase.
""",
    "an earthquake": """\
A 6.4-magnitude earthquake hit the island of Sorrel early on Saturday, killing at least 38 people and injuring more
than 200, officials said.

The quake struck at 4:12 a.m. about 20 kilometres off the coast, at a depth of 10 kilometres, according to the
Geophysical Institute. It was followed by dozens of aftershocks.

In the town of Bremen Bay, a hotel collapsed, trapping guests. Rescue workers had pulled 14 people from the rubble by
noon, said the mayor, Lucia Ferro.

"We can hear voices," she told local radio. "We are digging with our hands."

President Tomas Vale declared a state of emergency and cancelled a trip to Japan. The army has sent 600 soldiers to
the island.

The toll may rise. An earlier report that a dam had broken was false, the interior ministry said.

Sorrel was last hit by a major earthquake in 1987, when 112 people died.
""",
    "a merger": """\
Brightway, the country's second-largest supermarket chain, said on Monday it had agreed to buy its smaller rival
Corner Market for $3.4 billion in cash.

The companies expect to complete the deal by the end of June if regulators approve it. The combined group would have
2,100 stores and about 95,000 workers.

Brightway's chief executive, Helen Cho, will run the merged company. Corner Market's founder, Sam Ortiz, will step
down after 31 years.

Consumer groups reacted with alarm. "Fewer chains means higher prices," said Rita Bloom of the Fair Basket Alliance,
which has asked the Competition Authority to block the takeover.

The authority said it would look at the deal. In 2019 it stopped Brightway from acquiring another chain, Freshline.

Analysts at Keel Bank reckon that up to 120 stores may have to be sold. Shares in Corner Market jumped 28 percent to
$41.50, while those of Brightway slipped 3 percent.

A spokesman for the shop workers' union, Dan Fry, said it had received no assurances about jobs. Brightway cut 1,500
jobs last year.
""",
    "an order and cuts": """\
Hundreds of Quillon employees left their desks on Wednesday to protest the software maker's return-to-office order and
a round of job cuts.

The walkout was organized by Quillon Workers for Fairness, a group of about 3,000 current and former employees. It
said more than 700 people had taken part in Denver, where the company is based, and at least 1,400 worldwide.

In January, chief executive Paula Reyes told staff that they must be in the office at least four days a week from May
1. Quillon has laid off 2,300 people since last autumn, about 6 percent of its workforce.

"We were promised flexibility," said Omar Haddad, an engineer who helped to plan the protest. "Now we are told to pack
up and move or quit."

Some 5,200 employees have signed a petition asking Reyes to drop the order. The company has not responded to it.

A Quillon spokeswoman, Dana Lowe, said the company was pleased with the results of having more people together. "There
is more energy and collaboration in our offices," she said in an email.

Organizers are also urging Quillon to publish its energy use and to keep a pledge, made in 2020, to be carbon neutral
by 2035.

A second walkout is planned for June 12 unless the company agrees to talks.
""",
    "a sentence": """\
A former Delmar city official was sentenced on Thursday to seven years in prison for taking bribes from a construction
company.

Judge Naomi Brandt said Carl Weston, 58, had "sold his office for holidays and a boat". Weston, who was director of
public works from 2012 to 2019, pleaded guilty in March to four counts of bribery.

Prosecutors said he had received $410,000 from Harlow Builders in exchange for contracts worth $60 million. The
company's owner, Ed Harlow, was arrested last year and denies the charges. His trial begins in September.

Weston's lawyer, Ruth Kane, said her client would appeal. "The sentence is far too harsh," she told reporters outside
the court.

The city has sued Harlow Builders to recover $22 million. Mayor Luis Ortega, who took office in 2020, has ordered an
audit of all contracts signed since 2010.

The case came to light after a local newspaper, the Delmar Sentinel, published a series of articles in 2021.
""",
    "a storm": """\
Storm Petra killed at least nine people as it swept across the northern coast on Sunday night, bringing winds of up to
160 kilometres an hour.

Three of the dead were fishermen whose boat sank off Cape Lorne. A woman was killed in the village of Astor when a
tree fell on her car.

More than 80,000 homes were without electricity on Monday, the grid operator Northgrid said. It expected to restore
power to most of them by Wednesday.

The airport at Bergholm was closed and 120 flights were cancelled. Schools in three districts will stay shut until
Thursday.

Prime Minister Agnes Thorn visited Astor and promised 50 million crowns in aid. The opposition accused her government
of ignoring warnings about coastal defences.

"We told the ministry in 2022 that the sea wall would not hold," said Astor's mayor, Per Lind.

The weather service has warned of more rain and floods this week.
""",
}

# Beginnings of lines that must be told, and that must not.
TOLD = {
    "a strike": [
        "Walkout headCount 1080..1320 person",
        "Walkout participant dockworkers [union leaders]",
        "Walkout startDate 2024-03-05 [union leaders]",
        "Walkout place Larnvik port",
        "Marta Olsen holdsPosition general secretary, Harbour Workers' Union",
        "Acquisition acquires Larnvik Terminals",
        "Acquisition performedBy Havenco",
        "Demand content “a limit on night shifts” Demanded [Harbour Workers' Union]",
        "Denial content “it had refused to negotiate” not [Larnvik Terminals]",
    ],
    "an election": [
        "Election affects Ingrid Falk",
        "Election startDate 2024-03-03",
        "Election place Norvik",
        "Election 2 endDate",
        "hold a referendum on joining the European Union targetDate",
        "Statement performedBy electoral commission",
        "Jan Kolar holdsPosition leader, National Union",
    ],
    "an earthquake": [
        "Earthquake deaths 38.. person [officials]",
        "Earthquake injuries",
        "Earthquake quantity",
        "Earthquake place Sorrel [officials]",
        "Accident concerns hotel",
        "Rescue quantity 14 person [Lucia Ferro]",
        "Lucia Ferro holdsPosition mayor",
        "Visit place Japan Planned not",
    ],
    "a merger": [
        "Acquisition acquires Corner Market Planned [Brightway]",
        "Acquisition endDate",
        "Acquisition price 3400000000 USD Planned [Brightway]",
        "Rejection concerns Acquisition Demanded",
        "Rejection performedBy Competition Authority Demanded",
        "Acquisition 2 acquires Freshline not",
        "Resignation affects Sam Ortiz Planned",
        "Layoff jobsCut 1500 job",
        "Sam Ortiz founderOf Corner Market",
    ],
    "an order and cuts": [
        "Walkout headCount 200..999 person",
        "Walkout targetedAt Quillon",
        "Walkout inResponseTo PolicyMandate",
        "Walkout inResponseTo Layoff",
        "Walkout organizedBy Quillon Workers for Fairness",
        "PolicyMandate performedBy Quillon",
        "Quillon basedIn Denver",
        "Layoff jobsCut 2300 person",
        "Petition addressedTo Paula Reyes",
        "Petition signatureCount 4680..5720 person",
        "Dana Lowe holdsPosition spokeswoman, Quillon",
        "Walkout 2 startDate 2024-06-12 Planned",
    ],
    "a sentence": [
        "Ruling startDate 2024-02-29",
        "Ruling quantity 7 year",
        "Prosecution affects Carl Weston",
        "Arrest affects Ed Harlow",
        "Denial performedBy Ed Harlow",
        "Lawsuit performedBy city",
        "Lawsuit targetedAt Harlow Builders",
        "Carl Weston receive from Harlow Builders [prosecutors]",
        "Appointment affects Luis Ortega",
        "articles published",
    ],
    "a storm": [
        "Storm Petra deaths 9.. person",
        "Death affects woman",
        "Death place Astor",
        "Statement performedBy Northgrid",
        "Closure 2 quantity 120 flight",
        "Visit participant Agnes Thorn",
        "Accusation performedBy opposition",
    ],
}
NEVER = {
    "a strike": ["Strike", "Larnvik Terminals 2"],
    "an election": ["raise the minimum wage targetDate"],
    "an earthquake": ["Earthquake deaths 112", "Earthquake 3"],
    "a merger": ["Acquisition 3", "Brightway receive", "Brightway slip"],
    "an order and cuts": ["Quillon holdsPosition", "Agreement place"],
}


def unwrapped(text: str) -> str:
    """An article with a line a paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


@pytest.mark.parametrize("name", ARTICLES)
def test_what_is_told_of_a_story(name: str, nlp: Language) -> None:
    told = tell(unwrapped(ARTICLES[name]), nlp)
    assert not [start for start in TOLD[name] if not any(line.startswith(start) for line in told)], sorted(told)
    assert not [line for line in told if line.startswith(tuple(NEVER.get(name, ())))]
