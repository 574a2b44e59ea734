-- Weekly reviews of the log that were signed off. `week` is the Monday; `counts` is JSON: matter → how many.
CREATE TABLE log_review (
    week TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    counts TEXT NOT NULL,
    signed_at BIGINT NOT NULL
);
