//! Word documents, read part by part without an XML tree: nesting costs no memory, entities are not expanded, and a
//! document type declaration, which Word never writes, is refused.

mod body;
mod styles;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::block::{Block, Blocks};
use crate::archive::Archive;
use crate::{Error, Fault, File, Limits};
use body::Body;
use styles::Styles;

/// Elements inside each other; Word needs about thirty for a table in a text box.
const DEPTH: usize = 256;

/// Blocks of a Word document. Inserted text is kept and deleted text dropped; text boxes and tables are paragraphs;
/// footnotes, comments, headers and a table of contents are left out.
pub(super) fn blocks(file: File<'_>, limits: &Limits) -> Result<Vec<Block>, Error> {
    let name = file.label();
    let mut archive = Archive::open(file, limits)?;
    let main = related(&mut archive, &name, "_rels/.rels", "/officeDocument")?
        .unwrap_or_else(|| "word/document.xml".to_owned());
    let main = main.trim_start_matches('/');
    let leaf = main.rfind('/').map_or(0, |at| at + 1);
    let (folder, leaf) = main.split_at(leaf);
    let relations = format!("{folder}_rels/{leaf}.rels");
    let styles = related(&mut archive, &name, &relations, "/styles")?
        .unwrap_or_else(|| "styles.xml".to_owned());
    let styles = match styles.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}{styles}"),
    };

    let styles = match archive.read(&styles)? {
        Some(part) => Styles::read(xml(&name, &part)?).ok_or_else(|| broken(&name))?,
        None => Styles::default(),
    };
    let part = archive.read(main)?.ok_or_else(|| broken(&name))?;
    let mut body = Body::new(&styles, Blocks::new(&name, limits));
    let walked = walk(xml(&name, &part)?, |node| match node {
        Node::Start(tag) => {
            body.start(tag);
            Ok(())
        }
        Node::End(local) => body.end(local),
        Node::Text(text) => {
            body.text(text);
            Ok(())
        }
    });
    walked.unwrap_or_else(|| Err(broken(&name)))?;
    body.finish()
}

/// The target of the first relation of a kind, read from a relations part; `None` when there is no such part.
fn related(
    archive: &mut Archive<'_>,
    file: &str,
    part: &str,
    kind: &str,
) -> Result<Option<String>, Error> {
    let Some(bytes) = archive.read(part)? else {
        return Ok(None);
    };
    let mut target = None;
    let walked = walk(xml(file, &bytes)?, |node| {
        if let Node::Start(tag) = node
            && target.is_none()
            && attribute(tag, "Type").is_some_and(|value| value.ends_with(kind))
        {
            target = attribute(tag, "Target");
        }
        Ok::<(), Error>(())
    });
    walked.unwrap_or_else(|| Err(broken(file)))?;
    Ok(target)
}

/// Office parts are UTF-8.
fn xml<'x>(file: &str, part: &'x [u8]) -> Result<&'x str, Error> {
    std::str::from_utf8(part).map_err(|_| broken(file))
}

fn broken(file: &str) -> Error {
    Error::Broken {
        file: file.to_owned(),
        row: None,
        fault: Fault::Document,
    }
}

/// What the readers of a part see. An empty tag is a start and an end.
enum Node<'e> {
    Start(&'e BytesStart<'e>),
    End(&'e str),
    Text(&'e str),
}

/// Goes through an XML text; `None` when it is not well-formed, nests too deep or has a document type.
fn walk<E>(xml: &str, mut visit: impl FnMut(Node<'_>) -> Result<(), E>) -> Option<Result<(), E>> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0;
    loop {
        let visited = match reader.read_event().ok()? {
            Event::Start(tag) => {
                depth += 1;
                (depth <= DEPTH).then_some(())?;
                visit(Node::Start(&tag))
            }
            Event::Empty(tag) => {
                visit(Node::Start(&tag)).and_then(|()| visit(Node::End(tag.local_name().as_ref())))
            }
            Event::End(tag) => {
                depth -= 1;
                visit(Node::End(tag.local_name().as_ref()))
            }
            Event::Text(text) => visit(Node::Text(&text)),
            Event::CData(text) => visit(Node::Text(&text)),
            Event::GeneralRef(entity) => {
                let character = match entity.resolve_char_ref().ok()? {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&entity)?.to_owned(),
                };
                visit(Node::Text(&character))
            }
            Event::DocType(_) => return None,
            Event::Eof => return (depth == 0).then_some(Ok(())),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Ok(()),
        };
        if visited.is_err() {
            return Some(visited);
        }
    }
}

/// An attribute by its name without the prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut known = attributes.with_checks(false).filter_map(Result::ok);
    let value = known.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(quick_xml::escape::unescape(&value.value).ok()?.into_owned())
}

/// Word's switches, such as bold: on when the tag is there, unless its value says otherwise.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val")
        .is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
