//! For tests of features: proves of each declared column what is promised of all.

use access::{Actor, Class, Ground};
use base::Context;
use db::{Db, Migration, Statement, params};
use secrecy::SecretString;

use crate::{
    Holder, Lock, Opener, Pepper, Person, Place, Record, Result, SealedColumn, VaultError, add_person, create_vault,
    end_share, new_record, open_record, reseal_step, rotate, share, shred,
};

/// Proves on both engines, for each column: what is sealed opens; not in another row, column or table; it opens after
/// rotation of the vault and after the record was re-keyed, and then not with the old key; it opens no more once the
/// record is destroyed. Tells what failed, one line each.
///
/// # Errors
/// The database's.
pub async fn faults_of_columns(columns: &[&'static SealedColumn]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for column in columns {
        let table = Migration { id: leak(format!("test/{}.{}", column.table, column.column)), sql: table_of(column) };
        let migrations = [audit::MIGRATIONS, crate::MIGRATIONS, &[table]].concat();
        for db in db::testing::both(&migrations).await? {
            if let Some(fault) = fault_of(&db, column).await? {
                faults.push(format!("{}.{} on {:?}: {fault}", column.table, column.column, db.engine()));
            }
        }
    }
    Ok(faults)
}

/// A table with nothing but what the column's statements touch.
fn table_of(column: &SealedColumn) -> &'static str {
    let SealedColumn { table, column, key, of, .. } = column;
    let of = if key == of { String::new() } else { format!("{of} TEXT NOT NULL, ") };
    leak(format!("CREATE TABLE {table} ({key} TEXT NOT NULL PRIMARY KEY, {of}{column} BYTEA)"))
}

fn add_to(column: &SealedColumn) -> Statement {
    let SealedColumn { table, column, key, of, .. } = column;
    let sql = if key == of {
        format!("INSERT INTO {table} ({key}, {column}) VALUES ($1, $2)")
    } else {
        format!("INSERT INTO {table} ({key}, {column}, {of}) VALUES ($1, $2, $1)")
    };
    Statement { name: "vault::testing::ADD", sql: leak(sql) }
}

async fn fault_of(db: &Db, column: &'static SealedColumn) -> Result<Option<&'static str>> {
    const TEXT: &[u8] = "một câu thử".as_bytes();
    let context = Context::system();
    let record = Record { kind: column.record, id: "r" };
    let place = Place::of(column, "r");
    let (one, other) = (enrol(db, &context, "one").await?, enrol(db, &context, "other").await?);

    let mut tx = db.begin().await?;
    let key = new_record(&mut tx, &context, record, &[Holder::Agency("one")]).await?;
    tx.run(&add_to(column), params!["r", key.seal_field(&context, &place, TEXT)?]).await?;
    rotate(&mut tx, &context, &actor("one"), &one, "one").await?;
    reseal_step(&mut tx, &context, &one, "one", 10).await?;
    share(&mut tx, &context, &one, record, "other").await?;
    tx.commit().await?;
    let first = stored(db, column).await?;
    for moved in [Place { row: "s", ..place }, Place { column: "x", ..place }, Place { table: "x", ..place }] {
        if !matches!(key.open_field(&moved, &first), Err(VaultError::Closed)) {
            return Ok(Some("opens in another place"));
        }
    }
    let shared = open_record(&mut &*db, &context, &other, record).await?;
    if *shared.open_field(&place, &first)? != TEXT {
        return Ok(Some("reads differently"));
    }

    let mut tx = db.begin().await?;
    let new = end_share(&mut tx, &context, &one, record, "other", &[column]).await?;
    tx.commit().await?;
    let second = stored(db, column).await?;
    if first == second || shared.open_field(&place, &second).is_ok() {
        return Ok(Some("was not re-keyed"));
    }
    if *new.open_field(&place, &second)? != TEXT {
        return Ok(Some("was lost in re-keying"));
    }

    let mut tx = db.begin().await?;
    shred(&mut tx, &context, record).await?;
    tx.commit().await?;
    let opened = open_record(&mut &*db, &context, &one, record).await;
    Ok((!matches!(opened, Err(VaultError::Shredded))).then_some("opens after it was destroyed"))
}

async fn stored(db: &Db, column: &SealedColumn) -> Result<Vec<u8>> {
    Ok(db.row(&column.list, params!["r"]).await?.ok_or(VaultError::NotHeld)?.blob("sealed")?)
}

/// A person with a vault of the same name.
async fn enrol(db: &Db, context: &Context, account: &str) -> Result<Opener> {
    let opener = opener(db, context, account).await?;
    let mut tx = db.begin().await?;
    create_vault(&mut tx, context, &actor(account), account, account).await?;
    tx.commit().await?;
    Ok(opener)
}

/// A person with a key pair, opened: what a request of that account holds.
///
/// # Errors
/// The database's.
pub async fn opener(db: &Db, context: &Context, account: &str) -> Result<Opener> {
    let pepper = Pepper::random(context);
    let person = Person::create(context, account, 0)?;
    let code = SecretString::from("một mã chỉ để thử");
    let locked = person.lock(context, &Lock::Code(&code), &pepper)?;
    let mut tx = db.begin().await?;
    add_person(&mut tx, context, &actor(account), &locked, "code", "main").await?;
    tx.commit().await?;
    Ok(Opener::new(person))
}

/// An invented officer with nothing but an account.
pub fn actor(account: &str) -> Actor {
    Actor {
        account: account.to_owned(),
        person: account.to_owned(),
        name: "Người Mẫu".to_owned(),
        unit: "u".to_owned(),
        unit_name: "Xã Mẫu".to_owned(),
        ground: Ground { first: 1, last: 1 },
        agency: None,
        roles: Vec::new(),
        ceiling: Class::Sealed,
    }
}

/// SQL texts are static everywhere else; a test lives as long as its process.
fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
