INSERT OR REPLACE INTO day (deck, day, attempts, "right", took_ms)
VALUES ((SELECT id FROM name WHERE text = ?1), ?2, ?3, ?4, ?5);
