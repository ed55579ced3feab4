//! A small corpus and the files that a run makes of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// An article of its own for every number; every tenth repeats the one before, word by word or nearly so.
pub fn article(number: usize) -> String {
    match number % 20 {
        9 => article(number - 1),
        19 => article(number - 1).replace("Заречье", "Озёрск"),
        _ => {
            let day = number % 28 + 1;
            let mut text =
                format!("Мост номер {number} открыли для машин\n\nЗАРЕЧЬЕ, {day} мая — Вестник. ");
            for turn in 0..6 {
                let shown = number * 7 + turn;
                let _ = write!(
                    text,
                    "Мост {shown} в городе Заречье построили за {turn} лет, сообщил мэр города Пётр Ильин{shown}. \
                     «Дорога {shown} стала короче на {number} метров», — сказал он. "
                );
            }
            text
        }
    }
}

/// The articles up to `count` as JSON Lines.
pub fn feed(count: usize) -> String {
    let lines = (0..count).map(|number| {
        let text = serde_json::to_string(&article(number)).unwrap();
        format!("{{\"id\": \"a{number}\", \"text\": {text}}}\n")
    });
    lines.collect()
}

/// The tables of a database, each as the text of its rows.
pub fn database(path: &Path) -> BTreeMap<String, String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut tables = BTreeMap::new();
    for table in depesha_export::tables::tables() {
        let sql = format!("SELECT * FROM {} ORDER BY rowid", table.name);
        let mut rows = String::new();
        let mut query = connection.prepare(&sql).unwrap();
        let mut cursor = query.query([]).unwrap();
        while let Some(row) = cursor.next().unwrap() {
            for column in 0..table.columns.len() {
                let _ = write!(rows, "{:?}\t", row.get_ref(column).unwrap());
            }
            rows.push('\n');
        }
        tables.insert(table.name.to_owned(), rows);
    }
    let words = "SELECT count(*) FROM statements_text('дорога')";
    let found: i64 = connection.query_row(words, [], |row| row.get(0)).unwrap();
    tables.insert("statements_text".to_owned(), found.to_string());
    tables
}

/// All files of a folder but the database and the lock, by their names.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("depesha.sqlite") && name != ".lock" {
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The files of a format put together in their order, CSV without the heads.
pub fn together(folder: &Path, format: &str) -> String {
    let mut all = String::new();
    for (name, bytes) in files(folder) {
        if name.starts_with(format) {
            let text = String::from_utf8(bytes).unwrap();
            let skipped = usize::from(format == "csv");
            all.extend(text.split_inclusive('\n').skip(skipped));
        }
    }
    all
}
