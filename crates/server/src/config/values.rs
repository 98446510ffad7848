//! How the texts of settings are read.

use std::path::PathBuf;
use std::time::Duration;

use crate::config::{LogFormat, NetworkRange, SmtpTls};

pub(super) fn path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("must not be empty".to_owned()) } else { Ok(text.into()) }
}

pub(super) fn filled(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("must not be empty".to_owned());
    }
    Ok(text.to_owned())
}

pub(super) fn smtp_tls(text: &str) -> Result<SmtpTls, String> {
    match text {
        "starttls" => Ok(SmtpTls::StartTls),
        "tls" => Ok(SmtpTls::Tls),
        "none" => Ok(SmtpTls::None),
        _ => Err("must be starttls, tls or none".to_owned()),
    }
}

pub(super) fn boolean(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| "must be true or false".to_owned())
}

pub(super) fn positive(text: &str) -> Result<usize, String> {
    let number = text.replace('_', "").parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "must be a whole number above 0".to_owned())
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("must be text or json".to_owned()),
    }
}

pub(super) fn network_ranges(text: &str) -> Result<Vec<NetworkRange>, String> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::parse).collect()
}

/// `30s`, `5m`, `24h`, `30d`, `500ms`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let complaint = || "must be a number and one of ms, s, m, h, d, such as 30s".to_owned();
    let (number, unit) = number_and_unit(text).ok_or_else(complaint)?;
    let millis = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(complaint()),
    };
    let total = number.checked_mul(millis).filter(|total| *total > 0).ok_or_else(complaint)?;
    Ok(Duration::from_millis(total))
}

/// `16MiB`, `1GiB`, `64kB`, or bytes.
pub(super) fn bytes(text: &str) -> Result<usize, String> {
    let complaint = || "must be a size such as 16MiB or 500000".to_owned();
    let (number, unit) = number_and_unit(text).ok_or_else(complaint)?;
    let factor = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return Err(complaint()),
    };
    let total = number.checked_mul(factor).filter(|total| *total > 0).ok_or_else(complaint)?;
    usize::try_from(total).map_err(|_| complaint())
}

fn number_and_unit(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes_have_units() {
        assert_eq!(duration("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("2d"), Ok(Duration::from_secs(172_800)));
        assert_eq!(bytes("16MiB"), Ok(16 << 20));
        assert_eq!(bytes("5"), Ok(5));
        for wrong in ["", "s", "0s", "10", "-1s", "1w", "99999999999999999999d"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "0", "1XB", "-5", "18446744073709551615GiB"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }
}
