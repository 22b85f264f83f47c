SELECT kind, belief.id, mean, variance, state
FROM belief JOIN name ON name.id = belief.deck
WHERE name.text = ?1
ORDER BY kind, belief.id;
