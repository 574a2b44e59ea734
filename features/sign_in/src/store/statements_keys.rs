//! The SQL texts about who holds the keys of an agency.

db::statements! {
    /// The accounts in use of an agency ($1), with whether each has a key pair.
    COLLEAGUES = "SELECT a.id AS id, a.person_name AS person_name, a.roles AS roles,
            CASE WHEN EXISTS (SELECT 1 FROM vault_person_key k WHERE k.account = a.id AND k.is_live = 1)
                THEN 1 ELSE 0 END AS has_key
        FROM account a WHERE a.agency_id = $1 AND a.active = 1 ORDER BY a.person_name, a.id";
    /// The name of an account, closed ones too.
    NAME_OF = "SELECT person_name FROM account WHERE id = $1";
    /// Who may be made a trustee by a unit ($2) of the tree ($1): those with a key pair in it and in the units above.
    POSSIBLE_TRUSTEES = "SELECT a.id AS id, a.person_name AS person_name, o.name AS unit_name
        FROM unit u JOIN unit o ON o.tree = u.tree AND o.pos <= u.pos AND o.last >= u.last
        JOIN account a ON a.unit = o.code AND a.active = 1
        JOIN vault_person_key k ON k.account = a.id AND k.is_live = 1
        WHERE u.tree = $1 AND u.code = $2 ORDER BY o.pos DESC, a.person_name, a.id LIMIT 60";
}
