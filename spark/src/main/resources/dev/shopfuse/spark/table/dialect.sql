-- All that the shared statements need and Spark SQL does not have, under the names DuckDB has.
CREATE OR REPLACE TEMPORARY FUNCTION regexp_full_match(text STRING, pattern STRING) RETURNS BOOLEAN
  RETURN regexp_like(text, concat('^(?:', pattern, ')$'));

CREATE OR REPLACE TEMPORARY FUNCTION regexp_matches(text STRING, pattern STRING) RETURNS BOOLEAN
  RETURN regexp_like(text, pattern);

-- Seconds since 1970, rounded down, of an ISO-8601 time; UTC if it names no offset. Spark wants a
-- colon in an offset, and cuts fractions off.
CREATE OR REPLACE TEMPORARY FUNCTION iso_seconds(iso STRING) RETURNS BIGINT
  RETURN unix_seconds(try_cast(
    regexp_replace(
      regexp_replace(iso, '^(.{16})($|Z|[+-])', '$1:00$2'),
      '([+-][0-9]{2})([0-9]{2})$', '$1:$2') AS TIMESTAMP));
