-- Cuts the raw visits by time, 80/10/10. Visits of the same second stay together, in the earlier
-- part; so a part holds its share at least, and what is derived later never straddles a cut.
-- Seconds are counted first, so that no engine must hold or sort every visit in one place.
CREATE TABLE cut AS
  SELECT
    min(CASE WHEN upto * 10 >= total * 8 THEN "time" END) AS train_end,
    min(CASE WHEN upto * 10 >= total * 9 THEN "time" END) AS tune_end
  FROM (
    SELECT "time", sum(visits) OVER (ORDER BY "time") AS upto
    FROM (SELECT "time", count(*) AS visits FROM unsplit_visits GROUP BY "time") seconds
  ) counted CROSS JOIN (SELECT count(*) AS total FROM unsplit_visits) everything;

CREATE OR REPLACE TEMP VIEW visits AS
  SELECT
    user_id, page, target_id, "time", action,
    CASE
      WHEN "time" <= train_end THEN 'train'
      WHEN "time" <= tune_end THEN 'tune'
      ELSE 'test'
    END AS split
  FROM unsplit_visits CROSS JOIN cut;
