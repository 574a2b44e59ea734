-- What an agency took over from: asked whenever its tips are opened, because their keys follow.
CREATE INDEX agency_by_successor ON agency (successor);
