-- What every file was, what it said, and what was read from it. docs/database.md explains each table and column.
-- Exact decimals are TEXT. `..._fen` are amounts in 分 (0.01 元). `..._number` are for sorting and plotting only.

CREATE TABLE run (
  run_no INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  rules_digest TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  ended TEXT CHECK (ended IN ('done', 'interrupted', 'failed'))
) STRICT;

CREATE TABLE blob (
  blob_no INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  outcome TEXT NOT NULL,
  message TEXT,
  reader TEXT,
  run_no INTEGER NOT NULL REFERENCES run (run_no)
) STRICT;

CREATE TABLE sighting (
  path TEXT NOT NULL,
  blob_no INTEGER NOT NULL REFERENCES blob (blob_no) ON DELETE CASCADE,
  run_no INTEGER NOT NULL REFERENCES run (run_no),
  hints TEXT,
  PRIMARY KEY (path, blob_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_blob ON sighting (blob_no);

CREATE TABLE document (
  blob_no INTEGER PRIMARY KEY REFERENCES blob (blob_no) ON DELETE CASCADE,
  path TEXT NOT NULL,
  encoding TEXT NOT NULL,
  content BLOB NOT NULL,
  ledger_label INTEGER NOT NULL,
  ledger_value INTEGER NOT NULL,
  ledger_ignored INTEGER NOT NULL,
  ledger_unread INTEGER NOT NULL,
  records_digest TEXT NOT NULL,
  run_no INTEGER NOT NULL REFERENCES run (run_no)
) STRICT;

CREATE TABLE filing (
  filing_no INTEGER PRIMARY KEY,
  blob_no INTEGER NOT NULL REFERENCES document (blob_no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL,
  key TEXT,
  subject TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('current', 'superseded', 'contested', 'copy', 'template')),
  standing_by TEXT CHECK (standing_by IN ('choice', 'manifest', 'filing-date')),
  source_path TEXT NOT NULL,
  source_format TEXT NOT NULL,
  source_block INTEGER NOT NULL,
  source_range TEXT NOT NULL,
  form TEXT NOT NULL,
  title TEXT,
  attachment_no TEXT,
  fiscal_year INTEGER,
  as_of TEXT,
  department TEXT,
  department_code TEXT,
  agency TEXT,
  agency_code TEXT,
  project_name TEXT,
  project_code TEXT,
  project_period TEXT,
  amount_unit TEXT,
  duties TEXT,
  signoff_prepared_by TEXT,
  signoff_phone TEXT,
  signoff_filed_on TEXT,
  signoff_head TEXT,
  division_code TEXT,
  division_name TEXT,
  uscc TEXT,
  status TEXT NOT NULL,
  total_weight TEXT,
  total_score TEXT,
  grade TEXT,
  ledger_label INTEGER NOT NULL,
  ledger_value INTEGER NOT NULL,
  ledger_ignored INTEGER NOT NULL,
  ledger_unread INTEGER NOT NULL,
  inferred TEXT,
  blocks TEXT,
  places TEXT NOT NULL,
  claims TEXT,
  unread TEXT,
  marks BLOB,
  UNIQUE (blob_no, position)
) STRICT;
CREATE INDEX filing_digest ON filing (digest);
CREATE INDEX filing_key ON filing (key) WHERE key IS NOT NULL;

CREATE TABLE field (
  filing_no INTEGER NOT NULL REFERENCES filing (filing_no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  text TEXT NOT NULL,
  claims TEXT,
  PRIMARY KEY (filing_no, position)
) STRICT;

CREATE TABLE fund (
  filing_no INTEGER NOT NULL REFERENCES filing (filing_no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  axis TEXT,
  horizon TEXT NOT NULL,
  item TEXT,
  label TEXT NOT NULL,
  amount TEXT,
  initial_budget TEXT,
  adjustment TEXT,
  adjusted_budget TEXT,
  executed TEXT,
  amount_fen INTEGER,
  initial_budget_fen INTEGER,
  adjustment_fen INTEGER,
  adjusted_budget_fen INTEGER,
  executed_fen INTEGER,
  rounded INTEGER NOT NULL,
  execution_rate TEXT,
  weight TEXT,
  score TEXT,
  reason TEXT,
  flags TEXT,
  claims TEXT,
  PRIMARY KEY (filing_no, position)
) STRICT;

CREATE TABLE goal (
  filing_no INTEGER NOT NULL REFERENCES filing (filing_no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  horizon TEXT NOT NULL,
  expected TEXT,
  actual TEXT,
  mentions TEXT,
  claims TEXT,
  PRIMARY KEY (filing_no, position)
) STRICT;

CREATE TABLE indicator (
  filing_no INTEGER NOT NULL REFERENCES filing (filing_no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  level1 TEXT,
  level1_label TEXT,
  level2 TEXT,
  level2_label TEXT,
  level3 TEXT NOT NULL,
  category TEXT,
  parent INTEGER,
  target_kind TEXT,
  target_raw TEXT,
  target_comparator TEXT,
  target_value TEXT,
  target_low TEXT,
  target_high TEXT,
  target_unit TEXT,
  target_date TEXT,
  target_from TEXT,
  target_to TEXT,
  target_more TEXT,
  target_number REAL AS (CAST(target_value AS REAL)) VIRTUAL,
  actual_kind TEXT,
  actual_raw TEXT,
  actual_comparator TEXT,
  actual_value TEXT,
  actual_low TEXT,
  actual_high TEXT,
  actual_unit TEXT,
  actual_date TEXT,
  actual_from TEXT,
  actual_to TEXT,
  actual_more TEXT,
  actual_number REAL AS (CAST(actual_value AS REAL)) VIRTUAL,
  weight TEXT,
  score TEXT,
  deviation TEXT,
  extra TEXT,
  claims TEXT,
  PRIMARY KEY (filing_no, position)
) STRICT;

CREATE TABLE observation (
  filing_no INTEGER NOT NULL REFERENCES filing (filing_no) ON DELETE CASCADE,
  indicator INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  horizon TEXT NOT NULL,
  period TEXT,
  subject TEXT,
  value_kind TEXT NOT NULL,
  value_raw TEXT NOT NULL,
  value_comparator TEXT,
  value_value TEXT,
  value_low TEXT,
  value_high TEXT,
  value_unit TEXT,
  value_date TEXT,
  value_from TEXT,
  value_to TEXT,
  value_more TEXT,
  value_number REAL AS (CAST(value_value AS REAL)) VIRTUAL,
  claims TEXT,
  PRIMARY KEY (filing_no, indicator, position),
  FOREIGN KEY (filing_no, indicator) REFERENCES indicator (filing_no, position) ON DELETE CASCADE
) STRICT;

CREATE TABLE measure (
  filing_no INTEGER NOT NULL REFERENCES filing (filing_no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  section TEXT,
  row_path TEXT NOT NULL,
  column_path TEXT NOT NULL,
  item TEXT,
  period TEXT,
  value_kind TEXT NOT NULL,
  value_raw TEXT NOT NULL,
  value_comparator TEXT,
  value_value TEXT,
  value_low TEXT,
  value_high TEXT,
  value_unit TEXT,
  value_date TEXT,
  value_from TEXT,
  value_to TEXT,
  value_more TEXT,
  value_number REAL AS (CAST(value_value AS REAL)) VIRTUAL,
  claims TEXT,
  PRIMARY KEY (filing_no, position)
) STRICT;

CREATE TABLE finding (
  finding_no INTEGER PRIMARY KEY,
  blob_no INTEGER NOT NULL REFERENCES document (blob_no) ON DELETE CASCADE,
  filing_no INTEGER REFERENCES filing (filing_no) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  message_en TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  form TEXT,
  indicator TEXT,
  related TEXT,
  expected TEXT,
  found TEXT,
  suggestion TEXT,
  claims TEXT
) STRICT;
CREATE INDEX finding_blob ON finding (blob_no);
CREATE INDEX finding_filing ON finding (filing_no) WHERE filing_no IS NOT NULL;
CREATE INDEX finding_rule ON finding (rule);

-- What people decided. These rows outlive the filings that they speak of: a filing that comes back finds its decision.
CREATE TABLE choice (
  key TEXT PRIMARY KEY,
  filing_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  reason TEXT NOT NULL,
  chosen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE forgotten (
  sha256 TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  forgotten_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
