-- What the shared statements need and DuckDB does not have. Another engine defines the same names.

-- Seconds since 1970, rounded down, of an ISO-8601 time; UTC if it names no offset.
CREATE MACRO iso_seconds(iso) AS CAST(floor(epoch(TRY_CAST(
  regexp_replace(iso, '^(.{16})($|Z|[+-])', '\1:00\2') AS TIMESTAMPTZ))) AS BIGINT);
