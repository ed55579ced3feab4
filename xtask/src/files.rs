//! Walking the repository.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The repository's top folder.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// The whole text of a file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The files below a folder whose names end with `suffix`, sorted; none when there is no such folder.
pub fn find(folder: &Path, suffix: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target") {
                    folders.push(path);
                }
            } else if path.to_string_lossy().ends_with(suffix) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The comment at the top of a data file, in small letters.
pub fn head(table: &str) -> String {
    let lines = table.lines().take_while(|line| line.starts_with('#'));
    lines.collect::<Vec<_>>().join("\n").to_lowercase()
}

/// Whether a data file says at its top that its rows have an order of their own (`# Order: by month.`) and not that of
/// their bytes.
pub fn has_own_order(table: &str) -> bool {
    let head = head(table);
    head.contains("order: ") && !head.contains("order: by line")
}
