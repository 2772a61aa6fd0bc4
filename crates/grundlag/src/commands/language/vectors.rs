//! Reads a static embedding model from the operator's disk. Nothing is fetched.

use std::io::Read;
use std::path::Path;

use language::embedding::{Embedding, Files, MOST_CONFIG, MOST_MODEL, MOST_TOKENISER};

use super::CommandError;

pub fn read(folder: &Path) -> Result<Embedding, CommandError> {
    let part = |name: &str, most: usize| {
        let path = folder.join(name);
        let mut bytes = Vec::new();
        // One byte more than allowed, so that the reader can say that there is more.
        std::fs::File::open(&path)
            .and_then(|file| file.take(most as u64 + 1).read_to_end(&mut bytes))
            .map_err(|source| CommandError::File { path, source })?;
        Ok::<_, CommandError>(bytes)
    };
    let (model, tokeniser, config) = (
        part("model.safetensors", MOST_MODEL)?,
        part("tokenizer.json", MOST_TOKENISER)?,
        part("config.json", MOST_CONFIG)?,
    );
    Embedding::parse(Files {
        model: &model,
        tokeniser: &tokeniser,
        config: &config,
    })
    .map_err(|source| CommandError::Vectors {
        path: folder.to_owned(),
        source,
    })
}
