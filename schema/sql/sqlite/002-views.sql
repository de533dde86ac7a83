-- Views of versions and places; those that are counted with are in 010.

-- The versions of one form, where there are several: same key, different facts. One is current, or all are contested.
CREATE VIEW v_versions AS
SELECT
  f.key, f.filing_no, f.id AS filing_id, f.standing, f.standing_by, f.digest,
  f.form, f.fiscal_year, f.department, f.agency, f.project_name, f.status,
  f.signoff_filed_on AS filed_on,
  (SELECT count(*) FROM filing o WHERE o.digest = f.digest AND o.key = f.key) - 1 AS copies,
  f.source_path, f.source_range, b.sha256
FROM filing f
JOIN blob b ON b.blob_no = f.blob_no
WHERE f.standing IN ('current', 'superseded', 'contested') AND f.key IN (
  SELECT o.key FROM filing o WHERE o.standing IN ('superseded', 'contested')
);

-- Where every piece of every record is printed: one row a claim.
CREATE VIEW v_claims AS
SELECT
  c.filing_no, f.id AS filing_id, c.record, c.position, k.key AS field,
  json_extract(f.places, '$[' || (s.value ->> 0) || '][3]') AS address,
  json_extract(f.places, '$[' || (s.value ->> 0) || '][0]') AS block,
  json_extract(f.places, '$[' || (s.value ->> 0) || '][1]') AS grid_row,
  json_extract(f.places, '$[' || (s.value ->> 0) || '][2]') AS grid_column,
  s.value ->> 1 AS start,
  s.value ->> 2 AS "end",
  s.value ->> 3 AS raw,
  f.source_path
FROM (
  SELECT filing_no, 'filing' AS record, NULL AS position, claims FROM filing
  UNION ALL SELECT filing_no, 'field', position, claims FROM field
  UNION ALL SELECT filing_no, 'fund', position, claims FROM fund
  UNION ALL SELECT filing_no, 'goal', position, claims FROM goal
  UNION ALL SELECT filing_no, 'indicator', position, claims FROM indicator
  UNION ALL SELECT filing_no, 'observation', indicator, claims FROM observation
  UNION ALL SELECT filing_no, 'measure', position, claims FROM measure
) c
JOIN filing f ON f.filing_no = c.filing_no, json_each(c.claims) k, json_each(k.value) s;
