-- What has been done to one record.
CREATE INDEX activity_by_target ON activity (target);
