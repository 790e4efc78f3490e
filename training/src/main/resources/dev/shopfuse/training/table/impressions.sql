-- What a page showed is no visit to it: rows with the action "impression" are kept apart. By now
-- items, shops and users are known, so what was shown and never visited is one of them as well.
CREATE TABLE impressions AS
  SELECT user_id, page, target_id, "time", split
  FROM visits
  WHERE action = 'impression';

DELETE FROM visits WHERE action = 'impression';
