//! Vectors of passages from a static embedding model that the operator has put in a folder: `model.safetensors`, `tokenizer.json` and
//! `config.json`, laid out as `Model2Vec` does. Nothing is ever fetched. A passage's vector is the mean of its pieces' vectors; it is
//! one more block of features for what is learned from confirmations, and so bears on order and flag only.

mod tokeniser;

use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use tokeniser::Tokeniser;

/// Most bytes of `model.safetensors`.
pub const MOST_MODEL: usize = 1 << 30;
/// Most bytes of `tokenizer.json`.
pub const MOST_TOKENISER: usize = 64 << 20;
/// Most bytes of `config.json`.
pub const MOST_CONFIG: usize = 1 << 20;
/// Most numbers a vector.
pub const MOST_DIMENSIONS: usize = 1_024;
/// Pieces of a passage that are looked at.
const MOST_PIECES: usize = 512;

/// Why a folder is no usable model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmbeddingError {
    #[error("{file} is larger than {most} bytes")]
    TooLarge { file: &'static str, most: usize },
    #[error("{file} cannot be read: {reason}")]
    Broken { file: &'static str, reason: String },
    #[error("model.safetensors has no tensor \"{0}\"")]
    NoTensor(&'static str),
    #[error("the tensor \"{tensor}\" has the shape {shape:?}")]
    Shape { tensor: &'static str, shape: Vec<usize> },
    #[error("the tensor \"{tensor}\" holds {found}; numbers of 16, 32 or 64 bits are read")]
    Type { tensor: &'static str, found: String },
    #[error("the tensor \"{0}\" holds something that is no number, or points outside the table")]
    Value(&'static str),
    #[error("the tokeniser has {pieces} pieces and the table only {rows} rows")]
    TooFewRows { pieces: usize, rows: usize },
    #[error("tokenizer.json asks for {0}, which is not built")]
    NotBuilt(String),
}

/// The bytes of the three files.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    pub model: &'a [u8],
    pub tokeniser: &'a [u8],
    pub config: &'a [u8],
}

#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    normalize: bool,
}

/// A static embedding model, ready for use.
#[derive(Debug)]
pub struct Embedding {
    tokeniser: Tokeniser,
    /// The table, row by row.
    values: Vec<f32>,
    dimensions: usize,
    /// What each piece counts; none: all alike.
    weights: Option<Vec<f32>>,
    /// The row of each piece; none: its number.
    mapping: Option<Vec<u32>>,
    normalise: bool,
}

impl Embedding {
    /// Reads a model. Every piece of the tokeniser must have its row, and every value must be a finite number.
    pub fn parse(files: Files<'_>) -> Result<Self, EmbeddingError> {
        for (file, bytes, most) in [
            ("model.safetensors", files.model, MOST_MODEL),
            ("tokenizer.json", files.tokeniser, MOST_TOKENISER),
            ("config.json", files.config, MOST_CONFIG),
        ] {
            if bytes.len() > most {
                return Err(EmbeddingError::TooLarge { file, most });
            }
        }
        let broken = |file, reason: &dyn std::fmt::Display| EmbeddingError::Broken {
            file,
            reason: reason.to_string(),
        };
        let config: Config = serde_json::from_slice(files.config).map_err(|error| broken("config.json", &error))?;
        let tensors = SafeTensors::deserialize(files.model).map_err(|error| broken("model.safetensors", &error))?;
        let tokeniser = Tokeniser::parse(files.tokeniser)?;
        let (values, shape) = numbers(&tensors, "embeddings")?.ok_or(EmbeddingError::NoTensor("embeddings"))?;
        let &[rows, dimensions] = shape.as_slice() else {
            return Err(EmbeddingError::Shape {
                tensor: "embeddings",
                shape,
            });
        };
        if rows == 0 || dimensions == 0 || dimensions > MOST_DIMENSIONS {
            return Err(EmbeddingError::Shape {
                tensor: "embeddings",
                shape,
            });
        }
        let pieces = tokeniser.pieces();
        let mapping = mapping(&tensors, rows)?;
        let covered = mapping.as_ref().map_or(rows, Vec::len);
        if pieces > covered {
            return Err(EmbeddingError::TooFewRows { pieces, rows: covered });
        }
        let weights = match numbers(&tensors, "weights")? {
            Some((weights, _)) if weights.len() < pieces => {
                return Err(EmbeddingError::TooFewRows {
                    pieces,
                    rows: weights.len(),
                });
            }
            found => found.map(|(weights, _)| weights),
        };
        Ok(Self {
            tokeniser,
            values,
            dimensions,
            weights,
            mapping,
            normalise: config.normalize,
        })
    }

    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The mean of the vectors of a text's pieces. None when no piece of it is known.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<Vec<f32>> {
        let mut pieces = Vec::new();
        self.tokeniser.pieces_of(text, MOST_PIECES, &mut pieces);
        let mut mean = vec![0.0_f32; self.dimensions];
        for &piece in &pieces {
            let row = self.mapping.as_ref().map_or(piece, |mapping| mapping[piece as usize]) as usize;
            let weight = self.weights.as_ref().map_or(1.0, |weights| weights[piece as usize]);
            let from = &self.values[row * self.dimensions..(row + 1) * self.dimensions];
            mean.iter_mut().zip(from).for_each(|(sum, x)| *sum += weight * x);
        }
        if pieces.is_empty() {
            return None;
        }
        let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
        #[expect(clippy::cast_precision_loss, reason = "at most 512 pieces")]
        let divisor = if self.normalise { length } else { pieces.len() as f32 };
        if divisor > 0.0 {
            for x in &mut mean {
                *x /= divisor;
            }
        }
        Some(mean)
    }
}

type Numbers = (Vec<f32>, Vec<usize>);

/// A tensor as single-precision numbers with its shape; none where the file has no such tensor.
fn numbers(tensors: &SafeTensors<'_>, name: &'static str) -> Result<Option<Numbers>, EmbeddingError> {
    let Ok(tensor) = tensors.tensor(name) else {
        return Ok(None);
    };
    let bytes = tensor.data();
    let values: Vec<f32> = match tensor.dtype() {
        Dtype::F32 => bytes
            .as_chunks()
            .0
            .iter()
            .map(|four| f32::from_le_bytes(*four))
            .collect(),
        Dtype::F16 => bytes
            .as_chunks()
            .0
            .iter()
            .map(|two| half(u16::from_le_bytes(*two)))
            .collect(),
        #[expect(clippy::cast_possible_truncation, reason = "single precision serves")]
        Dtype::F64 => bytes
            .as_chunks()
            .0
            .iter()
            .map(|eight| f64::from_le_bytes(*eight) as f32)
            .collect(),
        other => {
            return Err(EmbeddingError::Type {
                tensor: name,
                found: format!("{other:?}"),
            });
        }
    };
    if values.iter().any(|value| !value.is_finite()) {
        return Err(EmbeddingError::Value(name));
    }
    Ok(Some((values, tensor.shape().to_vec())))
}

/// The row of each piece, where the table was made smaller than the tokeniser.
fn mapping(tensors: &SafeTensors<'_>, rows: usize) -> Result<Option<Vec<u32>>, EmbeddingError> {
    let Ok(tensor) = tensors.tensor("mapping") else {
        return Ok(None);
    };
    let bytes = tensor.data();
    let whole: Vec<i64> = match tensor.dtype() {
        Dtype::I64 => bytes
            .as_chunks()
            .0
            .iter()
            .map(|eight| i64::from_le_bytes(*eight))
            .collect(),
        Dtype::I32 => bytes
            .as_chunks()
            .0
            .iter()
            .map(|four| i64::from(i32::from_le_bytes(*four)))
            .collect(),
        other => {
            return Err(EmbeddingError::Type {
                tensor: "mapping",
                found: format!("{other:?}"),
            });
        }
    };
    let row = |value: i64| u32::try_from(value).ok().filter(|row| (*row as usize) < rows);
    let mapped: Option<Vec<u32>> = whole.into_iter().map(row).collect();
    mapped.map(Some).ok_or(EmbeddingError::Value("mapping"))
}

/// A number of 16 bits (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (bits >> 10 & 0x1F, f32::from(bits & 0x3FF));
    let value = match exponent {
        0 => fraction * 2.0_f32.powi(-24),
        0x1F => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * 2.0_f32.powi(i32::from(exponent) - 15),
    };
    if bits >> 15 == 1 { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use safetensors::tensor::TensorView;

    /// A model of six pieces and two dimensions: one for people, one for things.
    fn tokeniser() -> String {
        r###"{"normalizer":{"type":"BertNormalizer","lowercase":true,"strip_accents":null},
            "pre_tokenizer":{"type":"BertPreTokenizer"},
            "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
            "vocab":{"[UNK]":0,"borger":1,"##ne":2,"kaffe":3,"##maskine":4,".":5}}}"###
            .to_owned()
    }

    fn model(values: &[f32], shape: Vec<usize>) -> Vec<u8> {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        let view = TensorView::new(Dtype::F32, shape, &bytes).unwrap();
        safetensors::serialize([("embeddings", view)], None).unwrap()
    }

    const VALUES: [f32; 12] = [9.0, 9.0, 4.0, 0.0, 2.0, 0.0, 0.0, 3.0, 0.0, 1.0, 0.0, 0.0];

    fn parse(model: &[u8], tokeniser: &str, config: &str) -> Result<Embedding, EmbeddingError> {
        Embedding::parse(Files {
            model,
            tokeniser: tokeniser.as_bytes(),
            config: config.as_bytes(),
        })
    }

    #[test]
    fn a_passage_is_the_mean_of_its_known_pieces() {
        let model = model(&VALUES, vec![6, 2]);
        let embedding = parse(&model, &tokeniser(), "{\"normalize\":false}").unwrap();
        assert_eq!(embedding.of("Borgerne").unwrap(), [3.0, 0.0]);
        assert_eq!(embedding.of("kaffemaskine xyz").unwrap(), [0.0, 2.0]);
        assert_eq!(embedding.of("xyz"), None);
        assert_eq!(embedding.of(""), None);
        let unit = parse(&model, &tokeniser(), "{\"normalize\":true}").unwrap();
        assert_eq!(unit.of("Borgerne.").unwrap(), [1.0, 0.0]);
    }

    #[test]
    fn weights_and_a_smaller_table_are_heeded() {
        let bytes: Vec<u8> = [1.0_f32, 0.0, 0.0, 1.0].iter().flat_map(|x| x.to_le_bytes()).collect();
        let weights: Vec<u8> = [1.0_f64, 2.0, 1.0, 6.0, 1.0, 1.0]
            .iter()
            .flat_map(|x| x.to_le_bytes())
            .collect();
        let rows: Vec<u8> = [0_i64, 0, 0, 1, 1, 1].iter().flat_map(|x| x.to_le_bytes()).collect();
        let view = |kind, shape, bytes| TensorView::new(kind, shape, bytes).unwrap();
        let model = safetensors::serialize(
            [
                ("embeddings", view(Dtype::F32, vec![2, 2], &bytes)),
                ("weights", view(Dtype::F64, vec![6], &weights)),
                ("mapping", view(Dtype::I64, vec![6], &rows)),
            ],
            None,
        )
        .unwrap();
        let embedding = parse(&model, &tokeniser(), "{}").unwrap();
        assert_eq!(embedding.of("borger kaffe").unwrap(), [1.0, 3.0]);
    }

    #[test]
    fn what_is_no_model_is_refused_with_the_reason() {
        let good = model(&VALUES, vec![6, 2]);
        let config = "{\"normalize\":true}";
        let refused = |model: &[u8], tokeniser: &str, config: &str| parse(model, tokeniser, config).unwrap_err();
        assert!(matches!(
            refused(b"not a model", &tokeniser(), config),
            EmbeddingError::Broken {
                file: "model.safetensors",
                ..
            }
        ));
        assert!(matches!(
            refused(&good[..good.len() - 4], &tokeniser(), config),
            EmbeddingError::Broken {
                file: "model.safetensors",
                ..
            }
        ));
        // A header that promises more than any file holds.
        let mut huge = good.clone();
        huge[..8].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(matches!(
            refused(&huge, &tokeniser(), config),
            EmbeddingError::Broken { .. }
        ));
        assert!(matches!(
            refused(&good, "{", config),
            EmbeddingError::Broken {
                file: "tokenizer.json",
                ..
            }
        ));
        assert!(matches!(
            refused(&good, &tokeniser(), "{\"normalize\":7}"),
            EmbeddingError::Broken {
                file: "config.json",
                ..
            }
        ));
        assert!(matches!(
            refused(&good, &tokeniser().replace("WordPiece", "BPE"), config),
            EmbeddingError::NotBuilt(_)
        ));
        assert!(matches!(
            refused(&good, &tokeniser().replace("BertPreTokenizer", "ByteLevel"), config),
            EmbeddingError::NotBuilt(_)
        ));
        assert_eq!(
            refused(&model(&VALUES[..8], vec![4, 2]), &tokeniser(), config),
            EmbeddingError::TooFewRows { pieces: 6, rows: 4 }
        );
        assert!(matches!(
            refused(&model(&VALUES, vec![12]), &tokeniser(), config),
            EmbeddingError::Shape { .. }
        ));
        let mut odd = VALUES;
        odd[3] = f32::NAN;
        assert_eq!(
            refused(&model(&odd, vec![6, 2]), &tokeniser(), config),
            EmbeddingError::Value("embeddings")
        );
        let whole = TensorView::new(Dtype::I8, vec![6, 2], &[0; 12]).unwrap();
        let whole = safetensors::serialize([("embeddings", whole)], None).unwrap();
        assert!(matches!(
            refused(&whole, &tokeniser(), config),
            EmbeddingError::Type { .. }
        ));
        let other = TensorView::new(Dtype::F32, vec![1], &[0; 4]).unwrap();
        let other = safetensors::serialize([("other", other)], None).unwrap();
        assert_eq!(
            refused(&other, &tokeniser(), config),
            EmbeddingError::NoTensor("embeddings")
        );
    }

    #[test]
    fn sixteen_bits_are_read() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x3C00, 1.0),
            (0xC000, -2.0),
            (0x3555, 0.333_251_95),
            (0x0001, 5.960_464_5e-8),
            (0x7BFF, 65_504.0),
        ] {
            assert!((half(bits) - value).abs() <= f32::EPSILON * value.abs(), "{bits:x}");
        }
        assert!(half(0x7C00).is_nan());
    }
}
