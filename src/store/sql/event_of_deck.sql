SELECT event.id, clock, device.uuid AS device, sequence, utc_ms, offset_s, day, kind, version,
       name.text AS deck, payload
FROM event
JOIN device ON device.id = event.device
LEFT JOIN name ON name.id = event.deck
WHERE event.deck IS NULL OR event.deck = (SELECT id FROM name WHERE text = ?1)
ORDER BY clock, device.uuid, sequence;
