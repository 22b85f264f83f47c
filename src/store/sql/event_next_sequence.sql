SELECT coalesce(max(sequence), 0) + 1
FROM event
WHERE device = (SELECT id FROM device WHERE uuid = ?1);
