use std::fs;
use std::path::{Path, PathBuf};

/// A page to read.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file's name without its extension.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The project's own articles, by name.
pub fn examples() -> Vec<Page> {
    load(&root().join("examples"))
}

/// The project's own pages as HTML, by name: the bytes as they would be saved.
pub fn html_examples() -> Vec<(String, Vec<u8>)> {
    let pages = paths(&root().join("examples/pages"), "html").into_iter();
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (stem(&path), bytes)
    };
    pages.map(read).collect()
}

/// Real pages from the folder `shared` beside the repository; none when it is not there.
pub fn shared() -> Vec<Page> {
    let shared = root().join("../shared");
    [
        "seed",
        "gold",
        "corpora/factrueval-devset",
        "corpora/nerel/dev",
        "corpora/plain/rusentrel",
    ]
    .iter()
    .map(|folder| shared.join(folder))
    .filter(|folder| folder.is_dir())
    .flat_map(|folder| load(&folder))
    .collect()
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn load(folder: &Path) -> Vec<Page> {
    let read = |path: PathBuf| Page {
        name: stem(&path),
        text: fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    };
    paths(folder, "txt").into_iter().map(read).collect()
}

/// The files of a folder with that extension, in order.
fn paths(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
