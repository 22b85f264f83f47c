INSERT INTO event (id, clock, device, sequence, utc_ms, offset_s, day, kind, version, deck, payload)
VALUES (:id, :clock, (SELECT id FROM device WHERE uuid = :device), :sequence, :utc_ms, :offset_s,
        :day, :kind, :version, (SELECT id FROM name WHERE text = :deck), :payload);
