//! All tables together: the built-in ones, and the user's own rows beside them.

use std::io;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    City, Country, Cue, Description, Entry, EventFrame, EventWord, LexiconError, OfficeVerb,
    Organisation, Outlet, PloverRow, Region, Role, RolePart, StatusWord, Table,
};

/// Declares [`Lexicon`] from one line a table.
macro_rules! lexicon {
    ($($(#[$doc:meta])* $field:ident: $entry:ty,)*) => {
        /// What the program knows about words and the world, one table a kind of thing.
        ///
        /// ```
        /// let lexicon = depesha_lexicon::Lexicon::builtin();
        /// let country = lexicon.countries().iter().find(|c| c.iso2 == "FR").unwrap();
        /// assert_eq!((country.name, country.capital), ("Франция", "Париж"));
        /// ```
        #[derive(Clone, Debug)]
        pub struct Lexicon {
            $($field: Vec<$entry>,)*
            /// Of the user's own tables, see [`Lexicon::fingerprint`].
            own: Option<u64>,
        }

        impl Lexicon {
            /// The tables that the program carries.
            pub fn builtin() -> Self {
                Self { $($field: builtin(),)* own: None }
            }

            /// What is wrong with the built-in tables: rows that cannot be read, stand twice or out of order, or name a
            /// country that the table of countries lacks. Empty in a released version.
            pub fn check() -> Vec<LexiconError> {
                let codes: FxHashSet<&str> = builtin::<Country>().iter().map(|country| country.iso2).collect();
                let mut errors = Vec::new();
                $(check::<$entry>(&codes, &mut errors);)*
                errors
            }

            /// Adds the rows of a file to the table that the file's name tells.
            fn add(&mut self, file: &str, text: &'static str, shown: &str) -> Result<(), LexiconError> {
                $(if file == <$entry>::FILE {
                    return merge(&mut self.$field, shown, text);
                })*
                let known = [$(<$entry>::FILE,)*].join(", ");
                let message = format!("no table has this name; known are {known}");
                Err(LexiconError { file: shown.to_owned(), line: 0, message })
            }

            $($(#[$doc])* pub fn $field(&self) -> &[$entry] { &self.$field })*
        }
    };
}

lexicon! {
    /// Cities, towns and well-known villages.
    cities: City,
    /// Countries, territories and states that few recognise.
    countries: Country,
    /// Words that attribute statements.
    cues: Cue,
    /// Words that refer back to entities, and nameless sources.
    descriptions: Description,
    /// Predicates that report political events.
    event_frames: EventFrame,
    /// Words that tell how others take part in an event.
    event_words: EventWord,
    /// Verbs that tell who holds an office.
    office_verbs: OfficeVerb,
    /// Organisations: of states, international, parties, armed groups, companies.
    organisations: Organisation,
    /// News outlets.
    outlets: Outlet,
    /// The event types of PLOVER.
    plover: PloverRow,
    /// Parts of countries, and lands that span several.
    regions: Region,
    /// Words that stand before or inside a role.
    role_parts: RolePart,
    /// Offices, ranks, trades and relations.
    roles: Role,
    /// Words that change the status of an event.
    status_words: StatusWord,
}

impl Lexicon {
    /// Adds the user's own rows: every `.tsv` file of the folder is read as the table of the same name. A row with the
    /// key of one that is there takes its place.
    ///
    /// The files' text stays in memory until the program ends, since rows borrow it.
    ///
    /// # Errors
    /// A folder or file that cannot be read, a folder without tables, a file name that no table has, a broken row; file
    /// and line are told.
    pub fn with_dir(mut self, dir: impl AsRef<Path>) -> Result<Self, LexiconError> {
        let error = |path: &Path, message: String| LexiconError {
            file: path.display().to_string(),
            line: 0,
            message,
        };
        let dir = dir.as_ref();
        let entries = std::fs::read_dir(dir).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut paths: Vec<_> = entries
            .map_err(|e| error(dir, folder_problem(&e)))?
            .iter()
            .map(|e| e.path())
            .collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
        if paths.is_empty() {
            let message = "holds no `.tsv` file; name a folder that holds your tables".to_owned();
            return Err(error(dir, message));
        }
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(|e| error(&path, e.to_string()))?;
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            self.own = Some(hash(self.own, &[&file, &text]));
            self.add(&file, text.leak(), &path.display().to_string())?;
        }
        Ok(self)
    }

    /// A number that tells the user's own tables from any others; `None` for the built-in ones alone.
    pub fn fingerprint(&self) -> Option<u64> {
        self.own
    }
}

/// The hash of some texts behind those that were hashed before: FNV-1a, the same on every machine.
fn hash(before: Option<u64>, texts: &[&str]) -> u64 {
    let mut hash = before.unwrap_or(0xcbf2_9ce4_8422_2325);
    // No text holds 0xff, so it parts them.
    let parted = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    for byte in parted {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// Why a folder cannot be read, and what to do.
fn folder_problem(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such folder; check the path".to_owned(),
        io::ErrorKind::NotADirectory => {
            "is no folder; name the one that holds your tables".to_owned()
        }
        _ => format!("{error}; check the permissions of the folder"),
    }
}

/// The file with its rows in the order that [`Lexicon::check`] asks for: the header stays on top, a line that is a
/// comment goes with the row below it.
pub fn sort_table(text: &str) -> String {
    let mut lines = text.lines();
    let mut head = Vec::new();
    for line in lines.by_ref() {
        head.push(line);
        if !line.starts_with('#') && !line.trim().is_empty() {
            break; // the line with the names of the columns
        }
    }
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut comments = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        if line.starts_with('#') {
            comments.push(line);
        } else {
            rows.push((line, std::mem::take(&mut comments)));
        }
    }
    rows.sort();
    let body = rows
        .into_iter()
        .flat_map(|(row, comments)| comments.into_iter().chain([row]));
    let mut sorted = String::with_capacity(text.len() + 1);
    for line in head.into_iter().chain(body).chain(comments) {
        sorted.push_str(line);
        sorted.push('\n');
    }
    sorted
}

fn rows<E: Entry>(file: &str, text: &'static str) -> Result<Vec<E>, LexiconError> {
    Table::parse(file, text, E::COLUMNS)?
        .rows()
        .map(|row| E::read(&row))
        .collect()
}

fn builtin<E: Entry>() -> Vec<E> {
    rows(E::FILE, E::TEXT).expect("a test reads every built-in table")
}

fn merge<E: Entry>(table: &mut Vec<E>, file: &str, text: &'static str) -> Result<(), LexiconError> {
    let mut places: FxHashMap<_, _> = table
        .iter()
        .enumerate()
        .map(|(at, entry)| (entry.key(), at))
        .collect();
    for entry in rows::<E>(file, text)? {
        let at = *places.entry(entry.key()).or_insert(table.len());
        match table.get_mut(at) {
            Some(place) => *place = entry,
            None => table.push(entry),
        }
    }
    Ok(())
}

fn check<E: Entry>(codes: &FxHashSet<&str>, errors: &mut Vec<LexiconError>) {
    let table = match Table::parse(E::FILE, E::TEXT, E::COLUMNS) {
        Ok(table) => table,
        Err(error) => return errors.push(error),
    };
    let mut seen = FxHashSet::default();
    for row in table.rows() {
        match E::read(&row) {
            Err(error) => errors.push(error),
            Ok(entry) => {
                if !seen.insert(entry.key()) {
                    errors.push(row.error(format!("the key {:?} stands there twice", entry.key())));
                }
                let unknown = entry.countries().iter().find(|code| !codes.contains(code));
                errors.extend(
                    unknown.map(|code| row.error(format!("no country has the code `{code}`"))),
                );
            }
        }
    }
    let first = table.rows().next();
    if let (Some(row), true) = (first, sort_table(E::TEXT) != E::TEXT) {
        errors.push(row.error("the rows do not stand in the order of their letters; sort them"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::List;

    #[test]
    fn the_builtin_tables_are_sound() {
        let errors: Vec<String> = Lexicon::check().iter().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }

    #[test]
    fn a_sure_alias_leads_to_one_row() {
        let lexicon = Lexicon::builtin();
        let once = |table: &str, rows: Vec<(&'static str, List)>| {
            let names: FxHashSet<&str> = rows.iter().map(|(name, _)| *name).collect();
            let mut seen = FxHashSet::default();
            for alias in rows.iter().flat_map(|(_, aliases)| aliases.sure()) {
                assert!(
                    !names.contains(alias),
                    "{table}: `{alias}` is another row's name; mark it with `?`"
                );
                assert!(
                    seen.insert(alias),
                    "{table}: two rows have the alias `{alias}`; mark it with `?`"
                );
            }
        };
        once(
            "countries",
            lexicon
                .countries()
                .iter()
                .map(|row| (row.name, row.aliases))
                .collect(),
        );
        once(
            "organisations",
            lexicon
                .organisations()
                .iter()
                .map(|row| (row.name, row.aliases))
                .collect(),
        );
        once(
            "outlets",
            lexicon
                .outlets()
                .iter()
                .map(|row| (row.name, row.aliases))
                .collect(),
        );
    }

    #[test]
    fn the_region_of_a_city_is_in_the_table_of_regions() {
        let lexicon = Lexicon::builtin();
        let regions: FxHashSet<&str> = lexicon.regions().iter().map(|region| region.name).collect();
        for city in lexicon
            .cities()
            .iter()
            .filter(|city| !city.region.is_empty())
        {
            assert!(
                regions.contains(city.region),
                "{}: no region `{}`",
                city.name,
                city.region
            );
        }
    }

    #[test]
    fn sorting_keeps_the_header_and_carries_comments() {
        let sorted = sort_table("# about\nname\tkind\nб\tx\n\n# why а\nа\ty\n");
        assert_eq!(sorted, "# about\nname\tkind\n# why а\nа\ty\nб\tx\n");
        assert_eq!(sort_table(&sorted), sorted);
    }

    #[test]
    fn a_users_rows_are_added_or_take_the_place_of_ours() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("countries.tsv");
        let header = Country::COLUMNS.join("\t");
        std::fs::write(
            &file,
            format!("{header}\nФранция\tмоя Франция\nАтлантида\n"),
        )
        .unwrap();
        let ours = Lexicon::builtin();
        let lexicon = ours.clone().with_dir(dir.path()).unwrap();
        let france = lexicon
            .countries()
            .iter()
            .filter(|c| c.name == "Франция")
            .collect::<Vec<_>>();
        assert_eq!((france.len(), france[0].full), (1, "моя Франция"));
        assert_eq!(lexicon.countries().len(), ours.countries().len() + 1);
    }

    #[test]
    fn the_guide_names_every_table_with_its_columns() {
        let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lexicon.md");
        let guide = std::fs::read_to_string(guide).unwrap();
        let has_row = |file: &str, columns: &[&str]| {
            let columns: Vec<String> = columns.iter().map(|c| format!("`{c}`")).collect();
            let mut rows = guide
                .lines()
                .filter(|l| l.starts_with(&format!("| `{file}` |")));
            let row = rows.next().unwrap_or_else(|| panic!("no row for {file}"));
            assert!(
                row.contains(&format!("| {} |", columns.join(", "))),
                "{row}"
            );
        };
        has_row(City::FILE, City::COLUMNS);
        has_row(Country::FILE, Country::COLUMNS);
        has_row(Cue::FILE, Cue::COLUMNS);
        has_row(Description::FILE, Description::COLUMNS);
        has_row(EventFrame::FILE, EventFrame::COLUMNS);
        has_row(EventWord::FILE, EventWord::COLUMNS);
        has_row(Organisation::FILE, Organisation::COLUMNS);
        has_row(Outlet::FILE, Outlet::COLUMNS);
        has_row(PloverRow::FILE, PloverRow::COLUMNS);
        has_row(Region::FILE, Region::COLUMNS);
        has_row(Role::FILE, Role::COLUMNS);
        has_row(RolePart::FILE, RolePart::COLUMNS);
        has_row(StatusWord::FILE, StatusWord::COLUMNS);
    }

    #[test]
    fn a_users_mistake_is_told_with_file_and_line() {
        let dir = tempfile::tempdir().unwrap();
        let error = |file: &str, text: &str| {
            let path = dir.path().join(file);
            std::fs::write(&path, text).unwrap();
            let error = Lexicon::builtin()
                .with_dir(dir.path())
                .unwrap_err()
                .to_string();
            std::fs::remove_file(path).unwrap();
            error.replace(&format!("{}/", dir.path().display()), "")
        };
        let nothing = Lexicon::builtin().with_dir(dir.path()).unwrap_err();
        assert!(nothing.message.starts_with("holds no `.tsv` file"));
        let header = Country::COLUMNS.join("\t");
        let broken = format!("{header}\nАтлантида\t\tatl\n");
        let expected = "countries.tsv:2: the column `iso2` holds `atl`; a code of 2 capital letters is expected";
        assert_eq!(error("countries.tsv", &broken), expected);
        assert!(
            error("contries.tsv", &header)
                .starts_with("contries.tsv: no table has this name; known are")
        );
    }
}
