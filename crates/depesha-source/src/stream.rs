//! The bytes of an input, unpacked.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Problem;
use crate::gzip::Members;
use crate::input::Input;

/// Bytes behind all decompression. An error is followed by what comes behind the damage, if there is more, else by the end.
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
    let (head, stream) = peek(buffered(Fused(Some(counted))))?;
    unpacked(&head, stream)
}

/// The stream behind its compression, if `head` shows one.
fn unpacked(head: &[u8], stream: Stream) -> Result<Stream, Problem> {
    Ok(match head {
        [0x1F, 0x8B, ..] => buffered(Members::new(stream)),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => buffered(Fused(Some(
            zstd::stream::read::Decoder::with_buffer(stream)?,
        ))),
        _ => stream,
    })
}

/// Unpacks bytes in memory, at most `limit` of them.
pub(crate) fn unpacked_bytes(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Problem> {
    let head = bytes[..bytes.len().min(HEAD)].to_vec();
    whole(unpacked(&head, Box::new(Cursor::new(bytes)))?, limit)
}

fn buffered(stream: impl Read + Send + 'static) -> Stream {
    Box::new(BufReader::with_capacity(BUFFER, stream))
}

/// The first bytes of a stream, which it still has. Errors that come only later in it are left to be read.
pub(crate) fn peek(mut stream: Stream) -> Result<(Vec<u8>, Stream), Problem> {
    let mut head = Vec::with_capacity(HEAD);
    let read = (&mut stream).take(HEAD as u64).read_to_end(&mut head);
    let again = Cursor::new(head.clone());
    match read {
        Err(error) if head.is_empty() => Err(error.into()),
        Err(error) => {
            let broken = BufReader::with_capacity(1, Broken(Some(error)));
            Ok((head, Box::new(again.chain(broken).chain(stream))))
        }
        Ok(_) => Ok((head, Box::new(again.chain(stream)))),
    }
}

/// At most `limit` bytes of `reader`; a longer input is refused without being read to its end.
pub(crate) fn whole(reader: impl Read, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLong { limit });
    }
    Ok(bytes)
}

/// A file with what `stream` holds, for what cannot be read from front to back.
pub(crate) fn spooled(mut stream: Stream) -> Result<File, Problem> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut stream, &mut file)?;
    file.rewind()?;
    Ok(file)
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

/// A stream that ends with its first error, so that nobody meets the same one for ever.
struct Fused<R>(Option<R>);

impl<R: Read> Read for Fused<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(inner) = &mut self.0 else {
            return Ok(0);
        };
        let read = inner.read(buffer);
        // An interrupted call is one to be made again.
        let is_over = |error: &io::Error| error.kind() != io::ErrorKind::Interrupted;
        if read.as_ref().is_err_and(is_over) {
            self.0 = None;
        }
        read
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

    #[test]
    fn an_error_in_the_first_bytes_comes_behind_them() {
        let stream = Cursor::new(b"abc").chain(BufReader::new(Broken(Some(io::Error::other("!")))));
        let (head, mut again) = peek(Box::new(stream)).unwrap();
        assert_eq!(head, b"abc");
        let mut text = Vec::new();
        assert!(again.read_to_end(&mut text).is_err());
        assert_eq!(text, b"abc");
        assert_eq!(again.read_to_end(&mut text).unwrap(), 0);
    }
}
