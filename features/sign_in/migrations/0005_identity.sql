-- Somebody's identity at a provider of sign-in (OpenID Connect), linked by the owner of an account and by nobody else.
-- Issuer and subject alone tell who it is; no e-mail address is kept or compared.
CREATE TABLE linked_identity (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    UNIQUE (issuer, subject),
    UNIQUE (account_id, issuer)
);
