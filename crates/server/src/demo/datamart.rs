//! The supplier portal as a request: what a supplier may see of TPC-H, and in which words.
//!
//! A supplier sees its own line items and offers, the orders that contain the former, and who
//! ordered. An order's total price and a customer's balance are other people's business and are
//! left out.

use crate::wire::datamart::{
    ColumnBody, CreateDatamart, MeasureBody, RelationshipBody, TableBody, TenancyBody,
};

/// A name and its label.
type Labelled = (&'static str, &'static str);

/// The body that makes the datamart over a datasource that holds the tables, in a schema if it has
/// schemas.
#[must_use]
pub fn datamart_body(name: &str, datasource: &str, schema: Option<&str>) -> CreateDatamart {
    let schema = schema.map(str::to_owned);
    let mut tables = tables();
    for table in &mut tables {
        table.schema_name.clone_from(&schema);
    }
    CreateDatamart {
        name: Some(name.to_owned()),
        datasource_name: Some(datasource.to_owned()),
        table_list: Some(tables),
        tenancy_settings: Some(TenancyBody {
            tenancy_level: text("TABLE"),
            client_column_type: text("NUMBER"),
            schema_name: schema,
            table_name: text("supplier"),
            table_client_name_column: text("s_name"),
            table_primary_key_column: text("s_suppkey"),
            client_identifier: None,
        }),
        relationships: Some(relationships()),
    }
}

fn tables() -> Vec<TableBody> {
    vec![
        lineitem(),
        orders(),
        customer(),
        partsupp(),
        part(),
        supplier(),
        place("nation", "Country", &["n_nationkey", "n_regionkey"], &[("n_name", "Country")]),
        place("region", "Region", &["r_regionkey"], &[("r_name", "Region")]),
    ]
}

fn lineitem() -> TableBody {
    const HIDDEN: &[&str] = &["l_orderkey", "l_partkey", "l_suppkey"];
    const COLUMNS: &[Labelled] = &[
        ("l_linenumber", "Line"),
        ("l_quantity", "Quantity"),
        ("l_extendedprice", "Price before discount"),
        ("l_discount", "Discount"),
        ("l_tax", "Tax"),
        ("l_returnflag", "Return flag"),
        ("l_linestatus", "Line status"),
        ("l_shipdate", "Shipped on"),
        ("l_commitdate", "Promised for"),
        ("l_receiptdate", "Received on"),
        ("l_shipinstruct", "Instructions"),
        ("l_shipmode", "Shipped by"),
    ];
    const NET: &str = "l_extendedprice * (1 - l_discount)";
    const LATE: &str = "l_receiptdate > l_commitdate";
    const LATE_LINE: &str = "CASE WHEN l_receiptdate > l_commitdate THEN 1 END";
    let mut columns = columns(HIDDEN, COLUMNS);
    columns.push(custom("net_price", "Price after discount", NET));
    columns.push(custom("is_late", "Received late", LATE));
    TableBody {
        client_column: text("l_suppkey"),
        measures: Some(vec![
            measure("revenue", "Revenue", "SUM", Of::Sql(NET)),
            measure("units", "Units sold", "SUM", Of::Column("l_quantity")),
            measure("lines", "Lines", "COUNT", Of::Rows),
            measure("orders", "Orders", "COUNT_DISTINCT", Of::Column("l_orderkey")),
            measure("average_discount", "Average discount", "AVG", Of::Column("l_discount")),
            measure("late_lines", "Lines received late", "COUNT", Of::Sql(LATE_LINE)),
        ]),
        ..table("lineitem", "Sales", &["l_orderkey", "l_linenumber"], columns)
    }
}

fn orders() -> TableBody {
    const COLUMNS: &[Labelled] = &[
        ("o_orderkey", "Order number"),
        ("o_orderstatus", "Order status"),
        ("o_orderdate", "Ordered on"),
        ("o_orderpriority", "Priority"),
        ("o_clerk", "Clerk"),
    ];
    TableBody {
        tenant_via: text("lineitem_orders"),
        measures: Some(vec![
            measure("orders", "Orders", "COUNT", Of::Rows),
            measure("buyers", "Customers who ordered", "COUNT_DISTINCT", Of::Column("o_custkey")),
            measure("last_order", "Last order", "MAX", Of::Column("o_orderdate")),
        ]),
        ..table("orders", "Orders", &["o_orderkey"], columns(&["o_custkey"], COLUMNS))
    }
}

fn customer() -> TableBody {
    const COLUMNS: &[Labelled] = &[("c_name", "Customer"), ("c_mktsegment", "Market segment")];
    TableBody {
        tenant_via: text("orders_customer"),
        measures: Some(vec![measure("customers", "Customers", "COUNT", Of::Rows)]),
        ..table(
            "customer",
            "Customers",
            &["c_custkey"],
            columns(&["c_custkey", "c_nationkey"], COLUMNS),
        )
    }
}

fn partsupp() -> TableBody {
    const COLUMNS: &[Labelled] = &[("ps_availqty", "In stock"), ("ps_supplycost", "Unit cost")];
    const KEY: &[&str] = &["ps_partkey", "ps_suppkey"];
    const VALUE: &str = "ps_availqty * ps_supplycost";
    TableBody {
        client_column: text("ps_suppkey"),
        measures: Some(vec![
            measure("stock", "Units in stock", "SUM", Of::Column("ps_availqty")),
            measure("stock_value", "Value of the stock", "SUM", Of::Sql(VALUE)),
            measure("parts", "Parts offered", "COUNT", Of::Rows),
            measure("average_cost", "Average unit cost", "AVG", Of::Column("ps_supplycost")),
        ]),
        ..table("partsupp", "Stock", KEY, columns(KEY, COLUMNS))
    }
}

fn part() -> TableBody {
    const COLUMNS: &[Labelled] = &[
        ("p_partkey", "Part number"),
        ("p_name", "Part"),
        ("p_mfgr", "Manufacturer"),
        ("p_brand", "Brand"),
        ("p_type", "Kind"),
        ("p_size", "Size"),
        ("p_container", "Container"),
        ("p_retailprice", "Retail price"),
    ];
    const SIZE: &str =
        "CASE WHEN p_size <= 15 THEN 'small' WHEN p_size <= 35 THEN 'medium' ELSE 'large' END";
    let mut columns = columns(&[], COLUMNS);
    columns.push(custom("size_group", "Size group", SIZE));
    TableBody {
        tenant_via: text("partsupp_part"),
        measures: Some(vec![
            measure("parts", "Parts", "COUNT", Of::Rows),
            measure("average_price", "Average retail price", "AVG", Of::Column("p_retailprice")),
        ]),
        ..table("part", "Parts", &["p_partkey"], columns)
    }
}

fn supplier() -> TableBody {
    const COLUMNS: &[Labelled] = &[
        ("s_suppkey", "Supplier number"),
        ("s_name", "Supplier"),
        ("s_address", "Address"),
        ("s_phone", "Phone"),
        ("s_acctbal", "Balance"),
    ];
    TableBody {
        client_column: text("s_suppkey"),
        measures: Some(vec![measure("balance", "Balance", "SUM", Of::Column("s_acctbal"))]),
        ..table("supplier", "Supplier", &["s_suppkey"], columns(&["s_nationkey"], COLUMNS))
    }
}

/// Countries and regions are everybody's. The first hidden column is the key.
fn place(
    name: &'static str,
    label: &'static str,
    hidden: &[&'static str],
    shown: &[Labelled],
) -> TableBody {
    TableBody { is_shared: Some(true), ..table(name, label, &hidden[..1], columns(hidden, shown)) }
}

fn relationships() -> Vec<RelationshipBody> {
    vec![
        many_to_one("lineitem", &["l_orderkey"], "orders", &["o_orderkey"]),
        many_to_one("lineitem", &["l_partkey"], "part", &["p_partkey"]),
        many_to_one("lineitem", &["l_suppkey"], "supplier", &["s_suppkey"]),
        many_to_one(
            "lineitem",
            &["l_partkey", "l_suppkey"],
            "partsupp",
            &["ps_partkey", "ps_suppkey"],
        ),
        many_to_one("orders", &["o_custkey"], "customer", &["c_custkey"]),
        many_to_one("partsupp", &["ps_partkey"], "part", &["p_partkey"]),
        many_to_one("partsupp", &["ps_suppkey"], "supplier", &["s_suppkey"]),
        many_to_one("customer", &["c_nationkey"], "nation", &["n_nationkey"]),
        many_to_one("supplier", &["s_nationkey"], "nation", &["n_nationkey"]),
        many_to_one("nation", &["n_regionkey"], "region", &["r_regionkey"]),
    ]
}

/// Named by the two tables.
fn many_to_one(many: &str, own: &[&str], one: &str, theirs: &[&str]) -> RelationshipBody {
    RelationshipBody {
        relationship_name: Some(format!("{many}_{one}")),
        parent_table_name: text(many),
        parent_column_names: Some(texts(own)),
        child_table_name: text(one),
        child_column_names: Some(texts(theirs)),
        cardinality: text("ManyToOne"),
        ..RelationshipBody::default()
    }
}

fn table(name: &str, label: &str, key: &[&str], columns: Vec<ColumnBody>) -> TableBody {
    TableBody {
        name: text(name),
        label: text(label),
        primary_key: Some(texts(key)),
        columns: Some(columns),
        ..TableBody::default()
    }
}

fn columns(hidden: &[&str], shown: &[Labelled]) -> Vec<ColumnBody> {
    let hidden = hidden.iter().map(|name| ColumnBody {
        name: text(name),
        is_hide: Some(true),
        ..ColumnBody::default()
    });
    let shown = shown.iter().map(|(name, label)| ColumnBody {
        name: text(name),
        label: text(label),
        ..ColumnBody::default()
    });
    hidden.chain(shown).collect()
}

fn custom(name: &str, label: &str, sql: &str) -> ColumnBody {
    ColumnBody {
        name: text(name),
        label: text(label),
        is_custom_column: Some(true),
        sql: text(sql),
        ..ColumnBody::default()
    }
}

/// What a measure aggregates.
#[derive(Clone, Copy)]
enum Of {
    Rows,
    Column(&'static str),
    Sql(&'static str),
}

fn measure(name: &str, label: &str, aggregate: &str, of: Of) -> MeasureBody {
    let (column, sql) = match of {
        Of::Rows => (None, None),
        Of::Column(column) => (text(column), None),
        Of::Sql(sql) => (None, text(sql)),
    };
    let body = MeasureBody::default();
    MeasureBody {
        name: text(name),
        label: text(label),
        aggregate: text(aggregate),
        column,
        sql,
        ..body
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every field of the bodies may be absent")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}
