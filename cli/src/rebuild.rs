//! A knowledge base that is read and compiled again whenever its files change.

use std::path::PathBuf;

use relais::knowledge::Reader;
use relais::{BuildMemory, Diagnostic, Engine, KnowledgeBase};

use crate::draw::diagnostics;
use crate::exit::Failure;
use crate::source::{self, Files};

/// What is kept from one version of a knowledge base to the next, so that the next one takes little time.
#[derive(Debug, Default)]
pub(crate) struct Rebuild {
    reader: Reader,
    memory: BuildMemory,
}

/// A version of a knowledge base.
pub(crate) struct Version {
    pub(crate) problems: Vec<Diagnostic>,
    /// The content and its engine, where no problem is an error.
    pub(crate) built: Option<(KnowledgeBase, Engine)>,
}

impl Rebuild {
    /// Reads and compiles these files.
    pub(crate) fn version(&mut self, files: &Files) -> Result<Version, Failure> {
        let (base, problems) = files.with_unread(self.reader.read(files.texts()));
        let built = base.map(|base| -> Result<_, Failure> {
            let bytes = source::waited_for(|| base.rebuild(&mut self.memory))?;
            Ok((base, Engine::new(source::opened(bytes)?)))
        });
        Ok(Version { problems, built: built.transpose()? })
    }
}

/// A folder that an engine was built from, for those who want to know when it is no longer the same.
pub(crate) struct Live {
    folder: PathBuf,
    files: Files,
    rebuild: Rebuild,
}

impl Live {
    /// The folder that these files are in, if it is one.
    pub(crate) fn of(files: Files) -> Option<Live> {
        let folder = files.folder()?.to_path_buf();
        Some(Live { folder, files, rebuild: Rebuild::default() })
    }

    /// The engine of the folder as it is now, where it has changed since it was last looked at. Problems
    /// are told; where one is an error, there is no engine.
    pub(crate) fn changed(&mut self) -> Result<Option<Changed>, Failure> {
        let files = Files::read_again(&self.folder, &self.files);
        if files.changed_since(&self.files).is_empty() {
            return Ok(None);
        }
        self.files = files;
        let Version { problems, built } = self.rebuild.version(&self.files)?;
        if built.is_none() {
            diagnostics::print(&problems, &self.files, None);
        }
        Ok(Some(Changed { engine: built.map(|(_, engine)| engine) }))
    }
}

/// That a folder has changed.
pub(crate) struct Changed {
    /// None where it has errors.
    pub(crate) engine: Option<Engine>,
}
