//! The program at work in a folder of its own, as the command line tests share it.

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

/// What the program left behind.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The program in a folder that holds `files`, each a name and a text.
pub fn program(files: &[(&str, &str)], args: &[&str]) -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = Command::cargo_bin("depesha").unwrap();
    command.current_dir(folder.path()).args(args);
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    (folder, command)
}

/// Runs it to the end.
pub fn ran(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
