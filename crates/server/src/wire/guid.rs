//! A UUID in a body, with the wire's complaint.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, de};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// A UUID in its usual form with hyphens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Guid(pub Uuid);

hidden!(Guid);

impl<'de> Deserialize<'de> for Guid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let complaint = || de::Error::custom("must be a valid GUID");
        crate::service::tokens::parse(&text).map(Self).ok_or_else(complaint)
    }
}

impl PartialSchema for Guid {
    fn schema() -> RefOr<Schema> {
        let format = SchemaFormat::KnownFormat(KnownFormat::Uuid);
        ObjectBuilder::new().schema_type(Type::String).format(Some(format)).into()
    }
}

impl ToSchema for Guid {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Guid")
    }
}
