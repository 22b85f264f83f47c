SELECT kind, unit.id, stability, difficulty, last, due
FROM unit JOIN name ON name.id = unit.deck
WHERE name.text = ?1
ORDER BY kind, unit.id;
