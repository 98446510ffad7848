//! The layers: file, environment, flags. Collects texts per setting, then reads them all and
//! reports everything that is wrong at once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use souk_model::nearest;

use crate::config::{Fallback, Setting, Settings, TABLE};

/// The texts of flags, by key.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// The others.
    pub values: BTreeMap<String, String>,
}

/// Where texts come from, apart from the file.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The process's environment, or a test's.
    pub environment: Vec<(String, String)>,
    /// The command line.
    pub flags: Flags,
}

/// Which layer a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// No layer says anything.
    Default,
    /// A key of the file.
    File(PathBuf),
    /// A variable.
    Environment(String),
    /// A flag.
    Flag(String),
}

/// The settings, and where each one that is set comes from.
#[derive(Debug)]
pub struct Loaded {
    /// Read and checked.
    pub settings: Settings,
    /// By key.
    pub origins: BTreeMap<&'static str, Origin>,
    /// For people: what was read, but no secrets.
    texts: BTreeMap<&'static str, String>,
}

/// Everything that is wrong, a line each.
#[derive(Debug, thiserror::Error)]
#[error("the configuration is not usable:\n{}", .0.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"))]
pub struct ConfigError(pub Vec<String>);

/// Variables that are no settings and that the server leaves alone.
const OTHER_VARIABLES: [&str; 2] = ["SOUK_CONFIG", "SOUK_BLESS"];
const TEST_PREFIX: &str = "SOUK_TEST_";
const DEFAULT_FILE: &str = "souk.toml";

/// Reads every layer.
///
/// # Errors
/// Everything that is wrong in any of them.
pub fn load(sources: &Sources) -> Result<Loaded, ConfigError> {
    let mut collected = Collected::default();
    collected.environment(&sources.environment);
    collected.flags(&sources.flags);
    collected.file(sources);
    collected.finish()
}

/// Later layers are collected first: a text that is there already wins.
#[derive(Default)]
struct Collected {
    texts: BTreeMap<&'static str, (String, Origin, u8)>,
    problems: Vec<String>,
}

impl Collected {
    /// `strength` is the layer's: the stronger one wins.
    fn put(&mut self, setting: &'static Setting, text: String, origin: Origin, strength: u8) {
        match self.texts.get(setting.key) {
            Some((_, other, equal)) if *equal == strength => {
                self.problems.push(format!("{origin}: {other} says the same setting already"));
            }
            Some((_, _, stronger)) if *stronger > strength => {}
            _ => {
                self.texts.insert(setting.key, (text, origin, strength));
            }
        }
    }

    fn put_file(&mut self, setting: &'static Setting, path: &Path, origin: Origin, strength: u8) {
        match std::fs::read_to_string(path) {
            Ok(text) => self.put(setting, text.trim_end().to_owned(), origin, strength),
            Err(error) => self.problems.push(format!("{origin}: {}: {error}", path.display())),
        }
    }

    fn flags(&mut self, flags: &Flags) {
        for (key, text) in &flags.values {
            let base = key.strip_suffix("_file").and_then(Setting::find).filter(|row| row.secret);
            let origin = Origin::Flag(key.replace('_', "-"));
            match (Setting::find(key), base) {
                (Some(setting), _) => self.put(setting, text.clone(), origin, 3),
                (None, Some(setting)) => self.put_file(setting, Path::new(text), origin, 3),
                (None, None) => self.problems.push(format!("{origin}: no such flag")),
            }
        }
    }

    fn environment(&mut self, variables: &[(String, String)]) {
        for (name, text) in variables {
            let Some(rest) = name.strip_prefix("SOUK_") else { continue };
            if name.starts_with(TEST_PREFIX) || OTHER_VARIABLES.contains(&name.as_str()) {
                continue;
            }
            let origin = Origin::Environment(name.clone());
            // The variable's own spelling is capitals; anything else is a slip.
            let key = rest.to_ascii_lowercase();
            let exact = rest == rest.to_ascii_uppercase();
            match row(&key).filter(|_| exact) {
                Some((setting, false)) => self.put(setting, text.clone(), origin, 2),
                Some((setting, true)) => self.put_file(setting, Path::new(text), origin, 2),
                None => self.problems.push(unknown(&origin, &key, |near| {
                    format!("SOUK_{}", near.to_ascii_uppercase())
                })),
            }
        }
    }

    fn file(&mut self, sources: &Sources) {
        let variable = sources.environment.iter().find(|(name, _)| name == "SOUK_CONFIG");
        let named = variable.map(|(_, path)| PathBuf::from(path));
        let named = sources.flags.config.clone().or(named);
        let path = named.clone().unwrap_or_else(|| self.data_dir().join(DEFAULT_FILE));
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => return,
            Err(error) => return self.problems.push(format!("{}: {error}", path.display())),
        };
        match text.parse::<toml::Table>() {
            Ok(table) => self.table(&path, &table, named.is_some()),
            Err(error) => {
                // The message, without the excerpt of the text, which may hold a secret.
                self.problems.push(format!("{}: {}", path.display(), error.message()));
            }
        }
    }

    fn data_dir(&self) -> PathBuf {
        let fallback = match Setting::find("data_dir").map(|setting| setting.fallback) {
            Some(Fallback::Text(text)) => text,
            _ => ".",
        };
        self.texts.get("data_dir").map_or(fallback, |(text, ..)| text).into()
    }

    fn table(&mut self, path: &Path, table: &toml::Table, named: bool) {
        let origin = Origin::File(path.to_owned());
        for (key, value) in table {
            if key == "data_dir" && !named {
                let message = "cannot be set in a file that is found through the data directory";
                self.problems.push(format!("{origin}: {key}: {message}"));
                continue;
            }
            let Some((setting, is_file)) = row(key) else {
                self.problems.push(unknown(&origin, key, str::to_owned));
                continue;
            };
            match text_of(setting, value) {
                Some(text) if is_file => {
                    self.put_file(setting, Path::new(&text), origin.clone(), 1);
                }
                Some(text) => self.put(setting, text, origin.clone(), 1),
                None => self.problems.push(format!("{origin}: {key}: is of the wrong type")),
            }
        }
    }

    fn finish(mut self) -> Result<Loaded, ConfigError> {
        let mut settings = Settings::blank();
        let (mut origins, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for setting in TABLE {
            let (text, origin) = match (self.texts.remove(setting.key), setting.fallback) {
                (Some((text, origin, _)), _) => (text, origin),
                (None, Fallback::Text(text)) => (text.to_owned(), Origin::Default),
                (None, Fallback::Derived(_)) => continue,
            };
            if let Err(problem) = (setting.read)(&mut settings, &text) {
                self.problems.push(format!("{origin}: {} {problem}", setting.key));
            }
            origins.insert(setting.key, origin);
            let shown = if setting.secret { "(secret)".to_owned() } else { text };
            texts.insert(setting.key, shown);
        }
        if self.problems.is_empty()
            && settings.guest_token_default_ttl > settings.guest_token_max_ttl
        {
            let problem = "guest_token_default_ttl must not be longer than guest_token_max_ttl";
            self.problems.push(problem.to_owned());
        }
        self.problems.extend(settings.smtp.problem().map(str::to_owned));
        if self.problems.is_empty() {
            return Ok(Loaded { settings, origins, texts });
        }
        self.problems.sort();
        Err(ConfigError(self.problems))
    }
}

impl Loaded {
    /// The settings in words, a line each, for `souk check-config`. Secrets are not shown.
    #[must_use]
    pub fn describe(&self) -> String {
        TABLE.iter().map(|setting| self.line(setting)).collect()
    }

    fn line(&self, setting: &Setting) -> String {
        let origin = self.origins.get(setting.key).unwrap_or(&Origin::Default);
        let text = match (self.texts.get(setting.key), setting.fallback) {
            (Some(text), _) => text,
            (None, Fallback::Derived(text) | Fallback::Text(text)) => text,
        };
        format!("{} = {text}  # {origin}\n", setting.key)
    }
}

/// The setting that a key means, and whether the key names a file with the text.
fn row(key: &str) -> Option<(&'static Setting, bool)> {
    if let Some(setting) = Setting::find(key) {
        return Some((setting, false));
    }
    let secret = key.strip_suffix("_file").and_then(Setting::find).filter(|row| row.secret);
    secret.map(|setting| (setting, true))
}

fn unknown(origin: &Origin, key: &str, spell: impl Fn(&str) -> String) -> String {
    let place = match origin {
        Origin::File(_) => format!("{origin}: {key}"),
        _ => origin.to_string(),
    };
    let known = TABLE.iter().map(|setting| setting.key);
    match nearest(key, known) {
        Some(near) => format!("{place}: no such setting; is {} meant?", spell(near)),
        None => format!("{place}: no such setting"),
    }
}

fn text_of(setting: &Setting, value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(value) => Some(value.to_string()),
        toml::Value::Array(parts) => {
            let separator = setting.separator?;
            let texts: Option<Vec<_>> = parts.iter().map(toml::Value::as_str).collect();
            texts.map(|texts| texts.join(separator))
        }
        _ => None,
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => formatter.write_str("default"),
            Self::File(path) => path.display().fmt(formatter),
            Self::Environment(name) => formatter.write_str(name),
            Self::Flag(name) => write!(formatter, "--{name}"),
        }
    }
}
