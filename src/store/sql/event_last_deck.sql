SELECT text
FROM name
WHERE id = (
  SELECT deck FROM event WHERE deck IS NOT NULL ORDER BY clock DESC, sequence DESC LIMIT 1
);
