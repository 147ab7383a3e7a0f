"""What a mention tells of a person's gender, so that "she" is not taken for him: titles, kin, given names.

Names that both women and men bear in number (Kim, Robin, Taylor, Ashley, Andrea) are left out: an unknown gender
agrees with every pronoun.
"""

from __future__ import annotations

import re

FEMALE, MALE = "f", "m"
PRONOUNS = dict.fromkeys("she her hers herself".split(), FEMALE) | dict.fromkeys("he him his himself".split(), MALE)
_TITLES = dict.fromkeys("mrs ms miss lady dame queen princess duchess madam sister".split(), FEMALE) | dict.fromkeys(
    "mr sir lord king prince duke".split(), MALE
)
_NOUNS = dict.fromkeys(
    "woman girl mother mom daughter sister wife widow aunt niece grandmother girlfriend actress waitress heroine "
    "queen princess duchess nun".split(),
    FEMALE,
) | dict.fromkeys(
    "man boy father dad son brother husband widower uncle nephew grandfather boyfriend waiter king prince duke monk "
    "priest guy gentleman".split(),
    MALE,
)
_FEMALE_NAMES = frozenset(
    "abigail ada adriana agnes aisha alexandra alexandria alice alicia alina alison allison alyssa amanda amelia "
    "amina amy ana anastasia angela angelina anita ann anna anne annette annie antonia ariana astrid audrey "
    "barbara beatrice beatriz becky belinda bernadette bernice beth bethany betsy betty beverly bianca birgit bonnie "
    "brenda bridget brigitte britney camila camilla candace cara carla carmen carol carolina caroline carolyn "
    "catalina catherine cathy cecilia celia celine charlotte cheryl chloe christina christine cindy claire clara "
    "claudia colleen constance courtney cristina cynthia daisy danielle daniela daphne deborah debbie debra deirdre "
    "delia denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena elisa elizabeth ella "
    "ellen eloise elsa emily emma erica erika erin esperanza esther eugenia eva evelyn faith fatima felicia fernanda "
    "fiona florence frances francesca gabriela gabriella gail gemma genevieve georgia geraldine gertrude gina giulia "
    "gladys gloria grace greta gretchen guadalupe gwen gwendolyn hannah harriet hazel heather heidi helen helena "
    "helga henrietta hilary hillary holly hope ida ilene ines ingrid irene irina iris irma isabel isabella isabelle "
    "ivanka jacqueline jane janet janice jasmine jeanette jeanne jennifer jenny jessica jill joan joanna joanne "
    "jocelyn josephine joyce juanita judith judy julia juliana julie juliet kamala karen karin karina kate "
    "katharine katherine kathleen kathryn kathy katie kayla kimberly kirsten kristen kristin kristina lara "
    "larissa latoya laura lauren laurie layla leah leila lena leticia lillian lily linda lisa liz liza lois lola "
    "lorena loretta lorraine louise lucia lucille lucinda lucy luisa lydia lynn mabel madeleine madeline magdalena "
    "maggie malala marcia margaret margarita maria mariam marian marianne marie marilyn marina marjorie "
    "marlene marta martha martina mary matilda maureen maxine megan melania melanie melinda melissa mercedes meredith "
    "michelle mildred mina mindy miranda miriam molly monica monika muriel myra nadia nancy naomi natalia natalie "
    "natasha nicole nina nora norma olga olivia pamela patricia paula pauline peggy penelope phoebe phyllis pilar "
    "priscilla rachel ramona rebecca regina renata renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth "
    "sabine sabrina sally samantha sandra sara sarah savannah selena shannon sharon sheila shelley sherry shirley "
    "silvia simone sofia sonia sophia sophie stacey stella stephanie sue susan susanna suzanne svetlana sylvia tamara "
    "tammy tanya tara tatiana teresa thelma theresa tiffany tina ursula valentina valerie vanessa vera veronica "
    "victoria viktoria viola violet virginia vivian wanda wendy whitney wilma yolanda yvette yvonne zoe".split()
)
_MALE_NAMES = frozenset(
    "aaron abdul abdullah abraham adam adolf adrian ahmad ahmed alan albert alberto alejandro alfred alfredo ali "
    "allan allen alvin amir anders andreas andrew andy angelo anthony antonio antonin arnold arthur arturo augusto "
    "austin barack barry bart ben benjamin benedict bernard bernie bert bill billy bjorn bob bobby boris brad bradley "
    "brandon brendan brent brett brian bruce bruno bryan byron calvin carl carlo carlos cesar chad charles charlie "
    "chester christian christopher chuck clarence claude clayton cliff clifford clint clive clyde colin conrad craig "
    "curtis cyril damian dan daniel danny darren darryl dave david dean dennis derek derrick desmond diego dieter "
    "dimitri dirk dmitry dominic don donald doug douglas duncan dustin dwayne dwight earl ed eddie edgar eduardo "
    "edward edwin eli elias elliott elmer elon emil emmanuel enrique eric erik ernest ernesto ethan eugene evan "
    "felipe felix fernando francesco francis francisco frank franklin fred frederick fritz gareth gary gavin gene "
    "geoff geoffrey george gerald gerard gerhard gerry gilbert giovanni glen glenn gordon graham greg gregory "
    "guillermo gunther gus gustavo guy hamid hans harold harry harvey hassan hector heinz henrik henry herbert herman "
    "howard hugh hugo hussein ian ibrahim ignacio igor isaac ivan jack jacob jacques jake james jan jared jason "
    "javier jay jeff jeffrey jeremy jerome jerry jim jimmy joe joel johann john johnny jon jonathan jorge jose josef "
    "joseph joshua juan julian julio jurgen justin karl keith ken kenneth kevin khalid klaus kurt kyle larry lars "
    "laurence lawrence lee leo leon leonard leroy lewis liam lloyd lorenzo louis luca lucas luigi luis luke "
    "malcolm manuel marc marcel marco marcus mario mark martin marvin mateo matt matteo matthew maurice max "
    "maximilian michael miguel mike mikhail milton mitchell mohamed mohammad mohammed muhammad mustafa narendra "
    "nathan neil nelson nicholas nick nigel nikolai noah norman oleg oliver omar oscar otto pablo patrick paul pedro "
    "pete peter phil philip philippe pierre rafael ralph ramon raul ray raymond reginald reinhard rene ricardo "
    "richard rick rob robert roberto rodney rodrigo roger roland roman ron ronald ross roy ruben rudolf rudy rupert "
    "russell ryan salman salvador samuel santiago saul scott sean sebastian sergei sergio seth shane shawn sidney "
    "simon stanley stefan stephen steve steven stewart stuart sundar ted terrence terry theodore theo thomas tim "
    "timothy toby todd tom tommy tony travis trevor troy tyler umar vernon viktor vince vincent vladimir volodymyr "
    "wade wallace walter warren wayne werner wilbur wilhelm william winston wolfgang xavier yuri yusuf zachary".split()
)


def of_words(before: str, name: str, noun: str = "") -> str:
    """ "f", "m" or "" of a mention: the word before a name, the name, and the head of a description.

    "Ms" "Lee" -> "f"; "" "Andrew Stone" -> "m"; "" "" "spokeswoman" -> "f".
    """
    titled = _TITLES.get(before.lower().rstrip("."))
    if titled:
        return titled
    first = re.match(r"[^\W\d_]+(?![\w-])", name.lower())  # "Jean-Claude" is another name than Jean
    if first and " " in name.strip():
        if first[0] in _TITLES:
            return _TITLES[first[0]]
        if (first[0] in _FEMALE_NAMES) != (first[0] in _MALE_NAMES):
            return FEMALE if first[0] in _FEMALE_NAMES else MALE
    return _of_noun(noun.lower())


def _of_noun(noun: str) -> str:
    if noun in _NOUNS:
        return _NOUNS[noun]
    if noun.endswith(("woman", "mother", "daughter")):
        return FEMALE
    manly = noun.endswith(("man", "father")) and noun not in ("human", "german", "roman", "ottoman", "talisman")
    return MALE if manly else ""
