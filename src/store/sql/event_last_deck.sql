-- Without the index named, all of the log may be sorted.
SELECT text
FROM name
WHERE id = (
  SELECT deck FROM event INDEXED BY event_order
  WHERE deck IS NOT NULL
  ORDER BY clock DESC, device DESC, sequence DESC
  LIMIT 1
);
