-- Made when the first load is complete: loading into tables without them is twice as fast.
CREATE INDEX IF NOT EXISTS shift_date ON shift (date);
CREATE INDEX IF NOT EXISTS visit_shift ON visit (shift);
CREATE INDEX IF NOT EXISTS order_client ON "order" (client);
CREATE INDEX IF NOT EXISTS shift_care_worker ON shift (care_worker, date);
CREATE INDEX IF NOT EXISTS visit_client ON visit (client, start);
CREATE INDEX IF NOT EXISTS lock_client ON lock (client);
CREATE INDEX IF NOT EXISTS tag_client ON tag (client);
