//! The crate's data files: tab-separated columns below a header line, comments behind `#`.
//!
//! The files are part of the program, so a broken one is a mistake of ours: the test below reads each of them.

/// The rows of `text` below its header, cut into cells; a missing cell is empty.
pub(crate) fn rows<const COLUMNS: usize>(
    text: &'static str,
) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .skip(1)
        .map(|line| {
            let line = line.split(" # ").next().unwrap_or(line);
            let mut cells = line.split('\t').map(str::trim);
            std::array::from_fn(|_| cells.next().unwrap_or(""))
        })
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn comments_the_header_and_missing_cells() {
        let text = "# about\na\tb\nодин\tдва # why\nтри\n";
        assert_eq!(
            rows(text).collect::<Vec<_>>(),
            [["один", "два"], ["три", ""]]
        );
    }
}
