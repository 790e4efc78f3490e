-- Cuts the raw visits by time, 80/10/10. Visits of the same second stay together, in the earlier
-- part; so a part holds its share at least, and what is derived later never straddles a cut.
-- Impressions fall on the side that their time says, but do not move the cut.
-- Seconds are counted first, so that no engine must hold or sort every visit in one place.
CREATE OR REPLACE TEMP VIEW counted_visits AS
  SELECT "time" FROM unsplit_visits WHERE coalesce(action, '') <> 'impression';

CREATE TABLE cut AS
  SELECT
    min(CASE WHEN upto * 10 >= total * 8 THEN "time" END) AS train_end,
    min(CASE WHEN upto * 10 >= total * 9 THEN "time" END) AS tune_end
  FROM (
    SELECT "time", sum(visits) OVER (ORDER BY "time") AS upto
    FROM (SELECT "time", count(*) AS visits FROM counted_visits GROUP BY "time") seconds
  ) counted CROSS JOIN (SELECT count(*) AS total FROM counted_visits) everything;

CREATE OR REPLACE TEMP VIEW logged_visits AS
  SELECT
    user_id, page, target_id, "time", action,
    CASE
      WHEN "time" <= train_end THEN 'train'
      WHEN "time" <= tune_end THEN 'tune'
      ELSE 'test'
    END AS split
  FROM unsplit_visits CROSS JOIN cut;
