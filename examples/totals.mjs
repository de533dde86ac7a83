/**
 * Exact sums of the annual totals by level, stage and year, from `guibiao export --format parquet --to LAKE`:
 *
 *     node totals.mjs LAKE
 *
 * `total_yuan` is a DECIMAL: its sums are exact. Levels hold the same money and are never added up.
 */
import { DuckDBInstance } from '@duckdb/node-api'

const [folder] = process.argv.slice(2)
const connection = await (await DuckDBInstance.create()).connect()
const reader = await connection.runAndReadAll(
  `SELECT aggregation_level, stage, fiscal_year::VARCHAR, count(*)::VARCHAR, sum(total_yuan)::VARCHAR
   FROM read_parquet($path) WHERE total_yuan IS NOT NULL GROUP BY ALL ORDER BY ALL`,
  { path: `${folder}/filings.parquet` },
)
for (const row of reader.getRows()) console.log(row.map((cell) => cell ?? '').join('\t'))
connection.closeSync()
