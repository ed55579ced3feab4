//! Attributions by a preposition: `по словам X`, `согласно указу X`, `со ссылкой на X`.

use depesha_grammar::TokenKind;
use depesha_lexicon::{Case as SlotCase, CueMark, SpeechAct};
use depesha_morphology::Case;

use super::Context;
use super::cues::{Form, Hit};
use super::reported::{Attribution, Construction};
use super::source::{Found, Source};
use crate::phrases::Phrase;
use crate::slots;
use crate::strands::Strand;

/// Words in front of a prepositional attribution in its clause at the most: `и тем самым по мнению X`.
const LONGEST_LEAD: usize = 2;

impl Context<'_> {
    /// `По некоторым данным, P`, `По данным на утро четверга, P`
    pub(super) fn unnamed_attribution<'l>(
        &self,
        strand: &Strand,
        hit: &Hit<'l>,
        segment: usize,
    ) -> Attribution<'l> {
        let this = strand.segments[segment].tokens.clone();
        // `По последним данным на борту было 20 человек`, without the comma
        let spoken = this.clone().any(|at| self.is_predicate(at));
        let end = if spoken { hit.tokens.end } else { this.end };
        Attribution {
            hit: hit.clone(),
            construction: Construction::Parenthesis,
            found: Found::Nobody,
            own: hit.at..end,
            rule: "reported.unnamed",
        }
    }

    /// `по словам X`, `согласно указу X`, `со ссылкой на X`
    pub(super) fn prepositional<'l>(
        &self,
        strand: &Strand,
        hit: &Hit<'l>,
        earlier: Option<&Attribution<'l>>,
    ) -> Option<Attribution<'l>> {
        let segment = strand.segment_of(hit.at)?;
        let this = &strand.segments[segment].tokens;
        let segment_end = this.end;
        let quoting = matches!(hit.cue.lemma, "со ссылкой на" | "ссылаясь на");
        // Inside a clause it describes a noun: `в рейтинге богачей по версии Forbes`.
        if !quoting && hit.at > this.start + LONGEST_LEAD {
            return None;
        }
        let case = hit.cue.source.iter().next().map(|slot| slot.case);
        let mut own = hit.tokens.clone();
        let found = if let Some(owner) = hit.owner {
            Found::Words(self.single(owner))
        } else if let Some(case) = case {
            // `По неофициальным данным, P` names nobody; else a comma may stand where none should: `По словам, министра`.
            let described = hit.tokens.len() > hit.cue.lemma.split(' ').count();
            let (start, end) = match strand.segments.get(segment + 1) {
                Some(next) if hit.tokens.end == segment_end && !described => {
                    (next.tokens.start, next.tokens.end)
                }
                _ => (hit.tokens.end, segment_end),
            };
            let phrase = (start < end).then(|| self.phrases.at(start, end)).flatten();
            // `По предварительным данным затраты выросли`: what may be the subject of the clause is no source.
            let subject = |p: &Phrase| {
                let mut behind = p.tokens.end..end;
                described
                    && p.forms.may_be(Case::Nominative)
                    && behind.any(|at| self.is_predicate(at))
            };
            let phrase = phrase.filter(|p| p.forms.may_be(slots::case(case)) && !subject(p));
            // `По данным на утро, P`: nobody is named.
            let nobody =
                phrase.is_none() && hit.cue.act == SpeechAct::Report && hit.at <= this.start;
            if nobody {
                return Some(self.unnamed_attribution(strand, hit, segment));
            }
            let phrase = phrase?;
            own.end = phrase.tokens.end;
            let source = if hit.cue.lemma == "согласно" || case == SlotCase::Locative {
                self.author_in(&phrase)
            } else {
                Source::from(&phrase)
            };
            Found::Words(source)
        } else {
            Found::Nobody
        };
        if hit.is(CueMark::Weak) && !self.is_personal(&found) {
            return None;
        }
        // `ссылаясь на некомпетентность комитета` cites nobody.
        if quoting && !self.may_be_cited(&found) {
            return None;
        }
        // `По словам Петрова, главы союза, P`
        if let (Found::Words(source), Some(case)) = (&found, case) {
            own.end = self.appositions_end(strand, source, slots::case(case), own.end);
        }
        // `По данным Bloomberg на 2013 год, P`: what stands in front of the comma belongs to the attribution.
        if let Some(last) = own.end.checked_sub(1).and_then(|at| strand.segment_of(at)) {
            let rest = own.end..strand.segments[last].tokens.end;
            let leads = last + 1 < strand.segments.len()
                && strand.segments[last + 1].opener == Some(TokenKind::Comma);
            let spoken = rest.clone().any(|at| self.is_finite_at(strand, at));
            if leads
                && !spoken
                && !self
                    .phrases_of(strand, rest.clone())
                    .iter()
                    .any(|p| p.forms.only(Case::Nominative))
            {
                own.end = rest.end;
            }
        }
        // `об этом сообщили СМИ со ссылкой на X`: what X says is not there.
        if quoting && earlier.is_none() && self.tells_before(strand, segment, hit.at) {
            return None;
        }
        let (construction, rule) = match earlier {
            // `сообщает Y со ссылкой на X`: the same content as the cue in front of it.
            Some(first) if quoting => (first.construction.clone(), "reported.citing"),
            _ => (Construction::Parenthesis, "reported.prepositional"),
        };
        if quoting && earlier.is_some() {
            own = earlier.map_or(own.clone(), |e| {
                e.own.start.min(own.start)..e.own.end.max(own.end)
            });
        }
        Some(Attribution {
            hit: hit.clone(),
            construction,
            found,
            own,
            rule,
        })
    }

    /// Where the appositions end that follow a source in its case, each between commas and without a verb.
    pub(super) fn appositions_end(
        &self,
        strand: &Strand,
        source: &Source,
        case: Case,
        end: usize,
    ) -> usize {
        let Some(first) = strand.segment_of(source.head) else {
            return end;
        };
        let last = strand.segments.len() - 1;
        let mut end = end;
        for segment in strand.segments.iter().take(last).skip(first + 1) {
            let tokens = segment.tokens.clone();
            let opener = segment.opener == Some(TokenKind::Comma);
            let verbless = !tokens.clone().any(|at| self.is_predicate(at));
            let agrees = self.phrases.at(tokens.start, tokens.end).is_some_and(|p| {
                let chosen = self.page.reading(p.head).case == Some(case);
                p.name.is_none()
                    && p.forms.may_be(case)
                    && (chosen || !p.forms.may_be(Case::Nominative))
            });
            // `, которого видели в Вене,`
            let describes = verbless && agrees || self.is_relative_at(tokens.start);
            if !opener || !describes || strand.segments[first].tokens.end != source.tokens.end {
                break;
            }
            end = tokens.end;
        }
        end
    }

    /// Whether a verb of speech stands in front of `end` in its segment.
    fn tells_before(&self, strand: &Strand, segment: usize, end: usize) -> bool {
        let tokens = strand.segments[segment].tokens.start..end;
        let tells = |hit: &Hit<'_>| hit.form == Form::Finite && tokens.contains(&hit.at);
        self.line_of(strand)
            .is_some_and(|line| line.hits.iter().any(tells))
    }

    /// Whether one who is quoted or a text stands behind `со ссылкой на`.
    pub(super) fn may_be_cited(&self, found: &Found) -> bool {
        let Found::Words(source) = found else {
            return true;
        };
        let head = source.head;
        source.name.is_some()
            || self.is_personal(found)
            || self.is_institution(head)
            || self.is_nameless(head)
            || self.cues.is_noun(self.page, head)
    }
}
