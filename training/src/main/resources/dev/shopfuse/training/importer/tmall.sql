-- The log knows month and day of 2014 only; a visit counts as past from the next day on.
CREATE TABLE events AS
  SELECT
    user_id, item_id, cat_id, merchant_id, brand_id, action,
    printf('2014-%02d-%02d', CAST(month AS INTEGER), CAST(day AS INTEGER)) AS day
  FROM log;

-- The last days are a sale that holds a fifth of the log, so the cut is by dates, not by shares.
CREATE TABLE visits AS
  SELECT
    user_id, page, target_id, day AS "time", action,
    CASE WHEN day < '2014-11-01' THEN 'train' WHEN day < '2014-11-11' THEN 'tune' ELSE 'test' END
      AS split
  FROM (
    SELECT
      user_id, 'item' AS page, item_id AS target_id, day,
      CASE action WHEN '0' THEN 'click' ELSE 'cart' END AS action
    FROM events WHERE action IN ('0', '1')
    UNION ALL
    SELECT
      user_id, 'shop' AS page, merchant_id AS target_id, day,
      CASE WHEN min(action) = '2' THEN 'purchase' ELSE 'favourite' END AS action
    FROM events WHERE action IN ('2', '3') GROUP BY user_id, merchant_id, day
  ) ORDER BY "time", user_id, page, target_id, action;

CREATE TABLE items AS
  SELECT
    item_id,
    mode(merchant_id ORDER BY merchant_id) AS merchant_id,
    mode(cat_id ORDER BY cat_id) AS cat_id,
    mode(brand_id ORDER BY brand_id) AS brand_id
  FROM events GROUP BY item_id ORDER BY item_id;

CREATE TABLE shops AS
  SELECT DISTINCT merchant_id AS shop_id FROM events ORDER BY shop_id;

-- Who sells what is known from the log alone, so only from its train part.
CREATE TABLE shop_items AS
  SELECT DISTINCT merchant_id AS shop_id, item_id FROM events
  WHERE day < '2014-11-01' ORDER BY shop_id, item_id;

CREATE TABLE users AS SELECT DISTINCT user_id FROM events ORDER BY user_id;

CREATE TABLE left_out AS
  SELECT 'further purchases and favourites of one user at one merchant on one day' AS reason,
    (SELECT count(*) FROM events WHERE action IN ('2', '3'))
      - (SELECT count(*) FROM visits WHERE page = 'shop') AS count
  UNION ALL
  SELECT 'rows of 11 November of users without any other day, who have no past', count(*)
  FROM last_day WHERE user_id NOT IN (SELECT user_id FROM users)
  UNION ALL
  SELECT 'rows of 11 November that the longer log has as well', count(*)
  FROM last_day WHERE user_id IN (SELECT user_id FROM users);
