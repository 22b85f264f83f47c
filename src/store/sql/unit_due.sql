SELECT name.text AS deck, count(*) AS due
FROM unit INDEXED BY unit_due JOIN name ON name.id = unit.deck
WHERE due <= ?1
GROUP BY unit.deck
ORDER BY name.text;
