//! The folder of a run and the files in it, but for the parts.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{At, RunError};
use crate::state::State;

/// The end of the name of a file that is being written.
const TEMPORARY: &str = "partial";

/// A folder that this run alone writes to.
pub struct Folder {
    path: PathBuf,
    /// Locked for as long as the run lives, however it ends.
    _lock: File,
}

impl Folder {
    /// Makes the folder, if there is none, and locks it.
    pub fn open(path: &Path) -> Result<Self, RunError> {
        fs::create_dir_all(path).at(path)?;
        let file = path.join(".lock");
        let is_known = file.exists() || path.join("run.json").exists();
        let mut others = fs::read_dir(path).at(path)?;
        if !is_known && others.next().is_some() {
            return Err(RunError::NotEmpty {
                path: path.to_owned(),
            });
        }
        let lock = File::create(&file).at(&file)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(RunError::InUse {
                path: path.to_owned(),
            }),
            Err(TryLockError::Error(error)) => Err(error).at(&file),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The state that an earlier run has left.
    pub fn state(&self) -> Result<Option<State>, RunError> {
        let path = self.path.join("run.json");
        let json = match fs::read(&path) {
            Ok(json) => json,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).at(&path),
        };
        let state = serde_json::from_slice(&json);
        state.map(Some).map_err(|error| RunError::Damaged {
            path,
            error: error.to_string(),
        })
    }

    /// Writes the state: from here on a run goes on behind it.
    pub fn set_state(&self, state: &State) -> Result<(), RunError> {
        let path = self.path.join("run.json");
        let (pending, mut file) = Pending::create(&path)?;
        let json = serde_json::to_string_pretty(state).map_err(io::Error::from);
        json.and_then(|json| file.write_all((json + "\n").as_bytes()))
            .at(&path)?;
        pending.keep(file)?;
        // The new name is on the disk only with its folder.
        File::open(&self.path)
            .and_then(|folder| folder.sync_all())
            .at(&self.path)
    }

    /// Removes what a killed run was writing.
    pub fn remove_temporary(&self) -> Result<(), RunError> {
        let mut folders = vec![self.path.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).at(&folder)? {
                let path = entry.at(&folder)?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension() == Some(OsStr::new(TEMPORARY)) {
                    fs::remove_file(&path).at(&path)?;
                }
            }
        }
        Ok(())
    }

    /// The documents that failed, a JSON object a line.
    pub fn failed(&self) -> Log {
        Log(self.path.join("failed.jsonl"))
    }

    /// What a run that goes on needs to know of earlier documents to find duplicates.
    pub fn duplicates(&self) -> Log {
        Log(self.path.join("duplicates.log"))
    }
}

/// A file that grows.
pub struct Log(PathBuf);

impl Log {
    /// Writes behind the first `length` bytes, which stay, and gives the new length.
    pub fn write(&self, length: u64, bytes: &[u8]) -> Result<u64, RunError> {
        let write = || {
            let mut options = OpenOptions::new();
            let mut file = options
                .write(true)
                .create(true)
                .truncate(false)
                .open(&self.0)?;
            file.set_len(length)?;
            file.seek(SeekFrom::Start(length))?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().at(&self.0)?;
        Ok(length + bytes.len() as u64)
    }

    /// The first `length` bytes.
    pub fn read(&self, length: u64) -> Result<impl Read, RunError> {
        let file = match File::open(&self.0) {
            Ok(file) => Some(BufReader::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound && length == 0 => None,
            Err(error) => return Err(error).at(&self.0),
        };
        let reader: Box<dyn Read> = match file {
            Some(file) => Box::new(file),
            None => Box::new(io::empty()),
        };
        Ok(reader.take(length))
    }

    /// Removes the file, if there is one.
    pub fn remove(&self) -> Result<(), RunError> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).at(&self.0),
            _ => Ok(()),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// The name that a file gets when it is whole. Dropped before, the file is removed.
pub struct Pending {
    temporary: PathBuf,
    path: PathBuf,
}

impl Pending {
    /// Makes the file under a temporary name, and its folder, if need be.
    pub fn create(path: &Path) -> Result<(Self, File), RunError> {
        let mut temporary = path.to_owned().into_os_string();
        temporary.push(".");
        temporary.push(TEMPORARY);
        let pending = Self {
            temporary: temporary.into(),
            path: path.to_owned(),
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).at(folder)?;
        }
        let file = File::create(&pending.temporary).at(path)?;
        Ok((pending, file))
    }

    /// What the name will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sees that the file is on the disk and gives it its name.
    pub fn keep(self, file: File) -> Result<(), RunError> {
        file.sync_all()
            .and_then(|()| fs::rename(&self.temporary, &self.path))
            .at(&self.path)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // A file that was kept is no longer there.
        let _ = fs::remove_file(&self.temporary);
    }
}
