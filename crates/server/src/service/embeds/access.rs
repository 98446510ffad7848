//! Access settings against the datamart that they name.

use souk_model::{
    AccessSettings, Datamart, ErrorCode, OrganisationId, TableTenancySetting, Tenancy, Workspace,
};

use crate::http::ApiError;
use crate::service::{Services, datamarts};

/// Checks settings before they are stored.
///
/// # Errors
/// `INVALID_DATAMART`, `DATAMART_TABLE_NOT_FOUND`, an origin that is none.
pub async fn check(
    services: &Services,
    organisation: OrganisationId,
    workspace: &Workspace,
    settings: &AccessSettings,
) -> Result<(), ApiError> {
    check_origins(settings.allowed_origins.as_deref().unwrap_or_default())?;
    let Some(name) = &settings.datamart_name else { return Ok(()) };
    let datamart = load(services, organisation, name).await?;
    if let Some(own) = workspace.datamart_name.as_ref().filter(|own| *own != name) {
        let level = |datamart: &Datamart| datamart.tenancy.as_ref().map(std::mem::discriminant);
        if level(&load(services, organisation, own).await?) != level(&datamart) {
            let hint = "its tenancy level is not that of the workspace's datamart";
            return Err(invalid().with_hint(hint));
        }
    }
    check_tables(&datamart, settings.table_tenancy_settings.as_deref().unwrap_or_default())
}

async fn load(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
) -> Result<Datamart, ApiError> {
    match datamarts::load(services, organisation, name).await {
        Err(error) if error.code() == ErrorCode::INVALID_REQUEST_BODY => Err(invalid()),
        loaded => Ok(loaded?.datamart),
    }
}

fn invalid() -> ApiError {
    ApiError::new(ErrorCode::INVALID_DATAMART, "Invalid datamart").at("accessSettings.datamartName")
}

fn check_tables(datamart: &Datamart, tables: &[TableTenancySetting]) -> Result<(), ApiError> {
    let missing = |hint: String| {
        ApiError::new(ErrorCode::DATAMART_TABLE_NOT_FOUND, "Datamart table not found")
            .at("accessSettings.tableTenancySettings")
            .with_hint(hint)
    };
    for setting in tables {
        let found = datamart.tables.iter().find(|table| {
            table.name.name == setting.name || table.name.to_string() == setting.name
        });
        let table = found.ok_or_else(|| missing(format!("there is no table {}", setting.name)))?;
        let has = table.columns.iter().any(|column| column.name == setting.client_column);
        if !has {
            let hint = format!("{} has no column {}", setting.name, setting.client_column);
            return Err(missing(hint));
        }
    }
    let is_by_table = matches!(datamart.tenancy, Some(Tenancy::Table(_)));
    let has_rule = |table: &souk_model::Table| {
        table.client_column.is_some() || table.tenant_via.is_some() || table.is_shared
    };
    if is_by_table && tables.is_empty() && !datamart.tables.iter().any(has_rule) {
        return Err(missing("no table has a tenant rule, so none could be asked".to_owned()));
    }
    Ok(())
}

/// An origin is a scheme, a host and perhaps a port, and nothing else: it is compared as it stands.
fn check_origins(origins: &[String]) -> Result<(), ApiError> {
    for (position, origin) in origins.iter().enumerate() {
        if !is_origin(origin) {
            let path = format!("accessSettings.allowedOrigins[{position}]");
            let message =
                format!("\"{path}\" must be an origin, such as https://portal.example.com");
            return Err(ApiError::invalid(message).at(path));
        }
    }
    Ok(())
}

fn is_origin(text: &str) -> bool {
    const LONGEST: usize = 300;
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_plain = |letter: u8| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || b".-:[]".contains(&letter)
    };
    text.len() <= LONGEST && host.is_some_and(|host| !host.is_empty() && host.bytes().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_no_path_no_star_and_no_second_directive() {
        for good in ["https://a.example", "http://127.0.0.1:8080", "http://[::1]:80"] {
            assert!(is_origin(good), "{good}");
        }
        let bad = [
            "*",
            "https://",
            "https://*.example",
            "https://a/",
            "https://a b",
            "ftp://a",
            "https://a;x",
            "https://a,b",
            "null",
            "https://A.example",
            "https://a'",
        ];
        for bad in bad {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
