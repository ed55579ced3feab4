//! When two names mean the same: the scorers' one notion of a right speaker, actor or recipient.

/// Whether `predicted` names what `gold` names, whatever the case endings and however full the name.
///
/// Equal words; or all words of the shorter name stand in the longer one by their stems; or, of a name of two words or
/// more, at least half of them and the last words agree (`де Мистура` and `Стаффан де Мистура`).
pub fn same_name(gold: &str, predicted: &str) -> bool {
    let (gold, predicted) = (words(gold), words(predicted));
    if gold.is_empty() || predicted.is_empty() {
        return false;
    }
    if gold == predicted {
        return true;
    }
    let (shorter, longer) = if predicted.len() < gold.len() {
        (&predicted, &gold)
    } else {
        (&gold, &predicted)
    };
    let hits = shorter
        .iter()
        .filter(|word| {
            longer
                .iter()
                .any(|other| prefix_of_another(stem(word), stem(other)))
        })
        .count();
    let last = |words: &[String]| words.last().map(|word| stem(word).to_owned());
    hits == shorter.len()
        || (shorter.len() >= 2
            && hits >= shorter.len().div_ceil(2)
            && last(&gold) == last(&predicted))
}

fn prefix_of_another(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// The words of a name in lower case, `ё` as `е`: runs of letters, digits and `_`.
fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .replace('ё', "е")
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A word without its last three letters, but never less than four; a word of four letters or fewer as it is.
fn stem(word: &str) -> &str {
    let length = word.chars().count();
    if length <= 4 {
        return word;
    }
    let keep = (length - 3).max(4);
    let end = word
        .char_indices()
        .nth(keep)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn a_name_is_the_same_in_every_case_and_length() {
        assert!(same_name("Пётр Озеров", "Петр Озеров"));
        assert!(same_name("Пётр Озеров", "Озеровым"));
        assert!(same_name("Озеров", "Петра Озерова"));
        assert!(same_name("«Северный вестник»", "Северного вестника"));
        assert!(same_name("Жан де Бриньоль", "Ж. де Бриньоль"));
    }

    #[test]
    fn other_people_are_others() {
        assert!(!same_name("Пётр Озеров", "Пётр Лугин"));
        assert!(!same_name("Пётр Озеров", "Иван Лугин"));
        assert!(!same_name("Озеров", ""));
        assert!(!same_name("«»", "Озеров"));
        // A short word has no ending to lose.
        assert!(!same_name("ООН", "ОБСЕ"));
    }
}
