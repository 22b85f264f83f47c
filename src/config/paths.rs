//! The folders and files of this program.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use thiserror::Error;

/// Where the learner's files are. Nothing is created by asking for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    data: PathBuf,
    config: PathBuf,
}

/// The platform names no home folder for this user.
#[derive(Debug, Error)]
#[error(
    "No home folder was found for this user. \
     Name a folder to keep everything in: `gradus --home DIR`, or set GRADUS_HOME."
)]
pub struct NoHome;

impl Paths {
    /// Everything below one folder.
    pub fn below(home: &Path) -> Self {
        Self {
            data: home.to_owned(),
            config: home.to_owned(),
        }
    }

    /// The folders that the platform has for data and for configuration.
    ///
    /// # Errors
    /// When the user has no home folder.
    pub fn of_platform() -> Result<Self, NoHome> {
        let folders = ProjectDirs::from("", "", "gradus").ok_or(NoHome)?;
        Ok(Self {
            data: folders.data_dir().to_owned(),
            config: folders.config_dir().to_owned(),
        })
    }

    /// The folder of the database and its backups.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The learner's evidence.
    pub fn database(&self) -> PathBuf {
        self.data.join("gradus.db")
    }

    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }

    /// The learner's own decks.
    pub fn decks(&self) -> PathBuf {
        self.config.join("decks")
    }

    /// The settings, if the learner wrote any.
    pub fn settings(&self) -> PathBuf {
        self.config.join("config.toml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_home_holds_everything() {
        let home = Path::new("/somewhere/study");
        let paths = Paths::below(home);
        for path in [
            paths.database(),
            paths.backups(),
            paths.decks(),
            paths.settings(),
        ] {
            assert_eq!(path.parent(), Some(home));
        }
    }
}
