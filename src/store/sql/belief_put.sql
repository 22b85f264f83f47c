INSERT OR REPLACE INTO belief (deck, kind, id, mean, variance, state)
VALUES ((SELECT id FROM name WHERE text = ?1), ?2, ?3, ?4, ?5, ?6);
