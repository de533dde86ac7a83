-- Views for people: 元 as text (exact, from 分) and as number (for sorting and plotting).
-- They show what counts: filings whose standing is `current`, that is no blank templates, no copies, and of the versions
-- of one form the one that holds. v_versions shows the others, v_findings and v_claims say of each what its standing is.

CREATE VIEW v_filings AS
SELECT
  f.filing_no,
  f.id AS filing_id,
  f.form,
  f.fiscal_year,
  f.department,
  f.agency,
  f.project_name,
  f.project_code,
  f.title,
  f.status,
  f.signoff_filed_on AS filed_on,
  f.amount_unit,
  coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) AS total_fen,
  iif(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) < 0, '-', '') || iif(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) IS NULL, NULL, printf('%d.%02d', abs(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen)) / 100, abs(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen)) % 100)) AS total_yuan,
  coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) / 100.0 AS total_yuan_number,
  f.total_weight,
  f.total_score,
  f.grade,
  (SELECT count(*) FROM indicator i WHERE i.filing_no = f.filing_no) AS indicators,
  (SELECT count(*) FROM finding n WHERE n.filing_no = f.filing_no) AS findings,
  f.ledger_unread AS unread,
  (SELECT count(*) FROM filing o WHERE o.digest = f.digest) - 1 AS copies,
  iif(f.key IS NULL, NULL, (
    SELECT count(DISTINCT o.digest) FROM filing o WHERE o.key = f.key AND o.status <> 'template'
  )) AS versions,
  f.source_path,
  f.source_range,
  b.sha256,
  r.version,
  r.rules_digest
FROM filing f
JOIN document d ON d.blob_no = f.blob_no
JOIN blob b ON b.blob_no = f.blob_no
JOIN run r ON r.run_no = d.run_no
LEFT JOIN fund t ON t.filing_no = f.filing_no AND t.position = (
  SELECT min(o.position) FROM fund o WHERE o.filing_no = f.filing_no AND o.item = 'total' AND o.horizon = 'annual'
)
WHERE f.standing = 'current';

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

CREATE VIEW v_funds AS
SELECT
  v.filing_no, v.filing_id, v.form, v.fiscal_year, v.department, v.agency, v.project_name,
  x.position, x.axis, x.horizon, x.item, x.label,
  x.amount_yuan, x.initial_budget_yuan, x.adjustment_yuan, x.adjusted_budget_yuan, x.executed_yuan,
  x.amount_fen / 100.0 AS amount_yuan_number,
  x.initial_budget_fen / 100.0 AS initial_budget_yuan_number,
  x.adjustment_fen / 100.0 AS adjustment_yuan_number,
  x.adjusted_budget_fen / 100.0 AS adjusted_budget_yuan_number,
  x.executed_fen / 100.0 AS executed_yuan_number,
  x.rounded, x.execution_rate, x.weight, x.score, x.reason,
  v.source_path, v.source_range
FROM v_filings v
JOIN (
  SELECT *,
    iif(amount_fen < 0, '-', '') || iif(amount_fen IS NULL, NULL, printf('%d.%02d', abs(amount_fen) / 100, abs(amount_fen) % 100)) AS amount_yuan,
    iif(initial_budget_fen < 0, '-', '') || iif(initial_budget_fen IS NULL, NULL, printf('%d.%02d', abs(initial_budget_fen) / 100, abs(initial_budget_fen) % 100)) AS initial_budget_yuan,
    iif(adjustment_fen < 0, '-', '') || iif(adjustment_fen IS NULL, NULL, printf('%d.%02d', abs(adjustment_fen) / 100, abs(adjustment_fen) % 100)) AS adjustment_yuan,
    iif(adjusted_budget_fen < 0, '-', '') || iif(adjusted_budget_fen IS NULL, NULL, printf('%d.%02d', abs(adjusted_budget_fen) / 100, abs(adjusted_budget_fen) % 100)) AS adjusted_budget_yuan,
    iif(executed_fen < 0, '-', '') || iif(executed_fen IS NULL, NULL, printf('%d.%02d', abs(executed_fen) / 100, abs(executed_fen) % 100)) AS executed_yuan
  FROM fund
) x ON x.filing_no = v.filing_no;

CREATE VIEW v_indicators AS
SELECT
  v.filing_no, v.filing_id, v.form, v.fiscal_year, v.department, v.agency, v.project_name,
  i.position, i.level1, i.level1_label, i.level2, i.level2_label, i.level3, i.category, i.key, i.parent,
  i.target_raw, i.target_kind, i.target_comparator, i.target_value, i.target_low, i.target_high, i.target_unit,
  i.target_date, i.target_number,
  i.actual_raw, i.actual_kind, i.actual_comparator, i.actual_value, i.actual_low, i.actual_high, i.actual_unit,
  i.actual_date, i.actual_number,
  i.weight, i.score, i.deviation,
  v.source_path, v.source_range
FROM v_filings v
JOIN indicator i ON i.filing_no = v.filing_no;

CREATE VIEW v_findings AS
SELECT
  n.finding_no, b.sha256, n.filing_no, f.id AS filing_id, f.form AS filing_form, f.fiscal_year, f.department, f.standing,
  n.rule, n.severity, n.message_en, n.message_zh, n.indicator, n.expected, n.found, n.suggestion,
  json_extract(n.claims, '$[0][3]') AS address,
  coalesce(f.source_path, d.path) AS source_path
FROM finding n
JOIN blob b ON b.blob_no = n.blob_no
JOIN document d ON d.blob_no = n.blob_no
LEFT JOIN filing f ON f.filing_no = n.filing_no;

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
