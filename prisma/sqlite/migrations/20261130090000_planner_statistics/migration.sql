-- What the planner assumes of the change log. Without it, it takes an app for ten rows, and reads all changes of the app to
-- find those of a user. Roster gathers statistics of users only, so these stay.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('changes', 'changes', '1000000 1000000 1'),
  ('changes', 'changes_app_id_user_id_seq_idx', '1000000 1000000 10 1'),
  ('changes', 'changes_app_id_actor_id_seq_idx', '1000000 1000000 1000 1'),
  ('changes', 'changes_app_id_type_seq_idx', '100000 100000 10000 1');
ANALYZE sqlite_schema;
