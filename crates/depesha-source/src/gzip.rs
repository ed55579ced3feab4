//! Gzip data of several members, such as archives that pack each record for itself.

use std::io::{self, BufRead, Chain, Cursor, Read};

use flate2::bufread::GzDecoder;

/// What a member begins with.
const MAGIC: [u8; 2] = [0x1F, 0x8B];

/// A member whose first bytes were read to find it.
type Member<R> = GzDecoder<Chain<Cursor<[u8; 2]>, R>>;

/// Unpacks members one after the other. A damaged member is an error, and the next one follows it: what is in front of
/// the damage and behind it is not lost.
pub(crate) struct Members<R> {
    state: State<R>,
    /// Whether the damage that is passed over was told already.
    is_told: bool,
}

enum State<R> {
    /// In front of a member, at what follows the last one, or at what is left of a damaged one.
    Between(R),
    In(Member<R>),
    /// Only while one state is made into the next.
    Moving,
}

impl<R: BufRead> Members<R> {
    pub fn new(packed: R) -> Self {
        Self {
            state: State::Between(packed),
            is_told: false,
        }
    }

    /// Goes to the next member; `None` when there is none.
    fn find(mut packed: R) -> io::Result<Result<Member<R>, R>> {
        let mut last = 0;
        loop {
            let buffer = packed.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Err(packed));
            }
            let mut used = 0;
            let found = buffer.iter().any(|&byte| {
                used += 1;
                std::mem::replace(&mut last, byte) == MAGIC[0] && byte == MAGIC[1]
            });
            packed.consume(used);
            if found {
                return Ok(Ok(GzDecoder::new(Cursor::new(MAGIC).chain(packed))));
            }
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Moving) {
                State::Between(packed) => match Self::find(packed)? {
                    Ok(member) => self.state = State::In(member),
                    Err(packed) => {
                        self.state = State::Between(packed);
                        return Ok(0);
                    }
                },
                State::In(mut member) => match member.read(buffer) {
                    Ok(0) if !buffer.is_empty() => {
                        self.state = State::Between(member.into_inner().into_inner().1);
                    }
                    Ok(read) => {
                        self.state = State::In(member);
                        self.is_told = false;
                        return Ok(read);
                    }
                    Err(error) => {
                        self.state = State::Between(member.into_inner().into_inner().1);
                        if !std::mem::replace(&mut self.is_told, true) {
                            return Err(error);
                        }
                    }
                },
                // Reading failed for good.
                State::Moving => return Ok(0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// What comes out, errors as `!`.
    fn unpacked(packed: &[u8], step: usize) -> String {
        let buffered = io::BufReader::with_capacity(step, packed);
        let mut members = Members::new(buffered);
        let mut text = Vec::new();
        loop {
            match members.read_to_end(&mut text) {
                Ok(_) => break,
                Err(_) => text.push(b'!'),
            }
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    #[test]
    fn members_follow_each_other() {
        let both = [packed("раз "), packed("два ")].concat();
        for step in [1, 2, 7, 4096] {
            assert_eq!(unpacked(&both, step), "раз два ");
        }
        let padded = [both.as_slice(), &[0; 100]].concat();
        assert_eq!(unpacked(&padded, 512), "раз два ");
        assert_eq!(unpacked(b"", 16), "");
    }

    #[test]
    fn damage_costs_one_member() {
        let mut damaged = packed(&"Снег идёт вторые сутки. ".repeat(50));
        let middle = damaged.len() / 2;
        damaged[middle..middle + 8].fill(0xFF);
        let all = [packed("раз "), damaged, packed(" два")].concat();
        let text = unpacked(&all, 4096);
        assert!(text.starts_with("раз "), "{text}");
        assert!(text.ends_with("! два"), "{text}");
        assert_eq!(text.matches('!').count(), 1);
    }

    #[test]
    fn data_that_is_cut_off_is_an_error_at_its_end() {
        let whole = packed("Снег идёт вторые сутки.");
        let text = unpacked(&whole[..whole.len() - 6], 4096);
        assert_eq!(text, "Снег идёт вторые сутки.!");
    }
}
