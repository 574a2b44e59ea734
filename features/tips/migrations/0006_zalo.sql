-- A tip that came by Zalo. sender is a mark of the Zalo account under a key of the installation, so that what it writes later
-- finds its tip; recipient is the account itself, sealed under another, for the notice that there is an answer. notice_at
-- is when such a notice was asked for, empty once it went out.
CREATE TABLE tip_zalo (
    tip_id TEXT PRIMARY KEY REFERENCES tip (id),
    sender TEXT NOT NULL,
    recipient_sealed BYTEA NOT NULL,
    opened_at BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    notice_at BIGINT
);
CREATE INDEX tip_zalo_by_sender ON tip_zalo (sender, opened_at);
CREATE INDEX tip_zalo_by_notice ON tip_zalo (notice_at);

-- What came after the first message: a sealed record of its own, because the server that takes it in cannot open the tip.
CREATE TABLE tip_more (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    text_sealed BYTEA NOT NULL,
    written_at BIGINT NOT NULL,
    idempotency TEXT NOT NULL UNIQUE
);
CREATE INDEX tip_more_by_tip ON tip_more (tip_id, written_at);
