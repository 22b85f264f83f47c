INSERT OR REPLACE INTO unit (deck, kind, id, stability, difficulty, last, due)
VALUES ((SELECT id FROM name WHERE text = ?1), ?2, ?3, ?4, ?5, ?6, ?7);
