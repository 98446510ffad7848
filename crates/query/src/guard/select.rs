//! One SELECT: its clauses, and the tenant rule of the base table that it reads.

use sqlparser::ast::{
    Distinct, Expr, GroupByExpr, Ident, Select, SelectFlavor, SelectItem,
    SelectItemQualifiedWildcardKind, WildcardAdditionalOptions,
};

use super::error::{GuardError, Refusal};
use super::name;
use super::need::need;
use super::proof::{Rule, Scan};
use super::query::{Checked, Walk, refuse};
use super::source::Base;
use super::tenant::{Requirement, TenantParameter};

/// The clauses of a SELECT that generated text uses.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'a> {
    pub(super) distinct: Option<&'a Distinct>,
    pub(super) projection: &'a [SelectItem],
    pub(super) from: &'a [sqlparser::ast::TableWithJoins],
    pub(super) selection: Option<&'a Expr>,
    pub(super) group_by: &'a [Expr],
    pub(super) having: Option<&'a Expr>,
}

/// Takes a SELECT apart and refuses every clause that is not in [`Clauses`].
pub(super) fn clauses(select: &Select) -> Result<Clauses<'_>, GuardError> {
    let Select {
        select_token: _,
        optimizer_hints,
        distinct,
        select_modifiers,
        top,
        top_before_distinct: _,
        projection,
        exclude,
        into,
        from,
        lateral_views,
        prewhere,
        selection,
        connect_by,
        group_by,
        cluster_by,
        distribute_by,
        sort_by,
        having,
        named_window,
        qualify,
        window_before_qualify: _,
        value_table_mode,
        flavor,
    } = select;
    refuse("a hint", !optimizer_hints.is_empty())?;
    refuse("a SELECT modifier", select_modifiers.is_some())?;
    refuse("TOP", top.is_some())?;
    refuse("EXCLUDE", exclude.is_some())?;
    refuse("INTO", into.is_some())?;
    refuse("LATERAL VIEW", !lateral_views.is_empty())?;
    refuse("PREWHERE", prewhere.is_some())?;
    refuse("CONNECT BY", !connect_by.is_empty())?;
    refuse("CLUSTER BY", !cluster_by.is_empty())?;
    refuse("DISTRIBUTE BY", !distribute_by.is_empty())?;
    refuse("SORT BY", !sort_by.is_empty())?;
    refuse("WINDOW", !named_window.is_empty())?;
    refuse("QUALIFY", qualify.is_some())?;
    refuse("a value table", value_table_mode.is_some())?;
    refuse("FROM before SELECT", *flavor != SelectFlavor::Standard)?;
    refuse("an empty SELECT list", projection.is_empty())?;
    Ok(Clauses {
        distinct: distinct.as_ref(),
        projection,
        from,
        selection: selection.as_ref(),
        group_by: group_keys(group_by)?,
        having: having.as_ref(),
    })
}

fn group_keys(group_by: &GroupByExpr) -> Result<&[Expr], GuardError> {
    match group_by {
        GroupByExpr::Expressions(keys, modifiers) if modifiers.is_empty() => Ok(keys),
        GroupByExpr::Expressions(..) => Err(Refusal::Clause("a modifier of GROUP BY").into()),
        GroupByExpr::All(_) => Err(Refusal::Clause("GROUP BY ALL").into()),
    }
}

impl<'a> Walk<'a> {
    pub(super) fn select(&mut self, select: &'a Select) -> Checked {
        self.seen.selects += 1;
        let clauses = clauses(select)?;
        if self.lookups.iter().any(|lookup| std::ptr::eq(*lookup, select)) {
            self.mapping_source();
        } else if let Some(base) = self.from(clauses.from)? {
            self.scoped(select, base, &clauses)?;
        }
        let sources = self.partners(&clauses)?;
        let outside = std::mem::replace(&mut self.around, sources);
        self.computed(&clauses)?;
        self.around = outside;
        Ok(())
    }

    /// A lookup of the tenant's name was proven to read the mapping table and nothing else.
    fn mapping_source(&mut self) {
        self.seen.table_factors += 1;
        self.seen.relations += 1;
    }

    /// The WHERE of a SELECT that reads a base table holds the tenant rule of that table, or the joins
    /// around its CTE do.
    fn scoped(&mut self, select: &'a Select, base: Base<'a>, clauses: &Clauses<'a>) -> Checked {
        if !self.has_tenants() {
            return Ok(());
        }
        let need = need(self.ground, base.table);
        if need.is_nothing() {
            return Ok(());
        }
        if need.is_impossible() {
            return Err(Refusal::NoRule(base.table.name.to_string()).into());
        }
        let scan = Scan::new(self.ground, base, clauses, self.is_correlated);
        match scan.prove(&need) {
            None if need.via.is_some() && self.is_plain_body(select) => {
                self.unruled.push(select);
                Ok(())
            }
            None => Err(Refusal::Unscoped(base.table.name.to_string()).into()),
            Some(rule) => {
                self.need_of(base, rule);
                Ok(())
            }
        }
    }

    fn is_plain_body(&self, select: &Select) -> bool {
        self.plain_body.is_some_and(|body| std::ptr::eq(body, select))
    }

    /// Notes what the rule needs of the parameters, and the reads that it proves beside its own.
    fn need_of(&mut self, base: Base<'a>, rule: Rule<'a>) {
        if !rule.is_certain {
            self.require(base, rule.any);
        }
        for lookup in rule.lookups {
            self.require(base, lookup.names);
            self.lookups.push(lookup.select);
        }
    }

    fn require(&mut self, base: Base<'a>, any: Vec<TenantParameter>) {
        let place = self.inside.map(|cte| format!("the CTE {cte}"));
        self.requirements.push(Requirement { table: base.table.name.to_string(), place, any });
    }

    /// Everything that is computed, sub-queries included.
    fn computed(&mut self, clauses: &Clauses<'a>) -> Checked {
        self.distinct(clauses.distinct)?;
        clauses.projection.iter().try_for_each(|item| self.item(item))?;
        self.optional(clauses.selection).map_err(|error| error.inside("WHERE"))?;
        self.expressions(clauses.group_by).map_err(|error| error.inside("GROUP BY"))?;
        self.optional(clauses.having).map_err(|error| error.inside("HAVING"))
    }

    fn distinct(&mut self, distinct: Option<&'a Distinct>) -> Checked {
        match distinct {
            None | Some(Distinct::All | Distinct::Distinct) => Ok(()),
            Some(Distinct::On(keys)) => {
                self.expressions(keys).map_err(|error| error.inside("DISTINCT ON"))
            }
        }
    }

    fn item(&mut self, item: &'a SelectItem) -> Checked {
        match item {
            SelectItem::UnnamedExpr(expression) => self.named_item(expression, None),
            SelectItem::ExprWithAlias { expr, alias } => self.named_item(expr, Some(alias)),
            SelectItem::Wildcard(options) => plain_wildcard(options),
            SelectItem::QualifiedWildcard(kind, options) => {
                let SelectItemQualifiedWildcardKind::ObjectName(source) = kind else {
                    return Err(Refusal::Expression("before .*").into());
                };
                refuse(
                    "a qualified source before .*",
                    name::parts(self.profile(), source)?.len() != 1,
                )?;
                plain_wildcard(options)
            }
            SelectItem::ExprWithAliases { .. } => Err(Refusal::Clause("several aliases").into()),
        }
    }

    fn named_item(&mut self, expression: &'a Expr, alias: Option<&'a Ident>) -> Checked {
        alias.map(|alias| name::quoted(self.profile(), alias)).transpose()?;
        self.expression(expression).map_err(|error| error.inside("the SELECT list"))
    }
}

fn plain_wildcard(options: &WildcardAdditionalOptions) -> Checked {
    let WildcardAdditionalOptions {
        wildcard_token: _,
        opt_ilike,
        opt_exclude,
        opt_except,
        opt_replace,
        opt_rename,
        opt_alias,
    } = options;
    let has_options = opt_ilike.is_some()
        || opt_exclude.is_some()
        || opt_except.is_some()
        || opt_replace.is_some()
        || opt_rename.is_some()
        || opt_alias.is_some();
    refuse("an option of *", has_options)
}
