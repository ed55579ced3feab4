//! The lines of a stream, none longer than a limit.

use std::io::{BufRead, Read};

use crate::error::Problem;
use crate::stream::Stream;

/// Reads a stream line by line.
pub(crate) struct Lines {
    stream: Stream,
    limit: u64,
    offset: u64,
}

impl Lines {
    pub fn new(stream: Stream, limit: u64) -> Self {
        Self {
            stream,
            limit,
            offset: 0,
        }
    }

    /// The byte that the next line starts at.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The most bytes that a line may have.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Adds the next line with its end to `line`; `None` behind the last one. A line that makes `line` too long is passed
    /// over; one that ends in an error is lost.
    pub fn read(&mut self, line: &mut Vec<u8>) -> Option<Result<(), Problem>> {
        let before = line.len();
        let room = self.limit.saturating_add(1).saturating_sub(before as u64);
        let read = (&mut self.stream).take(room).read_until(b'\n', line);
        self.offset += (line.len() - before) as u64;
        let limit = self.limit;
        match read {
            Err(error) => Some(Err(error.into())),
            Ok(0) if room > 0 => None,
            // Without room nothing was read, and what comes makes the line longer still.
            Ok(_) if room == 0 || (line.last() != Some(&b'\n') && line.len() as u64 > limit) => {
                Some(match self.stream.skip_until(b'\n') {
                    Ok(skipped) => {
                        self.offset += skipped as u64;
                        Err(Problem::TooLong { limit })
                    }
                    Err(error) => Err(error.into()),
                })
            }
            Ok(_) => Some(Ok(())),
        }
    }

    /// Reads `bytes` bytes, whatever they are; fewer at the end of the stream.
    pub fn read_bytes(&mut self, bytes: u64) -> Result<Vec<u8>, Problem> {
        let mut block = Vec::new();
        let read = (&mut self.stream).take(bytes).read_to_end(&mut block);
        self.offset += block.len() as u64;
        read?;
        Ok(block)
    }

    /// Passes over `bytes` bytes; fewer at the end of the stream.
    pub fn skip_bytes(&mut self, bytes: u64) -> Result<(), Problem> {
        let skipped = std::io::copy(&mut (&mut self.stream).take(bytes), &mut std::io::sink())?;
        self.offset += skipped;
        Ok(())
    }
}
