"""Made-up news in the notation, each with a title: a strike, a merger, an earthquake, an election."""

STRIKE = """
Nurses|NNS|strike|nsubj to strike|VB over pay|NN|strike|obl
¶
More|JJR|1,200|advmod than|IN|More|fixed 1,200|CD|nurses|nummod nurses|NNS|walk|nsubj at|IN|Hospital|case
Northgate|NNP|Hospital|compound|ORG Hospital|NNP|nurses|nmod|ORG will walk|VB out|RP|walk|compound:prt on
Friday|NNP|walk|obl over pay|NN|walk|obl , the Nurses|NNPS|Guild|compound|ORG Guild|NNP|said|nsubj|ORG
said|VBD|walk|parataxis .

“ We|PRP|asked|nsubj have asked|VBN|said|ccomp the hospital|NN|asked|obj to raise|VB|asked|xcomp wages|NNS|raise|obj
since 2022|CD|asked|obl , ” said|VBD Ann|NNP|said|nsubj|PERSON Reed|NNP|Ann|flat|PERSON , the president|NN|Ann|appos of
the guild|NN|president|nmod .

“ It|PRP|refused|nsubj refused/refuse|VBD to negotiate|VB|refused|xcomp . ”
¶
The hospital|NN|denied|nsubj denied/deny|VBD that it|PRP|refused|nsubj had refused/refuse|VBN|denied|ccomp to
negotiate|VB|refused|xcomp with the guild|NN|negotiate|obl .

About|RB|900|advmod 900|CD|nurses|nummod nurses|NNS|joined|nsubj joined|VBD a strike|NN|joined|obj in
November|NNP|joined|obl 2022|CD|November|nmod:unmarked .
"""

MERGER = """
Baltica|NNP|buy|nsubj|ORG to buy|VB Norvik|NNP|Lines|compound|ORG Lines|NNP|buy|obj|ORG
¶
Baltica|NNP|announced|nsubj|ORG announced/announce|VBD on Monday|NNP|announced|obl that it|PRP|acquire|nsubj would
acquire|VB|announced|ccomp Norvik|NNP|Lines|compound|ORG Lines|NNP|acquire|obj|ORG ,|,|operator|punct a
ferry|NN|operator|compound operator|NN|Lines|appos based/base|VBN|operator|acl in Larnvik|NNP|based|obl|LOC
,|,|operator|punct for $|$|acquire|obl
2.5|CD|billion|compound billion|CD|$|nummod .

The deal|NN|approved|nsubj:pass , which|WDT|create|nsubj would create|VB|deal|acl:relcl a company|NN|create|obj with
4,200|CD|employees|nummod employees|NNS|company|nmod , has been approved/approve|VBN by the
boards|NNS|approved|obl:agent .
¶
According/accord|VBG|Park|case to|IN|According|fixed Jo|NNP|Park|compound|PERSON Park|NNP|cut|obl|PERSON , the
CEO|NN|Park|appos of Norvik|NNP|CEO|nmod|ORG , the merger|NN|cut|nsubj may cut|VB up|IN|300|advmod to|IN|up|fixed
300|CD|jobs|nummod jobs|NNS|cut|obj by 2026|CD|cut|obl .

The regulator|NN|blocked|nsubj blocked|VBD a similar|JJ|merger|amod merger|NN|blocked|obj in 2019|CD|blocked|obl .
"""

QUAKE = """
At|IN|40|advmod least|JJS|At|fixed 40|CD|killed|nsubj:pass killed|VBN in quake|NN|killed|obl
¶
A 6.1|CD|magnitude|nummod magnitude|NN|earthquake|compound earthquake|NN|struck|nsubj struck/strike|VBD
northern|JJ|Larnland|amod Larnland|NNP|struck|obj|LOC on Sunday|NNP|struck|obl , killing|VBG|struck|advcl
at|IN|40|advmod least|JJS|at|fixed 40|CD|people|nummod people|NNS|killing|obj and injuring/injure|VBG|killing|conj
hundreds/hundred|NNS|injuring|obj .

The epicentre|NN|Larnvik|nsubj of the quake|NN|epicentre|nmod was|VBD|Larnvik|cop near|IN|Larnvik|case
Larnvik|NNP .

“ Nearly|RB|80|advmod 80|CD|homes|nummod homes|NNS|collapsed|nsubj collapsed/collapse|VBD|told|ccomp , ”
the mayor|NN|told|nsubj told/tell|VBD reporters|NNS|told|obj .
"""

ELECTION = """
Jo|NNP|wins|nsubj|PERSON Park|NNP|Jo|flat|PERSON wins/win|VBZ election|NN|wins|obj in Larnvik|NNP|wins|obl|LOC
¶
Jo|NNP|elected|nsubj:pass|PERSON Park|NNP|Jo|flat|PERSON , a former|JJ|teacher|amod teacher|NN|Jo|appos , was
elected|VBN mayor|NN|elected|xcomp of Larnvik|NNP|mayor|nmod|LOC on 4|CD|elected|obl February|NNP|4|nmod:unmarked
2024|CD|4|nmod:unmarked .

She|PRP|won|nsubj won/win|VBD by 2,654|CD|votes|nummod votes|NNS|won|obl to|IN|2,131|case 2,131|CD|votes|nmod .

Mr|NNP|Hale|nmod:desc Hale|NNP|conceded|nsubj|PERSON , who|WP|led|nsubj led/lead|VBD|Hale|acl:relcl the
council|NN|led|obj until January|NNP|led|obl , conceded/concede|VBD defeat|NN|conceded|obj and
congratulated/congratulate|VBD|conceded|conj her|PRP|congratulated|obj .
"""
