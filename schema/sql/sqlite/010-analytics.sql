-- The analytics contract, version 1: what exports, reports and other programs may rely on. docs/data-dictionary.md names
-- every view and column in English and Chinese. Columns are added, never renamed; a change of meaning gets a new version.
-- `v_all_X` holds every record; `v_X` those that count: of filings whose standing is `current` (no blank templates, no
-- copies, of several versions the one that holds). REAL columns are for sorting and plotting, sums are made of 分.

CREATE INDEX filing_current ON filing (fiscal_year, form, division_code) WHERE standing = 'current';
CREATE INDEX filing_department ON filing (department, fiscal_year) WHERE department IS NOT NULL;
CREATE INDEX filing_division ON filing (division_code, standing);
-- The annual total of a filing is looked up far more often than its other lines.
CREATE INDEX fund_total ON fund (filing_no, position) WHERE item = 'total' AND horizon = 'annual';

-- What every record repeats of its filing. Filings of different aggregation levels hold the same money: a department's
-- form contains its projects, a region's its projects. They are never to be added up with each other.
CREATE VIEW v_heads AS
SELECT
  filing_no, id AS filing_id, standing,
  CASE
    WHEN form LIKE '%-goals' THEN 'goals'
    WHEN form LIKE '%-self-evaluation' THEN 'self-evaluation'
    ELSE form
  END AS stage,
  CASE
    WHEN form LIKE 'department-%' OR form = 'baseline-data' THEN 'department'
    WHEN form LIKE 'project-%' THEN 'project'
    WHEN form LIKE 'transfer-%' AND title LIKE '%区域%' THEN 'transfer-region'
    WHEN form LIKE 'transfer-%' AND title LIKE '%整体%' THEN 'transfer-whole'
    WHEN form LIKE 'transfer-%' THEN 'transfer-project'
    WHEN form = 'unknown' THEN 'unknown'
    WHEN project_name IS NULL AND project_code IS NULL THEN 'department'
    ELSE 'project'
  END AS aggregation_level,
  form, fiscal_year, division_code, division_name, department, agency, project_name, project_code,
  source_path, source_range
FROM filing;

CREATE VIEW v_all_filings AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  f.title, f.attachment_no, f.department_code, f.agency_code, f.project_period, f.as_of, f.uscc, f.duties,
  f.status, f.amount_unit,
  coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) AS total_fen,
  iif(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) IS NULL, NULL, printf('%s%d.%02d', iif(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) < 0, '-', ''), abs(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen)) / 100, abs(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen)) % 100)) AS total_yuan,
  coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) / 100.0 AS total_yuan_number,
  f.total_weight, f.total_score, CAST(f.total_score AS REAL) AS total_score_number, f.grade,
  f.signoff_prepared_by AS prepared_by, f.signoff_phone AS phone, f.signoff_filed_on AS filed_on, f.signoff_head AS head,
  (SELECT count(*) FROM indicator i WHERE i.filing_no = f.filing_no) AS indicators,
  (SELECT count(*) FROM finding n WHERE n.filing_no = f.filing_no) AS findings,
  f.ledger_label + f.ledger_value + f.ledger_ignored + f.ledger_unread AS characters,
  f.ledger_unread AS unread,
  (SELECT count(*) FROM filing o WHERE o.digest = f.digest) - 1 AS copies,
  iif(f.key IS NULL, NULL, (
    SELECT count(DISTINCT o.digest) FROM filing o WHERE o.key = f.key AND o.status <> 'template'
  )) AS versions,
  f.key, f.subject, f.digest,
  h.source_path, f.source_format, h.source_range, b.sha256, r.version, r.rules_digest
FROM v_heads h
JOIN filing f ON f.filing_no = h.filing_no
JOIN document d ON d.blob_no = f.blob_no
JOIN blob b ON b.blob_no = f.blob_no
JOIN run r ON r.run_no = d.run_no
LEFT JOIN fund t ON t.filing_no = f.filing_no AND t.position = (
  SELECT min(o.position) FROM fund o WHERE o.filing_no = f.filing_no AND o.item = 'total' AND o.horizon = 'annual'
);
CREATE VIEW v_filings AS SELECT * FROM v_all_filings WHERE standing = 'current';

CREATE VIEW v_all_funds AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  x.position, x.axis, x.horizon, x.item, x.label,
  f.amount_unit, x.amount, x.initial_budget, x.adjustment, x.adjusted_budget, x.executed,
  x.amount_fen, x.initial_budget_fen, x.adjustment_fen, x.adjusted_budget_fen, x.executed_fen,
  iif(x.amount_fen IS NULL, NULL, printf('%s%d.%02d', iif(x.amount_fen < 0, '-', ''), abs(x.amount_fen) / 100, abs(x.amount_fen) % 100)) AS amount_yuan,
  iif(x.initial_budget_fen IS NULL, NULL, printf('%s%d.%02d', iif(x.initial_budget_fen < 0, '-', ''), abs(x.initial_budget_fen) / 100, abs(x.initial_budget_fen) % 100)) AS initial_budget_yuan,
  iif(x.adjustment_fen IS NULL, NULL, printf('%s%d.%02d', iif(x.adjustment_fen < 0, '-', ''), abs(x.adjustment_fen) / 100, abs(x.adjustment_fen) % 100)) AS adjustment_yuan,
  iif(x.adjusted_budget_fen IS NULL, NULL, printf('%s%d.%02d', iif(x.adjusted_budget_fen < 0, '-', ''), abs(x.adjusted_budget_fen) / 100, abs(x.adjusted_budget_fen) % 100)) AS adjusted_budget_yuan,
  iif(x.executed_fen IS NULL, NULL, printf('%s%d.%02d', iif(x.executed_fen < 0, '-', ''), abs(x.executed_fen) / 100, abs(x.executed_fen) % 100)) AS executed_yuan,
  x.amount_fen / 100.0 AS amount_yuan_number,
  x.initial_budget_fen / 100.0 AS initial_budget_yuan_number,
  x.adjustment_fen / 100.0 AS adjustment_yuan_number,
  x.adjusted_budget_fen / 100.0 AS adjusted_budget_yuan_number,
  x.executed_fen / 100.0 AS executed_yuan_number,
  x.rounded, x.execution_rate, CAST(x.execution_rate AS REAL) AS execution_rate_number,
  x.weight, x.score, x.reason, x.flags,
  h.source_path, h.source_range
FROM v_heads h
JOIN filing f ON f.filing_no = h.filing_no
JOIN fund x ON x.filing_no = h.filing_no;
CREATE VIEW v_funds AS SELECT * FROM v_all_funds WHERE standing = 'current';

CREATE VIEW v_all_goals AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  x.position, x.horizon, x.expected, x.actual, x.mentions,
  h.source_path, h.source_range
FROM v_heads h
JOIN goal x ON x.filing_no = h.filing_no;
CREATE VIEW v_goals AS SELECT * FROM v_all_goals WHERE standing = 'current';

-- Target and actual are compared where both are one undoubted number in one unit: t and a. A bare number beside a unit
-- counts as what its surroundings suggest (`assumed`); bare beside bare is compared as printed.
CREATE VIEW v_all_indicators AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  x.position, x.level1, x.level1_label, x.level2, x.level2_label, x.level3, x.category, x.key, x.parent,
  x.target_raw, x.target_kind, x.target_comparator, x.target_value, x.target_low, x.target_high, x.target_unit, x.target_date, x.target_from, x.target_to, x.target_number, x.target_more,
  x.actual_raw, x.actual_kind, x.actual_comparator, x.actual_value, x.actual_low, x.actual_high, x.actual_unit, x.actual_date, x.actual_from, x.actual_to, x.actual_number, x.actual_more,
  x.weight, CAST(x.weight AS REAL) AS weight_number, x.score, CAST(x.score AS REAL) AS score_number, x.deviation, x.extra,
  round(100.0 * x.a / nullif(x.t, 0.0), 4) AS attainment,
  CASE x.target_comparator
    WHEN 'ge' THEN x.a >= x.t
    WHEN 'gt' THEN x.a > x.t
    WHEN 'le' THEN x.a <= x.t
    WHEN 'lt' THEN x.a < x.t
    WHEN 'eq' THEN iif(x.a = x.t, 1, NULL)
  END AS reached,
  -- The ministry's formula; an `=` target that was not met exactly may be better or worse, so nothing is said of it.
  CASE
    WHEN x.weight IS NULL OR x.a IS NULL OR x.t IS NULL THEN NULL
    WHEN x.target_comparator IN ('ge', 'gt') THEN iif(x.a >= x.t, CAST(x.weight AS REAL), round(max(0.0, x.weight * x.a / nullif(x.t, 0.0)), 2))
    WHEN x.target_comparator IN ('le', 'lt') THEN iif(x.a <= x.t, CAST(x.weight AS REAL), coalesce(round(max(0.0, x.weight * (2.0 * x.t - x.a) / nullif(x.t, 0.0)), 2), 0.0))
    WHEN x.a = x.t THEN CAST(x.weight AS REAL)
  END AS recomputed_score,
  CASE
    WHEN x.actual_kind IS NULL OR x.actual_kind = 'missing' THEN x.actual_kind
    WHEN x.actual_raw = x.level3 THEN 'name-copy'
    WHEN x.actual_kind = 'quantity' AND x.actual_comparator IN ('ge', 'gt', 'le', 'lt') THEN 'restated-target'
    WHEN x.actual_kind = 'qualitative' AND x.actual_raw = x.target_raw THEN 'restated-target'
    WHEN x.actual_kind = 'qualitative' THEN 'words'
    WHEN x.target_kind = 'quantity' AND x.actual_kind = 'quantity' AND x.actual_unit <> '' AND x.target_unit <> x.actual_unit
      AND '%' IN (x.actual_unit, x.target_unit) THEN 'unit-mismatch'
    ELSE 'measured'
  END AS evidence,
  h.source_path, h.source_range
FROM v_heads h
JOIN (
  SELECT i.*,
    iif(i.comparable AND (i.target_unit = i.actual_unit OR coalesce(i.target_assumed ->> 'unit', i.target_unit) = coalesce(i.actual_assumed ->> 'unit', i.actual_unit)),
      CAST(iif(i.target_unit = i.actual_unit, i.target_value, coalesce(i.target_assumed ->> 'value', i.target_value)) AS REAL), NULL) AS t,
    iif(i.comparable AND (i.target_unit = i.actual_unit OR coalesce(i.target_assumed ->> 'unit', i.target_unit) = coalesce(i.actual_assumed ->> 'unit', i.actual_unit)),
      CAST(iif(i.target_unit = i.actual_unit, i.actual_value, coalesce(i.actual_assumed ->> 'value', i.actual_value)) AS REAL), NULL) AS a
  FROM (
    SELECT *,
      target_kind = 'quantity' AND actual_kind = 'quantity'
        AND target_value IS NOT NULL AND actual_value IS NOT NULL
        AND target_comparator IN ('eq', 'ge', 'gt', 'le', 'lt') AND actual_comparator = 'eq'
        AND target_more ->> 'direction' IS actual_more ->> 'direction'
        AND target_more -> 'doubts' IS NULL AND actual_more -> 'doubts' IS NULL AS comparable,
      iif(target_unit = '', target_more -> 'assumed', NULL) AS target_assumed,
      iif(actual_unit = '', actual_more -> 'assumed', NULL) AS actual_assumed
    FROM indicator
  ) i
) x ON x.filing_no = h.filing_no;
CREATE VIEW v_indicators AS SELECT * FROM v_all_indicators WHERE standing = 'current';

CREATE VIEW v_all_observations AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  x.indicator, i.level2, i.level3, i.category, i.key,
  x.position, x.role, x.horizon, x.period, x.subject,
  x.value_raw, x.value_kind, x.value_comparator, x.value_value, x.value_low, x.value_high, x.value_unit, x.value_date, x.value_from, x.value_to, x.value_number, x.value_more,
  h.source_path, h.source_range
FROM v_heads h
JOIN observation x ON x.filing_no = h.filing_no
JOIN indicator i ON i.filing_no = x.filing_no AND i.position = x.indicator;
CREATE VIEW v_observations AS SELECT * FROM v_all_observations WHERE standing = 'current';

CREATE VIEW v_all_measures AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  x.position, x.section, x.row_path, x.column_path, x.item, x.period,
  x.value_raw, x.value_kind, x.value_comparator, x.value_value, x.value_low, x.value_high, x.value_unit, x.value_date, x.value_from, x.value_to, x.value_number, x.value_more,
  h.source_path, h.source_range
FROM v_heads h
JOIN measure x ON x.filing_no = h.filing_no;
CREATE VIEW v_measures AS SELECT * FROM v_all_measures WHERE standing = 'current';

CREATE VIEW v_all_fields AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  x.position, x.label, x.text,
  h.source_path, h.source_range
FROM v_heads h
JOIN field x ON x.filing_no = h.filing_no;
CREATE VIEW v_fields AS SELECT * FROM v_all_fields WHERE standing = 'current';

CREATE VIEW v_all_findings AS
SELECT
  n.finding_no, b.sha256, n.filing_no, f.id AS filing_id, f.form AS filing_form, f.fiscal_year,
  f.division_code, f.division_name, f.department, f.standing,
  n.rule, n.severity, n.message_en, n.message_zh, n.indicator, n.expected, n.found, n.suggestion,
  json_extract(n.claims, '$[0][3]') AS address,
  coalesce(f.source_path, d.path) AS source_path
FROM finding n
JOIN blob b ON b.blob_no = n.blob_no
JOIN document d ON d.blob_no = n.blob_no
LEFT JOIN filing f ON f.filing_no = n.filing_no;
-- Findings of a whole file count unless all its filings are copies, templates or superseded.
CREATE VIEW v_findings AS
SELECT * FROM v_all_findings WHERE standing = 'current' OR filing_no IS NULL AND sha256 NOT IN (
  SELECT b.sha256 FROM filing f JOIN blob b ON b.blob_no = f.blob_no GROUP BY b.sha256 HAVING max(f.standing = 'current') = 0
);

-- Budget and execution of every form that states what was spent.
CREATE VIEW v_execution AS
SELECT
  h.filing_no, h.filing_id, h.standing, h.stage, h.aggregation_level, h.form, h.fiscal_year,
  h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  f.amount_unit,
  t.initial_budget_fen, t.adjusted_budget_fen, coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) AS budget_fen,
  t.executed_fen,
  iif(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) IS NULL, NULL, printf('%s%d.%02d', iif(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) < 0, '-', ''), abs(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen)) / 100, abs(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen)) % 100)) AS budget_yuan,
  iif(t.executed_fen IS NULL, NULL, printf('%s%d.%02d', iif(t.executed_fen < 0, '-', ''), abs(t.executed_fen) / 100, abs(t.executed_fen) % 100)) AS executed_yuan,
  round(100.0 * t.executed_fen / nullif(coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen), 0), 4) AS computed_rate,
  t.execution_rate, t.rounded, t.weight, t.score,
  f.total_score, CAST(f.total_score AS REAL) AS total_score_number, f.grade,
  h.source_path, h.source_range
FROM v_heads h
JOIN filing f ON f.filing_no = h.filing_no
JOIN fund t ON t.filing_no = h.filing_no AND t.item = 'total' AND t.horizon = 'annual' AND t.position = (
  SELECT min(o.position) FROM fund o WHERE o.filing_no = h.filing_no AND o.item = 'total' AND o.horizon = 'annual'
)
WHERE h.standing = 'current' AND t.executed_fen IS NOT NULL;

-- Sums within one aggregation level, stage and year. Rows of different levels or stages must not be added up.
CREATE VIEW v_rollup AS
SELECT
  s.aggregation_level, s.stage, s.fiscal_year, s.division_code, s.division_name, s.department,
  count(*) AS filings, count(s.budget_fen) AS with_amount, count(*) - count(s.budget_fen) AS without_amount,
  sum(s.budget_fen) AS budget_fen, iif(sum(s.budget_fen) IS NULL, NULL, printf('%s%d.%02d', iif(sum(s.budget_fen) < 0, '-', ''), abs(sum(s.budget_fen)) / 100, abs(sum(s.budget_fen)) % 100)) AS budget_yuan,
  count(s.executed_fen) AS with_execution,
  sum(iif(s.executed_fen IS NULL, NULL, s.budget_fen)) AS execution_budget_fen,
  sum(s.executed_fen) AS executed_fen, iif(sum(s.executed_fen) IS NULL, NULL, printf('%s%d.%02d', iif(sum(s.executed_fen) < 0, '-', ''), abs(sum(s.executed_fen)) / 100, abs(sum(s.executed_fen)) % 100)) AS executed_yuan,
  round(100.0 * sum(iif(s.budget_fen IS NULL, NULL, s.executed_fen)) / nullif(sum(iif(s.executed_fen IS NULL, NULL, s.budget_fen)), 0), 4) AS execution_rate,
  count(s.total_score) AS with_score, round(avg(s.total_score), 4) AS average_score
FROM (
  SELECT h.*, CAST(f.total_score AS REAL) AS total_score,
    coalesce(t.adjusted_budget_fen, t.amount_fen, t.initial_budget_fen) AS budget_fen, t.executed_fen
  FROM v_heads h
  JOIN filing f ON f.filing_no = h.filing_no
  LEFT JOIN fund t ON t.filing_no = h.filing_no AND t.position = (
    SELECT min(o.position) FROM fund o WHERE o.filing_no = h.filing_no AND o.item = 'total' AND o.horizon = 'annual'
  )
  WHERE h.standing = 'current'
) s
GROUP BY s.aggregation_level, s.stage, s.fiscal_year, s.division_code, s.division_name, s.department;

-- The key of a filing is its form, year and subject; its tail is what goals and self-evaluation share.
CREATE VIEW v_pairs AS
SELECT
  h.fiscal_year, h.aggregation_level, h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  iif(s.filing_no IS NULL, 'goals-only', 'paired') AS state,
  h.filing_no AS goals_filing_no, h.filing_id AS goals_filing_id,
  s.filing_no AS self_evaluation_filing_no, s.id AS self_evaluation_filing_id,
  h.source_path AS goals_source_path, s.source_path AS self_evaluation_source_path
FROM v_heads h
JOIN filing g ON g.filing_no = h.filing_no
LEFT JOIN filing s ON s.standing = 'current' AND s.key = replace(g.form, '-goals', '-self-evaluation') || substr(g.key, length(g.form) + 1)
WHERE h.standing = 'current' AND h.stage = 'goals'
UNION ALL
SELECT
  h.fiscal_year, h.aggregation_level, h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  'self-evaluation-only', NULL, NULL, h.filing_no, h.filing_id, NULL, h.source_path
FROM v_heads h
JOIN filing s ON s.filing_no = h.filing_no
WHERE h.standing = 'current' AND h.stage = 'self-evaluation' AND NOT EXISTS (
  SELECT 1 FROM filing g WHERE g.standing = 'current'
    AND g.key = replace(s.form, '-self-evaluation', '-goals') || substr(s.key, length(s.form) + 1)
);

-- Indicators of one filing that share level 2 and key are told apart by their order. Counted row by row: a window
-- function would number the whole table before the first row of a question about one department comes out.
CREATE VIEW v_ordered_indicators AS
SELECT i.filing_no, i.position, i.level2, i.category, i.key, i.level3,
  i.target_raw, i.target_kind, i.target_comparator, i.target_value, i.target_low, i.target_high, i.target_unit, i.target_date, i.target_number,
  i.actual_raw, i.actual_comparator, i.actual_value, i.actual_unit, i.actual_number, i.weight, i.score,
  1 + (SELECT count(*) FROM indicator o WHERE o.filing_no = i.filing_no AND o.position < i.position AND o.key = i.key AND o.level2 IS i.level2) AS occurrence
FROM indicator i;

-- Rows of a pair side by side, matched by level 2 and key, never by position.
CREATE VIEW v_pair_indicators AS
SELECT
  p.fiscal_year, p.aggregation_level, p.division_code, p.division_name, p.department, p.agency, p.project_name, p.project_code,
  p.goals_filing_no, p.goals_filing_id, p.self_evaluation_filing_no, p.self_evaluation_filing_id,
  iif(b.position IS NULL, 'dropped', 'both') AS state,
  a.level2, a.key, a.occurrence, a.level3 AS goals_level3, b.level3 AS self_evaluation_level3,
  a.target_raw AS goals_target_raw, b.target_raw AS self_evaluation_target_raw,
  a.target_value AS goals_target_value, b.target_value AS self_evaluation_target_value,
  a.target_unit AS goals_target_unit, b.target_unit AS self_evaluation_target_unit,
  a.target_kind IS b.target_kind AND a.target_comparator IS b.target_comparator AND a.target_value IS b.target_value
    AND a.target_low IS b.target_low AND a.target_high IS b.target_high AND a.target_unit IS b.target_unit
    AND a.target_date IS b.target_date AND (a.target_kind <> 'qualitative' OR a.target_raw IS b.target_raw) AS same_target,
  b.actual_raw, b.actual_value, b.actual_unit, a.weight AS goals_weight, b.weight AS self_evaluation_weight, b.score
FROM v_pairs p
JOIN v_ordered_indicators a ON a.filing_no = p.goals_filing_no
LEFT JOIN v_ordered_indicators b ON b.filing_no = p.self_evaluation_filing_no AND b.level2 IS a.level2 AND b.key = a.key AND b.occurrence = a.occurrence
WHERE p.state = 'paired'
UNION ALL
SELECT
  p.fiscal_year, p.aggregation_level, p.division_code, p.division_name, p.department, p.agency, p.project_name, p.project_code,
  p.goals_filing_no, p.goals_filing_id, p.self_evaluation_filing_no, p.self_evaluation_filing_id,
  'added',
  b.level2, b.key, b.occurrence, NULL, b.level3, NULL, b.target_raw, NULL, b.target_value, NULL, b.target_unit, NULL,
  b.actual_raw, b.actual_value, b.actual_unit, NULL, b.weight, b.score
FROM v_pairs p
JOIN v_ordered_indicators b ON b.filing_no = p.self_evaluation_filing_no
WHERE p.state = 'paired' AND NOT EXISTS (
  SELECT 1 FROM v_ordered_indicators a
  WHERE a.filing_no = p.goals_filing_no AND a.level2 IS b.level2 AND a.key = b.key AND a.occurrence = b.occurrence
);

-- One row for each subject, indicator and year: the form is left out of the series, goals and self-evaluation are stages.
CREATE VIEW v_panel AS
SELECT
  f.subject, h.aggregation_level, h.stage, h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  x.level2, x.category, x.key, x.occurrence, h.fiscal_year, x.level3,
  x.target_comparator, x.target_value, x.target_unit, x.target_number,
  x.actual_comparator, x.actual_value, x.actual_unit, x.actual_number,
  x.target_raw, x.actual_raw, x.weight, x.score,
  h.filing_no, h.filing_id, x.position, h.source_path
FROM v_heads h
JOIN filing f ON f.filing_no = h.filing_no
JOIN v_ordered_indicators x ON x.filing_no = h.filing_no
WHERE h.standing = 'current' AND f.key IS NOT NULL;

-- A subject's form of one year beside its form of the year before, indicator by indicator.
CREATE VIEW v_year_over_year AS
SELECT
  h.fiscal_year, h.aggregation_level, h.stage, h.form, h.division_code, h.division_name, h.department, h.agency, h.project_name, h.project_code,
  a.level2, a.category, a.key, a.occurrence, a.level3,
  b.target_raw AS previous_target_raw, a.target_raw, b.target_value AS previous_target_value, a.target_value,
  b.target_unit AS previous_target_unit, a.target_unit,
  b.actual_raw AS previous_actual_raw, a.actual_raw, b.actual_value AS previous_actual_value, a.actual_value,
  b.actual_unit AS previous_actual_unit, a.actual_unit,
  b.weight AS previous_weight, a.weight, b.score AS previous_score, a.score,
  h.filing_no, h.filing_id, p.filing_no AS previous_filing_no, p.id AS previous_filing_id
FROM v_heads h
JOIN filing f ON f.filing_no = h.filing_no
JOIN filing p ON p.standing = 'current'
  AND p.key = f.form || '|' || (f.fiscal_year - 1) || substr(f.key, length(f.form) + length(f.fiscal_year) + 2)
JOIN v_ordered_indicators a ON a.filing_no = f.filing_no
JOIN v_ordered_indicators b ON b.filing_no = p.filing_no AND b.level2 IS a.level2 AND b.key = a.key AND b.occurrence = a.occurrence
WHERE h.standing = 'current';
