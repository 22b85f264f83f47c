SELECT day, attempts, "right", took_ms
FROM day JOIN name ON name.id = day.deck
WHERE name.text = ?1
ORDER BY day;
