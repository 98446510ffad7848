//! Two throw-away ClickHouse servers that know each other as the cluster `souk`, a shard each.

#![allow(clippy::panic, reason = "a test that lacks its server fails, with the reason")]

use super::{Server, no_server};
use crate::keeper::free_port;

const NODES: usize = 2;
/// A free port that was found may be taken before its node has it.
const ATTEMPTS: usize = 3;
/// Where each node keeps its part of the tables that [`Cluster::create_table`] makes.
const PARTS: &str = "parts";

/// Two nodes on loopback ports; stopped and removed when dropped.
#[derive(Debug)]
pub struct Cluster {
    nodes: Vec<Server>,
}

impl Cluster {
    /// Starts both nodes, in UTC.
    ///
    /// # Panics
    /// When there is no ClickHouse, or a node does not start.
    #[must_use]
    pub fn start() -> Self {
        let mut outcome = Err(String::new());
        for _ in 0..ATTEMPTS {
            outcome = Self::try_start();
            if outcome.is_ok() {
                break;
            }
        }
        let cluster = outcome.unwrap_or_else(|error| no_server(&error));
        for node in &cluster.nodes {
            node.execute("default", &format!("CREATE DATABASE {PARTS}"));
        }
        cluster
    }

    fn try_start() -> Result<Self, String> {
        let ports: Vec<String> = (0..NODES)
            .map(|_| free_port().map(|port| port.to_string()))
            .collect::<Result<_, _>>()?;
        let all = ports.join(" ");
        let node = |port: &String| Server::start_with("UTC", None, [port, &all]);
        Ok(Self { nodes: ports.iter().map(node).collect::<Result<_, _>>()? })
    }

    /// The node that is asked. Its database `default` holds the tables over both nodes' parts.
    ///
    /// # Panics
    /// When no node is left.
    #[must_use]
    pub fn node(&self) -> &Server {
        self.nodes.first().unwrap_or_else(|| panic!("no node is left"))
    }

    /// Makes a table over both nodes. Rows go to the node that the expression `key` gives them.
    pub fn create_table(&self, name: &str, columns: &str, key: &str) {
        let part =
            format!("CREATE TABLE {PARTS}.{name} ({columns}) ENGINE = MergeTree ORDER BY tuple()");
        for node in &self.nodes {
            node.execute("default", &part);
        }
        let whole = format!(
            "CREATE TABLE {name} ({columns}) ENGINE = Distributed(souk, {PARTS}, {name}, {key})"
        );
        self.node().execute("default", &whole);
    }

    /// Puts rows, as CSV, into a table over both nodes; they are there when this returns.
    pub fn insert(&self, name: &str, rows: &str) {
        let statement = format!("INSERT INTO {name} FORMAT CSV\n{rows}");
        self.node().execute_with("insert_distributed_sync=1", "default", &statement);
    }

    /// How many rows of a table each node has.
    ///
    /// # Panics
    /// When a node does not say.
    #[must_use]
    pub fn parts(&self, name: &str) -> Vec<u64> {
        let sql = format!("SELECT count() FROM {PARTS}.{name}");
        let count = |node: &Server| {
            let answer = node.execute("default", &sql);
            answer.trim().parse().unwrap_or_else(|_| panic!("no number of rows: {answer}"))
        };
        self.nodes.iter().map(count).collect()
    }

    /// Stops the node that is not asked, and its part of the rows with it.
    pub fn lose_a_node(&mut self) {
        self.nodes.truncate(1);
    }
}
