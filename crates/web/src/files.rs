//! Uploaded files: a form with fields and files, read whole within a limit.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;

use crate::{Error, input};

/// A form that was sent with files.
pub struct Files {
    /// Fields without a file, in their order.
    fields: Vec<(String, String)>,
    pub files: Vec<UploadedFile>,
}

/// A file as the browser sent it. An empty file field is no file.
pub struct UploadedFile {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Files {
    /// Reads the form, [`Error::TooLarge`] when everything together has more than `limit` bytes.
    pub async fn read(request: Request, limit: usize) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let form = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|kind| kind.starts_with("multipart/form-data"));
        if !form {
            return Err(Error::Form("not a form with files".into()));
        }
        // The boundaries and the fields beside the file.
        let bytes = input::body(Request::from_parts(parts.clone(), body), limit + 16 * 1024)
            .await
            .map_err(|_| Error::TooLarge(limit))?;
        let mut whole = Request::from_parts(parts, bytes.into());
        DefaultBodyLimit::disable().apply(&mut whole);
        let mut multipart = Multipart::from_request(whole, &()).await.map_err(broken)?;
        let mut read = Self {
            fields: Vec::new(),
            files: Vec::new(),
        };
        while let Some(part) = multipart.next_field().await.map_err(broken)? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(broken)?;
            match name {
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => read.files.push(UploadedFile {
                    field,
                    name,
                    bytes: bytes.to_vec(),
                }),
                None => {
                    let text =
                        String::from_utf8(bytes.to_vec()).map_err(|_| Error::Form("a field is no text".into()))?;
                    read.fields.push((field, text));
                }
            }
        }
        Ok(read)
    }

    /// The first value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// Refuses fields that the form does not have.
    pub fn only(&self, names: &[&str]) -> Result<(), Error> {
        let fields = self.fields.iter().map(|(n, _)| n);
        let files = self.files.iter().map(|f| &f.field);
        match fields.chain(files).find(|n| !names.contains(&n.as_str())) {
            Some(_) => Err(Error::Form("an unknown field".into())),
            None => Ok(()),
        }
    }
}

fn broken(_: impl std::error::Error) -> Error {
    Error::Form("the form with files does not read".into())
}
