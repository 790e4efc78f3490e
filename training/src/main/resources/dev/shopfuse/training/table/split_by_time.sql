-- Cuts the raw visits by time, 80/10/10. Visits of the same second stay together, in the earlier
-- part; so a part holds its share at least, and what is derived later never straddles a cut.
CREATE TABLE cut AS
  SELECT
    percentile_disc(0.8) WITHIN GROUP (ORDER BY "time") AS train_end,
    percentile_disc(0.9) WITHIN GROUP (ORDER BY "time") AS tune_end
  FROM visits;

CREATE TABLE split_visits AS
  SELECT
    user_id, page, target_id, "time", action,
    CASE
      WHEN "time" <= train_end THEN 'train'
      WHEN "time" <= tune_end THEN 'tune'
      ELSE 'test'
    END AS split,
    record
  FROM visits CROSS JOIN cut;

DROP TABLE visits;

DROP TABLE cut;

ALTER TABLE split_visits RENAME TO visits;
