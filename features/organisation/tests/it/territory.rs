//! The built-in trees, as loaded into a database, on both engines.

use organisation::{CURRENT_TREE, PREVIOUS_TREE, seed, seed::SeedUnit};

fn features() -> Vec<web::Feature> {
    vec![organisation::feature()]
}

/// Units of one level of one tree.
const COUNT: db::Statement =
    db::Statement { name: "COUNT", sql: "SELECT COUNT(*) AS n FROM unit WHERE tree = $1 AND level = $2" };
/// Old communes of which nothing is known.
const LOST: db::Statement = db::Statement {
    name: "LOST",
    sql: "SELECT COUNT(*) AS n FROM unit o WHERE o.tree = $1 AND o.level = 'commune' AND NOT EXISTS (
                SELECT 1 FROM unit_succession s JOIN unit u ON u.tree = s.new_tree AND u.code = s.new_code
                WHERE s.old_tree = o.tree AND s.old_code = o.code AND s.new_tree = $2)",
};
/// Units whose range does not lie within the range of the unit above.
const OUTSIDE: db::Statement = db::Statement {
    name: "OUTSIDE",
    sql: "SELECT COUNT(*) AS n FROM unit u JOIN unit above ON above.tree = u.tree AND above.code = u.parent
               WHERE u.tree = $1 AND (u.pos <= above.pos OR u.last > above.last)",
};

const EXTRA: [SeedUnit<'static>; 2] = [
    SeedUnit { code: "99", level: "province", parent: "VN", kind: "tỉnh", name: "Tỉnh Mẫu" },
    SeedUnit { code: "99001", level: "commune", parent: "99", kind: "xã", name: "Xã Suối Mẫu" },
];

#[tokio::test]
async fn every_statement_prepares_on_both_engines() {
    testkit::check_statements(features).await;
}

#[tokio::test]
async fn both_trees_are_whole_and_every_old_commune_has_a_successor() {
    for app in testkit::TestApp::on_both_engines(features).await {
        let db = app.db();
        seed::tree_from_data(db, &[]).await.unwrap();

        let counts = [
            (CURRENT_TREE, "province", 34),
            (CURRENT_TREE, "district", 0),
            (CURRENT_TREE, "commune", 3_321),
            (PREVIOUS_TREE, "province", 63),
            (PREVIOUS_TREE, "district", 696),
            (PREVIOUS_TREE, "commune", 10_035),
        ];
        for (tree, level, expected) in counts {
            assert_eq!(db.count(&COUNT, db::params![tree, level]).await.unwrap(), expected, "{tree} {level}");
        }
        assert_eq!(db.count(&LOST, db::params![PREVIOUS_TREE, CURRENT_TREE]).await.unwrap(), 0);
        for tree in [CURRENT_TREE, PREVIOUS_TREE] {
            assert_eq!(db.count(&OUTSIDE, db::params![tree]).await.unwrap(), 0);
        }
    }
}

#[tokio::test]
async fn loading_again_changes_nothing_and_keeps_the_extra_units() {
    for app in testkit::TestApp::on_both_engines(features).await {
        let mut q = app.db();
        seed::tree_from_data(q, &EXTRA).await.unwrap();
        let first = organisation::unit(&mut q, "99").await.unwrap().unwrap();

        seed::tree_from_data(q, &[]).await.unwrap();

        let again = organisation::unit(&mut q, "99").await.unwrap().unwrap();
        assert_eq!(again, first);
        assert_eq!((first.ground.first, first.ground.last), (3_356, 3_357));
        let country = organisation::unit(&mut q, organisation::COUNTRY).await.unwrap().unwrap();
        assert_eq!(country.ground.last, 3_357);
        let communes = organisation::units_below(&mut q, &first, "commune").await.unwrap();
        assert_eq!(communes.len(), 1);
        let path = organisation::unit_path(&mut q, &communes[0]).await.unwrap();
        assert_eq!(path.iter().map(|unit| unit.code.as_str()).collect::<Vec<_>>(), ["VN", "99", "99001"]);
    }
}

#[tokio::test]
async fn a_unit_under_an_unknown_one_is_refused_and_nothing_is_loaded() {
    let app = testkit::TestApp::on_sqlite(features).await;
    let loose = SeedUnit { code: "99001", level: "commune", parent: "98", kind: "xã", name: "Xã Mẫu" };

    let refused = seed::tree_from_data(app.db(), &[loose]).await;

    assert!(matches!(refused, Err(seed::LoadError::UnknownParent { code }) if code == "99001"));
    assert!(organisation::unit(&mut app.db(), "VN").await.unwrap().is_none());
}
