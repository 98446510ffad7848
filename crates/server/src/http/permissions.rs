//! The permission table: every route there is, and who may use it.
//!
//! The router is built from this table and from nothing else, so a route without a row cannot
//! exist. Deny by default: a credential kind that a row does not list is refused.

use axum::http::Method;
use axum::routing::{MethodRouter, get};
use souk_model::ErrorCode;
use utoipa_axum::router::UtoipaMethodRouter;
use utoipa_axum::routes;

use crate::http::routes::{
    accounts, api_tokens, dashboards, data, data_apps, datamarts, datasources, docs, embeds, guest,
    guest_tokens, health, metrics, questions, semantic_layer, transfer, web, workspaces,
};
use crate::http::{ApiError, AppState};

/// What kind of credential a caller holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CredentialKind {
    /// The JWT of a person who runs the server.
    Admin,
    /// A service token.
    Service,
    /// A data app's API key.
    ApiKey,
    /// A guest token.
    Guest,
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, without a credential.
    Public,
    /// Holders of these kinds of credential.
    Only(&'static [CredentialKind]),
}

/// Why a credential was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There was none.
    Absent,
    /// It has no form that any credential has.
    Malformed,
    /// Nobody has it, or it expired or was revoked.
    Unknown,
    /// Its kind may not use the route.
    WrongKind,
}

/// How a family of the wire says no: its code, and a status per reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// `error.code`.
    pub code: ErrorCode,
    /// Status for no credential.
    pub absent: u16,
    /// Status for a malformed one.
    pub malformed: u16,
    /// Status for an unknown, expired or revoked one.
    pub unknown: u16,
    /// Status for the wrong kind.
    pub wrong_kind: u16,
}

impl Refusal {
    const fn always(code: ErrorCode, status: u16) -> Self {
        let (absent, malformed, unknown, wrong_kind) = (status, status, status, status);
        Self { code, absent, malformed, unknown, wrong_kind }
    }

    /// 401, whatever the reason: missing and forbidden look the same.
    pub const UNAUTHORISED: Self = Self::always(ErrorCode::AUTHENTICATION_ERROR, 401);
    /// Embeds and what hangs on them document the code of the key.
    pub const KEY_NEEDED: Self = Self::always(ErrorCode::INVALID_DATA_APP_API_KEY, 401);
    /// Data apps and API tokens document 400.
    pub const BAD_REQUEST: Self = Self::always(ErrorCode::AUTHENTICATION_ERROR, 400);
    /// The semantic layer documents 403 for a data app's key.
    pub const FORBIDDEN_KIND: Self = Self { wrong_kind: 403, ..Self::UNAUTHORISED };
    /// Rotation documents 400 for what is no UUID and 401 for what is unknown or expired.
    pub const ROTATION: Self = Self { absent: 400, malformed: 400, ..Self::UNAUTHORISED };

    /// The error to answer with.
    #[must_use]
    pub fn error(&self, refused: Refused) -> ApiError {
        let status = match refused {
            Refused::Absent => self.absent,
            Refused::Malformed => self.malformed,
            Refused::Unknown => self.unknown,
            Refused::WrongKind => self.wrong_kind,
        };
        let message = "The token is missing, invalid or expired, or may not be used here";
        ApiError::new(self.code, message).with_status(status)
    }
}

/// What answers a route.
#[derive(Debug, Clone, Copy)]
pub enum Endpoint {
    /// A handler with `#[utoipa::path]`, from `routes!`.
    Documented(fn() -> UtoipaMethodRouter<AppState>),
    /// One that the OpenAPI document leaves out.
    Plain(fn() -> MethodRouter<AppState>),
}

/// One row of the table.
#[derive(Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The newest path of the wire.
    pub path: &'static str,
    /// Older paths with the same method and meaning, beside those that [`Route::paths`] derives.
    pub aliases: &'static [&'static str],
    /// Who may use it.
    pub access: Access,
    /// How everybody else is refused.
    pub refusal: Refusal,
    /// The handler.
    pub endpoint: Endpoint,
}

const NEW_PREFIX: &str = "/api/v2/data-app";
const OLD_PREFIX: &str = "/api/v2/dataApp";

impl Route {
    /// The older paths: those listed, and `/api/v2/dataApp` for `/api/v2/data-app`.
    #[must_use]
    pub fn old_paths(&self) -> Vec<String> {
        let listed = self.aliases.iter().map(|path| (*path).to_owned());
        let derived = self.path.strip_prefix(NEW_PREFIX).map(|rest| format!("{OLD_PREFIX}{rest}"));
        derived.into_iter().chain(listed).collect()
    }

    /// Every path that leads here, the newest first.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        std::iter::once(self.path.to_owned()).chain(self.old_paths()).collect()
    }

    /// Whether a kind of credential may use the route.
    #[must_use]
    pub fn allows(&self, kind: CredentialKind) -> bool {
        match self.access {
            Access::Public => true,
            Access::Only(kinds) => kinds.contains(&kind),
        }
    }
}

const PUBLIC: Access = Access::Public;
const ADMIN: Access = Access::Only(&[CredentialKind::Admin]);
const ADMIN_OR_SERVICE: Access = Access::Only(&[CredentialKind::Admin, CredentialKind::Service]);
const GUEST: Access = Access::Only(&[CredentialKind::Guest]);
const KEY: Access = Access::Only(&[CredentialKind::ApiKey]);
const SERVICE: Access = Access::Only(&[CredentialKind::Service]);
const ANY_BUT_ADMIN: Access =
    Access::Only(&[CredentialKind::Service, CredentialKind::ApiKey, CredentialKind::Guest]);
const SERVICE_OR_KEY: Access = Access::Only(&[CredentialKind::Service, CredentialKind::ApiKey]);

/// `METHOD path [aliases] access refusal => handler`, as one reads a table.
macro_rules! rows {
    ($($method:ident $path:literal $([$($alias:literal),*])? $access:ident $refusal:ident => $kind:ident $handler:expr;)*) => {
        &[$(Route {
            method: Method::$method,
            path: $path,
            aliases: &[$($($alias),*)?],
            access: $access,
            refusal: Refusal::$refusal,
            endpoint: Endpoint::$kind(|| $handler),
        }),*]
    };
}

/// Every route of the server.
pub const TABLE: &[Route] = rows! {
    // The server itself.
    GET "/healthz" PUBLIC UNAUTHORISED => Documented routes!(health::healthz);
    GET "/readyz" PUBLIC UNAUTHORISED => Documented routes!(health::readyz);

    GET "/metrics" PUBLIC UNAUTHORISED => Plain get(docs::metrics);
    GET "/openapi.json" PUBLIC UNAUTHORISED => Plain get(docs::openapi);
    GET "/docs" PUBLIC UNAUTHORISED => Plain get(docs::without_slash);
    GET "/docs/" PUBLIC UNAUTHORISED => Plain get(docs::page);
    GET "/docs/{*file}" PUBLIC UNAUTHORISED => Plain get(docs::file);

    // The web components and the page that hosts them.
    GET "/souk.js" PUBLIC UNAUTHORISED => Plain get(web::script);
    GET "/assets/{*file}" PUBLIC UNAUTHORISED => Plain get(web::asset);
    GET "/frame.js" PUBLIC UNAUTHORISED => Plain get(web::frame_script);
    GET "/embed/{embedId}" PUBLIC UNAUTHORISED => Plain get(web::hosted);

    // Datasources.
    POST "/api/v2/datasource" SERVICE UNAUTHORISED => Documented routes!(datasources::create);
    GET "/api/v2/datasource" SERVICE UNAUTHORISED => Documented routes!(datasources::list);
    PUT "/api/v2/datasource" SERVICE UNAUTHORISED => Documented routes!(datasources::update);
    DELETE "/api/v2/datasource" SERVICE UNAUTHORISED => Documented routes!(datasources::delete);
    POST "/api/v2/datasource/sync" SERVICE UNAUTHORISED => Documented routes!(datasources::sync);
    POST "/api/v2/datasource/getDatasourceProgress" SERVICE UNAUTHORISED => Documented routes!(datasources::progress);
    POST "/api/v2/datasource/test" SERVICE UNAUTHORISED => Documented routes!(datasources::test);
    GET "/api/v2/datasource/drift" SERVICE UNAUTHORISED => Documented routes!(datasources::drift);
    GET "/api/v2/datasource/schema" SERVICE UNAUTHORISED => Documented routes!(datasources::schema);

    // Datamarts and their semantic layer.
    POST "/api/v2/data-app/datamarts" ["/api/v2/dataApp/datamart/create"] SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::create);
    GET "/api/v2/data-app/datamarts" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::list);
    POST "/api/v2/dataApp/datamart/list" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::list_by_post);
    PUT "/api/v2/data-app/datamarts" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::update);
    PATCH "/api/v2/data-app/datamarts" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::patch);
    DELETE "/api/v2/data-app/datamart" ["/api/v2/data-app/datamarts", "/api/v2/dataApp/datamarts"] SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::delete);
    POST "/api/v2/dataApp/datamart/delete" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::delete_by_post);
    POST "/api/v2/data-app/datamarts/query" ANY_BUT_ADMIN UNAUTHORISED => Documented routes!(questions::answer);
    POST "/api/v2/data-app/datamarts/explain" SERVICE UNAUTHORISED => Documented routes!(questions::explain);
    POST "/api/v2/data-app/datamarts/verify" SERVICE UNAUTHORISED => Documented routes!(questions::verify);
    GET "/api/v2/data-app/datamarts/dependents" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(datamarts::dependents);
    GET "/api/v2/data-app/datamarts/semantic-layer" SERVICE FORBIDDEN_KIND => Documented routes!(semantic_layer::show);
    POST "/api/v2/data-app/datamarts/semantic-layer" SERVICE FORBIDDEN_KIND => Documented routes!(semantic_layer::create);
    PUT "/api/v2/data-app/datamarts/semantic-layer" SERVICE FORBIDDEN_KIND => Documented routes!(semantic_layer::update);
    DELETE "/api/v2/data-app/datamarts/semantic-layer" SERVICE FORBIDDEN_KIND => Documented routes!(semantic_layer::delete);

    // Data apps, API keys, guest tokens.
    POST "/api/v2/data-app" SERVICE BAD_REQUEST => Documented routes!(data_apps::create);
    GET "/api/v2/data-app" SERVICE BAD_REQUEST => Documented routes!(data_apps::list);
    PUT "/api/v2/data-app" SERVICE BAD_REQUEST => Documented routes!(data_apps::rename);
    DELETE "/api/v2/data-app" SERVICE BAD_REQUEST => Documented routes!(data_apps::delete);
    POST "/api/v2/data-app/api-tokens" SERVICE BAD_REQUEST => Documented routes!(api_tokens::create);
    GET "/api/v2/data-app/api-tokens" SERVICE BAD_REQUEST => Documented routes!(api_tokens::list);
    POST "/api/v2/data-app/rotate-api" SERVICE_OR_KEY ROTATION => Documented routes!(api_tokens::rotate);
    POST "/api/v2/guest-token/create" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(guest_tokens::create);
    POST "/api/v1/guest-token/create" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(guest_tokens::create_v1);
    GET "/api/v2/guest-token" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(guest_tokens::list);
    DELETE "/api/v2/guest-token" SERVICE_OR_KEY UNAUTHORISED => Documented routes!(guest_tokens::revoke);

    // Workspaces, metrics, dashboards.
    POST "/api/v2/workspace" SERVICE UNAUTHORISED => Documented routes!(workspaces::create);
    GET "/api/v2/workspace" SERVICE UNAUTHORISED => Documented routes!(workspaces::list);
    PUT "/api/v2/workspace" SERVICE UNAUTHORISED => Documented routes!(workspaces::update);
    DELETE "/api/v2/workspace" SERVICE UNAUTHORISED => Documented routes!(workspaces::delete);
    POST "/api/v2/workspace/dashboards" SERVICE UNAUTHORISED => Documented routes!(workspaces::dashboards);
    PUT "/api/v2/workspace/dashboards" SERVICE UNAUTHORISED => Documented routes!(workspaces::remap);
    POST "/api/v2/workspace/metrics" SERVICE UNAUTHORISED => Documented routes!(workspaces::metrics);
    POST "/api/v2/workspace/dashboard/metrics" SERVICE UNAUTHORISED => Documented routes!(workspaces::dashboard_metrics);
    POST "/api/v2/metrics" SERVICE UNAUTHORISED => Documented routes!(metrics::create);
    GET "/api/v2/metrics" SERVICE UNAUTHORISED => Documented routes!(metrics::list);
    PUT "/api/v2/metrics" SERVICE UNAUTHORISED => Documented routes!(metrics::update);
    DELETE "/api/v2/metrics" SERVICE UNAUTHORISED => Documented routes!(metrics::delete);
    POST "/api/v2/metrics/duplicate" SERVICE UNAUTHORISED => Documented routes!(metrics::duplicate);
    POST "/api/v2/dashboards" SERVICE UNAUTHORISED => Documented routes!(dashboards::create);
    GET "/api/v2/dashboards" SERVICE UNAUTHORISED => Documented routes!(dashboards::list);
    PUT "/api/v2/dashboards" SERVICE UNAUTHORISED => Documented routes!(dashboards::update);
    DELETE "/api/v2/dashboards" SERVICE UNAUTHORISED => Documented routes!(dashboards::delete);
    POST "/api/v2/dashboards/duplicate" SERVICE UNAUTHORISED => Documented routes!(dashboards::duplicate);

    POST "/api/v2/data-app/export-dashboard" SERVICE UNAUTHORISED => Documented routes!(transfer::export_dashboard);
    POST "/api/v2/data-app/import-dashboard" SERVICE UNAUTHORISED => Documented routes!(transfer::import_dashboard);

    // Embeds.
    POST "/api/v2/data-app/embeds" ["/api/v2/dataApp/embed/create"] KEY KEY_NEEDED => Documented routes!(embeds::create);
    GET "/api/v2/data-app/embeds" KEY KEY_NEEDED => Documented routes!(embeds::list);
    POST "/api/v2/dataApp/embed/list" KEY KEY_NEEDED => Documented routes!(embeds::list_by_post);
    PUT "/api/v2/data-app/embeds" KEY KEY_NEEDED => Documented routes!(embeds::update);
    POST "/api/v2/dataApp/embed/update" KEY KEY_NEEDED => Documented routes!(embeds::update_by_post);
    PUT "/api/v2/data-app/embeds/rename" KEY KEY_NEEDED => Documented routes!(embeds::rename);
    DELETE "/api/v2/data-app/embeds" KEY KEY_NEEDED => Documented routes!(embeds::delete);
    POST "/api/v2/dataApp/embed/delete" KEY KEY_NEEDED => Documented routes!(embeds::delete_by_post);

    GET "/api/v2/data-app/embeds/reports" ["/api/v2/dataApp/embed/reports"] KEY KEY_NEEDED => Documented routes!(embeds::list_reports);
    DELETE "/api/v2/data-app/embeds/reports" KEY KEY_NEEDED => Documented routes!(embeds::delete_reports);

    GET "/api/v2/data-app/embeds/export" KEY KEY_NEEDED => Documented routes!(transfer::export_embed);
    POST "/api/v2/data-app/dashboard-embeds" ["/api/v2/dataApp/dashboardEmbed/create"] KEY KEY_NEEDED => Documented routes!(transfer::dashboard_embed);

    // What a data app's back end reads.
    POST "/api/v2/data-app/query" KEY KEY_NEEDED => Documented routes!(data::query);
    GET "/api/v2/data-app/dashboards" KEY KEY_NEEDED => Documented routes!(data::dashboards);
    POST "/api/v2/data-app/dashboards" KEY KEY_NEEDED => Documented routes!(data::dashboards_by_post);
    GET "/api/v2/data-app/metrics" KEY KEY_NEEDED => Documented routes!(data::metrics);
    POST "/api/v2/data-app/metrics" KEY KEY_NEEDED => Documented routes!(data::metrics_by_post);
    PUT "/api/v2/data-app/metrics/publish" KEY KEY_NEEDED => Documented routes!(data::publish);

    // Guests: the web components.
    POST "/api/v2/guest/dashboard" GUEST UNAUTHORISED => Documented routes!(guest::dashboard);
    POST "/api/v2/guest/metric" GUEST UNAUTHORISED => Documented routes!(guest::metric);
    POST "/api/v2/guest/query" GUEST UNAUTHORISED => Documented routes!(guest::query);
    POST "/api/v2/guest/filter-values" GUEST UNAUTHORISED => Documented routes!(guest::filter_values);
    POST "/api/v2/guest/underlying" GUEST UNAUTHORISED => Documented routes!(guest::underlying_rows);
    POST "/api/v2/guest/export" GUEST UNAUTHORISED => Documented routes!(guest::export);
    POST "/api/v2/guest/layout" GUEST UNAUTHORISED => Documented routes!(guest::layout);
    POST "/api/v2/guest/fields" GUEST UNAUTHORISED => Documented routes!(guest::fields);
    POST "/api/v2/guest/preview" GUEST UNAUTHORISED => Documented routes!(guest::preview);
    POST "/api/v2/guest/metrics/create" GUEST UNAUTHORISED => Documented routes!(guest::create_metric);
    POST "/api/v2/guest/metrics/update" GUEST UNAUTHORISED => Documented routes!(guest::update_metric);
    POST "/api/v2/guest/metrics/delete" GUEST UNAUTHORISED => Documented routes!(guest::delete_metric);
    POST "/api/v2/guest/views/create" GUEST UNAUTHORISED => Documented routes!(guest::create_view);
    POST "/api/v2/guest/views/update" GUEST UNAUTHORISED => Documented routes!(guest::update_view);
    POST "/api/v2/guest/views/delete" GUEST UNAUTHORISED => Documented routes!(guest::delete_view);
    POST "/api/v2/guest/reports" GUEST UNAUTHORISED => Documented routes!(guest::list_reports);
    POST "/api/v2/guest/reports/create" GUEST UNAUTHORISED => Documented routes!(guest::create_report);
    POST "/api/v2/guest/reports/update" GUEST UNAUTHORISED => Documented routes!(guest::update_report);
    POST "/api/v2/guest/reports/delete" GUEST UNAUTHORISED => Documented routes!(guest::delete_report);

    // Accounts.
    POST "/api/v2/admin-account" PUBLIC UNAUTHORISED => Documented routes!(accounts::create);
    POST "/api/v2/admin-account/jwt" PUBLIC UNAUTHORISED => Documented routes!(accounts::jwt);
    POST "/api/v2/service-token" ADMIN UNAUTHORISED => Documented routes!(accounts::set_service_token);
    POST "/api/v2/service-token/rotate" ADMIN_OR_SERVICE UNAUTHORISED => Documented routes!(accounts::rotate_service_token);
    POST "/api/v2/service-token/reset-password" ADMIN UNAUTHORISED => Documented routes!(accounts::reset_password);
};
