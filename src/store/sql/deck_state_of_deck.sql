SELECT model, state
FROM deck_state JOIN name ON name.id = deck_state.deck
WHERE name.text = ?1;
