//! Reported speech in one strand: clauses with `что`, infinitives, parentheses, prepositional attributions, fragments in
//! quotation marks, and references to the sentence before.
//!
//! First every cue of the strand is given its construction and the words that belong to the attribution itself; only
//! then the contents are measured, since a content ends where the next attribution of the narrator begins.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::{Complement, CueKind, CueMark, SpeechAct};
use depesha_morphology::{Animacy, Case, Gender, Number, Pos, Tense, Variant, VerbForm};

use super::cues::{Form, Hit, is_first_person_present};
use super::source::Found;
use super::words::Kind;
use super::{Content, Context, Draft, Line};
use crate::forms::Forms;
use crate::strands::Strand;

/// How a cue is joined to its content.
#[derive(Clone, Debug)]
pub(super) enum Construction {
    /// `X заявил, что P`; the content starts at a token.
    Clause { start: usize },
    /// `X призвал сделать`
    Infinitive { start: usize },
    /// `X подчеркнул: P`
    Colon { start: usize },
    /// `X назвал это «…»`
    Fragment { content: Range<usize> },
    /// `P, заявил X`, `по словам X, P`: the content is what stands around the attribution.
    Parenthesis,
    /// `Об этом сообщил X.`
    Anaphor,
}

/// A cue with its construction.
pub(super) struct Attribution<'l> {
    pub hit: Hit<'l>,
    pub construction: Construction,
    pub found: Found,
    /// The words of the attribution: where another content must end.
    pub own: Range<usize>,
    pub rule: &'static str,
}

impl<'c> Context<'c> {
    /// The reported statements of a strand, in the order of their cues. `taken` tells cues that direct speech has used.
    pub(super) fn reported(&self, Line { strand, hits }: &Line<'c>, taken: &[bool]) -> Vec<Draft> {
        let mut attributions: Vec<Attribution<'_>> = Vec::new();
        for (index, hit) in hits.iter().enumerate() {
            if !hit.attributes() || self.is_unreal(strand, hit) {
                continue;
            }
            let earlier = attributions.last();
            if let Some(attribution) =
                self.attribution(strand, hit, &hits[index + 1..], earlier, taken[hit.at])
            {
                attributions.push(attribution);
            }
        }
        (0..attributions.len())
            .filter_map(|index| self.draft(strand, &attributions, index))
            .collect()
    }

    /// Plans, conditions and wishes report nothing: `заявит`, `если он скажет`, `заявил бы`, `хочет сказать`.
    fn is_unreal(&self, strand: &Strand, hit: &Hit<'_>) -> bool {
        if hit.form == Form::Infinitive {
            return !self.follows_phase_verb(strand, hit.at);
        }
        if hit.tag.tense == Some(Tense::Future) {
            return true;
        }
        // `должны быть уверены`, `может быть объявлено`, `будет объявлено`
        let formed = hit.cue.kind == CueKind::Adjective || hit.tag.variant == Some(Variant::Short);
        let auxiliary = |at: usize| {
            let reading = self.page.reading(at);
            &*reading.lemma == "быть" && reading.tense != Some(Tense::Past)
        };
        if formed && hit.at.checked_sub(1).is_some_and(auxiliary) {
            return true;
        }
        let near = |at: Option<usize>| {
            at.is_some_and(|at| at < self.page.len() && matches!(self.page.folded(at), "бы" | "б"))
        };
        if hit.form == Form::Finite && (near(Some(hit.at + 1)) || near(hit.at.checked_sub(1))) {
            return true;
        }
        let Some(segment) = strand.segment_of(hit.at) else {
            return true;
        };
        let start = strand.segments[segment].tokens.start;
        hit.form == Form::Finite && matches!(self.page.folded(start), "если" | "чтобы")
    }

    /// `начали скандировать`, `поспешил заверить`
    fn follows_phase_verb(&self, strand: &Strand, at: usize) -> bool {
        let before = (strand.tokens.start..at)
            .rev()
            .take(3)
            .find(|i| self.is_finite_at(strand, *i));
        // `не стал уточнять` says nothing.
        let denied = |verb: usize| verb > 0 && matches!(self.page.folded(verb - 1), "не" | "ни");
        before.is_some_and(|verb| self.is_lemma(verb, Kind::Phase) && !denied(verb))
    }

    fn attribution<'l>(
        &self,
        strand: &Strand,
        hit: &Hit<'l>,
        later: &[Hit<'l>],
        earlier: Option<&Attribution<'l>>,
        taken: bool,
    ) -> Option<Attribution<'l>> {
        if hit.form == Form::Phrase {
            return self.prepositional(strand, hit, earlier);
        }
        if strand.quotation.is_some() && is_first_person_present(&hit.tag) {
            return None;
        }
        let segment = strand.segment_of(hit.at)?;
        if hit.cue.kind == CueKind::Noun {
            return self.noun(strand, segment, hit);
        }
        let clause = self.clause(strand, segment, hit);
        let infinitive = || self.infinitive(strand, segment, hit, later.first());
        let (construction, rule) = if self.points_back(strand, segment, hit) {
            (Construction::Anaphor, "reported.anaphor")
        } else if let Some(start) = clause {
            (Construction::Clause { start }, "reported.clause")
        } else if self.points_back_by_noun(strand, segment, hit) {
            (Construction::Anaphor, "reported.anaphor_noun")
        } else if let Some(start) = infinitive() {
            (Construction::Infinitive { start }, "reported.infinitive")
        } else if taken && self.opens_with_as(strand, segment, hit) {
            // `Как заявил X, P: «Q»`: P is reported besides.
            (Construction::Parenthesis, "reported.parenthesis")
        } else if taken {
            return None;
        } else if let Some(content) = self.fragment(strand, segment, hit) {
            (Construction::Fragment { content }, "reported.fragment")
        } else if let Some(start) = self.colon(strand, segment, hit, later) {
            (Construction::Colon { start }, "reported.colon")
        } else if self.is_parenthesis(strand, segment, hit) {
            (Construction::Parenthesis, "reported.parenthesis")
        } else if self.quotes_relative(strand, segment, hit) {
            (Construction::Parenthesis, "reported.quoting")
        } else {
            return None;
        };
        let found = self.shared_source(strand, segment, hit, earlier);
        // `данный приказ устанавливает`: what points back is no object of the verb.
        if rule == "reported.anaphor_noun"
            && matches!(&found, Found::Words(source) if self.is_lemma(source.tokens.start, Kind::Pointer))
        {
            return None;
        }
        // `это говорит о том, что P`
        if matches!(found, Found::Dropped) && self.thing_speaks(strand, segment, hit) {
            return None;
        }
        // `из доклада следует`: a text is enough there.
        let text = hit.is_impersonal() && matches!(found, Found::Words(_));
        if hit.is(CueMark::Weak) && !text && !self.is_personal(&found) {
            return None;
        }
        if matches!(construction, Construction::Parenthesis)
            && !self.is_attributed(strand, segment, hit, &found)
        {
            return None;
        }
        let own = self.own_words(strand, segment, hit, &construction, &found);
        Some(Attribution {
            hit: hit.clone(),
            construction,
            found,
            own,
            rule,
        })
    }

    /// Whether a pronoun for a thing stands in front of the verb as its subject.
    fn thing_speaks(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> bool {
        let tokens = strand.segments[segment].tokens.start..hit.at;
        let mut phrases = self.phrases_of(strand, tokens).into_iter();
        phrases.any(|p| {
            p.preposition.is_none()
                && p.forms.may_be(Case::Nominative)
                && self.is_word(p.head, Kind::Thing)
        })
    }

    /// The source of a verb; coordinated cues share the subject of the first one.
    fn shared_source(
        &self,
        strand: &Strand,
        segment: usize,
        hit: &Hit<'_>,
        earlier: Option<&Attribution<'_>>,
    ) -> Found {
        if hit.is_impersonal() {
            return self
                .document(strand, segment, hit)
                .map_or(Found::Nobody, Found::Words);
        }
        let found = self.source_of(strand, hit);
        let Some(earlier) = earlier else {
            return found;
        };
        let agree = hit.form == Form::Converb
            || (earlier.hit.tag.number == hit.tag.number
                && (earlier.hit.tag.gender == hit.tag.gender || hit.tag.gender.is_none()));
        // `По данным полиции, он звонил, сообщив, что …`: a preposition has no subject to share.
        let shares = matches!(found, Found::Dropped)
            || (hit.form == Form::Converb && earlier.hit.form != Form::Phrase);
        match (&earlier.found, shares && agree) {
            (Found::Words(source), true) => Found::Words(source.clone()),
            _ => found,
        }
    }

    pub(super) fn is_personal(&self, found: &Found) -> bool {
        match found {
            Found::Words(source) => {
                source.name.is_some()
                    || self.page.reading(source.head).pos == Pos::Pron
                    || self
                        .page
                        .word(source.head)
                        .readings()
                        .iter()
                        .any(|r| r.animacy == Some(depesha_morphology::Animacy::Animate))
            }
            _ => false,
        }
    }

    /// `, что P`: where the content starts.
    pub(super) fn clause(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> Option<usize> {
        let page = self.page;
        // `сказал что` without its comma
        let behind = hit.tokens.end;
        if behind < strand.segments[segment].tokens.end
            && page.folded(behind) == "что"
            && hit.takes(Complement::That)
        {
            return Some(behind + 1);
        }
        let end = strand.segments[segment].tokens.end;
        let correlate = end.checked_sub(1).filter(|at| {
            *at > hit.at && matches!(page.folded(*at), "то" | "том" | "тем" | "того" | "тому")
        });
        let allowed = |c| correlate.is_some() || hit.takes(c);
        if correlate.is_some_and(|at| !self.correlates(hit, at)) {
            return None;
        }
        // Another verb or noun between the cue and its clause owns the clause.
        if (hit.tokens.end..end).any(|at| self.owns_clauses(strand, at)) {
            return None;
        }
        // Parentheses may part the cue from its clause: `сообщил, в частности, что`.
        for next in strand.segments.iter().skip(segment + 1).take(3) {
            let start = next.tokens.start;
            let words = next.tokens.clone();
            match page.folded(start) {
                "что" if allowed(Complement::That) => return Some(start + 1),
                word if self.cues.words().is(word, Kind::Rumour) && allowed(Complement::That) => {
                    let doubted = start + 1 < words.end && page.folded(start + 1) == "бы";
                    return Some(start + 1 + usize::from(doubted));
                }
                "чтобы" if allowed(Complement::InOrderThat) => return Some(start + 1),
                "как"
                    if next.opener == Some(TokenKind::Comma)
                        && allowed(Complement::Whether)
                        && self.asks_how(&words) =>
                {
                    return Some(start);
                }
                _ => {}
            }
            // Behind a noun, `где` and `когда` describe it: `сообщила из Берлина, где была на конференции`.
            let direct = start <= hit.tokens.end + 2 || correlate.is_some();
            if allowed(Complement::Whether)
                && next.opener == Some(TokenKind::Comma)
                && self.is_question(&words, direct)
            {
                return Some(start);
            }
            if next.opener != Some(TokenKind::Comma)
                || words.len() > 6
                || words.clone().any(|at| self.owns_clauses(strand, at))
            {
                return None;
            }
        }
        None
    }

    /// Whether a word between a cue and a clause has the better claim on the clause: a verb in any form, or a noun such
    /// as `предложение`, `вопрос`.
    fn owns_clauses(&self, strand: &Strand, at: usize) -> bool {
        self.levels.level(at) == strand.level
            && (self.page.reading(at).verb_form.is_some() && !self.page.reading(at).is_adjectival()
                || self.cues.is_clause_noun(self.page, at))
    }

    /// Whether the pronoun at `at` joins a clause to the cue: `обвинил [в том], что`.
    fn correlates(&self, hit: &Hit<'_>, at: usize) -> bool {
        let preposition = at
            .checked_sub(1)
            .filter(|before| self.page.reading(*before).pos == Pos::Adp);
        hit.cue.correlates.iter().any(|wanted| match preposition {
            Some(before) => {
                self.page.folded(before) == wanted
                    || (wanted == "о" && self.page.folded(before) == "об")
            }
            None => wanted == "-",
        })
    }

    /// `как идёт ремонт`, `как открыть дверь`, not `оценил как удачный`
    fn asks_how(&self, words: &Range<usize>) -> bool {
        let infinitive = |at| self.page.reading(at).verb_form == Some(VerbForm::Infinitive);
        words
            .clone()
            .any(|at| self.is_predicate(at) || infinitive(at))
    }

    /// `кто пришёл`, `в каком направлении`, `обсуждали ли`
    fn is_question(&self, words: &Range<usize>, direct: bool) -> bool {
        let asks = |at: usize| {
            self.is_lemma(at, Kind::Question) || (direct && self.is_lemma(at, Kind::PlaceQuestion))
        };
        let first = words.start;
        let second = first + 1;
        asks(first)
            || (second < words.end && self.page.reading(first).pos == Pos::Adp && asks(second))
            || words.clone().take(6).any(|at| self.page.folded(at) == "ли")
    }

    /// `призвал [Y] сделать`: where the content starts.
    fn infinitive(
        &self,
        strand: &Strand,
        segment: usize,
        hit: &Hit<'_>,
        next: Option<&Hit<'_>>,
    ) -> Option<usize> {
        // `которую он пообещал пройти`: the object of the infinitive stands in front, so the infinitive alone says nothing.
        let relative = self
            .page
            .word(strand.segments[segment].tokens.start)
            .find(|r| &*r.lemma == "который");
        if !hit.takes(Complement::Infinitive)
            || hit.form == Form::Infinitive
            || relative.is_some_and(|r| !r.may_be(Case::Nominative))
        {
            return None;
        }
        let end = strand.segments[segment].tokens.end;
        let limit = next
            .filter(|n| n.form != Form::Infinitive && n.form != Form::Noun)
            .map_or(end, |n| end.min(n.at.max(hit.tokens.end)));
        let is_infinitive =
            |at: usize| self.page.reading(at).verb_form == Some(VerbForm::Infinitive);
        let at = (hit.tokens.end..limit).find(|at| {
            // `призвал «дать отпор» врагу`: quotation marks may open in front of it.
            let quoted =
                self.page.kind(*at) == TokenKind::Quote && at + 1 < limit && is_infinitive(at + 1);
            quoted || (self.levels.level(*at) == strand.level && is_infinitive(*at))
        })?;
        // An infinitive behind a noun that takes one is the noun's: `предложил план [спасти банк]`.
        let owned = (hit.tokens.end..at).any(|i| self.is_finite_at(strand, i));
        if owned {
            return None;
        }
        // Adverbs and `не` in front of the infinitive belong to the content.
        let mut start = at;
        while start > hit.tokens.end
            && (matches!(self.page.reading(start - 1).pos, Pos::Adv)
                || self.page.folded(start - 1) == "не")
        {
            start -= 1;
        }
        Some(start)
    }

    /// `подчеркнул «необходимость …»`, `назвал это «…»`: the tokens of the content.
    fn fragment(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> Option<Range<usize>> {
        let names = hit.takes(Complement::Name);
        if !names && !hit.takes(Complement::Direct) && !hit.takes(Complement::That) {
            return None;
        }
        let tokens = strand.segments[segment].tokens.clone();
        let open = (hit.tokens.end..tokens.end).find(|at| {
            self.page.kind(*at) == TokenKind::Quote && self.levels.level(*at) == strand.level + 1
        })?;
        let quotation = self.levels.quotation(open)?;
        let quotation = &self.page.tree.quotations()[quotation];
        let close = quotation.close? + 1;
        if close > tokens.end || (!names && self.is_name_like(quotation)) {
            return None;
        }
        if names {
            let skip = self.source_behind(hit, tokens.end);
            return Some(skip..close);
        }
        // `разместил «твит»`: a word that the writer keeps at a distance.
        if close - open <= 3 {
            return None;
        }
        let gap = hit.tokens.end..open;
        let passes =
            |at: usize| matches!(self.page.reading(at).pos, Pos::Adv | Pos::Part | Pos::Adp);
        // Quoted words behind a noun describe it (`признал операторов «…» виновными`), unless it is the subject.
        let subject = |p: &crate::phrases::Phrase| {
            p.preposition.is_none()
                && p.forms.may_be(Case::Nominative)
                && (p.name.is_some() || self.is_person(p))
        };
        let told = self.phrases_of(strand, gap.clone());
        let named = |at: usize| told.iter().any(|p| subject(p) && p.tokens.contains(&at));
        let last = open - 1;
        let describes = !gap.is_empty() && self.page.reading(last).is_nominal() && !named(last);
        let near = gap.len() <= 2 || gap.clone().all(|at| passes(at) || named(at));
        (near && !describes).then_some(open..close)
    }

    /// The token behind a subject that follows its verb: `назвал [президент] решение «…»`.
    fn source_behind(&self, hit: &Hit<'_>, end: usize) -> usize {
        let wanted = Forms::subject_of(&hit.tag);
        let next = self.phrases.at(hit.tokens.end.min(end - 1), end);
        match next {
            Some(p)
                if p.forms.overlaps(wanted)
                    && self.is_person(&p)
                    && !p.forms.may_be(Case::Accusative) =>
            {
                p.tokens.end
            }
            _ => hit.tokens.end,
        }
    }

    /// `X подчеркнул: P`: where the content starts.
    fn colon(
        &self,
        strand: &Strand,
        segment: usize,
        hit: &Hit<'_>,
        hits: &[Hit<'_>],
    ) -> Option<usize> {
        let next = strand.segments.get(segment + 1)?;
        let takes = hit.takes(Complement::Colon) && next.opener == Some(TokenKind::Colon);
        let quoted = self.page.kind(next.tokens.start) == TokenKind::Quote;
        // `выступил с заявлением: он сообщил, что …`: what follows reports by itself.
        let reports = hits
            .iter()
            .any(|later| next.tokens.contains(&later.at) && later.form == Form::Finite);
        // `отметили три сферы: торговую и военную` lists, and says nothing.
        let behind = hit.tokens.end..strand.segments[segment].tokens.end;
        let lists = |p: &crate::phrases::Phrase| !self.is_person(p) && p.preposition.is_none();
        let speaks = (next.tokens.start..strand.tokens.end).any(|at| self.is_predicate(at))
            || !self.phrases_of(strand, behind).iter().any(lists);
        (takes && !quoted && !reports && speaks).then_some(next.tokens.start)
    }

    /// Whether the cue's segment is an attribution between commas or dashes: `, заявил X,`, `как сообщил X,`.
    fn is_parenthesis(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> bool {
        if !hit.takes(Complement::Parenthetical) || hit.form != Form::Finite {
            return false;
        }
        let this = &strand.segments[segment];
        let mut first = this.tokens.start;
        let as_clause = self.page.folded(first) == "как";
        if as_clause {
            first += 1;
        } else if segment == 0 || !matches!(this.opener, Some(TokenKind::Comma | TokenKind::Dash)) {
            return false;
        }
        if as_clause {
            return true;
        }
        // `, также сообщил X`, `, в свою очередь заявил X`, not `, где опасаются войны`
        !self.is_subordinate(first)
            && (first..hit.at)
                .all(|at| matches!(self.page.reading(at).pos, Pos::Adv | Pos::Part | Pos::Cconj))
            && hit.at - first <= 3
    }

    /// `Как заявил X, P`, with a clause behind it.
    fn opens_with_as(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> bool {
        let start = strand.segments[segment].tokens.start;
        let clause = strand.segments.get(segment + 1).is_some_and(|next| {
            next.opener == Some(TokenKind::Comma)
                && next.tokens.clone().any(|at| self.is_predicate(at))
                && self.page.kind(next.tokens.start) != TokenKind::Quote
        });
        segment == 0
            && clause
            && self.page.folded(start) == "как"
            && self.is_parenthesis(strand, segment, hit)
    }

    /// `«П», — сказал X, которого цитирует РБК`, `X, слова которого приводит РБК`
    fn quotes_relative(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> bool {
        let this = strand.segments[segment].tokens.clone();
        segment > 0
            && hit.cue.act == SpeechAct::Quote
            && hit.form == Form::Finite
            && this
                .clone()
                .take(2)
                .any(|at| self.is_relative_object(at, &hit.tag))
    }

    /// Whether a parenthesis has its source inside it: `P, заявил X`; with the subject in front of it (`X, видимо,
    /// договорился`) or none at all the verb is the narrator's own.
    fn is_attributed(&self, strand: &Strand, segment: usize, hit: &Hit<'_>, found: &Found) -> bool {
        let tokens = strand.segments[segment].tokens.clone();
        let plural = hit.tag.number == Some(Number::Plural);
        // `фанаты, приветствовали певца`: only adverbs stand beside a verb whose subject nobody needs.
        let alone = |mut tokens: Range<usize>| {
            tokens.all(|at| hit.tokens.contains(&at) || self.page.reading(at).pos == Pos::Adv)
        };
        match found {
            Found::Words(source) => tokens.contains(&source.head),
            Found::Nobody if hit.is_impersonal() => !plural,
            Found::Nobody => plural && (self.page.folded(tokens.start) == "как" || alone(tokens)),
            Found::Dropped | Found::Known(_) => false,
        }
    }

    /// `Об этом сообщил X`
    fn points_back(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> bool {
        let tokens = strand.segments[segment].tokens.clone();
        let last = tokens.end - 1;
        let inside =
            |at: usize| at > tokens.start && matches!(self.page.folded(at - 1), "об" | "о");
        let noun = |at: usize| {
            let reading = (at < tokens.end).then(|| self.page.reading(at))?;
            reading.is_nominal().then_some(reading)
        };
        let points = |at: usize| {
            let behind = noun(at + 1).filter(|r| r.case == Some(Case::Locative));
            // `об этом человеке говорят разное`
            if behind.is_some_and(|r| r.animacy == Some(Animacy::Animate)) {
                return false;
            }
            // `о своём намерении уйти` says itself what it is about.
            let told = at + 2 < tokens.end
                && self.page.reading(at + 2).verb_form == Some(VerbForm::Infinitive);
            if told {
                return false;
            }
            let pronoun = matches!(self.page.folded(at), "этом" | "чем");
            // `о своих планах рассказал X`
            let owned = behind.is_some()
                && hit.form != Form::Participle
                && (self.is_lemma(at, Kind::Pointer) || &*self.page.reading(at).lemma == "свой");
            // `заявил о том, что` goes on: the pronoun points forward there.
            inside(at) && (owned || (pronoun && (at < last || at > hit.at)))
        };
        let takes = hit.takes(Complement::About) || hit.is_impersonal() || answers(hit.cue.act);
        // `Это подтвердил X`: the clause's first word, and no subject of the verb.
        let this = self.page.folded(tokens.start) == "это"
            && hit.at <= tokens.start + 2
            && (hit.tag.gender.is_some_and(|g| g != Gender::Neuter) || hit.is(CueMark::Weak));
        // `Так считает X`
        let thus = self.page.folded(tokens.start) == "так"
            && hit.at == tokens.start + 1
            && matches!(
                hit.cue.act,
                SpeechAct::Think | SpeechAct::Say | SpeechAct::Claim
            );
        (takes && (this || tokens.clone().any(points))) || thus
    }

    /// `Такое мнение высказал X`, `С таким заявлением выступил X`
    fn points_back_by_noun(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> bool {
        let tokens = strand.segments[segment].tokens.clone();
        let pointed = |at: usize| {
            // `историю с этим обращением`: a preposition inside the clause makes it describe something else.
            let before = at.checked_sub(1).filter(|before| *before > tokens.start);
            let inside = before.is_some_and(|before| self.page.reading(before).pos == Pos::Adp);
            self.is_lemma(at, Kind::Pointer)
                && !inside
                && at + 1 < tokens.end
                && at + 1 != hit.at
                && self.cues.is_noun(self.page, at + 1)
        };
        // `В МВД подтвердили эту информацию`
        // `Информацию подтвердил адвокат`
        let start = tokens.start;
        let bare = start + 1 == hit.at
            && self.cues.is_noun(self.page, start)
            && self
                .page
                .word(start)
                .find(|r| r.case == Some(Case::Accusative))
                .is_some();
        let agreed = hit.cue.act == SpeechAct::Agree && (bare || pointed(hit.tokens.end));
        agreed || tokens.clone().take(4).any(pointed)
    }

    /// The tokens of an attribution: from its first word to the one before the content.
    fn own_words(
        &self,
        strand: &Strand,
        segment: usize,
        hit: &Hit<'_>,
        construction: &Construction,
        found: &Found,
    ) -> Range<usize> {
        let this = strand.segments[segment].tokens.clone();
        match construction {
            Construction::Clause { start }
            | Construction::Infinitive { start }
            | Construction::Colon { start } => {
                let first = match found {
                    Found::Words(source) if source.tokens.start >= this.start => {
                        source.tokens.start.min(hit.at)
                    }
                    _ => hit.at,
                };
                // Conjunctions and adverbs in front (`и также подчеркнул`) are the narrator's too.
                let lead = (this.start..first).all(|at| !self.is_predicate(at));
                (if lead { this.start } else { first })..*start
            }
            Construction::Parenthesis => this,
            Construction::Fragment { content } => hit.at.min(content.start)..content.end,
            Construction::Anaphor => this,
        }
    }

    fn draft(&self, strand: &Strand, all: &[Attribution<'_>], index: usize) -> Option<Draft> {
        let this = &all[index];
        let content = match &this.construction {
            Construction::Clause { start }
            | Construction::Infinitive { start }
            | Construction::Colon { start } => {
                Content::Tokens(self.clause_content(strand, all, index, *start))
            }
            Construction::Fragment { content } => Content::one(content.clone()),
            Construction::Parenthesis => Content::Tokens(self.surrounding(strand, all, index)),
            Construction::Anaphor => self.antecedent(strand, all, index)?,
        };
        let anaphoric = matches!(content, Content::Spans(_));
        Some(Draft {
            anaphoric,
            first_person: is_first_person_present(&this.hit.tag),
            confirms: this.rule == "reported.anaphor_noun" && answers(this.hit.cue.act),
            content,
            cue: Some(self.cue_words(&this.hit)),
            found: this.found.clone(),
            sentence: strand.sentence,
            act: Some(this.hit.cue.act),
            rule: this.rule,
        })
    }

    fn cue_words(&self, hit: &Hit<'_>) -> Range<usize> {
        if hit.form == Form::Phrase {
            hit.tokens.clone()
        } else {
            hit.at..hit.tokens.end
        }
    }
}

/// Whether an act answers what was said before: `подтвердил`, `опроверг`.
fn answers(act: SpeechAct) -> bool {
    matches!(act, SpeechAct::Agree | SpeechAct::Admit | SpeechAct::Deny)
}
