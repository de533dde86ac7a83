-- The share of filings that repeat the facts of another one, by district.
SELECT division_code, max(division_name) AS division, count(*) AS filings,
  sum(standing = 'copy') AS copies, round(100.0 * sum(standing = 'copy') / count(*), 2) AS percent
FROM v_heads
GROUP BY division_code
ORDER BY percent DESC, division_code
LIMIT 20
