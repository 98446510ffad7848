//! Values that the wire sends in two spellings: query strings have only text, bodies have types.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

/// `true`, `false`, `"true"` or `"false"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flag(pub bool);

/// A whole number that is not negative, as a number or as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(pub u64);

struct FlagVisitor;
struct NumberVisitor;

impl Visitor<'_> for FlagVisitor {
    type Value = Flag;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a boolean")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Flag, E> {
        Ok(Flag(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Flag, E> {
        match text {
            "true" => Ok(Flag(true)),
            "false" => Ok(Flag(false)),
            _ => Err(E::custom("must be a boolean")),
        }
    }
}

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
        Ok(Number(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
        u64::try_from(value).map(Number).map_err(|_| E::custom("must be a positive number"))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value < 0.0 {
            return Err(E::custom("must be a positive number"));
        }
        if value.fract() != 0.0 || value > EXACT {
            return Err(E::custom("must be an integer"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked above"
        )]
        let whole = value as u64;
        Ok(Number(whole))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
        if let Ok(whole) = text.parse() {
            return Ok(Number(whole));
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => self.visit_f64(number),
            _ => Err(E::custom("must be a number")),
        }
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FlagVisitor)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

macro_rules! two_spellings {
    ($name:ident, $kind:expr) => {
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let types = SchemaType::from_iter([$kind, Type::String]);
                ObjectBuilder::new().schema_type(types).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    };
}

two_spellings!(Flag, Type::Boolean);
two_spellings!(Number, Type::Integer);
