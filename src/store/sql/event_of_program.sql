SELECT event.id, clock, device.uuid AS device, sequence, utc_ms, offset_s, day, kind, version,
       NULL AS deck, payload
FROM event
JOIN device ON device.id = event.device
WHERE deck IS NULL
ORDER BY clock, device.uuid, sequence;
