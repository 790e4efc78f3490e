-- What a page showed is no visit to it: rows with the action "impression" are kept apart.
CREATE OR REPLACE TEMP VIEW visits AS
  SELECT user_id, page, target_id, "time", action, split
  FROM logged_visits
  WHERE coalesce(action, '') <> 'impression';

CREATE OR REPLACE TEMP VIEW impressions AS
  SELECT user_id, page, target_id, "time", split
  FROM logged_visits
  WHERE action = 'impression';
