"""The quality benchmark: its scorers on cases worked out by hand, and floors on the annotated sets where they are."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from benchmarks.quality import calibration
from benchmarks.quality.__main__ import main, run
from benchmarks.quality.calibration import JUDGED, Checked, Share, read_judged, right_by_reading, to_tables
from benchmarks.quality.carb import clause_tuples, parse
from benchmarks.quality.carb_claims import claim_tuples
from benchmarks.quality.carb_score import Tuple, match, read_gold, score
from benchmarks.quality.coref_scores import b_cubed, ceaf_e, clusters_of, conll_f1, muc
from benchmarks.quality.cross_document import align, read_articles, read_mentions
from benchmarks.quality.dates import read_document, score_dates
from benchmarks.quality.meantime import Taken, count
from benchmarks.quality.meantime import read_document as read_meantime
from benchmarks.quality.report import Figure, to_table
from benchmarks.quality.running import run_on
from benchmarks.quality.timelines import Timeline, awareness
from benchmarks.quality.timelines import read_document as read_timeml
from kg.ontology import Ontology
from kg.pipeline import extract

SAID = Tuple("said", ("Reed", "the mill closed"))

# Scores of the default pipeline below which no change may fall, in percent; where the model improves they rise. Facts
# have theirs beside the tests of extraction.
FLOORS = {
    ("CaRB (dev)", "F1, clause tuples"): 56.0,
    ("GUM dates (dev, all)", "right value"): 58.0,
    ("GUM dates (dev, news and interviews)", "right value, single dates"): 99.0,
    ("GUM dates (train, news and interviews)", "right value, single dates"): 88.0,
    ("GUM dates (train, news and interviews)", "right value"): 83.5,
    ("UNER EWT (dev)", "names F1"): 77.0,
    ("timelines (dev)", "F1, dates of the graph"): 7.0,
    ("timelines (dev)", "F1, that, or the publication date"): 29.0,
    ("MEANTIME (dev)", "events found"): 48.0,
    ("MEANTIME (dev)", "participants joined"): 33.0,
    ("MEANTIME (dev)", "coreference of those, CoNLL F1"): 77.0,
    ("MEANTIME (dev)", "dates, right value"): 90.0,
}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (SAID, (1.0, 1.0)),
        (Tuple("said", ("Reed", "the mill closed in May")), (5 / 7, 1.0)),
        (Tuple("said", ("Reed",)), (0.0, 0.0)),  # a gold slot has no counterpart
        (Tuple("stated", ("Reed", "the mill closed")), (0.0, 0.0)),  # no word of the predicate is shared
        (Tuple("said", ("the mill closed", "Reed")), (1.0, 1.0)),  # verbs of saying: either order
    ],
)
def test_a_tuple_matches_word_by_word_where_the_predicate_does(found: Tuple, expected: tuple[float, float]) -> None:
    assert match(SAID, found) == pytest.approx(expected)


def test_arguments_after_the_first_are_one_slot_and_each_word_counts_once() -> None:
    gold = Tuple("left", ("she", "Rome", "in May"))
    assert match(gold, Tuple("left", ("she", "in May", "Rome"))) == (1.0, 1.0)
    assert match(gold, Tuple("left", ("she", "Rome Rome"))) == pytest.approx((3 / 4, 3 / 5))
    assert match(gold, Tuple("left", ("Rome in May", "she"))) == pytest.approx((1 / 5, 1 / 5))


def test_be_stands_for_its_forms() -> None:
    assert match(Tuple("was", ("it", "red")), Tuple("be", ("it", "red"))) == (1.0, 1.0)
    assert match(Tuple("went", ("it", "red")), Tuple("be", ("it", "red"))) == (0.0, 0.0)


def test_one_long_tuple_recalls_many_but_is_right_once() -> None:
    gold = {"s": [Tuple("ate", ("he", "pears")), Tuple("ate", ("he", "figs"))], "t": [Tuple("slept", ("he", ""))]}
    once = Tuple("ate", ("he", "pears figs"))
    assert score(gold, {"s": [once]}).precision == pytest.approx(3 / 4)
    assert score(gold, {"s": [once]}).recall == pytest.approx(2 / 3)
    assert score(gold, {"s": [once, once, once]}).precision == pytest.approx((3 / 4 + 3 / 4) / 3)
    assert score(gold, {}).f1 == 0.0


def test_contexts_of_the_gold_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text("He said it rained .\trained\tit\t\tC: He said\n", encoding="utf-8")
    assert read_gold(path) == {"He said it rained .": [Tuple("rained", ("it", ""))]}


def test_blanks_between_words_are_taken_back() -> None:
    words, spaces = run_on("He said : `` it 's a 50 % ( big ) rise . ''".split())
    text = "".join(word + " " * blank for word, blank in zip(words, spaces, strict=True))
    assert text == 'He said: "it\'s a 50% (big) rise." '


def test_clauses_become_tuples_with_their_hidden_subjects(nlp: Language) -> None:
    sentence = "Ann Reed founded the company and sold it to a bank ."
    (doc,) = parse([sentence], nlp).values()
    found = clause_tuples(sentence, doc)
    assert Tuple("founded", ("Ann Reed", "the company")) in found
    assert Tuple("sold", ("Ann Reed", "it", "to a bank")) in found


def test_claims_of_the_graph_become_tuples_in_the_words_of_the_sentence(nlp: Language, onto: Ontology) -> None:
    sentence = "Hundreds of Globex employees walked out in Seattle on Friday ."
    (doc,) = parse([sentence], nlp).values()
    (found,) = (t for t in claim_tuples(sentence, doc, onto) if t.predicate == "walked out")
    assert {"Hundreds of Globex employees", "Seattle", "Friday"} <= set(found.arguments)
    assert set(" ".join((found.predicate, *found.arguments)).split()) <= set(sentence.split())


GUM = """# newdoc id = GUM_news_mill
# meta::dateCreated = 2021-03-05
# newpar
# sent_id = 1
# text = The mill closed in May 2020.
1	The	the	DET	DT	_	2	det	_	_
2	mill	mill	NOUN	NN	_	3	nsubj	_	_
3	closed	close	VERB	VBD	_	0	root	_	_
4	in	in	ADP	IN	_	5	case	_	_
5	May	May	PROPN	NNP	_	3	obl	_	XML=<date when:::"2020-05">
6	2020	2020	NUM	CD	_	5	nummod	_	SpaceAfter=No|XML=</date>
7	.	.	PUNCT	.	_	3	punct	_	_

# newpar
# sent_id = 2
# text = It opened in winter.
1	It	it	PRON	PRP	_	2	nsubj	_	_
2	opened	open	VERB	VBD	_	0	root	_	_
3	in	in	ADP	IN	_	4	case	_	_
4	winter	winter	NOUN	NN	_	2	obl	_	SpaceAfter=No|XML=<date from:::"--12" to:::"--03"></date>
5	.	.	PUNCT	.	_	2	punct	_	_

"""


def test_marked_dates_are_read_with_their_days_and_scored(tmp_path: Path, nlp: Language, onto: Ontology) -> None:
    path = tmp_path / "GUM_news_mill.conllu"
    path.write_text(GUM, encoding="utf-8")
    article, dates = read_document(path)
    assert article.text == "The mill closed in May 2020.\n\nIt opened in winter."
    assert article.published == date(2021, 3, 5)
    assert [article.text[d.start : d.end] for d in dates] == ["May 2020", "winter"]
    assert [d.interval for d in dates] == [(date(2020, 5, 1), date(2020, 5, 31)), None]
    result = score_dates([(article, dates)], nlp, onto)
    assert (result.values.recall, result.marked) == (0.5, 2)
    assert (result.single, result.singles) == (1.0, 1)


def test_scores_of_clusters_worked_out_by_hand() -> None:
    gold, found = clusters_of({1: "a", 2: "a", 3: "a", 4: "b"}), clusters_of({1: "x", 2: "x", 3: "y", 4: "y"})
    assert (muc(gold, found).recall, muc(gold, found).precision) == (0.5, 0.5)
    assert (b_cubed(gold, found).recall, b_cubed(gold, found).precision) == pytest.approx((2 / 3, 3 / 4))
    assert ceaf_e(gold, found).f1 == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert conll_f1(gold, found) == pytest.approx((1 / 2 + 12 / 17 + 11 / 15) / 3)
    assert conll_f1(gold, gold) == 1.0


def _meantime(words: list[list[str]], marks: str, relations: str) -> str:
    """A file of the corpus with these sentences; words are numbered from 1."""
    flat = [(number, word) for number, sentence in enumerate(words) for word in sentence]
    tokens = "".join(f'<token t_id="{i}" sentence="{n}">{w}</token>' for i, (n, w) in enumerate(flat, start=1))
    body = f"<Markables>{marks}</Markables><Relations>{relations}</Relations>"
    return f'<Document doc_name="a">{tokens}{body}</Document>'


def test_meantime_is_read_and_held_against_what_was_taken(tmp_path: Path, nlp: Language, onto: Ontology) -> None:
    words = ["Strike ends", "May 8 , 2009", "Globex employees went on strike in Rome on May 4 , 2009 ."]
    anchor = '<token_anchor t_id="{}"/>'.format
    marks = (
        f'<TIMEX3 m_id="1" type="DATE" functionInDocument="CREATION_TIME" value="2009-05-08">{anchor(3)}</TIMEX3>'
        f'<TIMEX3 m_id="2" type="DATE" functionInDocument="NONE" value="2009-05-04">{anchor(15)}{anchor(18)}</TIMEX3>'
        f'<EVENT_MENTION m_id="3" certainty="CERTAIN" polarity="POS">{anchor(11)}</EVENT_MENTION>'
        f'<ENTITY_MENTION m_id="4">{anchor(7)}{anchor(8)}</ENTITY_MENTION><ENTITY m_id="5"/>'
    )
    ends = '<source m_id="{}"/><target m_id="{}"/>'.format
    relations = f"<HAS_PARTICIPANT>{ends(3, 4)}</HAS_PARTICIPANT><REFERS_TO>{ends(4, 5)}</REFERS_TO>"
    path = tmp_path / "a.xml"
    path.write_text(_meantime([s.split() for s in words], marks, relations), encoding="utf-8")
    marked = read_meantime(path)
    assert marked.article.text == "Strike ends\n\nGlobex employees went on strike in Rome on May 4, 2009. "
    assert marked.article.published == date(2009, 5, 8)
    assert [marked.article.text[d.start : d.end] for d in marked.dates] == ["May 4, 2009"]
    (extraction,) = extract([marked.article], onto, nlp=nlp)
    assert count(marked, Taken.of(extraction)) == {
        "events found": (1, 1),
        "participants joined": (1, 1),
        "certain events taken as firm": (1, 1),
        "entity mentions found": (1, 1),
    }


def test_marked_mentions_of_many_articles_find_the_nodes_on_their_words(tmp_path: Path) -> None:
    lines = ["b.xml\t0\t0\thttp", "b.xml\t1\t0\tIt", "b.xml\t1\t1\tstruck", "a\t0\t0\tQuake", "a\t0\t1\t."]
    (tmp_path / "full_text.txt").write_text("\n".join(lines), encoding="utf-8")
    marked = [("b", 0, [1], "e1"), ("a", 0, [0], "e1"), ("a", 7, [0], "e2")]
    keys = ("doc_id", "sent_id", "tokens_number", "coref_chain")
    (tmp_path / "marks.json").write_text(json.dumps([dict(zip(keys, m, strict=True)) for m in marked]))
    read = list(read_articles(tmp_path / "full_text.txt"))
    assert [(article.id, article.text) for article, _ in read] == [("a", "Quake. "), ("b", "It struck ")]
    gold = read_mentions(tmp_path / "marks.json", {article.id: words for article, words in read})
    assert gold == {("b", (3, 9)): "e1", ("a", (0, 5)): "e1"}  # the third stands nowhere
    found = align(gold, {"a": [((0, 6), "quake")], "b": [((0, 2), "it")]})
    assert found == {("a", (0, 5)): "quake"}


TIMEML = """<TimeML><DOCID>7</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2007-01-12">2007-01-12</TIMEX3></DCT>
<TEXT><s id="1">January 12 , 2007</s><s id="2">Globex <EVENT eid="e1">sued</EVENT> Initech .</s></TEXT></TimeML>"""


def test_a_timeml_file_is_read_without_its_annotations(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(TIMEML, encoding="utf-8")
    document = read_timeml(path)
    assert document.article.text.split("\n\n") == ["January 12, 2007", "Globex sued Initech. "]
    assert [b.kind for b in document.article.blocks] == ["metadata", "text"]
    assert document.words[document.article.text.index("sued")] == ("7", "2", 1)


def test_awareness_counts_dates_and_the_order_of_places() -> None:
    a, b, c = (("1", str(i), 0) for i in range(3))
    gold: Timeline = {a: (1, "2007"), b: (2, "2008"), c: (0, "")}
    assert awareness([(gold, {a: gold[a], b: gold[b]})]).f1 == 1.0
    reverse: Timeline = {a: (2, "2007"), b: (1, "2006")}
    result = awareness([(gold, reverse)])  # of two dates and one order, one date is right
    assert (result.recall, result.precision) == pytest.approx((1 / 3, 1 / 3))
    assert awareness([(gold, {c: (1, "2007")})]).f1 == 0.0


def test_the_table_says_published_figures_once() -> None:
    figures = [Figure("dates", m, 12.34, 5, g, "others: 50") for m, g in (("value", 85.0), ("F1", None))]
    heading, first, second = to_table(figures).split("\n")
    assert heading.split() == ["set", "measure", "n", "score", "goal", "published"]
    assert first.split() == ["dates", "value", "5", "12.3", "85.0", "others:", "50"]
    assert second.split() == ["dates", "F1", "5", "12.3"]


def test_absent_sets_are_named_and_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "data"), "--only", "carb", "--json"]) == 2
    told = capsys.readouterr()
    assert told.err == f"carb: skipped, {tmp_path / 'data/openie/carb_dev/gold.tsv'} is absent\n"
    assert json.loads(told.out) == []


def test_a_proposal_follows_those_who_read_and_leans_on_the_whole() -> None:
    read = [Checked("role", 0.9, False, True, True)] * 9 + [Checked("role", 0.9, True, True, False)]
    assert Share.of(read).evidence == (9, 10)
    assert Share.of(read).leaning_on(0.7) == pytest.approx((9 + 7) / 20)
    unread = [Checked("open", 0.6, True, True), Checked("open", 0.6, False, True), Checked("open", 0.6, False, False)]
    assert Share.of(unread).evidence == (1, 2)  # of the comparable ones, those that match


def test_the_tables_of_calibration_name_each_rule_and_bin() -> None:
    claims = [Checked("role", 0.85, True, True, True)] * 3 + [Checked("open", 0.7, False, True, False)]
    rows = {line.split()[0]: line.split()[1:] for line in to_tables(claims).split("\n") if line}
    assert rows["role"] == ["3", "3", "3", "1.00", "3", "1.00", "0.85", f"{(3 + 7.5) / 13:.2f}"]
    assert rows["0.70-0.75"] == ["1", "0", "1", "0.00", "1", "0.00"]
    assert rows["all"] == ["4", "3", "4", "0.75", "4", "0.75"]
    assert rows["right"][-1] == f"{right_by_reading(claims):.2f}" == "0.75"
    assert right_by_reading([Checked("role", 0.85, True, True)]) is None


def test_each_judged_claim_has_one_verdict_and_wrong_ones_a_reason() -> None:
    lines = [line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(read_judged(JUDGED)) == len(lines) >= 100
    assert all(right in ("0", "1") and bool(reason) == (right == "0") for _, _, _, right, reason in lines)


def test_calibration_names_the_facts_that_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibration.main(["--gold", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'facts.jsonl'}: absent")


def test_a_set_on_which_the_program_fails_costs_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "openie/carb_dev").mkdir(parents=True)
    (tmp_path / "openie/carb_dev/gold.tsv").write_bytes(b"He ran .\tran\tHe\t\n")
    (tmp_path / "eventcoref/ecbplus/dev").mkdir(parents=True)
    assert main(["--data", str(tmp_path), "--only", "ecb", "--only", "carb", "--json"]) == 1
    told = capsys.readouterr()
    assert {f["set"]: f["n"] for f in json.loads(told.out)} == {"CaRB (dev)": 1}
    assert "ecb: not scored" in told.err
    assert "full_text.txt" in told.err


@pytest.mark.parametrize("name", ["carb", "dates", "names", "timelines", "meantime"])
def test_no_score_falls_below_its_floor(name: str, shared: Path) -> None:
    figures = {(f.set, f.measure): f.score for f in run([name], shared / "data", shared / "gold")}
    floors = {key: FLOORS[key] for key in FLOORS.keys() & figures.keys()}
    assert floors
    assert {key: figures[key] for key, floor in floors.items() if figures[key] < floor} == {}
