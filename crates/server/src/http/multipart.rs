//! `multipart/form-data` (RFC 7578) with a few text fields: names and texts, and nothing else of it.

/// The fields of a form, in their order; nothing where the body is no such form.
pub(super) fn fields(content_type: &str, body: &[u8]) -> Option<Vec<(String, String)>> {
    const MOST_FIELDS: usize = 100;
    let boundary = format!("--{}", parameter(content_type, "boundary")?);
    let mut rest = body.strip_prefix(boundary.as_bytes())?;
    let delimiter = format!("\r\n{boundary}");
    let mut fields = Vec::new();
    while !rest.starts_with(b"--") {
        let part = rest.strip_prefix(b"\r\n")?;
        let end = position(part, delimiter.as_bytes())?;
        fields.push(field(&part[..end])?);
        rest = &part[end + delimiter.len()..];
        if fields.len() > MOST_FIELDS {
            return None;
        }
    }
    Some(fields)
}

fn field(part: &[u8]) -> Option<(String, String)> {
    const BLANK: &[u8] = b"\r\n\r\n";
    let end = position(part, BLANK)?;
    let head = std::str::from_utf8(&part[..end]).ok()?;
    let disposition = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    let text = std::str::from_utf8(&part[end + BLANK.len()..]).ok()?;
    Some((parameter(disposition, "name")?, text.to_owned()))
}

/// A parameter of a header's value, with or without quotes.
fn parameter(value: &str, wanted: &str) -> Option<String> {
    let found = value.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim())
    })?;
    let plain = found.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(found);
    (!plain.is_empty()).then(|| plain.to_owned())
}

fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=\"b\"";

    #[test]
    fn fields_and_files_are_texts() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\ntwo\r\n--b\r\n\
            content-disposition: form-data; filename=\"x.json\"; name=\"f\"\r\n\
            Content-Type: application/json\r\n\r\n{}\r\n--b--\r\n";
        let found = fields(TYPE, body.as_bytes()).unwrap();
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(found, [pair("a", "one\r\ntwo"), pair("f", "{}")]);
    }

    #[test]
    fn what_is_no_form_is_none() {
        let bodies = [
            "",
            "--b",
            "--b\r\n",
            "--b\r\nx\r\n--b--",
            "--c\r\n\r\n\r\n--c--",
            "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
        ];
        for body in bodies {
            assert_eq!(fields(TYPE, body.as_bytes()), None, "{body:?}");
        }
        assert_eq!(fields("multipart/form-data", b"--b--"), None);
        assert_eq!(
            fields(TYPE, b"--b\r\nContent-Disposition: x; name=a\r\n\r\n\xff\r\n--b--"),
            None
        );
    }
}
