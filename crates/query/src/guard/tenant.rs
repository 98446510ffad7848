//! What a proven text still needs of its parameters: which of them are the tenant.

use rust_decimal::Decimal;
use sqlparser::ast::{Expr, Value as Literal, ValueWithSpan};
use uuid::Uuid;

use super::error::{GuardError, Refusal};
use super::exact::{Form, Layer, Wanted};
use super::placeholder::index;
use super::{GuardTenant, Kind, Place};
use crate::Value;

/// A parameter that, as the text compares it, is the tenant or nothing is found.
#[derive(Debug)]
pub(super) struct TenantParameter {
    position: usize,
    layers: Vec<Layer>,
    wanted: Wanted,
}

/// One table's rule stands if any of these parameters is the tenant.
#[derive(Debug)]
pub(super) struct Requirement {
    pub(super) table: String,
    pub(super) place: Option<Place>,
    pub(super) any: Vec<TenantParameter>,
}

/// What a text proves, for any tenant of a kind: it is safe with parameters that meet this.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) parameters: usize,
    pub(super) requirements: Vec<Requirement>,
}

impl Proof {
    /// Holds the parameters against what the text needs of them.
    pub(super) fn admit(
        &self,
        parameters: &[Value],
        tenant: &GuardTenant,
    ) -> Result<(), GuardError> {
        if parameters.len() != self.parameters {
            return Err(Refusal::Placeholder.into());
        }
        let is_met = |requirement: &&Requirement| {
            requirement.any.iter().any(|one| one.is_tenant(parameters, tenant))
        };
        match self.requirements.iter().find(|requirement| !is_met(requirement)) {
            None => Ok(()),
            Some(broken) => {
                let refusal = GuardError::from(Refusal::Unscoped(broken.table.clone()));
                Err(broken.place.iter().fold(refusal, |error, place| error.inside(place.clone())))
            }
        }
    }
}

impl TenantParameter {
    fn is_tenant(&self, parameters: &[Value], tenant: &GuardTenant) -> bool {
        parameters.get(self.position).is_some_and(|value| {
            is_equal(value, tenant)
                && self.layers.iter().all(|layer| keeps(*layer, value))
                && self.is_wanted(value)
        })
    }

    fn is_wanted(&self, value: &Value) -> bool {
        match (self.wanted, self.layers.first()) {
            (Wanted::Anything, _) => true,
            (Wanted::Text, Some(layer)) => is_textual(*layer),
            (Wanted::Text, None) => matches!(value, Value::Text(_) | Value::Uuid(_)),
            (Wanted::Uuid, Some(layer)) => *layer == Layer::Uuid,
            (Wanted::Uuid, None) => matches!(value, Value::Uuid(_)),
        }
    }
}

/// A cast to text that keeps different keys different.
pub(super) fn is_textual(layer: Layer) -> bool {
    matches!(layer, Layer::Text | Layer::Wide | Layer::Utf8 | Layer::Call("tostring"))
}

/// The layers below those that the form asks for, or nothing where the value is not in the form.
fn below<'l>(layers: &'l [Layer], form: &Form) -> Option<&'l [Layer]> {
    let rest = layers.strip_prefix(form.value)?;
    // The collation of the comparison may be said on both sides.
    match (rest, form.column) {
        ([first @ Layer::Collated(_), inner @ ..], [said, ..]) if first == said => Some(inner),
        _ => Some(rest),
    }
}

/// The placeholder under these layers, if the form takes it.
pub(super) fn parameter(layers: &[Layer], core: &Expr, form: &Form) -> Option<TenantParameter> {
    let Expr::Value(ValueWithSpan { value: Literal::Placeholder(placeholder), span: _ }) = core
    else {
        return None;
    };
    let layers = below(layers, form)?.to_vec();
    Some(TenantParameter { position: index(placeholder)?, layers, wanted: form.wanted })
}

/// Layers that the form takes around a value of the database, whose type is not known here.
pub(super) fn is_found_value(layers: &[Layer], form: &Form) -> bool {
    let Some(rest) = below(layers, form) else {
        return false;
    };
    let is_kept = rest.iter().all(|layer| *layer == Layer::Uuid || is_textual(*layer));
    is_kept
        && match form.wanted {
            Wanted::Anything => true,
            Wanted::Text => rest.first().is_none_or(|layer| is_textual(*layer)),
            Wanted::Uuid => rest.first() == Some(&Layer::Uuid),
        }
}

/// Equal as a database would say it, with no conversion between numbers and text.
fn is_equal(value: &Value, tenant: &GuardTenant) -> bool {
    match tenant {
        GuardTenant::None => false,
        GuardTenant::Name(name) => matches!(value, Value::Text(text) if text == name),
        GuardTenant::Key(key) => is_same_key(value, key),
    }
}

fn is_same_key(value: &Value, key: &Value) -> bool {
    match (value, key) {
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Decimal(left), Value::Decimal(right)) => left == right,
        (Value::Integer(whole), Value::Decimal(exact))
        | (Value::Decimal(exact), Value::Integer(whole)) => Decimal::from(*whole) == *exact,
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Uuid(left), Value::Uuid(right)) => left == right,
        (Value::Text(text), Value::Uuid(uuid)) | (Value::Uuid(uuid), Value::Text(text)) => {
            Uuid::try_parse(text).is_ok_and(|parsed| parsed == *uuid)
        }
        _ => false,
    }
}

/// The layer neither cuts nor rounds this value.
fn keeps(layer: Layer, value: &Value) -> bool {
    match value {
        Value::Text(text) => {
            is_textual(layer) || (layer == Layer::Uuid && Uuid::try_parse(text).is_ok())
        }
        Value::Uuid(_) => is_textual(layer) || layer == Layer::Uuid,
        Value::Integer(whole) => match layer {
            Layer::Whole(bits) => holds(bits, *whole),
            other => is_textual(other) || other == Layer::Decimal,
        },
        Value::Decimal(_) => layer == Layer::Decimal,
        _ => false,
    }
}

fn holds(bits: u32, whole: i64) -> bool {
    match bits {
        64 => true,
        32 => i32::try_from(whole).is_ok(),
        16 => i16::try_from(whole).is_ok(),
        _ => false,
    }
}

impl GuardTenant {
    /// What of a tenant a proof may depend on.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::None => Some(Kind::None),
            Self::Key(Value::Integer(_) | Value::Decimal(_)) => Some(Kind::Number),
            Self::Key(Value::Text(_) | Value::Uuid(_)) => Some(Kind::Text),
            Self::Key(_) => None,
            Self::Name(_) => Some(Kind::Name),
        }
    }
}
