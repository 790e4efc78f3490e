-- Each purchase with its manufacturer, in order.
CREATE TABLE purchases AS
  SELECT
    t.household_id AS user_id,
    t.product_id AS item_id,
    p.manufacturer_id AS shop_id,
    CAST(t.transaction_timestamp AS BIGINT) AS seconds
  FROM transactions t LEFT JOIN products p ON p.product_id = t.product_id;

-- Days on which a household bought from a manufacturer, numbered. The second one is the first
-- return: the shop visit. Its time is that of the day's first purchase.
CREATE TABLE shop_days AS
  SELECT
    user_id, shop_id, min(seconds) AS seconds,
    row_number() OVER (PARTITION BY user_id, shop_id ORDER BY seconds // 86400) AS day_number
  FROM purchases
  WHERE shop_id IS NOT NULL
  GROUP BY user_id, shop_id, seconds // 86400;

CREATE TABLE visits AS
  SELECT user_id, page, target_id, "time", action FROM (
    SELECT user_id, 'item' AS page, item_id AS target_id, seconds AS "time", 'purchase' AS action
      FROM purchases
    UNION ALL
    SELECT user_id, 'shop' AS page, shop_id AS target_id, seconds AS "time", 'return' AS action
      FROM shop_days WHERE day_number = 2
  ) ORDER BY "time", user_id, page, target_id;

CREATE TABLE items AS
  SELECT
    product_id AS item_id, manufacturer_id, department, product_category, product_type
  FROM products
  UNION ALL
  SELECT DISTINCT item_id, NULL, NULL, NULL, NULL FROM purchases
    WHERE item_id NOT IN (SELECT product_id FROM products)
  ORDER BY item_id;

-- What a manufacturer is, from the catalogue alone: nothing of who bought what.
CREATE TABLE shops AS
  SELECT
    manufacturer_id AS shop_id,
    mode(department ORDER BY department) AS main_department,
    mode(product_category ORDER BY product_category) AS main_category,
    mode(brand ORDER BY brand) AS brand,
    count(*) AS product_count
  FROM products WHERE manufacturer_id IS NOT NULL
  GROUP BY manufacturer_id ORDER BY manufacturer_id;

CREATE TABLE shop_items AS
  SELECT manufacturer_id AS shop_id, product_id AS item_id
  FROM products WHERE manufacturer_id IS NOT NULL ORDER BY shop_id, item_id;

CREATE TABLE users AS
  SELECT DISTINCT
    t.household_id AS user_id, d.age, d.income, d.household_size, d.kids_count
  FROM transactions t LEFT JOIN demographics d ON d.household_id = t.household_id
  ORDER BY user_id;

CREATE TABLE left_out AS
  SELECT 'purchases of products without a manufacturer, which make no shop visit' AS reason,
    count(*) AS count
  FROM purchases WHERE shop_id IS NULL;
