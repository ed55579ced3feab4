//! The bytes of an input, unpacked.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use crate::error::Problem;
use crate::input::Input;

/// Bytes behind all decompression.
pub(crate) type Stream = Box<dyn BufRead + Send>;

/// How much is read from the disk at once.
const BUFFER: usize = 64 << 10;

/// How many bytes are looked at to tell what an input is.
const HEAD: usize = 1 << 10;

/// Opens an input and unpacks it, whatever its name says. `stored` grows by each byte read from the disk.
pub(crate) fn open(input: &Input, stored: &Arc<AtomicU64>) -> Result<Stream, Problem> {
    let raw: Box<dyn Read + Send> = match input {
        Input::Stdin => Box::new(io::stdin()),
        Input::Path(path) => Box::new(File::open(path)?),
    };
    let counted = Counted {
        inner: raw,
        stored: Arc::clone(stored),
    };
    let (head, stream) = peek(Box::new(BufReader::with_capacity(BUFFER, counted)))?;
    Ok(unpacked(&head, stream))
}

/// The stream behind its compression, if `head` shows one.
fn unpacked(head: &[u8], stream: Stream) -> Stream {
    match head {
        [0x1F, 0x8B, ..] => buffered(MultiGzDecoder::new(stream)),
        _ => stream,
    }
}

fn buffered(stream: impl Read + Send + 'static) -> Stream {
    Box::new(BufReader::with_capacity(BUFFER, stream))
}

/// The first bytes of a stream, which it still has. Errors that come only later in it are left to be read.
pub(crate) fn peek(mut stream: Stream) -> Result<(Vec<u8>, Stream), Problem> {
    let mut head = Vec::with_capacity(HEAD);
    let read = (&mut stream).take(HEAD as u64).read_to_end(&mut head);
    match read {
        Err(error) if head.is_empty() => Err(error.into()),
        Err(error) => {
            let again = Cursor::new(head.clone()).chain(BufReader::new(Broken(Some(error))));
            Ok((head, Box::new(again)))
        }
        Ok(_) => {
            let again = Cursor::new(head.clone()).chain(stream);
            Ok((head, Box::new(again)))
        }
    }
}

/// At most `limit` bytes of `reader`; a longer input is refused without being read to its end.
pub(crate) fn whole(reader: impl Read, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLong { limit });
    }
    Ok(bytes)
}

/// Counts what is read.
struct Counted {
    inner: Box<dyn Read + Send>,
    stored: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.stored.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A stream with nothing in it but an error, then its end.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_read_up_to_the_limit_and_no_further() {
        assert_eq!(whole(&b"abc"[..], 3).unwrap(), b"abc");
        let endless = io::repeat(b'a');
        assert!(matches!(
            whole(endless, 3),
            Err(Problem::TooLong { limit: 3 })
        ));
    }
}
