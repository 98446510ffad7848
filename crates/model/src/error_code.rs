//! Every error code that a client can meet, in one table.
//!
//! Codes, statuses and the documented messages are those of the compatible wire; the rows marked
//! `extension` are Souk's own. `docs/reference/errors.md` is made from this table.

/// A stable, documented code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ErrorCode {
    /// What stands in `error.code`.
    pub code: &'static str,
    /// The HTTP status, unless the endpoint documents another.
    pub status: u16,
    /// What it means, for the reference page.
    pub meaning: &'static str,
    /// False for codes of the compatible wire.
    pub extension: bool,
}

macro_rules! error_codes {
    ($($(#[$extension:ident])? $name:ident $code:literal $status:literal $meaning:literal;)*) => {
        impl ErrorCode {
            $(
                #[doc = $meaning]
                pub const $name: Self = Self {
                    code: $code,
                    status: $status,
                    meaning: $meaning,
                    extension: error_codes!(@extension $($extension)?),
                };
            )*

            /// The whole table, in the order of the reference page.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
    (@extension) => { false };
    (@extension extension) => { true };
}

error_codes! {
    INVALID_REQUEST_BODY "INVALID_REQUEST_BODY" 400 "The body, a query string or a name in it is malformed or names nothing that exists.";
    AUTHENTICATION_ERROR "AUTHENTICATION_ERROR" 401 "The token is missing, unknown, expired, revoked, or of the wrong kind.";
    INVALID_DATA_APP_API_KEY "INVALID_DATA_APP_API_KEY" 400 "The data app API key is missing or not valid.";
    DATASOURCE_NAME_ERROR "DATASOURCE_NAME_ERROR" 400 "The datasource's name is taken (on create) or unknown (everywhere else).";
    DATASOURCE_ID_ERROR "DATASOURCE_ID_ERROR" 400 "No datasource has this identifier.";
    DATASOURCE_NOT_FOUND "DATASOURCE_NOT_FOUND" 404 "No such datasource.";
    DATASOURCE_IN_USE "DATASOURCE_IN_USE" 400 "Other documents use the datasource; the hints name them.";
    CREDENTIAL_TEST_FAILED "CREDENTIAL_TEST_FAILED" 400 "The datasource did not accept a connection with these credentials.";
    SCHEMA_CACHE_FAILED "SCHEMA_CACHE_FAILED" 500 "The datasource connected, but its schema could not be read.";
    CREATE_DATASOURCE_FAILED "CREATE_DATASOURCE_FAILED" 500 "The datasource could not be stored.";
    INVALID_TENANCY "INVALID_TENANCY" 400 "The tenancy settings do not fit the datasource.";
    INVALID_DATAMART "INVALID_DATAMART" 400 "No such datamart, or its tenancy does not fit.";
    DATAMART_TABLE_NOT_FOUND "DATAMART_TABLE_NOT_FOUND" 400 "The datamart has no such table.";
    SEMANTIC_LAYER_NOT_FOUND "SEMANTIC_LAYER_NOT_FOUND" 404 "The datamart has no semantic layer yet.";
    DATA_APP_ALREADY_EXISTS "DATA_APP_ALREADY_EXISTS" 400 "A data app of this name exists.";
    DATA_APP_NOT_FOUND "DATA_APP_NOT_FOUND" 400 "No data app has this name.";
    WORKSPACE_NAME_ALREADY_EXISTS "WORKSPACE_NAME_ALREADY_EXISTS" 400 "A workspace of this name exists.";
    WORKSPACE_DOES_NOT_EXIST "WORKSPACE_DOES_NOT_EXIST" 400 "No workspace has this name, on its update.";
    INVALID_WORKSPACE_NAME "INVALID_WORKSPACE_NAME" 400 "No workspace has this name, on embeds.";
    INVALID_DATASOURCE_NAME "INVALID_DATASOURCE_NAME" 400 "No datasource has this name, on workspaces.";
    INVALID_DATAMART_NAME "INVALID_DATAMART_NAME" 400 "No datamart has this name, on workspaces.";
    INVALID_DASHBOARD_ID "INVALID_DASHBOARD_ID" 400 "No dashboard has this identifier; on dashboard-embeds, one has it already.";
    INVALID_METRIC_ID "INVALID_METRIC_ID" 400 "No metric has this identifier.";
    EMBED_PARAM_ERROR "EMBED_PARAM_ERROR" 400 "The embed is unknown or not of this API key's data app.";
    TEMPLATE_DASHBOARD_ERROR "TEMPLATE_DASHBOARD_ERROR" 400 "The workspace has no such template dashboard.";
    INVALID_EMBED_ID "INVALID_EMBED_ID" 400 "No embed of this data app has this identifier.";
    WORKSPACE_ID_ERROR "WORKSPACE_ID_ERROR" 400 "No workspace has this name.";
    DASHBOARD_PARAM_ERROR "DASHBOARD_PARAM_ERROR" 400 "The dashboard is not part of the workspace or data app.";
    CLIENT_ID_ERROR "CLIENT_ID_ERROR" 400 "The client identifier is missing, malformed, or not one of the datamart's tenants.";
    APP_FILTER_PARAM_ERROR "APP_FILTER_PARAM_ERROR" 400 "A filter in the guest token's params is malformed.";
    RLS_SETTINGS_PARAM_ERROR "RLS_SETTINGS_PARAM_ERROR" 400 "A row rule in the guest token's params is malformed.";
    EXPIRED_SERVICE_TOKEN "EXPIRED_SERVICE_TOKEN" 400 "The service token has already expired.";
    ACCOUNT_NOT_FOUND "ACCOUNT_NOT_FOUND" 500 "The administrator's account no longer exists.";
    SELFHOSTED_APP_ERROR "SELFHOSTED_APP_ERROR" 500 "The feature is switched off on this server.";
    USER_NOT_FOUND "USER_NOT_FOUND" 400 "No account has this e-mail address.";
    INVALID_CREDENTIALS "Invalid credentials" 400 "The password is wrong.";
    RESET_PASSWORD_ERROR "RESET_PASSWORD_ERROR" 400 "The password could not be changed.";
    INTERNAL_SERVER_ERROR "INTERNAL_SERVER_ERROR" 500 "An unexpected failure; the request id leads to the log line.";
    #[extension] UNKNOWN_MEMBER "UNKNOWN_MEMBER" 400 "The question names members that the datamart does not have; the hints suggest near names.";
    #[extension] INVALID_QUESTION "INVALID_QUESTION" 400 "The question is well formed but makes no sense, such as a sum of text.";
    #[extension] UNSUPPORTED_QUESTION "UNSUPPORTED_QUESTION" 400 "The question cannot be answered rightly; the message says why and what would mend it.";
    #[extension] TABLE_NOT_SCOPED "TABLE_NOT_SCOPED" 400 "A table has no tenant rule, so nobody may query it; the message names it and the mend.";
    #[extension] DATAMART_OUTDATED "DATAMART_OUTDATED" 400 "The datasource's schema has changed and the datamart no longer fits it; the hints say where.";
    #[extension] DATAMART_IN_USE "DATAMART_IN_USE" 409 "ifUnused=true was given and other documents use the datamart; the hints name them.";
    #[extension] GUARD_REFUSED "GUARD_REFUSED" 500 "The independent reader found SQL that is not provably inside the tenant's scope; nothing was sent.";
    #[extension] ACTION_NOT_ALLOWED "ACTION_NOT_ALLOWED" 403 "The embed's access settings or the guest token's permissions do not allow this.";
    #[extension] EMAIL_NOT_CONFIGURED "EMAIL_NOT_CONFIGURED" 503 "The server has no mail server (`smtp_host`), so it sends no reports.";
    #[extension] REPORT_NOT_FOUND "REPORT_NOT_FOUND" 400 "The viewer has no such report.";
    #[extension] VIEW_NOT_FOUND "VIEW_NOT_FOUND" 400 "The viewer has no such view of the dashboard.";
    #[extension] ORIGIN_NOT_ALLOWED "ORIGIN_NOT_ALLOWED" 403 "The embed names the origins that may show it, and the page's origin is not one of them.";
    #[extension] QUERY_FAILED "QUERY_FAILED" 502 "The datasource refused the query.";
    #[extension] QUERY_TIMEOUT "QUERY_TIMEOUT" 504 "The query ran longer than the limit and was cancelled.";
    #[extension] RESULT_TOO_LARGE "RESULT_TOO_LARGE" 400 "The answer has more rows or bytes than the limit.";
    #[extension] DATASOURCE_UNAVAILABLE "DATASOURCE_UNAVAILABLE" 503 "The datasource cannot be reached.";
    #[extension] STORE_UNAVAILABLE "STORE_UNAVAILABLE" 503 "Souk's own store cannot be reached or written; nothing was changed.";
    #[extension] CONFLICT "CONFLICT" 409 "The document was changed by somebody else in the meantime; read it again.";
    #[extension] NOT_FOUND "NOT_FOUND" 404 "There is no such route or document.";
    #[extension] METHOD_NOT_ALLOWED "METHOD_NOT_ALLOWED" 405 "The route exists, the method does not.";
    #[extension] NOT_ACCEPTABLE "NOT_ACCEPTABLE" 406 "None of the media types in Accept can be produced.";
    #[extension] REQUEST_TOO_LARGE "REQUEST_TOO_LARGE" 413 "The body is larger than the limit.";
    #[extension] UNSUPPORTED_MEDIA_TYPE "UNSUPPORTED_MEDIA_TYPE" 415 "The body is not application/json.";
}

/// One thing that is wrong with a request, where it is, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The code that the reply carries when this problem comes first.
    pub code: ErrorCode,
    /// The documented message of the compatible wire (or Souk's own, for extensions).
    pub message: String,
    /// Where in the request, such as `tableList[2].columns[0].name`; empty for the whole.
    pub path: String,
    /// What exactly is wrong and what would be right.
    pub hint: String,
}

impl Problem {
    /// A problem at `path`.
    pub fn new(
        code: ErrorCode,
        message: impl Into<String>,
        path: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { code, message: message.into(), path: path.into(), hint: hint.into() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_is_listed_once() {
        let codes: HashSet<_> = ErrorCode::ALL.iter().map(|row| row.code).collect();
        assert_eq!(codes.len(), ErrorCode::ALL.len());
    }
}
