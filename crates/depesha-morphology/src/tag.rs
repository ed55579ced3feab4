use rumorph::UdTag;

/// Declares one grammatical category as an enum, each value with its name in Universal Dependencies.
macro_rules! category {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $ud:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$value_doc])* $value,)*
        }

        impl $name {
            /// All values, in the order of declaration.
            pub const ALL: &[$name] = &[$($name::$value,)*];

            /// The value's name in Universal Dependencies.
            pub fn as_ud(self) -> &'static str {
                match self {
                    $($name::$value => $ud,)*
                }
            }

            /// The value of that name in Universal Dependencies.
            pub fn from_ud(name: &str) -> Option<Self> {
                match name {
                    $($ud => Some($name::$value),)*
                    _ => None,
                }
            }
        }
    };
}

category! {
    /// Part of speech, as Universal Dependencies has it: participles and gerunds are verbs, see [`VerbForm`].
    Pos {
        /// `город`
        Noun = "NOUN",
        /// `Москва`
        Propn = "PROPN",
        /// `сказать`, `сказавший`, `сказав`
        Verb = "VERB",
        /// `быть`, `бы`
        Aux = "AUX",
        /// `новый`, `первый`
        Adj = "ADJ",
        /// `вчера`
        Adv = "ADV",
        /// `он`, `кто`
        Pron = "PRON",
        /// `этот`, `который`, `его` before a noun
        Det = "DET",
        /// `два`
        Num = "NUM",
        /// `в`
        Adp = "ADP",
        /// `и`
        Cconj = "CCONJ",
        /// `что`
        Sconj = "SCONJ",
        /// `не`
        Part = "PART",
        /// `увы`
        Intj = "INTJ",
        /// `,`
        Punct = "PUNCT",
        /// `%`
        Sym = "SYM",
        /// Everything else, foreign words above all.
        X = "X",
    }
}

category! {
    /// Grammatical case.
    Case {
        /// `кто? что?`
        Nominative = "Nom",
        /// `кого? чего?`
        Genitive = "Gen",
        /// `кому? чему?`
        Dative = "Dat",
        /// `кого? что?`
        Accusative = "Acc",
        /// `кем? чем?`
        Instrumental = "Ins",
        /// The prepositional: `о ком? о чём?`
        Locative = "Loc",
        /// `чаю` for `чая`
        Partitive = "Par",
        /// `господи`
        Vocative = "Voc",
    }
}

category! {
    /// Grammatical number.
    Number {
        /// One.
        Singular = "Sing",
        /// Several.
        Plural = "Plur",
    }
}

category! {
    /// Grammatical gender.
    Gender {
        /// `он`
        Masculine = "Masc",
        /// `она`
        Feminine = "Fem",
        /// `оно`
        Neuter = "Neut",
    }
}

category! {
    /// Whether the word counts as living.
    Animacy {
        /// `вижу министра`
        Animate = "Anim",
        /// `вижу город`
        Inanimate = "Inan",
    }
}

category! {
    /// Tense of a verb form.
    Tense {
        /// `сказал`
        Past = "Past",
        /// `говорит`
        Present = "Pres",
        /// `скажет`
        Future = "Fut",
    }
}

category! {
    /// Aspect of a verb.
    Aspect {
        /// `говорить`
        Imperfective = "Imp",
        /// `сказать`
        Perfective = "Perf",
    }
}

category! {
    /// Mood of a finite verb.
    Mood {
        /// `говорит`
        Indicative = "Ind",
        /// `говори`
        Imperative = "Imp",
        /// `бы`
        Conditional = "Cnd",
    }
}

category! {
    /// Voice of a verb form.
    Voice {
        /// `сказавший`
        Active = "Act",
        /// `сказанный`
        Passive = "Pass",
        /// `готовится`
        Middle = "Mid",
    }
}

category! {
    /// Form of a verb.
    VerbForm {
        /// `сказал`
        Finite = "Fin",
        /// `сказать`
        Infinitive = "Inf",
        /// `сказавший`, `сказано`
        Participle = "Part",
        /// The gerund: `сказав`
        Converb = "Conv",
    }
}

category! {
    /// Grammatical person.
    Person {
        /// `я`, `говорю`
        First = "1",
        /// `ты`, `говоришь`
        Second = "2",
        /// `он`, `говорит`
        Third = "3",
    }
}

category! {
    /// Degree of comparison.
    Degree {
        /// `новый`
        Positive = "Pos",
        /// `новее`
        Comparative = "Cmp",
        /// `новейший`
        Superlative = "Sup",
    }
}

category! {
    /// Form of an adjective or participle beside the full one.
    Variant {
        /// `готов`, `сказано`
        Short = "Short",
    }
}

category! {
    /// What a proper noun is the name of.
    NameType {
        /// `Сергей`
        Given = "Giv",
        /// `Лавров`
        Surname = "Sur",
        /// `Викторович`
        Patronymic = "Pat",
        /// `Москва`
        Geo = "Geo",
        /// `ООН`, `Газпром`
        Org = "Com",
    }
}

/// What a reading says of a word's grammar. A category that the form does not have is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Part of speech.
    pub pos: Pos,
    /// Case; `None` too for words that the dictionary holds for indeclinable (`США`), see [`Tag::may_be`].
    pub case: Option<Case>,
    /// Number.
    pub number: Option<Number>,
    /// Gender; adjectives and verbs in the plural have none.
    pub gender: Option<Gender>,
    /// Animacy; adjectives have one in the accusative only.
    pub animacy: Option<Animacy>,
    /// Tense.
    pub tense: Option<Tense>,
    /// Aspect.
    pub aspect: Option<Aspect>,
    /// Mood.
    pub mood: Option<Mood>,
    /// Voice.
    pub voice: Option<Voice>,
    /// Form of a verb.
    pub verb_form: Option<VerbForm>,
    /// Person.
    pub person: Option<Person>,
    /// Degree of comparison.
    pub degree: Option<Degree>,
    /// Short form of an adjective or participle.
    pub variant: Option<Variant>,
    /// What the proper noun names.
    pub name: Option<NameType>,
    /// Whether the word is an abbreviation (`МИД`, `г.`).
    pub abbr: bool,
    /// Whether the word has one form for all cases (`Керри`, `США`).
    pub indeclinable: bool,
}

impl Tag {
    pub(crate) fn of(ud: UdTag<'_>) -> Self {
        let mut tag = Tag {
            // A part of speech that Universal Dependencies does not know is its X.
            pos: Pos::from_ud(ud.pos()).unwrap_or(Pos::X),
            case: None,
            number: None,
            gender: None,
            animacy: None,
            tense: None,
            aspect: None,
            mood: None,
            voice: None,
            verb_form: None,
            person: None,
            degree: None,
            variant: None,
            name: None,
            abbr: ud.has_label("Abbr"),
            indeclinable: ud.has_label("Fixd"),
        };
        for (feature, value) in ud.feats() {
            match feature {
                "Case" => tag.case = Case::from_ud(value),
                "Number" => tag.number = Number::from_ud(value),
                "Gender" => tag.gender = Gender::from_ud(value),
                "Animacy" => tag.animacy = Animacy::from_ud(value),
                "Tense" => tag.tense = Tense::from_ud(value),
                "Aspect" => tag.aspect = Aspect::from_ud(value),
                "Mood" => tag.mood = Mood::from_ud(value),
                "Voice" => tag.voice = Voice::from_ud(value),
                "VerbForm" => tag.verb_form = VerbForm::from_ud(value),
                "Person" => tag.person = Person::from_ud(value),
                "Degree" => tag.degree = Degree::from_ud(value),
                "Variant" => tag.variant = Variant::from_ud(value),
                "NameType" => tag.name = NameType::from_ud(value),
                "Abbr" => tag.abbr = true,
                "InflClass" => tag.indeclinable = value == "Ind",
                _ => {}
            }
        }
        tag
    }

    /// Whether the word may stand in `case`: it has that case, or is a noun that has one form for all.
    pub fn may_be(&self, case: Case) -> bool {
        match self.case {
            Some(own) => own == case,
            None => self.is_nominal(),
        }
    }

    /// Whether this is a common or a proper noun.
    pub fn is_nominal(&self) -> bool {
        matches!(self.pos, Pos::Noun | Pos::Propn)
    }

    /// Whether this is a finite verb: `сказал`, `говорит`, `было`.
    pub fn is_finite_verb(&self) -> bool {
        self.verb_form == Some(VerbForm::Finite)
    }

    /// Whether the word agrees with a noun as adjectives do: adjective, determiner, full participle.
    pub fn is_adjectival(&self) -> bool {
        self.variant.is_none()
            && (matches!(self.pos, Pos::Adj | Pos::Det)
                || self.verb_form == Some(VerbForm::Participle))
    }

    /// Whether case, number and gender of the two may belong to one noun phrase; a category that one of them lacks
    /// does not stand in the way.
    pub fn agrees_with(&self, other: &Tag) -> bool {
        fn fits<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        // In the plural, gender no longer shows.
        let singular = self.number != Some(Number::Plural) && other.number != Some(Number::Plural);
        fits(self.case, other.case)
            && fits(self.number, other.number)
            && (!singular || fits(self.gender, other.gender))
    }
}
