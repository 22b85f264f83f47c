-- The order is (clock, device, sequence); only events of one clock need be compared by device.
SELECT event.id, clock, device.uuid AS device, sequence
FROM event JOIN device ON device.id = event.device
WHERE clock = (SELECT max(clock) FROM event)
ORDER BY device.uuid DESC, sequence DESC
LIMIT 1;
