//! A flag for every setting, made from the table.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::config::{Flags, Setting, TABLE};

/// A setting's flag: the key in [`Flags`], the name without dashes, what the value is, the help.
struct Flag {
    key: String,
    name: String,
    value: &'static str,
    help: &'static str,
}

static FLAGS: LazyLock<Vec<Flag>> = LazyLock::new(|| TABLE.iter().map(flag).collect());

/// A secret's flag names a file, because others can see command lines.
fn flag(setting: &Setting) -> Flag {
    let (suffix, value) = if setting.secret { ("-file", "FILE") } else { ("", "VALUE") };
    let name = format!("{}{suffix}", setting.flag());
    Flag { key: name.replace('-', "_"), name, value, help: setting.doc }
}

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let config = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .help("The configuration file [default: souk.toml in the data directory, if there]");
        FLAGS.iter().fold(command.arg(config), |command, flag| {
            let arg = Arg::new(flag.key.as_str()).long(flag.name.as_str());
            command.arg(arg.value_name(flag.value).help(flag.help))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        if let Some(path) = matches.get_one::<PathBuf>("config") {
            self.config = Some(path.clone());
        }
        for flag in FLAGS.iter() {
            if let Some(text) = matches.get_one::<String>(&flag.key) {
                self.values.insert(flag.key.clone(), text.clone());
            }
        }
        Ok(())
    }
}
