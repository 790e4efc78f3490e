-- What is known of a user with held-out shops: visits of this and earlier splits strictly before
-- the cut; without times, the visits of earlier splits.
SELECT v.user_number, v.place, v.is_shop, v.target_number
FROM numbered_visits v
JOIN (SELECT DISTINCT user_number, cut FROM held_out) h ON h.user_number = v.user_number
WHERE (h.cut IS NOT NULL AND v.part <= ${part} AND v.seconds < h.cut)
  OR (h.cut IS NULL AND v.part < ${part})
