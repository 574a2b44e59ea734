-- Looking a document up by its number, its content or the plan made of it walked through every document of the
-- country, past the bytes of each. Each of the three is now one step on an index.
CREATE INDEX document_by_number ON document (number, symbol);
CREATE INDEX document_by_content ON document (unit_pos, sha256);
CREATE INDEX plan_by_document ON plan (document_id);
