INSERT OR REPLACE INTO deck_state (deck, model, state)
VALUES ((SELECT id FROM name WHERE text = ?1), ?2, ?3);
