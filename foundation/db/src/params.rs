//! Counting the parameters of an SQL text.

use crate::error::{DbError, Result};
use crate::statement::Statement;
use crate::value::Value;

/// Refuses a call whose number of values is not what the text names.
///
/// SQLite would quietly take a missing value as NULL; PostgreSQL would refuse. Both refuse here.
pub(crate) fn check_count(statement: &Statement, values: &[Value]) -> Result<()> {
    let wanted = highest_parameter(statement.sql);
    if wanted == values.len() {
        return Ok(());
    }
    Err(DbError::ParameterCount { statement: statement.name, given: values.len(), wanted })
}

/// The highest `$n` outside quotes.
pub(crate) fn highest_parameter(sql: &str) -> usize {
    sql.split('\'').step_by(2).flat_map(|part| part.split('$').skip(1)).filter_map(leading_number).max().unwrap_or(0)
}

fn leading_number(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_inside_quotes_are_not_counted() {
        assert_eq!(highest_parameter("SELECT '$9', $2 FROM t WHERE a = $1 AND b = 'it''s $4'"), 2);
        assert_eq!(highest_parameter("SELECT 1"), 0);
    }
}
