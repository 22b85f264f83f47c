SELECT text FROM name
WHERE EXISTS (SELECT 1 FROM event WHERE event.deck = name.id)
ORDER BY text;
