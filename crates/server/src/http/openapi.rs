//! The OpenAPI document, made from the permission table and the handlers' annotations.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::Method;
use utoipa::ToSchema;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, Deprecated, HttpMethod, InfoBuilder, LicenseBuilder,
    OpenApi, OpenApiBuilder, Ref, ResponseBuilder,
};

use crate::http::permissions::{Access, CredentialKind, Endpoint, Route, TABLE};
use crate::wire::ErrorReply;

const DESCRIPTION: &str = "\
An open datamart server for embedded analytics. Every failure has the same form, \
`{\"error\": {\"code\", \"message\", \"hints\"?, \"path\"?}}`; the codes are stable. \
Paths that are marked as deprecated are older spellings of the same route.";

/// The document as it is served: made once.
static SERVED: LazyLock<Bytes> = LazyLock::new(|| json().into());

/// The document.
#[must_use]
pub fn document() -> OpenApi {
    let license = LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Souk")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(license));
    let components = KINDS.iter().fold(ComponentsBuilder::new(), |components, kind| {
        components.security_scheme(scheme_name(*kind), scheme(*kind))
    });
    let mut document =
        OpenApiBuilder::new().info(info).components(Some(components.build())).build();
    for route in TABLE {
        add(&mut document, route);
    }
    document
}

/// The document as it is committed: pretty JSON and a line break.
#[must_use]
pub fn json() -> String {
    // Every part of the document is a plain value, so this cannot fail.
    let text = document().to_pretty_json().unwrap_or_default();
    format!("{text}\n")
}

pub(super) fn served() -> Bytes {
    SERVED.clone()
}

fn add(document: &mut OpenApi, route: &Route) {
    let Endpoint::Documented(endpoint) = route.endpoint else { return };
    let (mut schemas, paths, _) = endpoint();
    let mut operations =
        paths.paths.into_values().filter_map(|item| operation(item, &route.method));
    let Some(operation) = operations.next_back() else { return };
    <ErrorReply as ToSchema>::schemas(&mut schemas);
    schemas
        .push((ErrorReply::name().into_owned(), <ErrorReply as utoipa::PartialSchema>::schema()));
    if let Some(components) = &mut document.components {
        components.schemas.extend(schemas);
    }
    for (index, path) in route.paths().into_iter().enumerate() {
        let operation = finish(operation.clone(), route, &path, index > 0);
        document.paths.add_path_operation(path, vec![http_method(&route.method)], operation);
    }
}

fn finish(mut operation: Operation, route: &Route, path: &str, is_old: bool) -> Operation {
    operation.operation_id = Some(operation_id(&route.method, path));
    operation.security = security(route);
    if is_old {
        operation.deprecated = Some(Deprecated::True);
    }
    let schema = Ref::from_schema_name(ErrorReply::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let response = ResponseBuilder::new().description("Any other failure");
    let response = response.content("application/json", content).build();
    operation.responses.responses.insert("default".to_owned(), response.into());
    operation
}

/// `post /api/v2/data-app` becomes `post_api_v2_data-app`: unique, because a route is.
fn operation_id(method: &Method, path: &str) -> String {
    let path = path.replace(['{', '}', '*'], "").replace('/', "_");
    format!("{}{path}", method.as_str().to_ascii_lowercase())
}

const KINDS: [CredentialKind; 4] =
    [CredentialKind::Admin, CredentialKind::Service, CredentialKind::ApiKey, CredentialKind::Guest];

fn security(route: &Route) -> Option<Vec<SecurityRequirement>> {
    let Access::Only(kinds) = route.access else { return Some(Vec::new()) };
    let requirement = |kind: &CredentialKind| {
        SecurityRequirement::new(scheme_name(*kind), std::iter::empty::<String>())
    };
    Some(kinds.iter().map(requirement).collect())
}

const fn scheme_name(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::Admin => "adminJwt",
        CredentialKind::Service => "serviceToken",
        CredentialKind::ApiKey => "apiKey",
        CredentialKind::Guest => "guestToken",
    }
}

fn scheme(kind: CredentialKind) -> SecurityScheme {
    let (format, description) = match kind {
        CredentialKind::Admin => ("JWT", "A person who runs the server: accounts, service tokens."),
        CredentialKind::Service => ("UUID", "The vendor's back office."),
        CredentialKind::ApiKey => ("UUID", "One data app's back end."),
        CredentialKind::Guest => {
            ("UUID", "One browser of one tenant; also accepted as `X-Plugin-Token`.")
        }
    };
    let http = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format(format);
    SecurityScheme::Http(http.description(Some(description)).build())
}

fn operation(item: PathItem, method: &Method) -> Option<Operation> {
    match *method {
        Method::GET => item.get,
        Method::PUT => item.put,
        Method::POST => item.post,
        Method::DELETE => item.delete,
        Method::PATCH => item.patch,
        _ => None,
    }
}

fn http_method(method: &Method) -> HttpMethod {
    match *method {
        Method::PUT => HttpMethod::Put,
        Method::POST => HttpMethod::Post,
        Method::DELETE => HttpMethod::Delete,
        Method::PATCH => HttpMethod::Patch,
        _ => HttpMethod::Get,
    }
}
