"""What the embedded model and extraction together read out of plain sentences, and what they must not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.extract.told import tell

HOLDS = {
    "the union that is called one": (
        "The Dock Workers Union called a strike. Drivers joined a channel called Remote Advocacy. "
        "The union sued Baltica Lines.",
        "Lawsuit performedBy Dock Workers Union",
    ),
    "those whom a company orders": (
        "Norvik Inc. sued its staff. Last month Baltica Corp. required corporate employees to be in the office.",
        "Baltica Corp. corporate employees employeesOf Baltica Corp.",
    ),
    "who was known as a name of no class": (
        "The protest, organized by a worker-led group known as Corvex Conscience, will take place on Friday.",
        "Protest organizedBy Corvex Conscience",
    ),
    "the company of those who act": (
        "Corvex cut jobs. Corvex sued Ann Lee. In 2018, thousands of Norvik Shipping employees staged a walkout over "
        "the company's handling of complaints.",
        "Walkout topic Norvik Shipping handling of complaints",
    ),
    "a company with a remark on it": (
        "Baltica Lines is cutting costs. The company, which has 900 ships, laid off 3,500 workers in January.",
        "Layoff performedBy Baltica Lines",
    ),
    "the university of a place": (
        "Scientists at Larn University agreed. Students marched at the University of Amsterdam. "
        "The university's president, Jo Hall, praised them.",
        "Jo Hall holdsPosition president, University of Amsterdam",
    ),
    "an attorney general": ("Attorney General Jo Hall sued Norvik Shipping.", "Jo Hall holdsPosition Attorney General"),
    "an event that is investigated": (
        "The labour board is investigating the firings at Norvik Shipping.",
        "Investigation performedBy labour board",
    ),
    "it would appeal": ("Norvik Shipping said it would appeal.", "LegalAction performedBy Norvik Shipping Planned"),
    "an entrance is blocked": (
        "About 400 activists blocked the entrance of a terminal on Tuesday.",
        "Protest participant activists",
    ),
    "of several those who are hurt": (
        "Two people were killed and 14 injured in clashes in Larnvik on Friday.",
        "Conflict deaths 2 person",
    ),
    "a storm that batters": ("Hurricane Ian pounded Florida on Friday.", "Hurricane Ian place Florida"),
    "who are arrested, not who arrests": (
        "Students marched in Larnvik. Police arrested 87 of them.",
        "Arrest affects students",
    ),
    "a protest of others": (
        "Around 400 farmers protested on Tuesday in Larnvik. In Norvik, dozens of students protested new fees.",
        "Protest 2 participant students",
    ),
    "one thing before a name": (
        "Members of Larnvik United, a club founded in Norvik in 2021, marched on Friday.",
        "Larnvik United founded in Norvik",
    ),
    "a body called by its first word": (
        "Norvik Games hired Ann Lee in May. On Friday Norvik sued Baltica Lines.",
        "Lawsuit performedBy Norvik Games",
    ),
    "a body that was taken for a person": (
        "Brightforge Games hired Ann Lee in May. A Brightforge spokeswoman praised the dockers.",
        "Support performedBy Brightforge Games spokeswoman",
    ),
    "a name behind the word for a trade": ("Carmaker Volta sued Baltica Lines.", "Lawsuit performedBy Volta"),
    "a group that calls itself so": (
        "The petition was started by a group calling itself Larnvik Workers United.",
        "Petition organizedBy Larnvik Workers United",
    ),
    "the strike after a walkout": (
        "About 90 dockers walked out on Monday in Larnvik. The strike was called by the Larn Union.",
        "Strike headCount 81..99 person",
    ),
    "a petition to the head of whom it was to": (
        "Staff signed a petition urging Norvik Shipping to reopen. The petition was delivered to Ann Lee on Tuesday.",
        "Petition addressedTo Ann Lee",
    ),
    "an event and its lead": (
        "An earthquake hit Larnvik in Norvikland on Monday. The quake in Larnvik killed 12 people.",
        "Earthquake deaths 12 person",
    ),
    "founders": ("Jo Hall co-founded Norvik Shipping in 2004.", "Jo Hall founderOf Norvik Shipping"),
    "both will happen": (
        "Jo Hall will step down in June and be sued by Baltica Lines.",
        "Lawsuit performedBy Baltica Lines Planned",
    ),
    "those who attended": (
        "The Larn Union held a rally on Friday. Roughly 300 people attended.",
        "Rally headCount 270..330 person",
    ),
    "a toll that was put at a number": (
        "A quake hit Peru on Thursday. Officials put the toll at 48.",
        "Earthquake deaths 48 person [officials]",
    ),
    "the president of a body some sentences before": (
        "The Larn Union held a rally on Friday. Roughly 300 people attended. Its president, Jo Hall, praised them.",
        "Jo Hall holdsPosition president, Larn Union",
    ),
    "members would strike": (
        "The Larn Union said its members would strike.",
        "Strike participant Larn Union members Planned [Larn Union]",
    ),
    "a deal after one that there was not": (
        "Baltica Lines bought Norvik Shipping. No deal of its past came near it. It announced the deal in May.",
        "Announcement concerns Acquisition",
    ),
    "a title cut short inside": (
        "State Sen. Diane Hall praised the dockers.",
        "Diane Hall holdsPosition State senator",
    ),
    "a letter that accuses": (
        "The letter, signed by 200 doctors, accuses the ministry of negligence.",
        "Accusation targetedAt ministry",
    ),
    "what goes along with a plan": (
        "Baltica Lines will invest $2 billion in Larnvik, creating 1,400 jobs.",
        "Hiring quantity 1400 job Planned",
    ),
    "both of two places act": ("Norvik and Larnvik signed a free trade agreement.", "Agreement participant Larnvik"),
    "prices of what many buy": ("Oil prices fell below $70 a barrel on Monday.", "oil prices fall below"),
    "several are hurt": ("Police said three officers were injured in Larnvik.", "MassInjury injuries 3 person"),
    "an aim is no fact": (
        "Norvik Shipping sued to block the merger.",
        "Rejection concerns Acquisition Planned",
    ),
    "what the act itself does": (
        "Dockers walked out to denounce Norvik Shipping.",
        "Criticism targetedAt Norvik Shipping",
    ),
    "what somebody is driven to": (
        "The closure of the canteen drove hundreds of dockers to walk out.",
        "Walkout headCount 200..999 person",
    ),
    "neither": ("Neither candidate won a majority.", "Election affects candidate not"),
    "a country is asked": ("The union urged India to close the port.", "Demand addressedTo India"),
    "where something was told": (
        "The ferry line plans to cut 900 jobs, Jo Hall told staff in a memo.",
        "Statement statedIn memo",
    ),
    "talks that break down": (
        "Talks between Baltica Lines and the union broke down on Tuesday.",
        "Negotiation endDate 2024-03-05",
    ),
    "when jobs go": (
        "Norvik Shipping cut thousands of jobs beginning in January 2024.",
        "Layoff startDate 2024-01-01..",
    ),
    "a clause behind its year": (
        "Jo Hall left in 2019, when Baltica Lines bought Norvik Shipping.",
        "Acquisition startDate 2019-01-01..2019-12-31",
    ),
    "the year of something": (
        "Fares rose in 2021 from 2019, the year it bought Norvik Shipping.",
        "Acquisition startDate 2019-01-01..2019-12-31",
    ),
    "the first of three divisions": (
        "The layoffs at Baltica Lines hit the retail, cargo and advertising divisions.",
        "Layoff affects retail division",
    ),
    "the last of three divisions": (
        "The layoffs at Baltica Lines hit the retail, cargo and advertising divisions.",
        "Layoff affects advertising division",
    ),
    "a title with of": (
        "United States Secretary of State Jo Hall said in Larnvik that talks would resume.",
        "Jo Hall holdsPosition",
    ),
    "an aside at the end of what is said": (
        "The strike began around 3:00pm (7:00am AEDT), union spokeswoman Jo Hall said.",
        "Statement content “The strike began around 3:00pm (7:00am AEDT)”",
    ),
    "a cease-fire": ("Envoys signed a cease-fire with Norvik rebels in May.", "Agreement participant"),
    "what suspicion is of": (
        "The man was arrested on suspicion of links to Jo Hall's Larn River smuggling network.",
        "Arrest topic links to Jo Hall's Larn River smuggling network",
    ),
    "a meeting elsewhere": (
        "Ministers held a meeting in Larnvik. The cabinet endorsed the plan at a meeting in Norvik.",
        "Meeting 2 place Norvik",
    ),
    "a noun behind joined words": (
        "Workers walked out to protest the company's layoffs and return to office mandate.",
        "Walkout inResponseTo PolicyMandate",
    ),
    "a list of grounds": (
        "Dockers walked out to protest layoffs and Norvik Shipping's actions to cut emissions.",
        "Walkout topic Norvik Shipping actions",
    ),
    "it is what was decided on": (
        "Baltica Lines offered the dockers a deal, but the union rejected it.",
        "Rejection concerns Agreement",
    ),
    "it may be a takeover": (
        "Norvik approved a takeover of Baltica Lines, a month after Larnvik blocked it.",
        "Rejection concerns Acquisition",
    ),
    "what goes ahead happens": ("The vote went ahead on Friday in Larnvik.", "Vote place Larnvik"),
    "an award goes to somebody": ("The award went to Lionel Messi on Friday.", "Award affects Lionel Messi"),
    "those who work at its plants": (
        "Norvik Shipping Inc. has a rival company, Baltica Lines. Norvik Shipping grew. "
        "Workers at two Baltica Lines terminals in Larnvik walked out.",
        "Baltica Lines employees employeesOf Baltica Lines",
    ),
    "they of the subject of the sentence before": (
        "Pirates boarded a ship of Baltica Lines on Friday. They released the captain of Norvik Shipping later.",
        "Release performedBy Pirates",
    ),
    "they of a body of people": (
        "The Larn Orchestra played for the mayors of both towns. They sued Baltica Lines in May.",
        "Lawsuit performedBy Larn Orchestra",
    ),
    "its of the subject of its clause": (
        "Norvik Shipping sued Baltica Lines in May. Baltica Lines praised its employees.",
        "Baltica Lines employees employeesOf Baltica Lines",
    ),
    "the company of that name": ("The Baltica company sued Norvik Shipping.", "Lawsuit performedBy Baltica"),
    "an accuser before a clause without that": (
        "Police allege Eric Park, 61, opened fire at an office party Friday, killing one man.",
        "Attack performedBy Eric Park Possible",
    ),
    "a title with a hyphen": (
        "Jo Hall is the attorney-general of Larnvik.",
        "Jo Hall holdsPosition attorney-general",
    ),
    "a title that heads a name": (
        "Norvik striker Jo Hall was arrested in Larnvik on Sunday.",
        "Arrest affects Jo Hall",
    ),
    "a name behind what its title is of": (
        "A spokesman for governor Ann Lee, Carl Hall, says the man was arrested.",
        "Statement performedBy Carl Hall",
    ),
    "an officer who spoke goes on": (
        "Jo Lee left Larnvik on Monday, Officer Carl Hall said. He said he did not know why she left.",
        "Statement 2 performedBy Carl Hall",
    ),
    "a people is a group": ("Americans marched in Larnvik.", "Protest participant Americans"),
    "whose bid it is": (
        "Norvik rejected Jo Hall's bid to sue Baltica Lines.",
        "Lawsuit performedBy Jo Hall Planned",
    ),
    "when it was, in a relative clause": (
        "The accident, which occurred on March 2, was caused by strong winds.",
        "Accident startDate 2024-03-02",
    ),
    "those elected, as named": (
        "The other candidates elected were Jo Hall of Norvik and Ann Lee.",
        "Election affects Ann Lee",
    ),
    "elected again": ("Jo Hall was re-elected on Monday.", "Election affects Jo Hall"),
    "who returns what, and leaves": (
        "According to Jo Hall the boat was returned by Carl Lee shortly after he left the Larn Regatta.",
        "Carl Lee leave Larn Regatta",
    ),
    "he is not the one whom he praises": (
        "Carl Hall met Bo Lee in Larnvik. He praised Lee.",
        "Support performedBy Carl Hall",
    ),
    "what is announced": (
        "Baltica Lines announced a new series of ferries on Monday.",
        "Announcement content “ferries”",
    ),
    "whom a word between two clauses is not of": (
        "Instead of flying to Larnvik, Jo Hall met Ann Lee.",
        "Meeting participant Ann Lee",
    ),
    "when it was said": (
        "Baltica Lines said on Monday it would cut 40 jobs.",
        "Statement startDate 2024-03-04",
    ),
    "called off": ("The union called off a strike planned for Friday.", "Strike startDate 2024-03-08 Planned not"),
    "the parent of a company": (
        "A strike hit a plant owned by Norvik and Larn parent Baltica Lines.",
        "plant ownedBy Baltica Lines",
    ),
    "in talks to": (
        "Baltica Lines is in talks to acquire Norvik Shipping.",
        "Acquisition performedBy Baltica Lines Planned",
    ),
    "driving to protest": (
        "Thousands of farmers drove tractors into Paris on Monday to protest against low prices.",
        "Protest participant farmers",
    ),
    "who won": ("Jo Hall won the election, defeating Ann Lee.", "Election participant Ann Lee"),
    "turnout": ("Jo Hall won the election on Sunday. Turnout was 76%.", "Election quantity 76 percent"),
    "who blocked a plan ruled": (
        "A judge on Friday blocked the Larn Council's plan to cut aid, ruling that it violated the law.",
        "Rejection performedBy judge",
    ),
    "an appeal to a court": ("Norvik Shipping filed an appeal on Monday.", "LegalAction performedBy Norvik Shipping"),
    "a union named after workers": ("Workers United sued Baltica Lines.", "Lawsuit performedBy Workers United"),
    "where fires went": (
        "Wildfires that tore through the island of Larnvik killed 93 people.",
        "Fire place Larnvik",
    ),
    "a title inside a name": (
        "Interior Minister Gerald Darmanin said 172 people had been arrested.",
        "Gerald Darmanin holdsPosition Interior Minister",
    ),
    "a short form of a name": (
        "The Larnvik Post hired Jo Hall. The Post sued Norvik Shipping.",
        "Lawsuit performedBy Larnvik Post",
    ),
    "a shared auxiliary": (
        "Baltica Lines will close a plant and dismiss Jo Hall.",
        "Dismissal performedBy Baltica Lines Planned",
    ),
    "a retailer is a company": (
        "Workers met at the offices of Norvik Stores after the online retailer said it would close a shop.",
        "Closure performedBy Norvik Stores Planned",
    ),
    "the release of somebody": ("A court ordered the release of Jo Hall on Friday.", "Release affects Jo Hall"),
    "an appeal is not the conviction": (
        "Jo Hall filed an appeal against a rape conviction.",
        "LegalAction performedBy Jo Hall",
    ),
    "tolls count people": (
        "A flood hit Larnvik. The Red Crescent put the death toll at 300.",
        "Flood deaths 300 person",
    ),
    "whose bid it stays": (
        "Jo Hall did not approve Norvik's bid to join Baltica Lines.",
        "Norvik join Baltica Lines Planned",
    ),
    "an event that will take place": (
        "The election that will take place on May 3 worries Jo Hall.",
        "Election startDate 2024-05-03 Planned",
    ),
    "her office says": (
        "Mayor Ann Lee resigned. Her office said that she was ill.",
        "Statement content “she was ill” [Ann Lee's office]",
    ),
    "what somebody calls it": (
        "Jo Hall called the decision flawed.",
        "Statement content “the decision flawed” [Jo Hall]",
    ),
    "whom a protest drew": ("The protest drew 2,000 people.", "Protest headCount 2000 person"),
    "the agency": (
        "The World Health Organization met in Larnvik. The agency sued Norvik Shipping.",
        "Lawsuit performedBy World Health Organization",
    ),
    "who has members is no business": (
        "Norvik Ports fired Jo Hall. Unite said all of its members met and that the company had rejected its offer.",
        "Rejection performedBy Norvik Ports",
    ),
    "who is reported as saying it": (
        "The Larnvik Post reported the owners as saying the ship had sunk.",
        "Statement performedBy owners",
    ),
    "a short form is that of the article": (
        "Jo Hall was arrested by the Australian Federal Police (AFP). The AFP sued Norvik Shipping.",
        "Lawsuit performedBy Australian Federal Police",
    ),
    "a title alone is no name": (
        "The Immigration Minister, Philip Ruddock, says the policy is working.",
        "Statement performedBy Philip Ruddock",
    ),
    "the mayor of before": (
        "Mayor Jo Hall met Ann Lee in Larnvik. The mayor sued Norvik Shipping.",
        "Lawsuit performedBy Jo Hall",
    ),
    "who speaks is none of whom the words name": (
        "Coach Jo Hall praised Carl Lee. “Carl Lee might return,” he said.",
        "Statement performedBy Jo Hall",
    ),
    "a person of a company's name": ("Mr Ford met Ann Lee in Larnvik.", "Meeting participant Ford"),
    "one of them, named": (
        "One of the proposal's developers, Jo Hall, said it had failed.",
        "Statement performedBy Jo Hall",
    ),
    "on whom pressure is put": (
        "The pressure on Ann Lee to sue Baltica Lines grew.",
        "Lawsuit performedBy Ann Lee",
    ),
    "about to do": (
        "Baltica Lines is about to acquire Norvik Shipping.",
        "Acquisition performedBy Baltica Lines Planned",
    ),
    "who must act is who is asked": (
        "People need the government to make quicker decisions, Ann Reed said.",
        "Demand addressedTo government [Ann Reed]",
    ),
    "no object, no deed": (
        "Baltica Lines bought no ships of Norvik Shipping.",
        "Baltica Lines buy ships of Norvik Shipping not",
    ),
    "what is done with an object": (
        "Jo Park wreaked havoc on Baltica Lines.",
        "Jo Park wreak havoc on Baltica Lines",
    ),
    "rather than": (
        "Rather than recall the phones, Baltica Lines sued Norvik Shipping.",
        "Recall concerns phones not",
    ),
    "rather than, behind the verb": (
        "Baltica Lines sued Norvik Shipping rather than recall its phones.",
        "Recall concerns Baltica Lines phones not",
    ),
    "what many measure": (
        "Unemployment in Norvik fell to 4 percent in May.",
        "unemployment in Norvik fall to 4 percent",
    ),
    "a quotation goes on before another speaks": (
        'Jo Park read the plan. "Who sees it is angry," he said. "He wastes our time." The council says it will act.',
        "Statement content “He wastes our time” [Jo Park]",
    ),
    "a quotation that opens again": (
        'Ann Reed fears delays. "We received calls, and many jobs are hard. "We think most will be done," she said.',
        "Statement content “We think most will be done” [Ann Reed]",
    ),
    "a quotation after what another said": (
        '"We are happy that they voted," Ann Reed said. At the meeting Bo Hale said he was calm. "It divides nobody."',
        "Statement 3 content “It divides nobody” [Bo Hale]",
    ),
    "he said, of the subject before": (
        'Ann Reed praised the crew. Captain Jo Park says he hopes Bo Hale arrives in time. "Bo may be out," he said.',
        "Statement 2 performedBy Jo Park",
    ),
    "they of several, not of the body that speaks": (
        "Three soldiers died in Larnvik. The Baltica Ministry said they served in the Norvik Battalion.",
        "soldiers serve in Norvik Battalion",
    ),
    "workers strike": ("Nurses struck in Rome over pay.", "Strike participant nurses"),
}
ABSENT = {
    "who slams a strike takes no part in it": ("The minister slammed the strike on Friday.", "Strike participant"),
    "who slams a strike does not date it": ("The strike was slammed by the minister on Friday.", "Strike startDate"),
    "an investigation is not what it is of": (
        "The watchdog opened an investigation in May.",
        "Investigation concerns",
    ),
    "within days of something else": ("A truce collapsed within two days.", "endDate"),
    "what is ruled is not denied": (
        "A judge fined the firm, ruling that Norvik Shipping had polluted the river.",
        "Norvik Shipping pollute river not",
    ),
    "who is praised does not call": ("Jo Hall called the ruling a victory.", "Ruling organizedBy"),
    "a nationality is short for no body": (
        "Australian Airlines sued Norvik Shipping. The Australian Jo Hall praised the dockers.",
        "Support performedBy Australian Airlines",
    ),
    "whom something pushes to act has the aim": ("The order could push 90 workers to quit.", "order hasGoal"),
    "the first time is nothing that is done": (
        "It is not the first time that Norvik Shipping has clashed with its staff.",
        "Norvik Shipping clash first time",
    ),
    "a school that people attend is no rally": (
        "The Larn Union held a rally on Friday. Roughly 300 pupils attend the school.",
        "Rally headCount",
    ),
    "who succeeds does not resign": ("Jo Park succeeds Ann Lee, who is retiring.", "Resignation performedBy Jo Park"),
    "who does not back down": ("“We will not back down,” Jo Park said.", "Support"),
    "a year earlier": ("Baltica Lines earned $340 million, up from $290 million a year earlier.", "290000000 USD/year"),
    "grounds are no place": ("A judge blocked the merger on antitrust grounds.", "Rejection place"),
    "a deal that closes is no closure": ("The merger is expected to close in May.", "Closure"),
    "a station of its own": (
        "Helicopters attacked Jo Hall's offices and a police headquarters in Larnvik.",
        "Jo Hall basedIn",
    ),
    "fire in a cease-fire": ("Envoys signed a cease-fire with Norvik rebels in May.", "Fire"),
    "actions for something else": (
        "Dockers walked out to protest layoffs and Norvik Shipping's actions to cut emissions.",
        "Walkout participant Norvik Shipping",
    ),
    "it that is decided on is no body": (
        "Baltica Lines raised its offer. Workers at its terminals in Larnvik rejected it.",
        "Rejection concerns Baltica Lines",
    ),
    "it of a thing that is nearer": (
        "Baltica Lines bought a clock for its office. The clock stopped when it hit Norvik Shipping.",
        "Baltica Lines hit",
    ),
    "it of a happening": (
        "Baltica Lines closed a plant. It happened in May near Norvik Shipping.",
        "Baltica Lines hap",
    ),
    "they of two names": (
        "Both Baltica Lines and Norvik Shipping lost ships. They sued Jo Park in May.",
        "Lawsuit performedBy Baltica Lines",
    ),
    "them of something outside the quotation": (
        "Baltica Lines filled a room with balloons. “I smacked them around,” Jo Park said.",
        "Jo Park smack Baltica",
    ),
    "a company that the words behind tell": (
        "Baltica Lines won a prize in May. The company of sailors that Jo Park leads sued Norvik Shipping.",
        "Lawsuit performedBy Baltica Lines",
    ),
    "a movement is no acronym": (
        "NORA met voters in Larnvik. Jo Park said the movement sued Norvik Shipping.",
        "Lawsuit performedBy NORA",
    ),
    "likened to another": (
        "The Larn Regatta is known among sailors as the World Cup of the north. Baltica Lines sponsors the World Cup.",
        "Baltica Lines sponsor Larn Regatta",
    ),
    "gun fire is no fire": ("A soldier was killed by machine-gun fire in Larnvik.", "Fire "),
    "a settlement that is a place": ("Gunmen attacked the Jewish settlement of Larnvik.", "Agreement"),
    "pressed in a match": ("Jo Hall was pressed hard by Ann Lee before she won.", "Demand"),
    "a prize is no office": ("Jo Hall was nominated as best director for her film.", "Jo Hall holdsPosition"),
    "a figure of speech": ("Jo Hall became the latest coach to succumb to the pressure.", "Death"),
    "the holder of a place does nothing": ("A belt reaches from Larnvik to Norvik.", "belt reach"),
    "objects are shared by verbs of one form": (
        "Troops were not ready to negotiate and cornered Jo Hall in Larnvik.",
        "Troops negotiate",
    ),
    "praise for an act does not act": ("Jo Hall drew praise for helping Ann Lee.", "praise help"),
    "an age is no count": ("Jo Hall, 19, was arrested on Monday.", "Arrest quantity"),
    "it of the same clause": ("Baltica Lines no longer wants to support it.", "Support targetedAt Baltica"),
    "a demonstration of a thing": ("Ann Lee saw a demonstration of the software in Larnvik.", "Protest"),
    "denial of service": ("Jo Hall said that a denial-of-service attack hit Baltica Lines.", "Denial"),
    "seeking something": ("Boats of people seeking asylum reached Larnvik.", "Demand"),
    "shares are no company": ("Shares of Baltica Lines rose 6% on Monday.", "Baltica Lines rise"),
    "the day of an announcement": ("The deal, first announced in May 2022, was delayed.", "Agreement startDate"),
    "rebuilding costs": ("40 buildings were damaged, and rebuilding Larnvik will cost $5 million.", "buildings cost"),
    "the day of what is called for": ("Unions called for a strike on March 28.", "Demand startDate"),
    "who scraps a plan has not made it": (
        "Jo Hall promised to scrap the plan to deport the sailors to Larnvik.",
        "Deportation performedBy",
    ),
    "opinion polls": ("Jo Hall trails Ann Lee in opinion polls.", "Election"),
    "compared with a year earlier": (
        "Baltica Lines reported a profit of $14 million, up 67% from a year earlier.",
        "FinancialResult startDate",
    ),
    "a conviction of his own": ("Jo Hall filed an appeal against a rape conviction.", "Ruling performedBy Jo Hall"),
    "not authorized to talk": ("Jo Hall was not authorized to talk publicly.", "Approval"),
    "two who say it": ("Jo Hall resigned on Friday, according to two people.", "resign according"),
    "a heart attack": ("Jo Hall died of a heart attack on Friday.", "Attack"),
    "a first name is no law": ("Norvik's Bill Evans met Ann Lee.", "Legislation"),
    "closing the door": ("Norvik Shipping closed the door to cuts.", "Closure"),
    "warned against": ("Baltica Lines warned against opening strange letters.", "Baltica Lines open"),
    "what one responds to": (
        "Jo Hall responded to a report that Norvik Shipping was closing a plant.",
        "Statement content",
    ),
    "held up for days": ("Bad weather held up the vote for days.", "Vote concerns"),
    "another government": (
        "The Norvik Government met Jo Hall. The interim government sued Baltica Lines.",
        "Lawsuit performedBy Norvik Government",
    ),
    "a third term": ("Jo Hall is seeking a third term in office.", "Demand"),
    "a decision of others": (
        "Larnvik regrets the Norwegian decision to sue Baltica Lines.",
        "Lawsuit performedBy Larnvik",
    ),
    "bombs blast, critics do not": ("Helicopters blasted a base in Larnvik.", "Criticism"),
    "documents are no products": ("Norvik Shipping released a document on Monday.", "ProductLaunch"),
    "beaten swimmers are not closed": ("Jo Hall was the first swimmer eliminated from the race.", "Closure"),
    "thieves strike": ("A band of thieves struck in the centre of Lyon.", "Strike participant"),
    "in the event of": (
        "A flood hit Larnvik in May. Baltica Lines will move its plant in the event of a strike.",
        "in Flood",
    ),
    "the place of what somebody is accused of": (
        "Police accused a man of murder in Millom.",
        "Accusation place Millom",
    ),
    "left in a state": ("Jo Park sued Bo Hale, leaving Ann Reed wounded.", "Jo Park leave Ann Reed"),
    "one of so many": ("Jo Park described the phone as one of the seven wonders of the world.", "seven"),
    "who receives criticism": (
        "Baltica Lines received criticism in May after the fire in Larnvik.",
        "Criticism performedBy Baltica Lines",
    ),
    "who is announced": (
        "The announcement of Jo Park as host comes after a strike in Larnvik.",
        "performedBy Jo Park",
    ),
    "it of an offer": (
        "Baltica Lines sued Norvik Shipping. Ann Reed mulled the takeover for a while, but then rejected it.",
        "Rejection targetedAt Norvik Shipping",
    ),
    "figures of two patients": (
        "In Larnvik 12 magazines and about 300 rounds of ammunition were found.",
        "300",
    ),
    "the time of what was never so large": (
        "Baltica Lines hosts the largest strike in the past decade.",
        "decade",
    ),
    "the wish of who is spoken of": (
        "Although Jo Park has not spoken, the Larn Post claims that he wants the job.",
        "Demand performedBy Larn Post",
    ),
    "the number of both": (
        "Norvik Shipping sued Baltica Lines in May, the third lawsuit between the two companies.",
        "2 company",
    ),
    "he of a subject in the same words": (
        "Prosecutor Bo Novy said the Larn man shot Jo Park because he was furious over his dismissal.",
        "Dismissal affects Bo Novy",
    ),
    "a strike of others": (
        "Norvik Shipping pilots may strike in May. In June a strike by Baltica Lines drivers closed Larn Port.",
        "Strike participant Baltica Lines drivers",
    ),
}


@pytest.mark.parametrize(("text", "line"), HOLDS.values(), ids=HOLDS)
def test_it_is_told(text: str, line: str, nlp: Language) -> None:
    assert any(told.startswith(line) for told in tell(text, nlp)), sorted(tell(text, nlp))


@pytest.mark.parametrize(("text", "words"), ABSENT.values(), ids=ABSENT)
def test_it_is_not_told(text: str, words: str, nlp: Language) -> None:
    assert not [line for line in tell(text, nlp) if words in line]
